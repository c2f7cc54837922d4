"""The translation memory: which earlier texts help with a source, how much, and why not more.

It knows nothing of where they are kept, or how candidates are found among many.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from app.catalog import State

ORIGIN = "memory"
"""The origin of a text that began from a match."""
LEAST = 0.7
"""The similarity under which a text is no help: reading it takes longer than translating anew."""
_TRUST = {State.REVIEWED: 2, State.TRANSLATED: 1}
_ALIKE = str.maketrans(
    {
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{MODIFIER LETTER APOSTROPHE}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{EM DASH}": "\N{EN DASH}",
        "\N{SOFT HYPHEN}": None,
    }
)


class Doubt(StrEnum):
    """Why a match is worth less than the likeness of its source."""

    CONTEXT = "other neighbours"
    NOT_REVIEWED = "not reviewed"
    UNKNOWN = "nobody knows whether it was reviewed"
    FIGURES = "other figures"
    TYPOGRAPHY = "other typography"


_COST = {
    Doubt.CONTEXT: 0.02,
    Doubt.NOT_REVIEWED: 0.01,
    Doubt.UNKNOWN: 0.03,
    # One digit is one letter of a hundred, and makes the sentence wrong.
    Doubt.FIGURES: 0.05,
    Doubt.TYPOGRAPHY: 0.01,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A source that a translation is sought for, and what stands around it."""

    source: str
    before: str = ""
    """The source before it in the document."""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Remembered:
    """A translation that people made, with where it stands."""

    source: str
    """What the text translates: more than one segment where they are joined."""
    target: str
    state: State | None
    """None for a text from a file that does not say whether anybody has reviewed it."""
    document: str = ""
    """The document's name; empty for an imported text."""
    at: str = ""
    """When it was saved, ISO 8601 in UTC."""
    person: str = ""
    """Who translated it, as far as anybody knows."""
    reviewer: str = ""
    file: str = ""
    """The file that it was imported from; empty for the project's own."""
    number: int = 0
    """Which segment of its document it is, or which entry of its file, from 1."""
    before: str = ""
    """The source before it; empty where that is not known."""
    after: str = ""
    unit: int = 0
    """The unit that it belongs to; 0 for an imported text."""

    def table(self) -> dict[str, str | int | None]:
        """Return it as programs are told of it, on the command line and by the API."""
        return {
            "source": self.source,
            "target": self.target,
            "state": self.state.value if self.state else None,
            "document": self.document,
            "file": self.file,
            "number": self.number,
            "person": self.person,
            "reviewer": self.reviewer,
            "at": self.at,
        }


@dataclass(frozen=True, slots=True)
class Match:
    """A remembered text, held against a source."""

    remembered: Remembered
    similarity: float
    """Of the sources, between 0 and 1."""
    doubts: tuple[Doubt, ...] = ()

    @property
    def exact(self) -> bool:
        """Say whether it translates exactly this source."""
        return self.similarity == 1 and not {Doubt.TYPOGRAPHY, Doubt.FIGURES} & set(self.doubts)

    @property
    def in_context(self) -> bool:
        """Say whether it stands between the same neighbours."""
        return Doubt.CONTEXT not in self.doubts

    @property
    def score(self) -> float:
        """Return what it is worth: its similarity, less what speaks against it; never under 0."""
        return max(0.0, self.similarity - sum(_COST[one] for one in self.doubts))


def folded(text: str) -> str:
    """Return a text as it is compared: composed, without the typographer's choices.

    >>> folded("Це — п’ять слів.") == folded("Це – п'ять слів.")
    True
    """
    return " ".join(unicodedata.normalize("NFC", text).translate(_ALIKE).split())


def matches(
    asked: Asked, remembered: Iterable[Remembered], *, least: float = LEAST, most: int = 5
) -> tuple[Match, ...]:
    """Return the best texts for a source: exact ones first, of those in the same context first of all.

    Of several that say the same, the best is named. Reviewed goes before translated, and that before what
    nobody knows; a machine's text is no memory.
    """
    found: dict[str, Match] = {}
    for match in sorted(_matches(asked, remembered, least), key=_order):
        found.setdefault(match.remembered.target, match)
    return tuple(found.values())[:most]


def exact(asked: Asked, remembered: Iterable[Remembered]) -> Match | None:
    """Return the best translation of exactly this source; None where people have made none."""
    best = next(iter(matches(asked, (one for one in remembered if one.source == asked.source), most=1)), None)
    return best if best is not None and best.exact else None


def _matches(asked: Asked, remembered: Iterable[Remembered], least: float) -> Iterator[Match]:
    text = folded(asked.source)
    if not text:
        return
    for one in remembered:
        if (one.state is not None and one.state not in _TRUST) or not one.target.strip():
            continue
        similarity = fuzz.ratio(text, folded(one.source), score_cutoff=100 * least) / 100
        if similarity:
            yield Match(one, similarity, tuple(_doubts(asked, one, similarity)))


def _doubts(asked: Asked, one: Remembered, similarity: float) -> Iterator[Doubt]:
    known = bool(one.before or one.after) and bool(asked.before or asked.after)
    if not known or (folded(one.before), folded(one.after)) != (folded(asked.before), folded(asked.after)):
        yield Doubt.CONTEXT
    if one.state is None:
        yield Doubt.UNKNOWN
    elif one.state is not State.REVIEWED:
        yield Doubt.NOT_REVIEWED
    if sorted(re.findall(r"\d+", asked.source)) != sorted(re.findall(r"\d+", one.source)):
        yield Doubt.FIGURES
    if similarity == 1 and one.source != asked.source:
        yield Doubt.TYPOGRAPHY


def _order(match: Match) -> tuple[object, ...]:
    one = match.remembered
    trust = _TRUST.get(one.state, 0) if one.state else 0
    # The latest first, without a way to turn a text around: later times are larger numbers.
    latest = -int(re.sub(r"\D", "", one.at)[:14] or 0)
    return (not match.exact, -round(match.score, 6), -trust, latest, one.unit, one.number)
