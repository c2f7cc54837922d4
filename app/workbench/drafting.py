"""Get drafts: from the memory, from earlier answers, then from engines in the project's order."""

import contextlib
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from app import memory, review
from app.catalog import State
from app.engines import Engine, available, describe, open_engine, runner
from app.errors import EngineError, WorkbenchError
from app.storage.database import fingerprint
from app.storage.rows import Revision, Save, Stored
from app.workbench import catalogs
from app.workbench.project import Project, log

_WRITE_EVERY = 2.0
"""Seconds between two writings of the PO while drafts come in; each draft is in the store at once."""
MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Service:
    """An engine that the project asks, as a person should know it before agreeing."""

    id: str
    label: str
    remote: bool
    address: str
    agreed: bool
    """Whether somebody has agreed that text goes there."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """How far a run is, and at its end what it brought."""

    total: int = 0
    """Segments without a text, at the start."""
    drafted: int = 0
    from_memory: int = 0
    """Of those drafted."""
    cached: int = 0
    """Of those drafted."""
    refused: int = 0
    """Answers that are not shown; they are kept as evidence."""
    failed: int = 0
    error: EngineError | None = None
    """Why segments got no answer, the last reason."""

    @property
    def done(self) -> int:
        """Return how many segments are settled, one way or the other."""
        return self.drafted + self.refused + self.failed


def engines(project: Project, *, only: Sequence[str] = ()) -> tuple[Service, ...]:
    """Return the engines that will be asked, in order."""
    made = [describe(one, project.settings) for one in only or available(project.settings)]
    return tuple(
        Service(one.id, one.label, one.remote, one.address, project.answers.agreed(one.id, one.address))
        for one in made
    )


def agree(project: Project, service: Service, *, person: str) -> None:
    """Keep a person's agreement that this project's text goes to this engine's address."""
    project.answers.agree(service.id, service.address, person=review.name(person))
    log.info("%s: %s agreed that text goes to %s", project.name, person, service.address)


def draft(
    project: Project,
    name: str,
    language: str,
    *,
    only: Sequence[str] = (),
    limit: int | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Generator[Drafted, None, None]:
    """Draft the segments that have no text, yielding how far it is; closing the iterator stops it.

    A person's text is never touched. What has come is kept when it stops; the next run goes on from there.
    `only` names engines instead of the project's own; `limit` is the number of segments.
    """
    todo = [
        one
        for one in project.store.units(name, language)
        if one.unit.target.state is State.EMPTY and not one.unit.obsolete
    ][:limit]
    chosen = tuple(only) or available(project.settings)
    run = _Run(project, name, language, todo)
    yield run.report
    try:
        run.remember()
        run.recall(chosen)
        yield run.report
        for engine_id in chosen:
            if run.waiting and not stopped():
                yield from run.ask(engine_id, stopped)
    finally:
        catalogs.write(project, name, language)
        log.info("%s, %s: %d drafts of %d", name, language, run.report.drafted, run.report.total)


class _Run:
    """One run over a document's empty segments; the same source is asked for once."""

    def __init__(self, project: Project, name: str, language: str, todo: Sequence[Stored]) -> None:
        self.project, self.name, self.language = project, name, language
        self.report = Drafted(total=len(todo))
        self.waiting: dict[str, list[Stored]] = {}
        for one in todo:
            self.waiting.setdefault(one.unit.source, []).append(one)
        self.written = time.monotonic()

    def remember(self) -> None:
        """Take what people have made of the same source before."""
        known = [
            memory.Remembered(source, target.text, target.state, document, at)
            for source, target, document, at in self.project.store.remembered(self.language)
            if source in self.waiting
        ]
        for source in list(self.waiting):
            if match := memory.exact(source, known):
                count = self._offer(source, match.target, MEMORY)
                self.report = replace(self.report, from_memory=self.report.from_memory + count)

    def recall(self, engine_ids: Sequence[str]) -> None:
        """Take what an engine answered before, in the engines' order."""
        for engine_id in engine_ids:
            names = {self._fingerprint(engine_id, source): source for source in self.waiting}
            for name, text in self.project.answers.answers(list(names)).items():
                count = self._offer(names[name], text, engine_id)
                self.report = replace(self.report, cached=self.report.cached + count)

    def ask(self, engine_id: str, stopped: Callable[[], bool]) -> Iterator[Drafted]:
        """Ask an engine for what is left; what it cannot give stays for the next one."""
        described = describe(engine_id, self.project.settings)
        agreed = self.project.answers.agreed(described.id, described.address)
        sources = list(self.waiting)
        try:
            engine = open_engine(engine_id, self.project.settings, agreed=agreed)
        except EngineError as error:
            # One that may not be asked is no reason not to ask the next one.
            failed = sum(len(waiting) for waiting in self.waiting.values())
            self.report = replace(self.report, refused=0, failed=failed, error=error)
            yield self.report
            return
        # What an earlier engine could not give is open again.
        self.report = replace(self.report, refused=0, failed=0)
        outcomes = runner.run(
            engine,
            sources,
            source=self.project.settings.source_language,
            target=self.language,
            stopped=stopped,
        )
        for outcome in outcomes:
            self._settle(engine, sources[outcome.index], outcome)
            if time.monotonic() - self.written > _WRITE_EVERY:
                # A PO that cannot be written is told at the end; what comes is safe in the store.
                with contextlib.suppress(WorkbenchError):
                    catalogs.write(self.project, self.name, self.language)
                self.written = time.monotonic()
            yield self.report

    def _settle(self, engine: Engine, source: str, outcome: runner.Outcome) -> None:
        answers = self.project.answers
        if outcome.text is not None:
            answers.keep_answer(
                self._fingerprint(engine.id, source),
                engine=engine.id,
                language=self.language,
                text=outcome.text,
                flags=[str(flag) for flag in outcome.flags],
            )
            self._offer(source, outcome.text, engine.id)
        elif outcome.refused is not None:
            answers.keep_refusal(
                engine=engine.id,
                language=self.language,
                source=source,
                answer=outcome.answer,
                reason=str(outcome.refused),
            )
            self.report = replace(self.report, refused=self.report.refused + len(self.waiting[source]))
        else:
            failed = self.report.failed + len(self.waiting[source])
            self.report = replace(self.report, failed=failed, error=outcome.error)

    def _offer(self, source: str, text: str, origin: str) -> int:
        """Keep a draft for every segment with this source, and say how many took it."""
        saves = [
            Save(one.id, self.language, one.version, target, "draft")
            for one in self.waiting.pop(source)
            if (target := review.draft(one.unit.target, text, origin=origin)) is not None
        ]
        kept = sum(isinstance(done, Revision) for done in self.project.store.save_all(saves))
        self.report = replace(self.report, drafted=self.report.drafted + kept)
        return kept

    def _fingerprint(self, engine_id: str, source: str) -> str:
        return fingerprint(engine_id, self.project.settings.source_language, self.language, source)
