"""Saves: one after another, and eight processes at once, beside rewriting the PO under a file lock."""

import multiprocessing
import os
import tempfile
import time
from multiprocessing.synchronize import Barrier
from pathlib import Path

import polib
from filelock import FileLock

from app.catalog import State, Target
from app.storage import files
from app.storage.database import Database
from app.storage.rows import Conflict, Save
from app.workbench.project import open_project
from benchmarks.measure import figure, many, project, quantile, verdict
from tests import postgres

_WRITERS = 8
_SECONDS = 4.0
_ALONE = 1_200
"""Saves of one process, one after another."""
_PART = 120
"""Saves whose median is taken together."""
_FASTER = 20
"""Times the rate of rewriting the PO that eight writers must reach."""
_LATEST = 0.5
"""Seconds in which 99 of 100 saves must be acknowledged while eight write."""
_FLAT = 1.5
"""Times that a save may take longer in a catalog a hundred times as large."""


def main() -> None:
    """Measure at 600 and at 60,000 units, on SQLite and on PostgreSQL, beside rewriting the PO at 600."""
    rates: dict[str, float] = {}
    before = _on("SQLite", rates)
    if postgres.programs() is None:
        print("PostgreSQL is not installed, so nothing is measured on it.")
    else:
        with postgres.server() as url:
            os.environ["WORKBENCH_DATABASE"] = url
            try:
                after = _on("PostgreSQL", rates)
            finally:
                del os.environ["WORKBENCH_DATABASE"]
        # What the machine does beside us changes: each rate stands beside both measurements.
        figure("rewriting, measured again", f"{after:.0f}/s", beside=f"{after / before:.2f} × the first time")
        before = (before + after) / 2
    for what, rate in rates.items():
        times = rate / before
        verdict(
            f"{_WRITERS} writers, {what}: {rate:.0f}/s",
            f"{times:.0f} × rewriting",
            asked=f"≥ {_FASTER} ×",
            met=times >= _FASTER,
        )


def _on(database: str, rates: dict[str, float]) -> float:
    """Measure on one database, and return the rate of rewriting the PO beside it."""
    medians: dict[int, float] = {}
    rewriting = 0.0
    for units in (600, 60_000):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "p"
            with project(folder, many(units)) as filled:
                _settle(filled.store)
            medians[units] = _one_after_another(folder, f"{database}, {units} units")
            rates[f"{database}, {units} units"] = _eight(folder, f"{database}, {units} units")
            rewriting = rewriting or _rewriting(folder)
            if database == "PostgreSQL":
                _emptied(os.environ["WORKBENCH_DATABASE"])
    ratio = medians[60_000] / medians[600]
    verdict(
        f"{database}: p50 of a save at 60,000 units beside that at 600",
        f"{ratio:.2f} ×",
        asked=f"≤ {_FLAT} ×",
        met=ratio <= _FLAT,
    )
    return rewriting


def _settle(store: Database) -> None:
    """Let a server do now what it does after so many new rows, or it would do it while we measure."""
    if store.engine.dialect.name == "postgresql":
        with store.writing_at_once() as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
            connection.exec_driver_sql("CHECKPOINT")


def _emptied(url: str) -> None:
    store = Database(url)
    with store.writing() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    store.close()


def _one_after_another(folder: Path, where: str) -> float:
    """Return the median of a save, in the part of them that the machine's other work disturbed least."""
    times: list[float] = []
    with open_project(folder) as opened:
        stored = opened.store.units("bench", "uk")
        for number in range(_ALONE):
            one = stored[number * 7 % len(stored)]
            now = opened.store.unit(one.id, "uk") or one
            target = Target(f"Текст {number}", State.TRANSLATED, translator="Оля")
            save = Save(one.id, "uk", now.version, target, "save")
            start = time.perf_counter()
            opened.store.save(save)
            times.append(time.perf_counter() - start)
    median = min(quantile(times[first : first + _PART], 0.5) for first in range(0, _ALONE, _PART))
    figure(
        f"one save, durable, {where}: p50",
        f"{median * 1000:.2f} ms",
        beside=f"p99 {quantile(times, 0.99) * 1000:.1f} ms",
    )
    return median


def _eight(folder: Path, where: str) -> float:
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(_WRITERS)
    with context.Pool(_WRITERS, initializer=_ready, initargs=(barrier,)) as pool:
        results = pool.starmap(_writer, [(str(folder), number) for number in range(_WRITERS)], chunksize=1)
    times = [one for result in results for one in result[1]]
    acknowledged = {key: version for result in results for key, version in result[0].items()}
    with open_project(folder) as opened:
        kept = {one.id: one.version for one in opened.store.units("bench", "uk")}
    lost = sum(kept[number] < version for number, version in acknowledged.items())
    p99 = quantile(times, 0.99)
    verdict(f"{_WRITERS} writers, {where}: p99", f"{p99 * 1000:.0f} ms", asked="≤ 500 ms", met=p99 <= _LATEST)
    verdict(
        f"{_WRITERS} writers, {where}: acknowledged saves lost",
        f"{lost} of {len(times)}",
        asked="0",
        met=lost == 0,
    )
    return len(times) / _SECONDS


_barrier: Barrier | None = None


def _ready(barrier: Barrier) -> None:
    global _barrier  # noqa: PLW0603  # the way multiprocessing hands a barrier to a pool's processes
    _barrier = barrier


def _writer(folder: str, number: int) -> tuple[dict[int, int], list[float]]:
    """Save as fast as it goes, each process in its own part of the catalog and sometimes in another's."""
    acknowledged: dict[int, int] = {}
    times: list[float] = []
    with open_project(Path(folder)) as opened:
        stored = opened.store.units("bench", "uk")
        mine = stored[number * len(stored) // _WRITERS : (number + 1) * len(stored) // _WRITERS]
        versions = {one.id: one.version for one in mine}
        if _barrier is not None:
            _barrier.wait()
        end = time.perf_counter() + _SECONDS
        step = 0
        while (start := time.perf_counter()) < end:
            one = mine[step % len(mine)]
            target = Target(f"Текст {number}-{step}", State.TRANSLATED, translator="Оля")
            done = opened.store.save(Save(one.id, "uk", versions[one.id], target, "save"))
            if not isinstance(done, Conflict):
                versions[one.id] = acknowledged[one.id] = done.version
                times.append(time.perf_counter() - start)
            step += 1
    return acknowledged, times


def _rewriting(folder: Path) -> float:
    """Return the rate of what the workbench does not do: parse, change and write the PO at every save."""
    path = folder / "locales" / "uk" / "LC_MESSAGES" / "bench.po"
    context = multiprocessing.get_context("spawn")
    with context.Pool(_WRITERS) as pool:
        counts = pool.starmap(_rewriter, [(str(path), number) for number in range(_WRITERS)], chunksize=1)
    rate = sum(counts) / _SECONDS
    figure("rewriting the PO under a file lock, 8 writers, 600 units", f"{rate:.0f}/s")
    return rate


def _rewriter(path: str, number: int) -> int:
    count = 0
    end = time.perf_counter() + _SECONDS
    while time.perf_counter() < end:
        with FileLock(path + ".lock"):
            catalog = polib.pofile(path)
            catalog[(number * 70 + count) % len(catalog)].msgstr = f"Текст {count}"
            files.write(Path(path), str(catalog).encode())  # durable, as the saves beside it are
        count += 1
    return count
