"""How far a catalog is: units and words by state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.catalog import Catalog, Kind, State, Unit
from app.markup import plain


@dataclass(frozen=True, slots=True)
class Progress:
    """How much there is, and how far it has come."""

    counts: Mapping[State, int]
    """Units by state; every state is there, in the order in which a unit goes through them."""
    words: Mapping[State, int]
    """Words of the source by state: what translators count their work in."""

    @property
    def total(self) -> int:
        """How many units there are."""
        return sum(self.counts.values())

    @property
    def total_words(self) -> int:
        """How many words the source has."""
        return sum(self.words.values())

    def share(self, state: State) -> float:
        """Return the share of units in a state, between 0 and 1; 0 where there are no units."""
        return self.counts[state] / self.total if self.total else 0.0


def progress(catalog: Catalog) -> Progress:
    """Count all live units: segments, the title and the speakers' names."""
    return _progress(catalog.live)


def segments(catalog: Catalog) -> Progress:
    """Count the segments alone: what the threshold of an edition is held against."""
    return _progress(unit for unit in catalog.live if unit.place.kind is Kind.SEGMENT)


def review_share(catalog: Catalog) -> float:
    """Return the share of segments that are reviewed, between 0 and 1."""
    return segments(catalog).share(State.REVIEWED)


def _progress(units: Iterable[Unit]) -> Progress:
    counts, words = dict.fromkeys(State, 0), dict.fromkeys(State, 0)
    for unit in units:
        counts[unit.target.state] += 1
        words[unit.target.state] += len(plain(unit.source).split())
    return Progress(counts, words)
