"""The translation memory: what the project has already said for the same source."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.catalog import State

_TRUST = {State.REVIEWED: 2, State.TRANSLATED: 1}


@dataclass(frozen=True, slots=True)
class Remembered:
    """A translation that people made, with where it stands."""

    source: str
    target: str
    state: State
    document: str
    at: str = ""
    """When it was saved, ISO 8601 in UTC."""


def exact(source: str, remembered: Iterable[Remembered]) -> Remembered | None:
    """Return the best translation of exactly this source: reviewed before translated, then the latest.

    Drafts do not count: a machine's text must not come back under the memory's name.
    """
    matches = [
        one for one in remembered if one.source == source and one.state in _TRUST and one.target.strip()
    ]
    return max(matches, key=lambda one: (_TRUST[one.state], one.at), default=None)
