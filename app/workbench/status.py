"""Say how far a project is, and what its checks find."""

from collections.abc import Iterator
from dataclasses import dataclass

from app import checks
from app.catalog import State, Unit
from app.progress import progress
from app.workbench import catalogs
from app.workbench.project import Project


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one catalog is."""

    document: str
    language: str
    counts: dict[State, int]
    total: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found in one unit."""

    document: str
    language: str
    number: int
    """The unit's place in the catalog, counted from 1."""
    unit: Unit
    finding: checks.Finding


def standing(project: Project, name: str, language: str) -> Standing:
    """Return how far a catalog is."""
    done = progress(catalogs.catalog(project, name, language))
    return Standing(name, language, {state: done.counts.get(state, 0) for state in State}, done.total)


def findings(project: Project, name: str, language: str) -> Iterator[Found]:
    """Yield what the checks find in a catalog, in the document's order."""
    catalog = catalogs.catalog(project, name, language)
    sources = catalog.sources()
    for number, unit in enumerate(catalog.live, 1):
        for finding in checks.run(
            sources[unit.key],
            unit.target.text,
            source_language=project.settings.source_language,
            language=language,
        ):
            yield Found(name, language, number, unit, finding)
