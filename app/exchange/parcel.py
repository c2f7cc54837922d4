"""What goes out to another tool and what comes back, as plain values; the same for every format."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from app.catalog import Catalog, Key, Kind, State, Unit
from app.document import Document
from app.returning import Base, Theirs

TOOL = "translation-workbench"


def unit_id(key: Key) -> str:
    """Return a unit's name in files: the same as long as its source and context are.

    >>> unit_id(Key("Yeah.", "repeat 2")) == unit_id(Key("Yeah."))
    False
    """
    return "u" + hashlib.sha256(f"{key.context!r} {key.source}".encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Parcel:
    """A document with its translation into one language, as it is when it goes out."""

    document: Document
    catalog: Catalog

    @property
    def units(self) -> tuple[Unit, ...]:
        """Return the units in the document's order; an obsolete one has no work in it."""
        return self.catalog.live

    def notes(self, unit: Unit) -> Iterator[tuple[str, str]]:
        """Yield what a translator should know of a unit: a category, and the words."""
        if unit.place.kind is Kind.TITLE:
            yield "place", "Title of the document"
        elif unit.place.kind is Kind.SPEAKER:
            yield "place", "Name of a speaker"
        if unit.place.speaker:
            yield "speaker", unit.place.speaker
        if unit.place.turn:
            yield "turn", str(unit.place.turn)
        if unit.target.state is State.NEEDS_WORK and unit.target.reason:
            yield "reason", unit.target.reason
        if unit.target.previous_source:
            yield "previous-source", unit.target.previous_source
        if unit.target.origin:
            yield "origin", unit.target.origin
        for comment in unit.comments:
            yield "comment", comment


NOTES = frozenset({"place", "speaker", "turn", "reason", "previous-source", "origin"})
"""The categories of notes that only go out; what any other says comes back as a comment."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody wrote beside a unit in the other tool."""

    text: str
    """May have several lines."""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """A unit as a file has it."""

    theirs: Theirs
    source: str
    """The text to translate as the file has it; another tool or a person may have changed it."""
    id: str = ""
    """As of `unit_id`; empty where the file has none."""
    context: str | None = None
    context_known: bool = False
    """Whether `context` is what the file says, also where that is None; else nobody has said."""
    number: int = 0
    """Its place in the document, counted from 1; 0 where the file does not say."""
    comments: tuple[Remark, ...] = ()
    place: int = 0
    """The line or row in the file, for messages."""


@dataclass(frozen=True, slots=True)
class Return:
    """What a file brings back."""

    units: tuple[Returned, ...]
    document: str = ""
    """The name of the document that it was made from; empty where the file does not say."""
    source_language: str = ""
    language: str = ""
    author: str = ""
    """Who the file as a whole names as its last author."""
    prepared: bool = False
    """Whether it is a list of translations that somebody has prepared, not a file that went out from here."""
    rows: bool = False
    """Whether `Returned.place` counts rows rather than lines."""


def base_of(unit: Unit) -> str:
    """Return a unit's base as it stands in files."""
    return str(Base.of(unit.target))


def document_name(path: str) -> str:
    """Return the document that a file's `original` names; empty where it is not one of ours.

    >>> document_name("source/short-talk.md"), document_name("C:/work/letter.docx")
    ('short-talk', '')
    """
    if path.startswith("source/") and path.endswith(".md"):
        return path.removeprefix("source/").removesuffix(".md")
    return ""
