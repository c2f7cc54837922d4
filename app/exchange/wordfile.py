"""A Word file from outside: the tables in it, read within limits, with tracked changes as if accepted."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from app.errors import ExchangeError
from app.exchange import trees

_MOST_PARTS = 5_000
_LARGEST = 64 * 1024 * 1024
"""Bytes of one part, unpacked: a zip of some kilobytes can hold gigabytes."""
_GONE = frozenset({"del", "moveFrom", "pPr", "rPr", "instrText", "drawing", "pict", "object", "fldChar"})
"""What shows no text once the changes are accepted."""
_LITERAL = {
    "tab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    "softHyphen": "\N{SOFT HYPHEN}",
}


@dataclass(frozen=True, slots=True)
class Note:
    """A comment in the margin."""

    text: str
    person: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it reads when all changes are accepted."""

    text: str
    author: str = ""
    """Who made the last of its tracked changes; empty where there are none."""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    number: int
    """Counted from 1, over all tables of the file."""
    cells: tuple[Cell, ...]
    merged: bool
    """Whether one of its cells spans several columns or rows, or holds a table of its own."""


def rows(content: bytes, *, file: str) -> tuple[Row, ...]:
    """Return the rows of all tables. Raise `ExchangeError` for what is no Word file, or is too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if len(archive.infolist()) > _MOST_PARTS:
                raise _too_large(file)
            main = _main_part(archive, file)
            body = trees.parse(_part(archive, main, file), file=file)
            notes = _notes(archive, posixpath.join(posixpath.dirname(main), "comments.xml"), file)
    except (
        *(zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError),
    ) as error:
        raise ExchangeError(
            "{file} cannot be unpacked: it is cut off, or locked with a password. Save it anew as a Word "
            "document (.docx) without a password. Nothing was taken.",
            file=file,
        ) from error
    found: list[Row] = []
    for row in body.iter("{*}tr"):
        if _within(row, "tc") or _gone(row):
            continue
        cells = list(_cells(row))
        merged = any(_spans(cell) or next(cell.iter("{*}tbl"), None) is not None for cell in cells)
        found.append(Row(len(found) + 1, tuple(_cell(cell, notes) for cell in cells), merged))
    return tuple(found)


def _part(archive: zipfile.ZipFile, name: str, file: str) -> bytes:
    with archive.open(name) as part:
        # what the directory says of sizes may be a lie
        content = part.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise _too_large(file)
    return content


def _too_large(file: str) -> ExchangeError:
    return ExchangeError(
        "{file} is far larger unpacked than a table of translations can be. Nothing was taken. Copy the "
        "table alone into a new document, and save that.",
        file=file,
    )


def _main_part(archive: zipfile.ZipFile, file: str) -> str:
    names = set(archive.namelist())
    if "_rels/.rels" in names:
        for one in trees.parse(_part(archive, "_rels/.rels", file), file=file):
            if one.get("Type", "").endswith("/officeDocument"):
                target = one.get("Target", "").lstrip("/")
                if target in names and target.endswith(".xml") and "xl/" not in target:
                    return target
    if "word/document.xml" in names:
        return "word/document.xml"
    raise ExchangeError(
        "{file} is not a Word document. In Google Docs choose File, Download, Microsoft Word (.docx); in "
        "another program save it as .docx.",
        file=file,
    )


def _notes(archive: zipfile.ZipFile, name: str, file: str) -> dict[str, Note]:
    if name not in archive.namelist():
        return {}
    root = trees.parse(_part(archive, name, file), file=file)
    return {
        _value(one, "id"): Note(text, _value(one, "author"))
        for one in root.iter("{*}comment")
        if (text := "\n".join(line for line, _ in _paragraphs(one)).strip())
    }


def _value(element: etree._Element, name: str) -> str:
    """Return an attribute whatever its namespace, of which Word has two for the same words."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def _within(element: etree._Element, name: str) -> bool:
    return next(element.iterancestors(f"{{*}}{name}"), None) is not None


def _gone(row: etree._Element) -> bool:
    return row.find("{*}trPr/{*}del") is not None


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        name = trees.name_of(child)
        if name == "tc":
            yield child
        elif name in {"sdt", "sdtContent", "customXml"}:
            yield from _cells(child)


def _spans(cell: etree._Element) -> bool:
    span = cell.find("{*}tcPr/{*}gridSpan")
    if span is not None and _value(span, "val") not in {"", "1"}:
        return True
    return cell.find("{*}tcPr/{*}vMerge") is not None or cell.find("{*}tcPr/{*}hMerge") is not None


def _cell(cell: etree._Element, notes: Mapping[str, Note]) -> Cell:
    lines: list[str] = []
    goes_on = False
    for text, next_too in _paragraphs(cell):
        if goes_on:
            lines[-1] += text
        else:
            lines.append(text)
        goes_on = next_too
    authors = [
        _value(one, "author")
        for one in cell.iter("{*}ins", "{*}del", "{*}moveTo", "{*}moveFrom")
        if _value(one, "author")
    ]
    asked = {_value(one, "id"): None for one in cell.iter("{*}commentRangeStart", "{*}commentReference")}
    return Cell(
        "\n".join(lines), authors[-1] if authors else "", tuple(notes[one] for one in asked if one in notes)
    )


def _paragraphs(element: etree._Element) -> Iterator[tuple[str, bool]]:
    """Yield each paragraph's text, and whether its end was deleted, so that the next goes on in it."""
    for child in element:
        name = trees.name_of(child)
        if name == "p":
            yield "".join(_text(child)), child.find("{*}pPr/{*}rPr/{*}del") is not None
        elif name not in {"tcPr", "tbl", "del", "moveFrom"}:
            yield from _paragraphs(child)


def _text(element: etree._Element) -> Iterator[str]:
    for child in element:
        name = trees.name_of(child)
        if name == "t":
            yield child.text or ""
        elif name in _LITERAL:
            yield _LITERAL[name]
        elif name == "AlternateContent":
            yield from (text for one in list(child)[:1] for text in _text(one))
        elif name not in _GONE:
            yield from _text(child)
