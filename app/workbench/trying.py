"""Which engines there are, what each lacks, where it sends text; and one sentence to try one with."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.draft import Verdict
from app.engines import KNOWN, available, open_engine, runner
from app.engines.engine import require
from app.engines.line import line_to
from app.errors import EngineError
from app.workbench import asking
from app.workbench.asking import Service
from app.workbench.project import Project

SENTENCE = "We have lived in the same old house for 12 years."
"""Tried where a person gives no other: it has a figure that must not get lost."""
_ONCE = runner.Persistence(retries=0)


@dataclass(frozen=True, slots=True)
class Known:
    """An engine as the project has it."""

    id: str
    place: int
    """In the order in which the project asks, from 1; 0 where it does not ask it."""
    service: Service | None
    error: EngineError | None = None
    """What is wrong with its table in `workbench.toml`; then there is no service."""

    @property
    def ready(self) -> bool:
        """Whether it could be asked now, a person's agreement aside."""
        return self.service is not None and not self.service.lacks and self.service.trouble is None


@dataclass(frozen=True, slots=True)
class Trial:
    """What an engine made of a sentence."""

    seconds: float
    text: str | None = None
    """The draft; None where there is none to show."""
    verdict: Verdict = field(default_factory=Verdict)
    error: EngineError | None = None


def known(project: Project, language: str) -> tuple[Known, ...]:
    """Return all engines for a language: those that the project asks first, in their order. Ask none."""
    asked: Sequence[str] = available(project.settings, language)
    ids = (*asked, *(one for one in KNOWN if one not in asked))
    return tuple(_known(project, one, language, place=_place(one, asked)) for one in ids)


def _place(engine_id: str, asked: Sequence[str]) -> int:
    return asked.index(engine_id) + 1 if engine_id in asked else 0


def _known(project: Project, engine_id: str, language: str, *, place: int) -> Known:
    try:
        return Known(engine_id, place, asking.service(project, engine_id, language))
    except EngineError as error:
        return Known(engine_id, place, None, error)


def attempt(project: Project, service: Service, language: str, text: str = SENTENCE) -> Trial:
    """Let an engine translate one sentence, by the same ways and guards as a draft; nothing is kept.

    Where text would leave the machine, a person has to have agreed to the address, as for drafts.
    """
    start = time.monotonic()
    source = project.settings.source_language
    try:
        agreed = project.answers.agreed(service.id, service.address)
        engine = open_engine(service.id, project.settings, agreed=agreed)
        require(engine, source=source, target=language)
    except EngineError as error:
        return Trial(0.0, error=error)
    outcomes = runner.run(
        engine, [text], source=source, target=language, line=line_to(engine), persistence=_ONCE
    )
    (outcome,) = outcomes
    return Trial(
        time.monotonic() - start,
        outcome.text,
        Verdict(outcome.refused, outcome.flags),
        outcome.error,
    )
