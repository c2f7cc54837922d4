"""Pages set by Typst, as PDF for people and for screen readers. The only door to typst."""

import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import typst

from app.errors import EditionError
from app.export.typst_data import LOGOS
from app.publication import House

_FOLDER = Path(__file__).with_name("typst")
_FOR_ALL = "ua-1"
"""PDF/UA: a screen reader can read it."""
_TO_KEEP = "a-2a"
"""PDF/A: all that the pages need is in the file. It asks for a date, which nobody may make up."""
_FONT_FILES = (".otf", ".ttf", ".ttc", ".otc")
_NO_LETTER = re.compile(r'(?:the text|the PDF contains the codepoint) `"(.+?)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_LETTERS = 12
"""How many letters an error tells."""


def pdf(page: str, data: Mapping[str, Any], house: House) -> bytes:
    """Return the pages of a template, such as `edition.typ`; or of the house's of that name.

    The fonts are the bundled ones and those among the house's files. The machine's own are looked at only for
    what these cannot set: a font that the house names, or another script. Raise `EditionError`, with the way
    out, where that does not help either.
    """
    files = {path.name: path.read_bytes() for path in _FOLDER.glob("*.typ")}
    files |= {name: content for name, content in house.templates.items() if name.endswith(".typ")}
    files |= {"main.typ": files[page], "edition.json": json.dumps(data, ensure_ascii=False).encode()}
    if house.logo and house.logo_type in LOGOS:
        files[LOGOS[house.logo_type]] = house.logo
    dated = "date" in data
    with _font_folder(house) as folder:
        try:
            return _compiled(files, _fonts(house, folder), dated=dated)
        except typst.TypstError as error:
            if not _NO_LETTER.search(error.diagnostic):
                raise _told(error) from error
        try:
            return _compiled(files, _opened(folder, machine=True), dated=dated)
        except typst.TypstError as error:
            raise _told(error) from error


def _compiled(files: dict[str, bytes], fonts: typst.Fonts, *, dated: bool) -> bytes:
    # a compiler serves one thread at a time and costs less than a lock; what is dear, the fonts, is kept.
    # A root of our own: a template reads what it is handed, and no file of the machine.
    compiler = typst.Compiler(root=_FOLDER, font_paths=fonts)
    standards: Any = [_FOR_ALL, _TO_KEEP] if dated else [_FOR_ALL]
    given: Any = files  # typst's own types forget that it takes several files
    made, _ = compiler.compile_with_warnings(given, format="pdf", pdf_standards=standards, timestamp=0)
    if not isinstance(made, bytes):
        raise TypeError("one PDF was asked for")
    return made


@contextmanager
def _font_folder(house: House) -> Iterator[str]:
    """Lay the house's font files into a folder as long as the pages are set: Typst reads them late."""
    own = {name: content for name, content in house.templates.items() if name.lower().endswith(_FONT_FILES)}
    if not own:
        yield ""
        return
    with tempfile.TemporaryDirectory() as folder:
        for number, name in enumerate(sorted(own)):
            Path(folder, f"{number}{Path(name).suffix}").write_bytes(own[name])
        yield folder


def _fonts(house: House, folder: str) -> typst.Fonts:
    wanted = [name for name in (house.text_font, house.heading_font) if name]
    fonts = _opened(folder)
    if _missing(wanted, fonts):
        fonts = _opened(folder, machine=True)
    if missing := _missing(wanted, fonts):
        raise EditionError(
            "The house's font “{font}” is not on this machine. Put its files (.otf or .ttf) among the "
            "house's templates, or install it here.",
            font=missing[0],
        )
    return fonts


def _missing(wanted: Sequence[str], fonts: typst.Fonts) -> list[str]:
    known = {name.casefold() for name in fonts.families()}
    return [name for name in wanted if name.casefold() not in known]


def _opened(folder: str, *, machine: bool = False) -> typst.Fonts:
    if not folder:
        return _bundled(machine)
    return typst.Fonts(include_system_fonts=machine, font_paths=[folder])


@cache
def _bundled(machine: bool) -> typst.Fonts:  # noqa: FBT001  # a cache's key
    return typst.Fonts(include_system_fonts=machine)


def _told(error: typst.TypstError) -> EditionError:
    """Return what a person can do about it."""
    letters = dict.fromkeys(_ESCAPED.sub(_letter, found) for found in _NO_LETTER.findall(error.diagnostic))
    if letters:
        return EditionError(
            "No font on this machine can set: {letters}. Take these out of the text, or put a font that has "
            "them (.otf or .ttf) among the house's templates, or choose another format than PDF.",
            letters=" ".join(list(letters)[:_LETTERS]) + (" …" if len(letters) > _LETTERS else ""),
        )
    if "image" in error.message or "logo." in error.message:
        return EditionError(
            "The house's logo cannot be read as a picture: {trouble}. Save it anew as PNG, JPEG or SVG.",
            trouble=error.message,
        )
    return EditionError("The PDF could not be set: {trouble}.", trouble=error.message)


def _letter(match: re.Match[str]) -> str:
    return f"U+{match[1].upper():0>4}"
