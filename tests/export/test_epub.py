import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from lxml import etree

from app.export import epub
from app.export.words import words
from app.publication import House, Layout, NoteStyle, Publication
from tests.export import rich

_X = {
    "h": "http://www.w3.org/1999/xhtml",
    "o": "http://www.idpf.org/2007/opf",
    "d": "http://purl.org/dc/elements/1.1/",
    "e": "http://www.idpf.org/2007/ops",
}
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


class _Book:
    def __init__(self, content: bytes) -> None:
        self.archive = zipfile.ZipFile(BytesIO(content))
        self.names = self.archive.namelist()
        self.package = etree.fromstring(self.archive.read("EPUB/package.opf"))
        files = {str(one.get("id")): str(one.get("href")) for one in self.package.iterfind(".//o:item", _X)}
        self.spine = [
            files[str(one.get("idref"))]
            for one in self.package.iterfind(".//o:itemref", _X)
            if one.get("linear") == "yes"
        ]

    def page(self, file: str) -> Any:
        return etree.fromstring(self.archive.read(f"EPUB/{file}"))

    def text(self) -> list[Any]:
        """Return what stands in the body of each file of the text."""
        return [
            one
            for file in self.spine
            if file.startswith("text-")
            for one in self.page(file).find("h:body", _X)
        ]

    def said(self, element: str) -> list[str]:
        return [one.text or "" for one in self.package.iterfind(f".//d:{element}", _X)]

    def all(self, path: str) -> list[Any]:
        return [one for file in [*self.spine, "nav.xhtml"] for one in self.page(file).iterfind(path, _X)]


def _read(element: Any) -> str:
    kept = "".join(
        element.xpath(
            ".//text()[not(ancestor::h:sup) and not(ancestor-or-self::*[@class='banner'])]", namespaces=_X
        )
    )
    return rich.squeezed(kept)


