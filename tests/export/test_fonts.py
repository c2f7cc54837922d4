import base64
import re
import struct
import zipfile
from io import BytesIO

import pytest

from app.export import epub, html
from app.export.fonts import faces
from app.publication import House
from tests.export import rich


def font(
    family: str, *, weight: int = 400, italic: bool = False, whole: str = "", many: bool = False
) -> bytes:
    """Return a file that says what a font says of itself, and has no letters."""
    names = [(1, family)] + ([(16, whole)] if whole else [])
    strings = b"".join(text.encode("utf-16-be") for _, text in names)
    records, offset = b"", 0
    for number, text in names:
        length = 2 * len(text)
        records += struct.pack(">6H", 3, 1, 0x409, number, length, offset)
        offset += length
    name = struct.pack(">HHH", 0, len(names), 6 + len(records)) + records + strings
    looks = bytearray(78)
    struct.pack_into(">H", looks, 4, weight)
    struct.pack_into(">H", looks, 62, int(italic))
    tables = {b"OS/2": bytes(looks), b"name": name} | ({b"fvar": b"\0" * 16} if many else {})
    head, at = b"", 12 + 16 * len(tables)
    for tag, content in tables.items():
        head += struct.pack(">4sIII", tag, 0, at, len(content))
        at += len(content)
    return struct.pack(">4sHHHH", b"OTTO", len(tables), 0, 0, 0) + head + b"".join(tables.values())


_HOUSE = House(
    text_font="Spectral",
    heading_font="PT Sans",
    templates={
        "a.otf": font("Spectral"),
        "b.otf": font("Spectral Semi", whole="Spectral", weight=600, italic=True),
        "c.ttf": font("pt sans", many=True),
        "d.ttf": font("Another"),
        "e.ttf": b"no font",
        "f.otf": font("Spectral")[:60],
        "edition.css": b"h1 { color: green }",
    },
)


def test_a_file_says_its_family_and_its_cut() -> None:
    found = [(one.family, one.weight, one.italic, one.suffix) for one in faces(_HOUSE)]
    assert found == [
        ("Spectral", "400", False, ".otf"),
        ("Spectral", "600", True, ".otf"),
        ("pt sans", "100 900", False, ".ttf"),
    ]


@pytest.mark.parametrize("cut", range(0, 160, 7))
def test_a_file_that_ends_too_early_is_none(cut: int) -> None:
    house = House(text_font="Spectral", templates={"a.otf": font("Spectral")[:cut]})
    assert faces(house) == ()


def test_a_page_has_the_houses_fonts_in_it_and_may_use_them() -> None:
    text = html.write(rich.publication(house=_HOUSE)).decode()
    sources = re.findall(r"src: url\(data:font/(otf|ttf);base64,([\w+/=]+)\)", text)
    assert [base64.b64decode(data) for _, data in sources] == [one.content for one in faces(_HOUSE)]
    assert "font-src data:" in text
    assert "font-src" not in html.write(rich.publication()).decode()


def test_a_book_has_the_houses_fonts_beside_its_style() -> None:
    with zipfile.ZipFile(BytesIO(epub.write(rich.publication(house=_HOUSE)))) as book:
        style = book.read("EPUB/style.css").decode()
        files = re.findall(r"src: url\(([\w.-]+)\)", style)
        assert [book.read(f"EPUB/{file}") for file in files] == [one.content for one in faces(_HOUSE)]
        assert b'href="font-3.ttf" media-type="font/ttf"' in book.read("EPUB/package.opf")
