import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from lxml import etree

from app.errors import EditionError
from app.export import office, pandoc
from app.export.words import words
from app.publication import Colophon, House, Layout, NoteStyle, Publication, SpeakerStyle
from tests.export import rich
from tests.publications import made, paragraph

_Write = Callable[[Publication], bytes]
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
_WRITERS = [office.write_docx, office.write_bilingual_docx, office.write_odt, office.write_icml]


class _Zip:
    def __init__(self, content: bytes) -> None:
        self.archive = zipfile.ZipFile(BytesIO(content))

    def xml(self, name: str) -> Any:
        return etree.fromstring(self.archive.read(name))

    def text(self, name: str) -> str:
        return self.archive.read(name).decode()


def _styles(document: Any) -> list[str]:
    return [one.get(f"{_W}val") for one in document.iter(f"{_W}pStyle")]


def _icml(content: bytes) -> str:
    """Return what stands on the pages, without the notes."""
    root: Any = etree.fromstring(content)
    found = root.xpath("//Content[not(ancestor::Footnote)]")
    return rich.squeezed("".join(one.text or "" for one in found))


def test_a_docx_has_its_shapes_as_styles_and_its_notes_as_footnotes() -> None:
    book = _Zip(office.write_docx(rich.publication()))
    styles = _styles(book.xml("word/document.xml"))
    assert styles[:6] == ["Title", "From", "First", "Heading1", "Turn", "Turn"]
    assert {"Heading2", "BlockText", "Compact", "Colophon"} <= set(styles)
    notes = book.xml("word/footnotes.xml")
    texts = ["".join(one.itertext()).strip() for one in notes.iter(f"{_W}footnote")]
    assert [one for one in texts if one] == [
        "Так назвала редакція.",
        "Місто у Швеції, див. тут.",
        "Удруге.",
        "Ім’я змінено.",
        "Тобто мир.",
        "Пісня «Ой у лузі».",
    ]
    known = {one.get(f"{_W}styleId") for one in book.xml("word/styles.xml").iter(f"{_W}style")}
    used = {
        one.get(f"{_W}val")
        for tag in ("pStyle", "rStyle")
        for one in book.xml("word/document.xml").iter(_W + tag)
    }
    assert used <= known


def test_an_odt_has_its_notes_as_footnotes() -> None:
    document = _Zip(office.write_odt(rich.publication())).xml("content.xml")
    notes = ["".join(one.itertext()).strip() for one in document.iter(f"{_T}note-body")]
    assert notes[0] == "Так назвала редакція."
    assert len(notes) == 6


def test_notes_stand_at_the_end_where_the_house_wants_them() -> None:
    house = House(notes=NoteStyle.END, speakers=SpeakerStyle.ABOVE)
    book = _Zip(office.write_docx(rich.publication(house=house)))
    styles = _styles(book.xml("word/document.xml"))
    assert styles.count("Endnote") == 6
    assert not list(book.xml("word/document.xml").iter(f"{_W}footnoteReference"))


def test_text_in_another_language_says_so_letter_by_letter() -> None:
    one = rich.publication(beside=True)
    languages = {
        found.get(f"{_W}val")
        for found in _Zip(office.write_bilingual_docx(one)).xml("word/document.xml").iter(f"{_W}lang")
    }
    assert languages == {"en-US"}
    styles = _Zip(office.write_docx(one)).text("word/styles.xml")
    assert '<w:lang w:val="uk-UA"' in styles
    opened = _Zip(office.write_odt(rich.publication(language="sv")))
    assert 'fo:language="sv" fo:country="SE"' in opened.text("styles.xml")
    assert 'fo:language="en"' in opened.text("content.xml")


def test_a_language_that_runs_from_right_to_left_says_so() -> None:
    book = _Zip(office.write_docx(rich.publication(language="ar")))
    assert "<w:bidi" in book.text("word/document.xml")
    assert "rl-tb" in _Zip(office.write_odt(rich.publication(language="ar"))).text("styles.xml")


def test_a_draft_says_so_at_the_foot_of_every_page_and_marks_what_nobody_reviewed() -> None:
    publication = rich.publication(draft=True)
    book, opened = _Zip(office.write_docx(publication)), _Zip(office.write_odt(publication))
    assert words("uk").draft in book.text("word/footer1.xml")
    assert words("uk").draft in opened.text("styles.xml")
    assert '<w:rStyle w:val="Unreviewed"' in book.text("word/document.xml")
    assert "Unreviewed" in opened.text("content.xml")
    fit = _Zip(office.write_docx(rich.publication()))
    assert words("uk").draft not in fit.text("word/footer1.xml") + fit.text("word/document.xml")


