"""Looking for the best match at 1,000 to 1,000,000 texts, beside comparing all of them, and beside pg_trgm.

Texts are made of real sentences: spliced at a word, some words changed. Queries are copies of them, edited
once more. Each size is asked in a process of its own, so that its memory is its own.
"""

import json
import multiprocessing
import os
import random
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psycopg
from rapidfuzz import fuzz, process
from sqlalchemy import Connection

from app.memory import LEAST, Asked
from app.storage.memory import Memories
from app.storage.schema import opening
from app.storage.store import Store
from app.workbench.remembering import Memory
from benchmarks.measure import INTERVIEW, figure, quantile, timed, verdict
from tests import postgres

_SIZES: Final = (1_000, 10_000, 100_000, 1_000_000)
_QUERIES: Final = 400
_COMPARED: Final = {1_000: 400, 10_000: 400, 100_000: 300, 1_000_000: 60}
"""Queries for which all texts are compared: half a second each among a million."""
_IN_POSTGRES: Final = {1_000: 60, 10_000: 40, 100_000: 20, 1_000_000: 4}
"""Queries for pg_trgm: seconds each among a million."""
_ASKED: Final = {100_000: (2.0, 20.0), 1_000_000: (6.0, 20.0)}
"""Milliseconds that are aimed at: the median, and what 95 of 100 stay under."""
_RECALL: Final = 0.97
_BUILD, _DISK = 15.0, 100.0
_ROUNDS: Final = 3
"""Times that all queries are asked, one after another: between two of the same lie all the others."""
_DOCUMENT: Final = 5_000
"""Units of a document."""
_OTHERS: Final = Path(__file__).parents[1] / "tests" / "data" / "translations.json"


@dataclass(frozen=True, slots=True)
class _Found:
    """What a process measured."""

    build: float
    cpu: float
    memory: float
    """Megabytes that the memory took, resident after all queries."""
    peak: float
    like: list[float]
    whole: list[float]
    processor: float
    """Seconds of a processor for a query, in the mean: what a busy machine changes little."""
    best: list[float]
    """The likeness of the best match, of each query."""


def main() -> None:
    """Measure each size, and say whether what is aimed at was reached."""
    texts = _texts(_SIZES[-1])
    load = os.getloadavg()[0]
    figure("processors, and how many processes want one", f"{os.cpu_count()}, {load:.1f}")
    with tempfile.TemporaryDirectory() as folder, _server() as url:
        for size in _SIZES:
            _measure(texts[:size], Path(folder) / str(size), url)


def _texts(count: int) -> list[str]:
    """Return different texts, made of real sentences."""
    chance = random.Random(1)
    real = [one.split() for one in _real()]
    words = [word for one in real for word in one]
    made = dict.fromkeys(" ".join(one) for one in real)
    while len(made) < count:
        one = chance.choice(real)
        if chance.random() < 0.6:
            other = chance.choice(real)
            one = one[: chance.randint(1, len(one))] + other[chance.randrange(len(other)) :]
        made[" ".join(_edited(one, chance, words))] = None
    return list(made)[:count]


def _real() -> list[str]:
    found: list[str] = json.loads((INTERVIEW / "segments.json").read_text(encoding="utf-8"))
    found += [one["en"] for one in json.loads(_OTHERS.read_text(encoding="utf-8"))]
    return [one for one in dict.fromkeys(found) if one.split()]


def _edited(one: list[str], chance: random.Random, words: list[str]) -> list[str]:
    """Return a text with a twentieth to a third of its words changed, left out or put in."""
    made = list(one)
    for _ in range(max(1, round(len(one) * chance.uniform(0.05, 0.3)))):
        at, kind = chance.randrange(len(made)), chance.random()
        if kind < 0.5:
            made[at] = chance.choice(words)
        elif kind < 0.75:
            made.insert(at, chance.choice(words))
        elif len(made) > 1:
            del made[at]
    return made


