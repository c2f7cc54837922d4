"""Whom an edition names: translators and reviewers from the history, only by their consent."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from app import memory, review
from app.catalog import State, same_person
from app.edition import Edition
from app.errors import ReviewError
from app.outside import OUTSIDE
from app.publication import Colophon
from app.storage.rows import Revision, Stored
from app.workbench.project import Project, log


def agree(project: Project, person: str, name: str, *, by: str = "") -> str:
    """Keep that a person is to be named in editions; return the name as it will be printed."""
    who, printed = review.name(person), review.name(name)
    project.credits.keep(who, printed, by=by or who)
    log.info("%s is named in editions", who)
    return printed


def withdraw(project: Project, person: str, *, by: str = "") -> None:
    """Keep that a person is not to be named any more."""
    who = review.name(person)
    project.credits.keep(who, "", by=by or who)
    log.info("%s is not named in editions", who)


def named(project: Project, person: str) -> str:
    """Return the name under which a person is printed; empty where they are not."""
    try:
        said = project.credits.of(review.name(person))
    except ReviewError:
        return ""
    return said.name if said else ""


def colophon(
    project: Project, edition: Edition, extra: Mapping[str, object], *, names: Mapping[str, str] | None = None
) -> Colophon:
    """Return what an edition says about itself; `extra` is the rest of its document's front matter.

    The original says where it was published, and nothing of translators.
    """
    settings = project.settings
    said = Colophon(
        source=_said(extra, "published") or settings.published,
        rights=_said(extra, "rights") or settings.rights,
        publisher=settings.publisher,
    )
    if edition.language == edition.source_language:
        return said
    agreed = project.credits.names() if names is None else names
    steps = project.store.steps(edition.name, edition.language)
    stored = project.store.units(edition.name, edition.language)
    used = {piece.key for piece in edition.pieces() if edition.translated(piece)}
    units = [one for one in stored if not one.unit.obsolete and one.unit.key in used]
    return Colophon(
        said.source,
        _day(project, edition, steps.values()),
        said.rights,
        said.publisher,
        _printed(_translators(units, steps), agreed),
        _printed(_reviewers(units, steps), agreed),
        _machine(units) if settings.say_machine else None,
    )


def _said(extra: Mapping[str, object], key: str) -> str:
    found = extra.get(key)
    return found.strip() if isinstance(found, str) else ""


def _day(project: Project, edition: Edition, steps: Iterable[Sequence[Revision]]) -> str:
    """Return the day of the last deed here; of work done elsewhere, what the catalog's header says.

    When a catalog was read again is no date of the translation: each machine would have another.
    """
    here = [
        step.at
        for one in steps
        for step in one
        if step.person not in {"", OUTSIDE} and step.move != "outside"
    ]
    if here:
        return max(here)[:10]
    header = dict(project.store.catalog_file(edition.name, edition.language).header)
    said = header.get("PO-Revision-Date", "")[:10]
    return said if len(said) == 10 and said[:4].isdigit() else ""


def _translators(units: Sequence[Stored], steps: Mapping[int, Sequence[Revision]]) -> Counter[str]:
    """Count the segments whose text each person had a part in."""
    found = Counter[str]()
    for one in units:
        targets = [one.unit.target, *(step.target for step in steps.get(one.id, ()))]
        found.update({target.translator for target in targets if target.translator})
    return found


def _reviewers(units: Sequence[Stored], steps: Mapping[int, Sequence[Revision]]) -> Counter[str]:
    found = Counter[str]()
    for one in units:
        targets = [one.unit.target, *(step.target for step in steps.get(one.id, ()))]
        found.update({target.reviewer for target in targets if target.state is State.REVIEWED})
    return found


def _printed(people: Counter[str], agreed: Mapping[str, str]) -> tuple[str, ...]:
    """Return the chosen names of those who agreed: who did most first, and nobody twice."""
    shares = Counter[str]()
    for person, count in people.items():
        if chosen := next((name for one, name in agreed.items() if same_person(one, person)), ""):
            shares[chosen] += count
    return tuple(sorted(shares, key=lambda name: (-shares[name], name)))


def _machine(units: Sequence[Stored]) -> float | None:
    began = [
        bool(one.unit.target.origin) and not one.unit.target.origin.startswith(memory.ORIGIN) for one in units
    ]
    return sum(began) / len(began) if began else None
