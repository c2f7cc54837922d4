"""What an engine is asked: texts, and what stands around them for engines that can use it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from app.draft import protect

_NEIGHBOURS = 2
"""Texts on either side of a request that go along as context."""


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of a glossary: how the project says a thing."""

    source: str
    target: str
    note: str = ""
    """What a translator should know of it."""


@dataclass(frozen=True, slots=True)
class Request:
    """Texts to translate. An engine leaves out of account what it cannot use, but for the texts."""

    texts: tuple[str, ...]
    """One line each; `[X1X]` stands for what must come back untouched."""
    source: str
    target: str
    speakers: tuple[str, ...] = ()
    """Who says each text, in a few words; empty, or as many as texts, "" where nobody knows."""
    before: tuple[str, ...] = ()
    """What the document says just before them; not to be translated."""
    after: tuple[str, ...] = ()
    """What it says just after them; not to be translated."""
    terms: tuple[Term, ...] = ()
    """What the project's glossary says of words in the texts."""


class _Around(NamedTuple):
    speakers: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Surroundings:
    """Where the texts of a run stand in their document."""

    document: Sequence[str] = ()
    """All texts of the document, in order."""
    places: Sequence[int] = ()
    """For each text of the run, its place among them; empty where nothing is known."""
    speakers: Sequence[str] = ()
    """For each text of the run, who says it; empty where nothing is known."""

    @cached_property
    def _shown(self) -> list[str]:
        # An address never leaves the machine, in a neighbour neither.
        return [" ".join(protect(text).visible.split()) for text in self.document]

    def around(self, indices: Sequence[int]) -> _Around:
        """Return what goes along with the texts that have these numbers in the run."""
        speakers = tuple(self.speakers[index] for index in indices) if self.speakers else ()
        if not self.places:
            return _Around(speakers, (), ())
        first, last = self.places[indices[0]], self.places[indices[-1]]
        return _Around(
            speakers,
            tuple(self._shown[max(0, first - _NEIGHBOURS) : first]),
            tuple(self._shown[last + 1 : last + 1 + _NEIGHBOURS]),
        )