def _measure(texts: Sequence[str], folder: Path, url: str | None) -> None:
    size = len(texts)
    chance = random.Random(2)
    words = " ".join(texts[:500]).split()
    queries = [" ".join(_edited(chance.choice(texts).split(), chance, words)) for _ in range(_QUERIES)]
    folder.mkdir()
    store = f"sqlite:///{folder / 'workbench.db'}"
    _fill(store, texts)
    # Not a Pool: that would start anew for ever where a process cannot begin.
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        found = pool.submit(_asked, store, str(folder / "memory"), queries).result()
    compared = _COMPARED[size]
    start = time.perf_counter()
    truth = [
        process.extractOne(query, texts, scorer=fuzz.ratio, score_cutoff=100 * LEAST)
        for query in queries[:compared]
    ]
    exhaustive = 1000 * (time.perf_counter() - start) / compared
    _say(size, found, [one[1] if one else None for one in truth], exhaustive, _megabytes(folder / "memory"))
    if url is not None:
        _compare(url, texts, queries[: _IN_POSTGRES[size]], truth)
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


def _say(size: int, found: _Found, truth: Sequence[float | None], exhaustive: float, disk: float) -> None:
    p50, p95 = (1000 * quantile(found.like, share) for share in (0.5, 0.95))
    recall = _recall(found.best, truth)
    name = f"{size:,} texts"
    ratio = f"{p50 / exhaustive:.4f} × comparing all ({exhaustive:.1f} ms)"
    figure(f"{name}: best match, p50", f"{p50:.2f} ms", beside=ratio)
    beside = f"{1000 * found.processor:.2f} ms of a processor in the mean"
    figure(f"{name}: best match, p95", f"{p95:.2f} ms", beside=beside)
    whole = [f"{1000 * quantile(found.whole, share):.2f}" for share in (0.5, 0.95)]
    figure(f"{name}: with translations, neighbours, order: p50, p95", f"{', '.join(whole)} ms")
    if size in _ASKED:
        most50, most95 = _ASKED[size]
        verdict(f"{name}: p50", f"{p50:.2f} ms", asked=f"at most {most50:g} ms", met=p50 <= most50)
        verdict(f"{name}: p95", f"{p95:.2f} ms", asked=f"at most {most95:g} ms", met=p95 <= most95)
    counted = sum(one is not None for one in truth)
    verdict(
        f"{name}: recall@1 of {counted} queries with a match",
        f"{recall:.1%}",
        asked=f"at least {_RECALL:.0%}",
        met=recall >= _RECALL,
    )
    built = f"{found.build:.1f} s"
    beside = f"{found.cpu:.1f} s of a processor"
    if size == _SIZES[-1]:
        verdict(f"{name}: made", built, asked=f"at most {_BUILD:g} s", met=found.build <= _BUILD)
        figure(f"{name}: made", beside)
        verdict(f"{name}: on disk", f"{disk:.0f} MB", asked=f"at most {_DISK:g} MB", met=disk <= _DISK)
    else:
        figure(f"{name}: made", built, beside=beside)
        figure(f"{name}: on disk", f"{disk:.1f} MB")
    figure(
        f"{name}: memory of the process", f"{found.memory:.0f} MB", beside=f"{found.peak:.0f} MB at the most"
    )


def _recall(best: Sequence[float], truth: Sequence[float | None]) -> float:
    """Return the share of queries whose best match is as good as the best of all."""
    pairs = [(mine, one) for mine, one in zip(best, truth, strict=False) if one is not None]
    return sum(mine >= one - 1e-9 for mine, one in pairs) / len(pairs)


def _fill(url: str, texts: Sequence[str]) -> None:
    """Make a store whose texts are reviewed, by the shortest way: this is not what is measured."""
    store = Store(url)
    with store.writing() as connection:
        _insert(connection, texts)
    store.close()


def _insert(connection: Connection, texts: Sequence[str]) -> None:
    rows = list(enumerate(texts))
    connection.exec_driver_sql(
        "INSERT INTO unit (id, document, fingerprint, source, opening, kind, turn, paragraph, position,"
        " obsolete) VALUES (?, ?, ?, ?, ?, 'segment', 0, 0, ?, 0)",
        [(at + 1, f"d{at // _DOCUMENT}", str(at), text, opening(text), at % _DOCUMENT) for at, text in rows],
    )
    connection.exec_driver_sql(
        "INSERT INTO target (unit, language, version, written, text, state, origin, translator, reviewer,"
        " reason, previous_source, flags, at) VALUES"
        " (?, 'uk', 1, 1, ?, 'reviewed', '', 'Оля', 'Борис', '', '', '[]', '2026-11-29T00:00:00')",
        [(at + 1, f"→ {text}") for at, text in rows],
    )