@pytest.mark.parametrize("layout", Layout)
def test_two_texts_stand_in_a_table_or_under_each_other(layout: Layout) -> None:
    document = _Zip(office.write_bilingual_docx(replace(rich.publication(beside=True), layout=layout))).xml(
        "word/document.xml"
    )
    rows = list(document.iter(f"{_W}tr"))
    if layout is Layout.SIDE:
        texts = [["".join(cell.itertext()).strip() for cell in row.iter(f"{_W}tc")] for row in rows]
        assert texts[0] == ["українська", "English"]
        assert texts[3] == ["Мартін: Чому?", "Martin: Why?"]
    else:
        assert rows == []
        lines = ["".join(one.itertext()).strip() for one in document.iter(f"{_W}p")]
        assert lines.index("Martin: Why?") == lines.index("Мартін: Чому?") + 1


@pytest.mark.parametrize("language", ["uk", "sv", "ru", "ar"])
def test_an_icml_has_the_whole_text(language: str) -> None:
    text = rich.made(language=language)
    found = _icml(office.write_icml(Publication(text, None, rich.COLOPHON)))
    body = "".join(rich.texts(text)[1:])
    assert body in found


def test_people_title_and_day_are_in_the_file_and_no_day_is_made_up() -> None:
    facts = _Zip(office.write_docx(rich.publication())).text("docProps/core.xml")
    assert "<dc:title>Розмова</dc:title><dc:creator>Олена, Іван</dc:creator>" in facts
    assert "2026-11-03T00:00:00Z" in facts
    bare = Publication(rich.made())
    assert "dcterms:modified " not in _Zip(office.write_docx(bare)).text("docProps/core.xml")
    assert "dc:date" not in _Zip(office.write_odt(bare)).text("meta.xml")


def test_the_house_has_its_fonts_colour_and_picture() -> None:
    house = House(text_font='Spectral"/><x', accent="#123456", logo=_PNG, logo_type="image/png")
    for write in (office.write_docx, office.write_odt):
        book = _Zip(write(rich.publication(house=house)))
        style = book.text("word/styles.xml" if write is office.write_docx else "styles.xml")
        assert "Spectral&quot;/&gt;&lt;x" in style
        assert "123456" in style
        assert [one for one in book.archive.namelist() if one.endswith(".png")]
    assert b"base64" not in office.write_icml(rich.publication(house=house))


def test_the_houses_own_document_gives_its_styles() -> None:
    own = _Zip(office.write_docx(rich.publication(house=House(text_font="Spectral"))))
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in own.archive.namelist():
            archive.writestr(name, own.archive.read(name))
    house = House(text_font="Ignored", templates={"reference.docx": content.getvalue()})
    book = _Zip(office.write_docx(rich.publication(house=house)))
    assert "Spectral" in book.text("word/styles.xml")
    assert "Ignored" not in book.text("word/styles.xml")


def test_a_houses_document_that_is_none_is_told_in_words() -> None:
    house = House(templates={"reference.docx": b"no document"})
    with pytest.raises(EditionError, match="could not be written"):
        office.write_docx(Publication(made(paragraph("Так.")), None, Colophon(), house))


@pytest.mark.parametrize("write", _WRITERS)
def test_hostile_text_makes_no_link_but_a_plain_one(write: _Write) -> None:
    content = write(rich.hostile(beside=True, draft=True))
    if content.startswith(b"<?xml"):
        parts = [content.decode()]
    else:
        book = _Zip(content)
        parts = [book.text(name) for name in book.archive.namelist() if name.endswith((".xml", ".rels"))]
    for part in parts:
        root: Any = etree.fromstring(part.encode())
        addresses = [
            value
            for one in root.iter()
            if isinstance(one.tag, str)
            for name, value in one.attrib.items()
            if name in {"Target", "DestinationURL"} or name.endswith("}href")
        ]
        assert not [
            one for one in addresses if one.lower().startswith(("javascript", "data:", "vbscript", "file"))
        ]


@pytest.mark.parametrize("write", _WRITERS)
def test_the_same_publication_gives_the_same_bytes(write: _Write) -> None:
    publication = rich.publication(beside=True, draft=True)
    assert write(publication) == write(publication)


def test_what_pandoc_cannot_read_is_told_in_words() -> None:
    with pytest.raises(EditionError, match="could not be written"):
        pandoc.written({"blocks": 1}, "docx")
