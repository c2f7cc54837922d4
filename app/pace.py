"""The work over time, from its history: how far each language was each day, and how fast texts were made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from app.catalog import State

BREAK = 300.0
"""Seconds after which a person was doing something else: that time is nobody's work on a text."""
_MADE = frozenset({"save", "accept"})
_COUNTED = (State.TRANSLATED, State.REVIEWED)


@dataclass(frozen=True, slots=True)
class Deed:
    """A step of a unit's history, as far as it is counted."""

    id: int
    unit: int
    document: str
    language: str
    move: str
    person: str
    at: datetime
    state: State
    origin: str
    """The engine whose draft the text began as; empty where a person typed it."""
    words: int
    """Of the source."""


@dataclass(slots=True)
class Speed:
    """Texts that were made without a break before them, and how long that took."""

    words: int = 0
    seconds: float = 0.0

    @property
    def per_hour(self) -> float | None:
        """Return words an hour; None where too little was made to say."""
        return self.words / self.seconds * 3600 if self.words >= 50 and self.seconds >= 60 else None


@dataclass(slots=True)
class Pace:
    """What the history says up to a step. Fed in the history's order; feeding on needs the new steps only."""

    last: int = 0
    days: dict[tuple[str, date], dict[State, int]] = field(default_factory=dict)
    """By language and day: how many more units there were in a state at its end than before."""
    speeds: dict[tuple[str, str], Speed] = field(default_factory=dict)
    """By language and engine; the engine is empty for what was typed."""
    catalogs: dict[tuple[str, str], int] = field(default_factory=dict)
    """The last step of each document and language."""
    seen: dict[str, datetime] = field(default_factory=dict)
    """When each person was last at work."""
    _states: dict[tuple[int, str], State] = field(default_factory=dict)

    def feed(self, deeds: Iterable[Deed]) -> None:
        """Count some more steps."""
        for one in deeds:
            self.last = self.catalogs[one.document, one.language] = one.id
            self._count_day(one)
            if one.person:
                self._count_time(one)

    def _count_day(self, one: Deed) -> None:
        before = self._states.get((one.unit, one.language), State.EMPTY)
        if before is one.state:
            return
        self._states[one.unit, one.language] = one.state
        day = self.days.setdefault((one.language, one.at.date()), dict.fromkeys(_COUNTED, 0))
        for state, change in ((before, -1), (one.state, 1)):
            if state in day:
                day[state] += change

    def _count_time(self, one: Deed) -> None:
        before = self.seen.get(one.person)
        self.seen[one.person] = max(one.at, before) if before else one.at
        took = (one.at - before).total_seconds() if before else None
        # The first text after a break took nobody knows how long; it is left out with its time.
        if one.move in _MADE and took is not None and 0 <= took <= BREAK:
            speed = self.speeds.setdefault((one.language, one.origin), Speed())
            speed.words += one.words
            speed.seconds += took

    def curve(self, language: str, today: date) -> list[tuple[date, Mapping[State, int]]]:
        """Return how many units were translated and reviewed at the end of each day, up to today."""
        changes = {day: change for (code, day), change in self.days.items() if code == language}
        if not changes:
            return []
        day, end = min(changes), max(today, *changes)
        now = dict.fromkeys(_COUNTED, 0)
        found: list[tuple[date, Mapping[State, int]]] = []
        while day <= end:
            for state, change in changes.get(day, {}).items():
                now[state] += change
            found.append((day, dict(now)))
            day += timedelta(days=1)
        return found
