"""How far a project is and how the work goes: counted by the store, its history read once and followed on."""

import threading
import time
from dataclasses import dataclass, field, replace

from app import postedit
from app.pace import Pace
from app.postedit import Measured, Work
from app.standing import Alike
from app.storage.tallies import Tallies
from app.workbench import postedits
from app.workbench.project import Project

_QUICK = 0.25
"""Seconds that may be spent on a catalog's figures each time it has changed."""
_SELDOM = 20
"""What takes longer is done again only after so many times as long: the page comes first."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was measured of a catalog."""

    last: int
    """The step of its history up to which."""
    measured: list[Measured]
    until: float
    """Until when it may stand although there are further steps."""


@dataclass(frozen=True, slots=True)
class Overview:
    """A project at one moment."""

    counted: tuple[Alike, ...]
    """Its units, for `standing` to sum up."""
    pace: Pace
    work: tuple[Work, ...]
    """What people did to drafts, by language and engine."""


@dataclass
class Overviewer:
    """Makes overviews. One for a process: what it has read of the history it does not read again."""

    project: Project
    _pace: Pace = field(default_factory=Pace, repr=False)
    _of: tuple[str, str] = ("", "")
    _kept: dict[tuple[str, str], _Kept] = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def look(self) -> Overview:
        """Return how the project stands now."""
        tallies = Tallies(self.project.store)
        with self._lock:
            of = (self.project.store.generation(), tallies.gone())
            if of != self._of:  # another store, or texts left a document: they are not counted any more
                self._pace, self._of = Pace(), of
                self._kept.clear()
            self._pace.feed(tallies.deeds(self._pace.last))
            pace = replace(
                self._pace,
                days={where: dict(change) for where, change in self._pace.days.items()},
                speeds={where: replace(speed) for where, speed in self._pace.speeds.items()},
                seen=dict(self._pace.seen),
                catalogs=dict(self._pace.catalogs),
            )
            work = self._work()
        return Overview(tallies.alike(self.project.settings.languages), pace, work)

    def _work(self) -> tuple[Work, ...]:
        measured: list[Measured] = []
        known = set(self.project.folder.documents())
        for (name, code), last in self._pace.catalogs.items():
            if name not in known or code not in self.project.settings.languages:
                continue
            kept = self._kept.get((name, code))
            start = time.monotonic()
            if kept is None or (kept.last != last and kept.until <= start):
                found = [postedit.measure(one) for one in postedits.edits(self.project, name, code)]
                took = time.monotonic() - start
                until = start + took * _SELDOM if took > _QUICK else 0.0
                kept = self._kept[name, code] = _Kept(last, found, until)
            measured += kept.measured
        return postedit.sum_up(measured)
