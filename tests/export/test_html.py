import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from lxml.html import fromstring

from app import edition
from app.catalog import State, Target
from app.document import Paragraph, Segment
from app.edition import Edition
from app.export import html
from app.export.words import words
from app.publication import House, Layout, Publication, SpeakerStyle
from tests.export import rich
from tests.talk import TARGETS, catalog, document

_VOID = {"meta", "br", "link", "img"}
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
    "script",
    "nav",
    "section",
    "aside",
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
        if self.open and self.open[-1] not in {"style", "script"}:
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
    assert '<p class="turn"><strong class="speaker">Олександр:</strong> Так було.<br>\nСаме так.</p>' in text
    assert "<ul>\n<li>Мир.</li>\n<li>Хліб.</li>\n</ul>" in text
    assert re.search(r'<h2 id="part-\d+">Початки</h2>', text)
    assert text.count('class="turn"') == 3


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("#", '<h2 id="part-0">Так</h2>'),
        # no level is skipped, whatever the document did
        ("###", '<h2 id="part-0">Так</h2>'),
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
    assert re.findall(r"<script[^>]*>", content) == ['<script type="application/ld+json">']
    assert not re.search(r"<link|<img|@import|url\(|@font-face", content)


def test_what_is_missing_is_marked_as_the_source_language() -> None:
    text = html.write(Publication(_made({1: State.DRAFT}))).decode()
    assert '<span class="source" lang="en" title="ще не перекладено">It was March.</span>' in text
    assert "banner" not in text.split("</style>")[1]


def test_a_draft_says_so_and_marks_what_nobody_reviewed() -> None:
    text = html.write(Publication(_made({1: State.DRAFT}, allow_unreviewed=True))).decode()
    assert '<aside class="banner">Чернетка.' in text
    assert '@bottom-center { content: "Чернетка.' in text, "every printed page says so too"
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
    assert '<aside class="banner">Luonnos &amp; &lt;muu&gt;</aside>' in text


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
    found = {name for tag, one in page.seen if tag not in {"meta", "script"} for name in one}
    assert found <= {"lang", "class", "id"}
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00]", content.decode())


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert html.write(Publication(_made())) == html.write(Publication(_made()))


def test_a_page_tells_machines_what_it_is_and_where_the_other_languages_are() -> None:
    files = {"uk": "talk.uk.html", "sv": "talk sv.html", "en": "talk.en.html"}
    page = _Page(html.write(replace(rich.publication(), alternates=files)))
    links = {one["hreflang"]: one["href"] for one in page.all("link")}
    assert links == {
        "uk": "talk.uk.html",
        "sv": "talk%20sv.html",
        "en": "talk.en.html",
        "x-default": "talk.en.html",
    }
    named = {one["name"]: one["content"] for one in page.all("meta") if one.get("name")}
    assert (named["description"] or "").startswith("Зустрілися в Мальме. Був березень.")
    assert named["dcterms.date"] == "2026-11-03"
    assert "robots" not in named


def test_linked_data_is_right_and_cannot_end_its_element() -> None:
    content = html.write(rich.hostile()).decode()
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', content)
    assert not re.search(r"[<>&]", data)
    found = json.loads(data)
    assert found["headline"].startswith("</p></main><script>alert(1)</script>")
    assert found["translationOfWork"] == {"@type": "CreativeWork", "inLanguage": "en"}
    assert json.loads(
        re.findall(r"ld\+json\">(.*?)</script>", html.write(rich.publication()).decode())[0]
    ) == {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": "Розмова",
        "inLanguage": "uk",
        "translationOfWork": {"@type": "CreativeWork", "inLanguage": "en", "url": rich.COLOPHON.source},
        "translator": [{"@type": "Person", "name": name} for name in rich.COLOPHON.translators],
        "editor": [{"@type": "Person", "name": "Борис"}],
        "publisher": {"@type": "Organization", "name": rich.COLOPHON.publisher},
        "dateModified": "2026-11-03",
        "copyrightNotice": "CC BY-SA 4.0",
    }


def test_notes_and_their_marks_lead_to_each_other() -> None:
    page = _Page(html.write(rich.publication()))
    ids = [one["id"] for _, one in page.seen if "id" in one]
    assert len(ids) == len(set(ids))
    inner = [(one["href"] or "")[1:] for one in page.all("a") if (one["href"] or "").startswith("#")]
    assert len(inner) == 12
    assert set(inner) <= set(ids)


@pytest.mark.parametrize("language", ["uk", "sv", "ru", "ar"])
def test_both_texts_are_whole_and_each_paragraph_says_its_language(language: str) -> None:
    publication = rich.publication(language=language, beside=True)
    assert publication.beside
    root: Any = fromstring(html.write_bilingual(publication).decode())
    cells = root.xpath('//div[contains(@class, "row")]/div')
    assert {cell.get("lang") for cell in cells} == {language, "en"}
    for side, text in enumerate((publication.edition, publication.beside)):
        found = [_read(cell) for cell in cells[side::2]]
        assert found == rich.texts(text)[1:]
    first, second = root.xpath("//hgroup/*")
    assert (_read(first), _read(second)) == ("Розмова", "ATalk")
    assert second.get("lang") == "en"


def _read(element: Any) -> str:
    """Return a text without the marks of notes."""
    for mark in element.xpath(".//sup"):
        mark.getparent().remove(mark) if not mark.tail else mark.clear(keep_tail=True)
    return rich.squeezed(element.text_content())


@pytest.mark.parametrize("layout", Layout)
def test_a_bilingual_page_says_how_its_texts_stand(layout: Layout) -> None:
    publication = replace(rich.publication(beside=True), layout=layout)
    assert f'<body class="{layout}">' in html.write_bilingual(publication).decode()


def test_the_house_has_its_colours_fonts_picture_and_style() -> None:
    house = House(
        text_font='Spectral"; } </style><script>',
        accent="#123456",
        accent_dark="red; } body { display: none",
        logo=b"\x89PNG",
        logo_type="image/png",
        speakers=SpeakerStyle.ABOVE,
        templates={"edition.css": b"h1 { color: green } </style><script>alert(1)</script>"},
    )
    text = html.write(rich.publication(house=house)).decode()
    page = _Page(text.encode())
    assert "--accent: #123456" in text
    assert "display: none" not in text.replace('a[role="doc-backlink"] { display: none; }', "")
    assert "h1 { color: green }" in text
    assert [one["src"] for one in page.all("img")] == ["data:image/png;base64,iVBORw=="]
    assert len(page.all("script")) == 1
    assert '<strong class="speaker">Мартін</strong><br>Чому?' in text
