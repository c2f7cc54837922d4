"""How far a text is from its edition: what is missing, by reason, each with its segment."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.catalog import Kind, State
from app.checks.finding import Severity
from app.errors import Message
from app.storage.rows import Stored
from app.workbench import editions
from app.workbench.project import Project


class Reason(StrEnum):
    """Why a text is not in the edition, or stops it; the gravest first."""

    FINDING = "finding"
    """It is reviewed, and a check has found an error."""
    NEEDS_WORK = "needs work"
    EMPTY = "empty"
    DRAFT = "draft"
    REVIEW = "review"
    """A person has translated it, and nobody has reviewed it."""


_REASONS: Mapping[State, Reason] = {
    State.EMPTY: Reason.EMPTY,
    State.DRAFT: Reason.DRAFT,
    State.NEEDS_WORK: Reason.NEEDS_WORK,
    State.TRANSLATED: Reason.REVIEW,
}


@dataclass(frozen=True, slots=True)
class Missing:
    """A unit that is not ready to be printed."""

    unit: int
    """Its id in the store."""
    reason: Reason
    source: str
    text: str
    said: Message | None = None
    """What the check found."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether a document in a language may be printed, and what is missing."""

    document: str
    language: str
    reviewed: int
    """Segments."""
    total: int
    needed: int
    missing: tuple[Missing, ...]
    """In the document's order."""
    units: Mapping[tuple[str, str | None], Stored]
    """All units, by source and context."""

    @property
    def ready(self) -> bool:
        """Say whether an edition would be made of it."""
        return self.reviewed >= self.needed and not self.of(Reason.FINDING)

    def of(self, reason: Reason) -> tuple[Missing, ...]:
        """Return what is missing for a reason."""
        return tuple(one for one in self.missing if one.reason is reason)


def readiness(project: Project, document: str, language: str, *, checked: bool = True) -> Readiness:
    """Return how far a text is. Without `checked` the checks are not run, and no finding is told."""
    stored = [one for one in project.store.units(document, language) if not one.unit.obsolete]
    catalog = editions.catalog_of(document, language, stored)
    found = editions.findings(project, catalog) if checked else {}
    missing: list[Missing] = []
    for one in stored:
        unit = one.unit
        if unit.target.state in _REASONS:
            missing.append(Missing(one.id, _REASONS[unit.target.state], unit.source, unit.target.text))
        missing.extend(
            Missing(one.id, Reason.FINDING, unit.source, unit.target.text, finding.message)
            for finding in found.get(unit.key, ())
            if finding.severity is Severity.ERROR
        )
    segments = [one.unit for one in stored if one.unit.place.kind is Kind.SEGMENT]
    share = project.settings.threshold_for(language)
    return Readiness(
        document,
        language,
        sum(unit.target.state is State.REVIEWED for unit in segments),
        len(segments),
        math.ceil(share * len(segments) - 1e-9),
        tuple(missing),
        {(one.unit.key.source, one.unit.key.context): one for one in stored},
    )
