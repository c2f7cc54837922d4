"""Lines of a source file are cut and joined in their place; every other byte stays."""

from hypothesis import given
from hypothesis import strategies as st

from app import resegmenting
from app.document import Document, Paragraph, Segment
from app.errors import ReviewError
from app.storage import source, source_edit

_TEXT = """\
---
# a comment of ours
title:   A talk
language: en
---

Intro *text*. More of it.
  second line

**Olena:** I am a nurse. I live in Lviv.

- An item. Two sentences.
> A quote. It goes
> on here.

1\\. not a list\\
"""


def _parsed(text: str) -> Document:
    return source.parse(text, name="talk", file="talk.md")


def _split(text: str, number: int, words: str) -> str:
    document = _parsed(text)
    at = [one.segment.text for one in document.places()][number].index(words)
    after = resegmenting.split(document, number, at)
    return source_edit.edited(text, after, number=number, lines=1, file="talk.md")


def _join(text: str, number: int) -> str:
    after = resegmenting.join(_parsed(text), number)
    return source_edit.edited(text, after, number=number - 1, lines=2, file="talk.md")


def test_only_the_line_that_is_cut_differs() -> None:
    assert _split(_TEXT, 0, "More") == _TEXT.replace("*text*. More", "*text*.\nMore")
    assert _split(_TEXT, 2, "I live") == _TEXT.replace("nurse. I live", "nurse.\nI live")
    assert _split(_TEXT, 3, "Two") == _TEXT.replace("item. Two", "item.\nTwo")
    assert _split(_TEXT, 4, "It goes") == _TEXT.replace("quote. It", "quote.\nIt")


def test_only_the_lines_that_are_joined_differ() -> None:
    assert _join(_TEXT, 1) == _TEXT.replace("of it.\n  second", "of it. second")
    assert _join(_TEXT, 5) == _TEXT.replace("goes\n> on", "goes on")


def test_line_ends_of_windows_stay() -> None:
    text = _TEXT.replace("\n", "\r\n")
    assert _split(text, 2, "I live") == text.replace("nurse. I live", "nurse.\r\nI live")
    assert _join(text, 1) == text.replace("of it.\r\n  second", "of it. second")


def test_a_second_part_that_would_read_as_a_mark_is_escaped() -> None:
    text = "---\ntitle: T\nlanguage: en\n---\n\nThe year was 1. January came - and # went.\n"
    cut = _split(text, 0, "- and")
    assert "came\n\\- and" in cut
    assert [one.segment.text for one in _parsed(cut).places()] == [
        "The year was 1. January came",
        "- and # went.",
    ]


def test_a_form_that_cannot_be_followed_is_written_anew() -> None:
    text = "---\ntitle: T\nlanguage: en\n---\n\nOne. Two.\n".replace("\n", "\r")
    assert _split(text, 0, "Two") == "---\ntitle: T\nlanguage: en\nspeakers: {}\n---\n\nOne.\nTwo.\n"


_words = st.text(st.sampled_from("ab .*[]()#->1\\:"), min_size=1, max_size=14).filter(
    lambda one: one == one.strip() and bool(one)
)


@given(
    st.lists(st.lists(_words, min_size=1, max_size=3), min_size=1, max_size=3),
    st.integers(0, 8),
    st.integers(0, 14),
)
def test_whatever_is_cut_and_joined_the_file_says_it(texts: list[list[str]], number: int, at: int) -> None:
    made = Document("talk", "T", "en", paragraphs=tuple(Paragraph(tuple(map(Segment, one))) for one in texts))
    text = source.format(made)
    document = _parsed(text)
    for split in (True, False):
        try:
            after = resegmenting.split(document, number, at) if split else resegmenting.join(document, number)
        except ReviewError:
            continue
        first, lines = (number, 1) if split else (number - 1, 2)
        assert _parsed(source_edit.edited(text, after, number=first, lines=lines, file="talk.md")) == after
