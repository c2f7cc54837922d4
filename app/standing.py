"""How far a project is, by document, language, speaker and person: counts of like units, summed up."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from app.catalog import Kind, State, same_person

_OPEN = frozenset({State.EMPTY, State.DRAFT, State.NEEDS_WORK})
_Group = TypeVar("_Group", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Alike:
    """Units of one catalog that have everything in common that is counted by."""

    document: str
    language: str
    kind: Kind
    speaker: str | None
    state: State
    translator: str
    reviewer: str
    origin: str
    units: int
    words: int
    """Of the source: what translators count their work in."""


@dataclass(slots=True)
class Amount:
    """Units and words by state."""

    units: dict[State, int] = field(default_factory=lambda: dict.fromkeys(State, 0))
    words: dict[State, int] = field(default_factory=lambda: dict.fromkeys(State, 0))

    def add(self, one: Alike) -> None:
        """Count some units."""
        self.units[one.state] += one.units
        self.words[one.state] += one.words

    @property
    def total(self) -> int:
        """How many units there are."""
        return sum(self.units.values())

    @property
    def total_words(self) -> int:
        """How many words the source has."""
        return sum(self.words.values())

    @property
    def to_translate(self) -> int:
        """How many units wait for a translator."""
        return sum(self.units[state] for state in _OPEN)

    def share(self, state: State) -> float:
        """Return the share of units in a state, between 0 and 1; 0 where there are no units."""
        return self.units[state] / self.total if self.total else 0.0


@dataclass(slots=True)
class Part:
    """What one person has done in one language, of the texts that stand there now."""

    translated_units: int = 0
    translated_words: int = 0
    reviewed_units: int = 0
    reviewed_words: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in a catalog for one person."""

    to_translate: int = 0
    sent_back: int = 0
    """Of those to translate: the person's own texts that need work."""
    to_review: int = 0


def amounts(counted: Iterable[Alike], by: Callable[[Alike], _Group]) -> dict[_Group, Amount]:
    """Sum up by whatever is asked for, in the order in which it is met."""
    found: dict[_Group, Amount] = {}
    for one in counted:
        found.setdefault(by(one), Amount()).add(one)
    return found


def by_catalog(counted: Iterable[Alike]) -> dict[tuple[str, str], Amount]:
    """Sum up by document and language."""
    return amounts(counted, lambda one: (one.document, one.language))


def by_speaker(counted: Iterable[Alike]) -> dict[tuple[str, str, str | None], Amount]:
    """Sum up the segments by document, language and speaker; None for what stands before the first turn."""
    segments = (one for one in counted if one.kind is Kind.SEGMENT)
    return amounts(segments, lambda one: (one.document, one.language, one.speaker))


def by_person(counted: Iterable[Alike]) -> dict[tuple[str, str], Part]:
    """Sum up who translated and who reviewed what stands there now, by person and language.

    Who is spelled in several ways is one person, under the spelling that is met first.
    """
    found: dict[tuple[str, str], Part] = {}
    spelled: dict[str, str] = {}
    for one in counted:
        if one.translator and one.state in {State.TRANSLATED, State.REVIEWED}:
            part = found.setdefault((_same(one.translator, spelled), one.language), Part())
            part.translated_units += one.units
            part.translated_words += one.words
        if one.reviewer and one.state is State.REVIEWED:
            part = found.setdefault((_same(one.reviewer, spelled), one.language), Part())
            part.reviewed_units += one.units
            part.reviewed_words += one.words
    return found


def waiting(counted: Iterable[Alike], person: str, *, alone: bool) -> Mapping[tuple[str, str], Waiting]:
    """Return what waits for a person, by document and language.

    Their own translations do not, unless the project lets one person review alone.
    """
    sums: dict[tuple[str, str], list[int]] = {}
    for one in counted:
        found = sums.setdefault((one.document, one.language), [0, 0, 0])
        own = bool(person) and same_person(one.translator, person)
        found[0] += one.units * (one.state in _OPEN)
        found[1] += one.units * (one.state is State.NEEDS_WORK and own)
        found[2] += one.units * (one.state is State.TRANSLATED and (alone or not own))
    return {where: Waiting(*found) for where, found in sums.items()}


def origins(counted: Iterable[Alike]) -> dict[tuple[str, str], list[str]]:
    """Return where the drafts of each catalog came from."""
    found: dict[tuple[str, str], set[str]] = {}
    for one in counted:
        if one.state is State.DRAFT and one.origin:
            found.setdefault((one.document, one.language), set()).add(one.origin)
    return {where: sorted(names) for where, names in found.items()}


def _same(name: str, spelled: dict[str, str]) -> str:
    if name not in spelled:
        spelled[name] = next((one for one in spelled.values() if same_person(one, name)), name)
    return spelled[name]