def test_it_is_a_book_by_its_first_bytes() -> None:
    content = epub.write(rich.publication())
    assert content[30:58] == b"mimetypeapplication/epub+zip"
    book = _Book(content)
    assert book.names[:2] == ["mimetype", "META-INF/container.xml"]
    assert {one.date_time for one in book.archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("language", ["uk", "sv", "ru", "ar"])
def test_the_text_is_the_editions_text_in_its_order(language: str) -> None:
    publication = rich.publication(language=language)
    book = _Book(epub.write(publication))
    found = "".join(_read(one) for one in book.text() if one.get("class") != "notes")
    assert found == "".join(rich.texts(publication.edition)[1:])


def test_it_says_what_it_is_and_who_made_it() -> None:
    book = _Book(epub.write(rich.publication()))
    assert book.said("identifier") == ["urn:translation-workbench:talk:uk"]
    assert book.said("title") == ["Розмова"]
    assert book.said("language") == ["uk"]
    assert book.said("contributor") == ["Олена", "Іван", "Борис"]
    assert book.said("publisher") == [rich.COLOPHON.publisher]
    assert book.said("date") == ["2026-11-03"]
    metas = {one.get("property"): one.text for one in book.package.iterfind(".//o:meta", _X)}
    assert metas["dcterms:modified"] == "2026-11-03T00:00:00Z"
    assert metas["schema:accessMode"] == "textual"
    assert metas["schema:accessibilitySummary"] == words("uk").accessible


def test_each_chapter_is_a_file_and_contents_and_landmarks_lead_there() -> None:
    book = _Book(epub.write(rich.long(60, headings=20)))
    assert book.spine == ["title.xhtml", "text-1.xhtml", "text-2.xhtml", "text-3.xhtml", "about.xhtml"]
    contents, marks = book.page("nav.xhtml").iterfind(".//h:nav", _X)
    entries = [one.get("href") for one in contents.iterfind(".//h:a", _X)]
    assert entries == [
        "title.xhtml",
        "text-1.xhtml#part-0",
        "text-2.xhtml#part-21",
        "text-3.xhtml#part-42",
        "about.xhtml",
    ]
    kinds = [one.get(f"{{{_X['e']}}}type") for one in marks.iterfind(".//h:a", _X)]
    assert kinds == ["bodymatter", "toc", "backmatter"]


def test_a_long_text_without_headings_is_cut_between_turns() -> None:
    book = _Book(epub.write(rich.long(500)))
    parts = [file for file in book.spine if file.startswith("text-")]
    assert len(parts) > 1
    assert all(len(book.archive.read(f"EPUB/{file}")) < 400_000 for file in parts)
    assert all(book.page(file).find("h:body/h:p", _X).get("class") == "turn" for file in parts)


@pytest.mark.parametrize("notes", NoteStyle)
@pytest.mark.parametrize("write", [epub.write, epub.write_bilingual])
def test_notes_and_their_marks_lead_to_each_other(notes: NoteStyle, write: Any) -> None:
    publication = rich.publication(house=House(notes=notes), beside=True)
    book = _Book(write(replace(publication, beside=rich.made(language="sv"))))
    ids = {f"{file}#{one}" for file in book.spine for one in book.page(file).xpath("//@id")}
    marks = [
        (file, one)
        for file in book.spine
        for one in book.page(file).iterfind(".//h:a", _X)
        if (one.get("role") or "").startswith("doc-")
    ]
    assert len(marks) == (12 if write is epub.write else 24)
    for file, one in marks:
        to = one.get("href")
        assert (to if to.partition("#")[0] else file + to) in ids
    assert ("notes.xhtml" in book.spine) == (notes is NoteStyle.END)
    kind = "endnotes" if notes is NoteStyle.END else "footnotes"
    assert book.all(f".//h:section[@e:type='{kind}']")


def test_the_houses_picture_is_the_cover() -> None:
    house = House(logo=_PNG, logo_type="image/png", templates={"book.css": b"p { color: green }"})
    book = _Book(epub.write(rich.publication(house=house)))
    assert book.spine[0] == "cover.xhtml"
    assert book.archive.read("EPUB/logo.png") == _PNG
    assert book.page("cover.xhtml").find(".//h:img", _X).get("alt") == rich.COLOPHON.publisher
    assert b"p { color: green }" in book.archive.read("EPUB/style.css")


def test_it_has_no_colours_of_its_own_and_fetches_nothing() -> None:
    style = _Book(epub.write_bilingual(rich.publication(beside=True))).archive.read("EPUB/style.css").decode()
    assert "color:" not in style
    assert "background" not in style
    assert "url(" not in style
    assert "@import" not in style


def test_a_draft_says_so_in_every_file_and_marks_what_nobody_reviewed() -> None:
    book = _Book(epub.write(rich.publication(draft=True)))
    banners = [one.text for one in book.all(".//h:p[@class='banner']")]
    assert banners == [words("uk").draft] * len(book.spine)
    assert [one.text for one in book.all(".//h:span[@class='unreviewed']")][:1] == ["Так було."]
    assert not _Book(epub.write(rich.publication())).all(".//h:p[@class='banner']")


@pytest.mark.parametrize("layout", Layout)
def test_both_texts_are_whole_in_their_languages(layout: Layout) -> None:
    publication = replace(rich.publication(beside=True), layout=layout)
    assert publication.beside
    book = _Book(epub.write_bilingual(publication))
    assert book.said("language") == ["uk", "en"]
    rows = [one for one in book.text() if "row" in (one.get("class") or "")]
    for side, text in enumerate((publication.edition, publication.beside)):
        assert [_read(row[side]) for row in rows] == rich.texts(text)[1:]
    assert {row[1].get("lang") for row in rows} == {"en"}
    assert {book.page(file).find("h:body", _X).get("class") for file in book.spine} == {layout}


@pytest.mark.parametrize("write", [epub.write, epub.write_bilingual])
def test_hostile_text_is_text_in_a_whole_book(write: Any) -> None:
    book = _Book(write(rich.hostile(beside=True, draft=True)))
    assert not [one for file in book.spine for one in book.page(file).iter(f"{{{_X['h']}}}script")]
    links = [one.get("href") for one in book.all(".//h:a")]
    assert not [one for one in links if ":" in one and not one.startswith(("https://", "http://", "mailto:"))]


def test_the_same_publication_gives_the_same_bytes() -> None:
    assert epub.write(rich.publication()) == epub.write(rich.publication())
    assert epub.write(rich.publication()) != epub.write(Publication(rich.made()))
