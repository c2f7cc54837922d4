"""How long editions take: every format of the interview, and hundreds of documents."""

import multiprocessing
import os
import resource
import shutil
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from app.catalog import State, Target
from app.exchange import EXCHANGES
from app.export import FORMATS
from app.storage import files, source
from app.storage.rows import Save
from app.workbench import catalogs, publishing
from app.workbench import project as projects
from app.workbench.project import Project
from app.workbench.publishing import Order
from benchmarks.measure import ROOT, document, figure, many, target, timed, verdict

_LANGUAGES = ("uk", "sv", "ru")
_RUNS = 3
_DOCUMENTS = 300
_SEGMENTS = 25
"""Of each of the many documents."""


def main() -> None:
    """Measure both."""
    with tempfile.TemporaryDirectory() as folder:
        _every_format(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        _many_documents(Path(folder))


def _every_format(folder: Path) -> None:
    forms = (*FORMATS, *EXCHANGES)
    for part in ("source", "locales", "workbench.toml"):
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, folder / part)
    with projects.open_project(folder) as project:
        names = project.folder.documents()
        for name in names:
            catalogs.sync(project, name)
        order = Order(names, _LANGUAGES, forms, allow_unreviewed=True)
        publishing.zip_of(project, order)  # what is read once for all runs
        before = _busy()
        runs = [timed(lambda: publishing.zip_of(project, order)) for _ in range(_RUNS)]
        work = (_busy() - before) / _RUNS
    figure(f"{len(forms)} formats: work of the processors", f"{work:.2f} s", beside=_load())
    target(
        f"the same on two processors, {len(_LANGUAGES)} languages of the interview, s",
        round(min(runs), 2),
        most=5,
    )


def _load() -> str:
    """Return how much else the machine has to do."""
    waiting = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return f"{waiting:.1f} programs at work on {os.cpu_count()} processors"


def _busy() -> float:
    """Return the seconds that processors have worked for this process and what it has started."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _many_documents(folder: Path) -> None:
    made = timed(lambda: _write(folder))
    figure(f"{_DOCUMENTS} documents of {_SEGMENTS} segments to begin with", f"{made:.1f} s")
    # in a process of its own, so that its memory is that of the editions
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as other:
        found = other.submit(_publish, str(folder)).result()
    third = _DOCUMENTS // 3
    first, last = found.after(third), found.after(_DOCUMENTS)
    per = (last.seconds / _DOCUMENTS) * 1000
    figure(f"{_DOCUMENTS} documents, {len(_LANGUAGES)} languages, HTML and EPUB", f"{last.seconds:.1f} s")
    figure("of one document", f"{per:.0f} ms")
    figure("peak of memory", f"{last.memory / 1024:.0f} MB", beside=f"{found.at_first / 1024:.0f} MB before")
    middle = found.after(2 * third)
    pace = (last.work - middle.work) / first.work
    target("work for the last third against the first", round(pace, 2), most=1.5)
    grown = (last.memory - first.memory) / 1024
    verdict(
        "memory that the last two thirds added",
        f"{grown:.0f} MB",
        asked="at most 0.2 MB a document",
        met=grown <= 0.2 * 2 * third,
    )


def _write(folder: Path) -> None:
    """Make a project of many documents, all of them reviewed."""
    settings = projects.init(folder)
    text = many(_DOCUMENTS * _SEGMENTS)
    with projects.open_project(settings.parent) as project:
        for number in range(_DOCUMENTS):
            name = f"talk-{number:03}"
            texts = text[number * _SEGMENTS : (number + 1) * _SEGMENTS]
            files.write(folder / "source" / f"{name}.md", source.format(document(name, texts)).encode())
            catalogs.sync(project, name)
            _review(project, name)


def _review(project: Project, name: str) -> None:
    for language in _LANGUAGES:
        saves = [
            Save(
                one.id,
                language,
                one.version,
                Target(f"Так: {one.unit.source}", State.REVIEWED, translator="О", reviewer="Б"),
                "approve",
                person="Б",
            )
            for one in project.store.units(name, language)
        ]
        project.store.save_all(saves)


@dataclass(frozen=True)
class _Moment:
    documents: int
    seconds: float
    work: float
    """Seconds that the processor has worked for it."""
    memory: int
    """The most that was ever used, in kB."""


@dataclass(frozen=True)
class _Found:
    at_first: int
    moments: tuple[_Moment, ...]

    def after(self, documents: int) -> _Moment:
        """Return the moment when so many documents were made."""
        return next(one for one in self.moments if one.documents >= documents)


def _publish(folder: str) -> _Found:
    with projects.open_project(Path(folder)) as project:
        names = project.folder.documents()
        each = len(_LANGUAGES) * 2
        moments: list[_Moment] = []
        at_first = _peak()
        start, idle = time.perf_counter(), _busy()

        def report(done: int, _total: int, _name: str) -> None:
            if done % each == 0:
                moments.append(_Moment(done // each, time.perf_counter() - start, _busy() - idle, _peak()))

        # the findings of made-up texts are not what is measured
        order = Order(names, _LANGUAGES, ("html", "epub"), allow_unreviewed=True)
        publishing.publish(project, order, Path(folder) / "out", report=report)
        return _Found(at_first, tuple(moments))


def _peak() -> int:
    """Return the most memory that this process has used, in kB."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage counts what the parent of the process had used
        return int(status.read_text().split("VmHWM:")[1].split()[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