def _asked(url: str, folder: str, queries: Sequence[str]) -> _Found:
    """Open the memory, make what it needs, and ask: in a process of its own."""
    store = Store(url)
    before = _resident()
    memory = Memory(Memories(store), Path(folder))
    start, cpu = time.perf_counter(), time.process_time()
    memory.prepare("uk")
    build, cpu = time.perf_counter() - start, time.process_time() - cpu
    best = [
        max((fuzz.ratio(query, one) for one in memory.like("uk", query)[:1]), default=0.0)
        for query in queries
    ]
    start = time.thread_time()
    like = [_times(queries, lambda query: memory.like("uk", query)) for _ in range(_ROUNDS)]
    each = (time.thread_time() - start) / len(queries) / _ROUNDS
    whole = [_times(queries, lambda query: memory.matches("uk", Asked(query))) for _ in range(_ROUNDS)]
    after = _resident()
    memory.close()
    store.close()
    peak = _peak()
    return _Found(build, cpu, after - before, peak, _shortest(like), _shortest(whole), each, best)


def _times(queries: Sequence[str], ask: Callable[[str], object]) -> list[float]:
    return [timed(lambda query=query: ask(query)) for query in queries]  # type: ignore[misc]


def _shortest(rounds: Sequence[Sequence[float]]) -> list[float]:
    """Return the shortest time of each query: what the machine's other work disturbed least."""
    return [min(times) for times in zip(*rounds, strict=True)]


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def _peak() -> float:
    # Not getrusage: that knows the most of the process that this one was started by.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1000


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


class _server:  # noqa: N801  # reads as the function that it wraps
    """PostgreSQL, or None where it is not installed."""

    def __enter__(self) -> str | None:
        self._held: Any = postgres.server() if postgres.programs() is not None else None
        return self._held.__enter__() if self._held is not None else None

    def __exit__(self, *error: Any) -> None:
        if self._held is not None:
            self._held.__exit__(*error)


def _compare(url: str, texts: Sequence[str], queries: Sequence[str], truth: Sequence[Any]) -> None:
    """Ask pg_trgm for the nearest texts, as Weblate does, and compare those by rapidfuzz."""
    with psycopg.connect(url, autocommit=True) as connection:
        start = time.perf_counter()
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        connection.execute("SET maintenance_work_mem = '512MB'")
        connection.execute("DROP TABLE IF EXISTS said")
        connection.execute("CREATE UNLOGGED TABLE said (source text)")
        with connection.cursor().copy("COPY said FROM STDIN") as copy:
            for text in texts:
                copy.write_row((text,))
        connection.execute("CREATE INDEX said_gist ON said USING gist (source gist_trgm_ops)")
        connection.execute("ANALYZE said")
        build = time.perf_counter() - start
        times, best = [], []
        for query in queries:
            start = time.perf_counter()
            rows = connection.execute(
                "SELECT source FROM said ORDER BY source <-> %s LIMIT 20", (query,)
            ).fetchall()
            found = process.extractOne(query, [row[0] for row in rows], scorer=fuzz.ratio)
            times.append(time.perf_counter() - start)
            best.append(found[1] if found else 0.0)
        size = connection.execute("SELECT pg_total_relation_size('said') / 1e6").fetchone()
        connection.execute("DROP TABLE said")
    recall = _recall(best, [one[1] if one else None for one in truth[: len(queries)]])
    figure(
        f"    pg_trgm, nearest 20, {len(queries)} queries: p50, p95",
        ", ".join(f"{1000 * quantile(times, share):.1f}" for share in (0.5, 0.95)) + " ms",
        beside=f"recall@1 {recall:.0%}, made in {build:.1f} s, {float(size[0]) if size else 0:.0f} MB",
    )
