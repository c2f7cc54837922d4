"""What we write, judged by other people's tools: the checkers of HTML and EPUB, axe, LibreOffice."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from app.edition import Edition
from app.export import FORMATS
from app.export.site import Download, Work, site
from app.publication import House, Layout, NoteStyle, Publication, SpeakerStyle
from tests.export import judges, rich
from tests.export.test_fonts import font
from tests.publications import HOSTILE, LANGUAGES, every_text, interview

_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
_HOUSE = House(
    templates={"s.otf": font("Spectral", weight=400)},
    notes=NoteStyle.END,
    speakers=SpeakerStyle.ABOVE,
    logo=_SVG,
    logo_type="image/svg+xml",
    text_font="Spectral",
)
_FILES = {"uk": "talk.uk.html", "sv": "talk.sv.html"}


def _publications() -> Mapping[str, Publication]:
    found = {language: interview(language, "en") for language in LANGUAGES}
    rich_ones = {
        "rich": replace(rich.publication(beside=True), alternates=_FILES),
        "draft": rich.publication(beside=True, draft=True),
        "house": replace(rich.publication(beside=True, house=_HOUSE), layout=Layout.UNDER),
        "arabic": rich.publication(language="ar", beside=True),
        "hostile": rich.hostile(beside=True, draft=True),
        "long": replace(rich.long(30, headings=3), beside=rich.long(30, headings=3).edition),
    }
    texts = {f"text-{number}": _twice(every_text(text)) for number, text in enumerate(HOSTILE)}
    return found | rich_ones | texts


def _twice(publication: Publication) -> Publication:
    return replace(publication, beside=publication.edition)


def _plain_ones() -> Mapping[str, Publication]:
    """Return publications without notes, which stand among the text when a document becomes plain text."""
    found = {language: interview(language) for language in LANGUAGES}
    return found | {
        "rich": Publication(rich.made(notes=False), None, rich.COLOPHON),
        "hostile": Publication(_without_notes(rich.hostile(draft=True).edition)),
    }


def _without_notes(text: Edition) -> Edition:
    paragraphs = tuple(
        replace(
            one,
            speaker=replace(one.speaker, notes=()) if one.speaker else None,
            pieces=tuple(replace(piece, notes=()) for piece in one.pieces),
        )
        for one in text.paragraphs
    )
    return replace(text, title=replace(text.title, notes=()), paragraphs=paragraphs)


_NAMES = list(_publications())
_PAGES = ["html", "bilingual-html", "telegram"]
_BOOKS = ["epub", "bilingual-epub"]
_CASES = [
    # a book of two texts has all that one of one text has: hostile texts are judged in it only
    (name, form)
    for name in _NAMES
    for form in _BOOKS
    if form != "epub" or not name.startswith("text-")
]
_DOCUMENTS = ["docx", "odt"]


def _made(forms: list[str]) -> dict[str, bytes]:
    return {
        f"{name}.{form}{FORMATS[form].suffix}": FORMATS[form].write(publication)
        for name, publication in _publications().items()
        for form in forms
    }


def _site() -> dict[str, bytes]:
    """Return the pages of a site under names without folders."""
    file = Download("EPUB", "talk.epub", b"x")
    works = [Work(rich.publication(language=one, draft=one == "sv"), (file,)) for one in ("uk", "sv", "ar")]
    works.append(Work(rich.hostile(), (file,)))
    found = site("Розмови <b>", works[:3], House())
    found |= {f"hostile/{name}": content for name, content in site(HOSTILE[2], works[3:], House()).items()}
    return {name.replace("/", "-"): content for name, content in found.items() if name.endswith(".html")}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> judges.Problems:
    return judges.nu(tmp_path_factory.mktemp("pages"), _made(_PAGES) | _site())


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    made = {
        f"{name}-{form}{FORMATS[form].suffix}": FORMATS[form].write(publication)
        for name, publication in _plain_ones().items()
        for form in _DOCUMENTS
    }
    return judges.opened(tmp_path_factory.mktemp("documents"), made)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> judges.Problems:
    every = _publications()
    made = {f"{name}.{form}{FORMATS[form].suffix}": FORMATS[form].write(every[name]) for name, form in _CASES}
    return judges.books(tmp_path_factory.mktemp("books"), made)


@pytest.mark.parametrize("form", _PAGES)
@pytest.mark.parametrize("name", _NAMES)
def test_the_checker_of_html_finds_no_error(name: str, form: str, pages: judges.Problems) -> None:
    assert pages.get(f"{name}.{form}{FORMATS[form].suffix}", []) == []


@pytest.mark.parametrize("name", sorted(_site()))
def test_the_checker_of_html_finds_no_error_in_a_site(name: str, pages: judges.Problems) -> None:
    assert pages.get(name, []) == []


def test_the_checker_of_html_looks(tmp_path_factory: pytest.TempPathFactory) -> None:
    found = judges.nu(tmp_path_factory.mktemp("wrong"), {"wrong.html": b"<p><center>x</p>"})
    assert found["wrong.html"]


@pytest.mark.parametrize(("name", "form"), _CASES)
def test_epubcheck_finds_no_error_and_gives_no_warning(name: str, form: str, books: judges.Problems) -> None:
    assert books[f"{name}.{form}{FORMATS[form].suffix}"] == []


@pytest.mark.parametrize("form", _DOCUMENTS)
@pytest.mark.parametrize("name", _plain_ones())
def test_libreoffice_reads_the_whole_text(name: str, form: str, documents: dict[str, str]) -> None:
    edition = _plain_ones()[name].edition
    found = re.sub(
        r"^\s*(?:•|\d+\.)\s", "", documents[f"{name}-{form}{FORMATS[form].suffix}"], flags=re.MULTILINE
    )
    expected = rich.texts(edition)
    text = rich.squeezed(found)
    assert text.startswith(expected[0])
    assert "".join(expected[1:]) in text
