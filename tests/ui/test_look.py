import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from app.catalog import State
from app.ui import look

HOSTILE = (
    '<script>alert("1")</script>',
    "<img src=x onerror=alert(1)>",
    "\"><b onmouseover='x'>",
    "' autofocus onfocus='alert(1)",
    "</div></div><style>*{display:none}</style>",
    "&lt;already&gt; &amp; escaped",
    "\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe",
    "مرحبا <i>",
    "a\N{NULL}b",
)
DRAWN: dict[str, Callable[[str], str]] = {
    "text": lambda words: look.text(words, language="uk"),
    "language": lambda words: look.text("ok", language=words),
    "small": look.small,
    "note": look.note,
    "name": look.name,
    "heading": lambda words: look.heading(words, level=1, language=words),
    "bar": lambda words: look.bar({State.DRAFT: 1}, words),
}


class _Reader(HTMLParser):
    """Notes the marks of a piece of HTML and the text that a browser would show."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.marks.append(f"{tag} {' '.join(sorted(name for name, _ in attrs))}")

    def handle_data(self, data: str) -> None:
        self.words += data


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("drawn", DRAWN.values(), ids=DRAWN.keys())
def test_whatever_a_text_says_it_brings_no_marks(drawn: Callable[[str], str], words: str) -> None:
    harmless = "x" * len(words)
    assert _read(drawn(words)).marks == _read(drawn(harmless)).marks


@pytest.mark.parametrize("words", HOSTILE)
def test_a_text_is_shown_letter_by_letter(words: str) -> None:
    assert _read(look.text(words, language="uk")).words == words


def test_a_text_says_its_language_and_finds_its_direction() -> None:
    drawn = look.text("Привіт", language="uk")
    assert 'lang="uk"' in drawn
    assert 'dir="auto"' in drawn


def test_a_name_against_the_reading_direction_turns_nothing_around_it() -> None:
    assert 'dir="auto"' in look.name("مرحبا")


def test_states_can_be_told_apart_without_colour() -> None:
    assert len({look.SIGNS[state] for state in State}) == len(State)


@pytest.mark.parametrize(
    ("counts", "shares"),
    [
        ({}, []),
        ({State.EMPTY: 4}, []),
        ({State.REVIEWED: 1, State.DRAFT: 3}, ["25.0000%", "75.0000%"]),
        ({State.REVIEWED: 1, State.EMPTY: 2}, ["33.3333%"]),
    ],
)
def test_a_bar_shows_shares_of_all_with_the_reviewed_first(
    counts: dict[State, int], shares: list[str]
) -> None:
    assert re.findall(r"width:([\d.]+%)", look.bar(counts, "")) == shares


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("*no* [link](x) `code` <b>", r"\*no\* \[link\]\(x\) \`code\` \<b\>"),
        (":red[x] $x$ # _y_", r"\:red\[x\] \$x\$ \# \_y\_"),
        ("Оля Коваль", "Оля Коваль"),
    ],
)
def test_markdown_in_a_message_is_shown_and_not_obeyed(words: str, shown: str) -> None:
    assert look.plain(words) == shown
