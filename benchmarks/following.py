"""How soon a catalog follows the store: after the last save, and while saves keep coming."""

import os
import re
import tempfile
import time
from pathlib import Path

from app.workbench import editing
from app.workbench.editing import Where
from app.workbench.project import Project, open_project
from app.workbench.writing import Writer
from benchmarks.measure import figure, many, project, quantile, verdict
from tests import postgres

_AFTER_THE_LAST = 1.0
"""Seconds in which a save is to be in the catalog once nobody saves any more."""
_STEADY = 5.0
"""The same while saves keep coming."""
_FLAT = 2.0
"""Times that a save may take longer while a catalog a hundred times as large is written."""
_SAVING = 15.0
"""Seconds for which they keep coming."""
_WORD = "Текст"
_BEGINNING = 4_000
"""Characters of the file in which the unit stands that is saved."""


def main() -> None:
    """Measure with 600, 6,000 and 60,000 units, and the latter on PostgreSQL too."""
    latest = {units: _at_work(units) for units in (600, 6_000, 60_000)}
    small, *_, large = latest
    times = latest[large] / latest[small]
    verdict(
        f"p95 of a save while catalogs are written, {large} units beside {small}",
        f"{times:.2f} ×",
        asked=f"≤ {_FLAT:g} ×",
        met=times <= _FLAT,
    )
    if postgres.programs() is None:
        print("PostgreSQL is not installed, so nothing is measured on it.")
        return
    print("on PostgreSQL:")
    with postgres.server() as url:
        os.environ["WORKBENCH_DATABASE"] = url
        try:
            _at_work(large)
        finally:
            del os.environ["WORKBENCH_DATABASE"]


def _at_work(units: int) -> float:
    """Measure a project as the app starts and works, and return the p95 of a save."""
    with tempfile.TemporaryDirectory() as name:
        project(Path(name) / "p", many(units)).store.close()
        with open_project(Path(name) / "p") as opened:
            writer = Writer(opened)
            try:
                writer.begin()
                return _measure(opened, units)
            finally:
                writer.close()


def _measure(opened: Project, units: int) -> float:
    """Measure one catalog, and return the p95 of a save while it is written."""
    unit = opened.store.units("bench", "uk")[3].id
    first = _one(opened, unit, 0)
    alone = max(_one(opened, unit, number) for number in range(1, 6))
    asked = f"≤ {_AFTER_THE_LAST:g} s"
    said = f"{units} units: the catalog after the last save"
    verdict(f"{said}, first of a process", f"{first:.2f} s", asked=asked, met=first <= _AFTER_THE_LAST)
    verdict(said, f"{alone:.2f} s", asked=f"{asked}, five times", met=alone <= _AFTER_THE_LAST)
    steady, times = _while_saving(opened, unit)
    verdict(
        f"{units} units: the oldest save not in it while saves keep coming",
        f"{steady:.2f} s",
        asked=f"≤ {_STEADY:g} s",
        met=steady <= _STEADY,
    )
    latest = quantile(times, 0.95)
    figure(
        f"{units} units: p95 of a save meanwhile",
        f"{latest * 1000:.1f} ms",
        beside=f"p50 {quantile(times, 0.5) * 1000:.1f} ms, longest {max(times) * 1000:.0f} ms",
    )
    return latest


def _one(opened: Project, unit: int, number: int) -> float:
    """Return the seconds from one save to its catalog."""
    time.sleep(1.0)
    start = _save(opened, unit, number)
    while _held(opened) != number:
        time.sleep(0.01)
    return time.perf_counter() - start


def _while_saving(opened: Project, unit: int) -> tuple[float, list[float]]:
    """Return the greatest age of a save that the catalog did not hold, and how long each save took."""
    saved: dict[int, float] = {}
    times: list[float] = []
    number, oldest = 100, 0.0
    end = time.perf_counter() + _SAVING
    while time.perf_counter() < end:
        number += 1
        begun = time.perf_counter()
        saved[number] = _save(opened, unit, number)
        times.append(saved[number] - begun)
        held = _held(opened)
        now = time.perf_counter()
        saved = {one: at for one, at in saved.items() if one > held}
        oldest = max(oldest, *(now - at for at in saved.values()), 0.0)
        time.sleep(0.03)
    return oldest, times


def _save(opened: Project, unit: int, number: int) -> float:
    """Save a text that tells its number, and return when that was acknowledged."""
    stored = opened.store.unit(unit, "uk")
    here = Where("bench", "uk", unit, stored.version if stored else 0)
    editing.save(opened, here, f"{_WORD} {number}.", person="Оля")
    return time.perf_counter()


def _held(opened: Project) -> int:
    """Return the number that the catalog tells."""
    with opened.folder.catalog("bench", "uk").open(encoding="utf-8") as file:
        found = re.search(rf'msgstr "{_WORD} (\d+)\."', file.read(_BEGINNING))
    return int(found[1]) if found else -1
