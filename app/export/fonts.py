"""A house's font files: which family and which cut each of them is, for formats that carry fonts along."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass

from app.publication import House

TYPES: Mapping[str, str] = {".otf": "font/otf", ".ttf": "font/ttf"}
_FAMILY, _WHOLE_FAMILY = 1, 16
"""Names in a font: of the family with four cuts at the most, and of all its cuts."""
_WINDOWS = 3
_ITALIC = 1


@dataclass(frozen=True, slots=True)
class Face:
    """A font file."""

    family: str
    weight: str
    """As CSS has it; a range where the file has many."""
    italic: bool
    suffix: str
    content: bytes


def faces(house: House) -> tuple[Face, ...]:
    """Return the files of the house's two families. What is no font, or another family's, is left out."""
    wanted = {name.casefold() for name in (house.text_font, house.heading_font) if name}
    found: list[Face] = []
    for name in sorted(house.templates):
        suffix = name[name.rfind(".") :].lower()
        if suffix in TYPES:
            face = _face(house.templates[name], suffix)
            if face is not None and face.family.casefold() in wanted:
                found.append(face)
    return tuple(found)


def _face(content: bytes, suffix: str) -> Face | None:
    """Return what a file says of itself, None where it cannot be read."""
    try:
        tables = _tables(content)
        family = _family(content, tables["name"])
        at = tables["OS/2"]
        (weight,) = struct.unpack_from(">H", content, at + 4)
        (selection,) = struct.unpack_from(">H", content, at + 62)
    except (struct.error, KeyError, UnicodeDecodeError):
        return None
    many = "fvar" in tables
    return Face(family, "100 900" if many else str(weight), bool(selection & _ITALIC), suffix, content)


def _tables(content: bytes) -> dict[str, int]:
    (count,) = struct.unpack_from(">H", content, 4)
    records = (struct.unpack_from(">4sIII", content, 12 + 16 * number) for number in range(count))
    return {tag.decode("latin-1"): offset for tag, _, offset, _ in records}


def _family(content: bytes, at: int) -> str:
    _, count, strings = struct.unpack_from(">HHH", content, at)
    found: dict[int, str] = {}
    for number in range(count):
        platform, _, _, name, length, offset = struct.unpack_from(">6H", content, at + 6 + 12 * number)
        if platform == _WINDOWS and name in {_FAMILY, _WHOLE_FAMILY}:
            start = at + strings + offset
            found.setdefault(name, content[start : start + length].decode("utf-16-be"))
    return found.get(_WHOLE_FAMILY) or found[_FAMILY]
