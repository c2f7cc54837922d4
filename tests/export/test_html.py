import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from app import edition
from app.catalog import State, Target
from app.document import Paragraph, Segment
from app.edition import Edition
from app.export import html
from app.export.words import words
from app.publication import Publication
from tests.talk import TARGETS, catalog, document

_VOID = {"meta", "br"}
_ALLOWED = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "main",
    "header",
    "h1",
    "h2",
    "h3",
    "p",
    "div",
} | {*("strong", "em", "code", "sup", "span", "a", "br", "ul", "ol", "li", "blockquote")}


class _Page(HTMLParser):
    """Reads a page as strictly as XML: what opens must close, in order."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(content.decode())
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for seen, attributes in self.seen if seen == tag]


def _made(states: dict[int, State] | None = None, *, allow_unreviewed: bool = False) -> Edition:
    return edition.make(document(), catalog(document(), states=states), allow_unreviewed=allow_unreviewed)


def test_the_page_is_well_formed_and_holds_every_text_in_order() -> None:
    page = _Page(html.write(Publication(_made())))
    assert {tag for tag, _ in page.seen} <= _ALLOWED
    body = " ".join(page.text.split())
    assert body == (
        "Розмова Розмова Мова оригіналу: англійська Зустрілися в Мальме. Був березень. Початки Мартін: Чому? "
        "Олександр: Так було. Саме так. Ми мали три цілі: Мир. Хліб. Мартін: Авжеж."
    )


def test_the_page_says_its_language_and_has_one_main_and_one_title() -> None:
    page = _Page(html.write(Publication(_made())))
    assert page.all("html") == [{"lang": "uk"}]
    assert [len(page.all(tag)) for tag in ("main", "header", "h1", "title")] == [1, 1, 1, 1]


def test_turns_lists_headings_and_line_breaks_are_what_they_are() -> None:
    text = html.write(Publication(_made())).decode()
    assert '<p><strong class="speaker">Олександр:</strong> Так було.<br>\nСаме так.</p>' in text
    assert "<ul>\n<li>Мир.</li>\n<li>Хліб.</li>\n</ul>" in text
    assert "<h2>Початки</h2>" in text
    assert text.count('<div class="turn">') == 3


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("#", "<h2>Так</h2>"),
        ("###", "<h3>Так</h3>"),
        ("1.", "<ol>\n<li>Так</li>\n</ol>"),
        (">", "<blockquote>\n<p>Так</p>\n</blockquote>"),
    ],
)
def test_the_title_is_the_only_first_heading(mark: str, expected: str) -> None:
    talk = document([Paragraph((Segment("Yes"),), mark=mark)])
    assert expected in html.write(Publication(edition.make(talk, catalog(talk, ["Так"])))).decode()


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    content = html.write(Publication(_made())).decode()
    policy = next(one for one in _Page(content.encode()).all("meta") if one.get("http-equiv"))
    assert policy["http-equiv"] == "Content-Security-Policy"
    assert (policy["content"] or "").startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert not re.search(r"<script|<link|<img|@import|url\(|@font-face", content)


def test_what_is_missing_is_marked_as_the_source_language() -> None:
    text = html.write(Publication(_made({1: State.DRAFT}))).decode()
    assert '<span class="source" lang="en" title="ще не перекладено">It was March.</span>' in text
    assert "banner" not in text.split("</style>")[1]


def test_a_draft_says_so_and_marks_what_nobody_reviewed() -> None:
    text = html.write(Publication(_made({1: State.DRAFT}, allow_unreviewed=True))).decode()
    assert '<p class="banner">Чернетка.' in text
    assert '<span class="unreviewed" title="не перевірено">Був березень.</span>' in text
    assert '<meta name="robots" content="noindex">' in text


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("sv", '<p class="from">Originalspråk: engelska</p>'),
        ("ru", '<p class="from">Язык оригинала: английский</p>'),
        ("en-GB", '<p class="from" lang="en">Original language: English</p>'),
        ("fi", '<p class="from" lang="en">Original language: English</p>'),
    ],
)
def test_the_edition_speaks_its_own_language_or_says_which(language: str, expected: str) -> None:
    made = edition.make(document(), catalog(document(), language=language))
    assert expected in html.write(Publication(made)).decode()


def test_own_words_may_be_handed_in() -> None:
    own = replace(words("en"), language="fi", original="Alkukieli: {language}", draft="Luonnos & <muu>")
    units = catalog(document(), states={0: State.DRAFT}, language="fi")
    text = html.write(Publication(edition.make(document(), units, allow_unreviewed=True)), own=own).decode()
    assert "Alkukieli: englanti" in text
    assert '<p class="banner">Luonnos &amp; &lt;muu&gt;</p>' in text


def test_a_language_that_runs_from_right_to_left_says_so() -> None:
    text = html.write(Publication(edition.make(document(), catalog(document(), language="he")))).decode()
    assert '<html lang="he" dir="rtl">' in text


@pytest.mark.parametrize(
    "text",
    [
        "</p></main><script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "[а](javascript:alert(1)) [б](data:text/html,x) [в](vbscript:x)",
        "</title></style><script>",
        "так\N{RIGHT-TO-LEFT OVERRIDE}кат\x00",
        "<!-- ",
        "]]> &#x3c;b>",
    ],
)
def test_hostile_text_changes_nothing_but_the_text(text: str) -> None:
    names = {"Martin": Target(text, State.REVIEWED), "Oleksandr": Target(text, State.REVIEWED)}
    units = catalog(document(), [text] * len(TARGETS), title=Target(text, State.REVIEWED), names=names)
    content = html.write(Publication(edition.make(document(), units)))
    page = _Page(content)
    assert {tag for tag, _ in page.seen} <= _ALLOWED
    assert all(name in {"lang", "class"} for tag, one in page.seen if tag not in {"meta"} for name in one)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00]", content.decode())


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert html.write(Publication(_made())) == html.write(Publication(_made()))
