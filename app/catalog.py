"""The catalog: units, their states, and what makes a unit itself. It knows nothing of PO or of the store."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.errors import sentence


def folded(name: str) -> str:
    """Return what tells a person apart from others: case and composition of letters do not.

    >>> folded("Оля")
    'оля'
    """
    return unicodedata.normalize("NFKC", name).casefold()


def same_person(one: str, other: str) -> bool:
    """Say whether two names mean one person.

    >>> same_person("Оля", "оля"), same_person("Оля", "Ольга")
    (True, False)
    """
    return folded(one) == folded(other)


class State(StrEnum):
    """How far a unit has come. Only a person's act makes it translated or reviewed."""

    EMPTY = "empty"
    DRAFT = "draft"
    NEEDS_WORK = "needs work"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"


class Cause(StrEnum):
    """Why a unit needs work where no person has said it: sentences of ours, kept as text like a person's."""

    SOURCE_CHANGED = sentence("the source changed")
    DRAFT_OUTDATED = sentence("the source changed under a draft")
    JOINED_CHANGED = sentence("the source of a segment joined to it changed")
    PARTED = sentence("a join was undone, because the source changed between the two")
    EDITED_OUTSIDE = sentence("edited outside the workbench and still marked fuzzy there")
    DOUBTED_OUTSIDE = sentence("marked fuzzy outside the workbench")
    TAKEN_OUT = sentence("taken out of the catalog outside the workbench")
    SENT_BACK_OUTSIDE = sentence("marked as needing work outside the workbench")


class Kind(StrEnum):
    """What a unit is in its document."""

    TITLE = "title"
    SPEAKER = "speaker"
    SEGMENT = "segment"


@dataclass(frozen=True, slots=True)
class Key:
    """What makes a unit itself, in gettext's words: msgctxt and msgid."""

    source: str
    context: str | None = None
    """None for a segment that occurs once; `title`, `speaker`, or `repeat 2` and so on."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit stands in its document, as the PO tells it to a translator."""

    kind: Kind = Kind.SEGMENT
    speaker: str | None = None
    turn: int = 0
    paragraph: int = -1


@dataclass(frozen=True, slots=True)
class Target:
    """A translation with its state and who answers for it."""

    text: str = ""
    state: State = State.EMPTY
    origin: str = ""
    """Where a draft came from: `google`, `memory`, … Kept when a person edits it; empty if typed."""
    translator: str = ""
    reviewer: str = ""
    reason: str = ""
    """Why it needs work, in a person's or our words."""
    previous_source: str = ""
    """The source that the text was made for, where the source has changed since."""
    notes: tuple[str, ...] = ()
    """Editor's notes that exist in this language only; editions print them as footnotes."""

    @property
    def joined(self) -> bool:
        """Whether its text lives in the unit before, in this language: a single blank stands here."""
        return bool(self.text) and not self.text.strip()

    @property
    def alone(self) -> bool:
        """Whether the reviewer is the translator, as a project may allow."""
        return self.state is State.REVIEWED and same_person(self.reviewer, self.translator)


@dataclass(frozen=True, slots=True)
class Unit:
    """One source segment (or title, or name) with its translation into one language."""

    key: Key
    place: Place = Place()
    target: Target = Target()
    comments: tuple[str, ...] = ()
    """Translators' comment lines that are not ours: kept as they are."""
    flags: tuple[str, ...] = ()
    """Flags that are not ours (`fuzzy` is): kept as they are."""
    obsolete: bool = False
    previous_context: str = ""
    """The msgctxt of `#| msgctxt`, which msgmerge writes and we only keep."""

    @property
    def source(self) -> str:
        """The text to translate."""
        return self.key.source


@dataclass(frozen=True, slots=True)
class Catalog:
    """A document's units in one language, in the document's order, the obsolete ones last."""

    document: str
    language: str
    units: tuple[Unit, ...]
    header: tuple[tuple[str, str], ...] = ()
    """The PO header's fields, in the file's order."""
    header_comment: str = ""
    """The comment lines above the header, as they stand there."""
    twins: tuple[Unit, ...] = ()
    """Obsolete entries of a key that stands in the document again, with another text than it has there."""

    def __iter__(self) -> Iterator[Unit]:
        return iter(self.units)

    @property
    def live(self) -> tuple[Unit, ...]:
        """The units that stand in the document now."""
        return tuple(unit for unit in self.units if not unit.obsolete)

    def sources(self) -> Mapping[Key, str]:
        """Return what each live unit translates: its own source, and those of the units joined to it."""
        found: dict[Key, str] = {}
        head: Key | None = None
        for unit in self.live:
            if unit.target.joined and head is not None:
                found[head] += f" {unit.source}"
            else:
                head = unit.key
            found.setdefault(unit.key, unit.source)
        return found
