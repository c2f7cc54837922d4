"""Get drafts: from the memory, from earlier answers, then from engines in the project's order."""

import contextlib
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app import review
from app.catalog import State
from app.engines import Engine, Surroundings, Term, available, describe, open_engine, runner
from app.engines.engine import require
from app.engines.line import line_to
from app.errors import EngineError, Message, WorkbenchError
from app.memory import ORIGIN, Asked, Match
from app.postedit import Offer
from app.storage import folder
from app.storage.answers import Answer, Refusal
from app.storage.database import fingerprint
from app.storage.rows import Revision, Save, Stored
from app.workbench import catalogs
from app.workbench.project import Project, log

_WRITE_EVERY = 5.0
"""Seconds between two writings of the PO while drafts come in; each draft is in the store at once."""


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
    reasons: Mapping[Message, int] = field(default_factory=dict)
    """Why they were refused, and how many for each reason."""
    flagged: int = 0
    """Of those drafted, with something that a person should look at."""
    failed: int = 0
    error: EngineError | None = None
    """Why segments got no answer, the last reason."""

    @property
    def done(self) -> int:
        """Return how many segments are settled, one way or the other."""
        return self.drafted + self.refused + self.failed


def draft(
    project: Project,
    name: str,
    language: str,
    *,
    only: Sequence[str] = (),
    limit: int | None = None,
    terms: Sequence[Term] = (),
    stopped: Callable[[], bool] = lambda: False,
) -> Generator[Drafted, None, None]:
    """Draft the segments that have no text, yielding how far it is; closing the iterator stops it.

    A person's text is never touched. What has come is kept when it stops; the next run goes on from there.
    `only` names engines instead of the project's own; `limit` is the number of segments; `terms` is what a
    glossary has to say.
    """
    live = [one for one in project.store.units(name, language) if not one.unit.obsolete]
    todo = [one for one in live if one.unit.target.state is State.EMPTY][:limit]
    chosen = tuple(only) or available(project.settings, language)
    run = _Run(project, name, language, live, todo=todo, terms=tuple(terms))
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

    def __init__(
        self,
        project: Project,
        name: str,
        language: str,
        document: Sequence[Stored],
        *,
        todo: Sequence[Stored],
        terms: tuple[Term, ...],
    ) -> None:
        self.project, self.name, self.language = project, name, language
        self.document, self.terms = document, terms
        self.report = Drafted(total=len(todo))
        self.waiting: dict[str, list[Stored]] = {}
        for one in todo:
            self.waiting.setdefault(one.unit.source, []).append(one)
        self.written = time.monotonic()

    def remember(self) -> None:
        """Take what people have made of the same source before; of a like one only if the project says so."""
        memory, least = self.project.memory, self.project.settings.memory_drafts
        if least < 1:
            memory.prepare(self.language)
        known = memory.memories.known(self.language, list(self.waiting))
        taken: dict[int, tuple[Stored, Answer]] = {}
        for before, one, after in _between(self.document):
            if one.unit.source not in self.waiting:
                continue
            asked = Asked(one.unit.source, before, after)
            found = memory.exact(self.language, asked, unit=one.id) if one.unit.source in known else None
            if found is None and least < 1:
                like = memory.matches(self.language, asked, unit=one.id, least=least, most=1)
                found = next((match for match in like if match.score >= least), None)
            if found is not None:
                taken[one.id] = (one, _remembered(found))
        waiting = {
            source: [one for one in units if one.id not in taken] for source, units in self.waiting.items()
        }
        asked_for = {one.id for units in self.waiting.values() for one in units}
        self.waiting = {source: units for source, units in waiting.items() if units}
        count = self._keep([pair for number, pair in taken.items() if number in asked_for], Offer(ORIGIN, ""))
        self.report = replace(self.report, from_memory=count)

    def recall(self, engine_ids: Sequence[str]) -> None:
        """Take what an engine answered before, in the engines' order."""
        for engine_id in engine_ids:
            engine = describe(engine_id, self.project.settings)
            made_by = self._made_by(engine)
            names = {self._fingerprint(engine_id, made_by.model, source): source for source in self.waiting}
            found = self.project.answers.answers(list(names))
            count = self._offer({names[name]: one for name, one in found.items()}, made_by)
            self.report = replace(self.report, cached=self.report.cached + count)

    def ask(self, engine_id: str, stopped: Callable[[], bool]) -> Iterator[Drafted]:
        """Ask an engine for what is left; what it cannot give stays for the next one."""
        described = describe(engine_id, self.project.settings)
        agreed = self.project.answers.agreed(described.id, described.address)
        sources = list(self.waiting)
        try:
            engine = open_engine(engine_id, self.project.settings, agreed=agreed)
            require(engine, source=self.project.settings.source_language, target=self.language)
        except EngineError as error:
            # One that may not be asked is no reason not to ask the next one.
            failed = sum(len(waiting) for waiting in self.waiting.values())
            self.report = replace(self.report, refused=0, reasons={}, failed=failed, error=error)
            yield self.report
            return
        # What an earlier engine could not give is open again.
        self.report = replace(self.report, refused=0, reasons={}, failed=0)
        together = runner.run_together(
            engine,
            sources,
            source=self.project.settings.source_language,
            target=self.language,
            surroundings=self._surroundings(sources),
            terms=self.terms,
            line=line_to(engine),
            stopped=stopped,
        )
        made_by = self._made_by(engine)
        for outcomes in together:
            self._settle(made_by, {sources[one.index]: one for one in outcomes})
            if time.monotonic() - self.written > _WRITE_EVERY:
                # A PO that cannot be written is told at the end; what comes is safe in the store.
                with contextlib.suppress(WorkbenchError):
                    catalogs.write(self.project, self.name, self.language)
                self.written = time.monotonic()
            yield self.report

    def _surroundings(self, sources: Sequence[str]) -> Surroundings:
        """Say where texts stand, and who says them; a text that several people say is nobody's."""
        places = {one.unit.source: place for place, one in reversed(list(enumerate(self.document)))}
        notes = _speaker_notes(self.project, self.name)
        speakers = []
        for source in sources:
            names = {one.unit.place.speaker for one in self.waiting[source]}
            name = names.pop() if len(names) == 1 else None
            speakers.append(notes.get(name, name) if name else "")
        return Surroundings(
            [one.unit.source for one in self.document], [places[source] for source in sources], speakers
        )

    def _settle(self, made_by: Offer, outcomes: Mapping[str, runner.Outcome]) -> None:
        """Keep what came of a request, by source."""
        good = {
            source: Answer(one.text, one.flags) for source, one in outcomes.items() if one.text is not None
        }
        refused = [
            Refusal(source, one.answer, one.refused) for source, one in outcomes.items() if one.refused
        ]
        names = {source: self._fingerprint(made_by.engine, made_by.model, source) for source in good}
        self.project.answers.keep(
            engine=made_by.engine,
            language=self.language,
            answers={names[source]: one for source, one in good.items()},
            refusals=refused,
        )
        self._offer(good, made_by)
        for one in refused:
            count = len(self.waiting[one.source])
            reasons = Counter(self.report.reasons) + Counter({one.reason: count})
            self.report = replace(self.report, refused=self.report.refused + count, reasons=reasons)
        for source, outcome in outcomes.items():
            if outcome.error is not None:
                failed = self.report.failed + len(self.waiting[source])
                self.report = replace(self.report, failed=failed, error=outcome.error)

    def _offer(self, answers: Mapping[str, Answer], made_by: Offer) -> int:
        """Keep drafts for every segment with these sources, and say how many took one."""
        pairs = [(one, answer) for source, answer in answers.items() for one in self.waiting.pop(source)]
        return self._keep(pairs, made_by)

    def _keep(self, pairs: Sequence[tuple[Stored, Answer]], made_by: Offer) -> int:
        """Keep drafts for segments that have none, and say how many took theirs."""
        saves = [
            Save(
                one.id,
                self.language,
                one.version,
                target,
                "draft",
                offer=replace(made_by, text=target.text, flags=answer.flags),
            )
            for one, answer in pairs
            if (target := review.draft(one.unit.target, answer.text, origin=made_by.engine)) is not None
        ]
        kept = [isinstance(done, Revision) for done in self.project.store.save_all(saves)]
        flagged = sum(
            done and bool(save.offer and save.offer.flags) for save, done in zip(saves, kept, strict=True)
        )
        self.report = replace(
            self.report, drafted=self.report.drafted + sum(kept), flagged=self.report.flagged + flagged
        )
        return sum(kept)

    def _made_by(self, engine: Engine) -> Offer:
        """Return what an engine's drafts have in common."""
        source = self.project.settings.source_language
        languages = {"source": source, "target": self.language}
        return Offer(engine.id, "", engine.model(**languages), engine.route(**languages))

    def _fingerprint(self, engine_id: str, model: str, source: str) -> str:
        """Return the name of an answer: another model, or another glossary, would have answered otherwise."""
        glossary = [part for term in self.terms for part in (term.source, term.target, term.note)]
        told = [model, *glossary] if model or glossary else []
        return fingerprint(engine_id, self.project.settings.source_language, self.language, source, *told)


def _between(document: Sequence[Stored]) -> Iterator[tuple[str, Stored, str]]:
    """Yield each unit with the source before it and the one after."""
    sources = ["", *(one.unit.source for one in document), ""]
    for place, one in enumerate(document):
        yield sources[place], one, sources[place + 2]


def _remembered(match: Match) -> Answer:
    """Return a text of the memory as an answer; where it was said of another source, that is a flag."""
    if match.exact:
        return Answer(match.remembered.target)
    flag = Message(
        "From the memory, where it translates something else, {percent} % alike: “{source}”",
        percent=int(100 * match.similarity),
        source=match.remembered.source,
    )
    return Answer(match.remembered.target, (flag,))


def _speaker_notes(project: Project, name: str) -> Mapping[str, str]:
    """Return what to tell an engine of each speaker: languages that inflect by gender need to know it."""
    try:
        speakers = folder.document(project.folder, name).speakers
    except WorkbenchError:  # the catalogs outlive a source file that cannot be read now
        return {}
    return {one.name: f"{one.name}, {one.gender}" for one in speakers if one.gender}
