"""What we write, judged by other people's tools: the checkers of HTML and EPUB, axe, LibreOffice."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from app.export import FORMATS
from app.publication import House, Layout, NoteStyle, Publication, SpeakerStyle
from tests.export import judges, rich
from tests.publications import HOSTILE, LANGUAGES, every_text, interview

pytestmark = pytest.mark.xdist_group("judges")
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
_HOUSE = House(
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


_NAMES = list(_publications())
_PAGES = ["html", "bilingual-html", "telegram"]
_BOOKS = ["epub", "bilingual-epub"]


def _made(forms: list[str]) -> dict[str, bytes]:
    return {
        f"{name}.{form}{FORMATS[form].suffix}": FORMATS[form].write(publication)
        for name, publication in _publications().items()
        for form in forms
    }


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> judges.Problems:
    return judges.nu(tmp_path_factory.mktemp("pages"), _made(_PAGES))


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> judges.Problems:
    return judges.books(tmp_path_factory.mktemp("books"), _made(_BOOKS))


@pytest.mark.parametrize("form", _PAGES)
@pytest.mark.parametrize("name", _NAMES)
def test_the_checker_of_html_finds_no_error(name: str, form: str, pages: judges.Problems) -> None:
    assert pages.get(f"{name}.{form}{FORMATS[form].suffix}", []) == []


def test_the_checker_of_html_looks(tmp_path_factory: pytest.TempPathFactory) -> None:
    found = judges.nu(tmp_path_factory.mktemp("wrong"), {"wrong.html": b"<p><center>x</p>"})
    assert found["wrong.html"]


@pytest.mark.parametrize("form", _BOOKS)
@pytest.mark.parametrize("name", _NAMES)
def test_epubcheck_finds_no_error_and_gives_no_warning(name: str, form: str, books: judges.Problems) -> None:
    assert books[f"{name}.{form}{FORMATS[form].suffix}"] == []
