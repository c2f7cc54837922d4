"""What people do to a unit: save, accept, approve, send back. Decided by `review`, kept by the store."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import takewhile

from app import haste, review
from app.catalog import State, Target
from app.errors import ReviewError, WorkbenchError
from app.postedit import Offer
from app.storage import po
from app.storage.rows import Conflict, Revision, Save, Stored, before_join
from app.workbench import catalogs
from app.workbench.project import Project, log

_MOST_JOINED = 20
"""Units behind one that are looked at for being joined to it."""


@dataclass(frozen=True, slots=True)
class Done:
    """A move that is kept."""

    stored: Stored
    trouble: WorkbenchError | None = None
    """Why the PO on disk could not follow, where it could not. The text is safe in the store all the same."""
    also: tuple[Stored, ...] = ()
    """Other units that the deed changed, as a join does."""


@dataclass(frozen=True, slots=True)
class Where:
    """A unit of a catalog, and the version of it that the person had before the eyes."""

    document: str
    language: str
    unit: int
    base: int
    generation: str = ""
    """The store's when the unit was seen, where the page can say so: in a rebuilt one numbers name others."""


def save(  # what a person's page knows of the deed
    project: Project,
    where: Where,
    text: str,
    *,
    person: str,
    save_id: str | None = None,
    seconds: float | None = None,
    offer: Offer | None = None,
) -> Done | Conflict:
    """Keep a person's translation; it then awaits review.

    `seconds` is how long they had the segment before the eyes, where their page says so. `offer` is what they
    made it from, where that is not the draft that stood there: it is kept as it was offered.
    """

    def decide(now: Target) -> Target:
        saved = review.save(now, text, person=person)
        return replace(saved, origin=offer.engine) if offer is not None and saved is not now else saved

    return _move(project, where, "save", person, decide, save_id, seconds=seconds, offer=offer)


def accept(
    project: Project,
    where: Where,
    *,
    person: str,
    save_id: str | None = None,
    seconds: float | None = None,
) -> Done | Conflict:
    """Take the text that stands there, such as a draft, as this person's; `seconds` as in `save`."""
    return _move(
        project,
        where,
        "accept",
        person,
        lambda now: review.accept(now, person=person),
        save_id,
        seconds=seconds,
    )


def approve(project: Project, where: Where, *, person: str, save_id: str | None = None) -> Done | Conflict:
    """Approve a translation as a second person, or alone where the project allows that."""
    alone = project.settings.review_alone

    def decide(now: Target) -> Target:
        return review.approve(now, person=person, alone=alone)

    done = _move(project, where, "approve", person, decide, save_id)
    if not isinstance(done, Done) or done.stored.unit.target.joined:
        return done
    also = []
    for one in _joined_to(project, where):
        # They have no words of their own; whoever may approve the text may approve that they have none.
        with suppress(ReviewError):
            here = Where(where.document, where.language, one.id, one.version)
            joined = _move(project, here, "approve", person, decide, None)
            also += [joined.stored] if isinstance(joined, Done) else []
    return replace(done, also=tuple(also))


def footnotes(
    project: Project, where: Where, notes: Sequence[str], *, person: str, save_id: str | None = None
) -> Done | Conflict:
    """Set the editor's notes that a unit has in this language; all of them at once."""
    return _move(
        project, where, "note", person, lambda now: review.footnotes(now, notes, person=person), save_id
    )


def add_footnote(
    project: Project, where: Where, note: str, *, person: str, save_id: str | None = None
) -> Done | Conflict:
    """Hang one more editor's note on a unit."""

    def decide(now: Target) -> Target:
        if not note.strip():
            raise ReviewError("The note is empty.")
        return review.footnotes(now, (*now.notes, note), person=person)

    return _move(project, where, "note", person, decide, save_id)


def comment(project: Project, where: Where, text: str, *, person: str, save_id: str | None = None) -> Done:
    """Note something beside a unit for the people who work on it; nothing can conflict with that."""
    check_generation(project, where)
    line = review.comment(text)
    if po.is_ours(line):
        line = f"– {line}"  # else the PO would take it for a reviewer's mark, or for a footnote
    now = project.store.unit(where.unit, where.language)
    if now is None or now.unit.obsolete:
        raise gone()
    project.store.comment(where.unit, where.language, line, person=review.name(person), save_id=save_id)
    log.info("%s, %s: comment, unit %d", where.document, where.language, where.unit)
    return Done(project.store.unit(where.unit, where.language) or now, write(project, where))


def suggest(project: Project, where: Where, text: str, *, person: str) -> Done:
    """Keep a text beside a unit that is not to be lost, such as the one that gave way in a conflict."""
    check_generation(project, where)
    now = project.store.unit(where.unit, where.language)
    if now is None or now.unit.obsolete:
        raise gone()
    kept = review.save(Target(), text, person=person)
    if kept.text != now.unit.target.text:
        project.store.suggest(where.unit, where.language, kept.text, person=kept.translator)
    return Done(now)


def send_back(
    project: Project, where: Where, *, person: str, reason: str, save_id: str | None = None
) -> Done | Conflict:
    """Send a translation back, with the reason."""
    return _move(
        project,
        where,
        "send back",
        person,
        lambda now: review.send_back(now, person=person, reason=reason),
        save_id,
    )


def restore(
    project: Project, where: Where, version: int, *, person: str, save_id: str | None = None
) -> Done | Conflict:
    """Bring back how the unit was at an earlier version, 0 for empty: a new save by this person.

    The text is its translator's again, and what had been reviewed awaits review. Nothing of the history goes
    away, so undoing the undoing is the same deed. What was joined to it since has its own text again: that
    version holds no word of it.
    """
    steps = project.store.history(where.unit, where.language)
    found = next((step for step in steps if step.version == version), None)
    if found is None and version:
        raise ReviewError("There is no version {version} of this segment.", version=version)
    earlier = found.target if found is not None else Target()
    if earlier.joined:
        raise ReviewError("The segment was joined to the one before then. Join it again instead.")
    done = _move(
        project, where, "restore", person, lambda now: review.restore(now, earlier, person=person), save_id
    )
    if not isinstance(done, Done) or done.stored.unit.target.text != earlier.text:
        return done
    parted = [_parted(project, where, one, since=found, person=person) for one in _joined_to(project, where)]
    return replace(done, also=tuple(one for one in parted if one is not None))


def _parted(
    project: Project, where: Where, one: Stored, *, since: Revision | None, person: str
) -> Stored | None:
    """Give a unit its own text again that was joined after a step; None where it was joined by then."""
    earlier, step = before_join(project.store.history(one.id, where.language))
    # Of one join both steps have the same moment, and either may have been written first.
    if step is None or (since is not None and (step.number <= since.number or step.at == since.at)):
        return None
    here = Where(where.document, where.language, one.id, one.version)
    done = _move(project, here, "part", person, lambda now: review.part(now, earlier, person=person), None)
    return done.stored if isinstance(done, Done) else None


def _move(  # noqa: PLR0917  # private, and each call above names what it hands over
    project: Project,
    where: Where,
    move: str,
    person: str,
    decide: Callable[[Target], Target],
    save_id: str | None,
    *,
    seconds: float | None = None,
    offer: Offer | None = None,
) -> Done | Conflict:
    check_generation(project, where)
    now = project.store.unit(where.unit, where.language)
    if now is None or now.unit.obsolete:
        raise gone()
    base = _seen(project, where, now)
    target = decide(base)
    if target == base == now.unit.target:
        return Done(now)
    person = review.name(person)
    hasty = False
    if move in {"save", "accept"} and base.state is State.DRAFT and base.text == target.text:
        known = seconds if seconds is not None else _pace(project, now, person)
        hasty = haste.hasty(now.unit.source, base, target, known)
    kept = project.store.save(
        Save(
            where.unit,
            where.language,
            where.base,
            target,
            move,
            person=person,
            save_id=save_id,
            hasty=hasty,
            offer=offer,
        )
    )
    if isinstance(kept, Conflict):
        if not _is_the_same(kept.theirs, move, person, target):
            return kept
        return Done(project.store.unit(where.unit, where.language) or now)
    log.info(
        "%s, %s: %s, unit %d, version %d", where.document, where.language, move, where.unit, kept.version
    )
    after = project.store.unit(where.unit, where.language) or now
    return Done(after, write(project, where))


def _is_the_same(standing: Revision, move: str, person: str, target: Target) -> bool:
    """Say whether what stands there is this very deed, sent once more without an id, as by a second click."""
    return (standing.move, standing.person, standing.target) == (move, person, target)


def _pace(project: Project, now: Stored, person: str) -> float | None:
    """Return the seconds since the draft came or the person did something else: no longer did they look."""
    since = max(now.at, project.store.last_at(person) or "")
    return (datetime.now(UTC) - datetime.fromisoformat(since)).total_seconds() if since else None


def check_generation(project: Project, where: Where) -> None:
    """Raise `ReviewError` where the unit was seen in a store that has been made anew since."""
    if where.generation and where.generation != project.store.generation():
        raise ReviewError(
            "The store was made anew since this page was loaded, so nothing was saved. Load the page again; "
            "your text is still with you."
        )


def gone() -> ReviewError:
    """Return what is said of a unit that has left the document."""
    return ReviewError("This segment is no longer in the document; its text is kept in the catalog.")


def _joined_to(project: Project, where: Where) -> Iterator[Stored]:
    """Yield the units that are joined to a unit: right behind it, one after another."""
    behind = project.store.following(where.unit, where.language, most=_MOST_JOINED)
    return takewhile(lambda one: one.unit.target.joined, behind)


def _seen(project: Project, where: Where, now: Stored) -> Target:
    """Return the text that the person saw, so that the decision is about that and not about a newer one."""
    if where.base == now.version:
        return now.unit.target
    for revision in project.store.history(where.unit, where.language):
        if revision.version == where.base:
            return revision.target
    return Target()


def write(project: Project, where: Where) -> WorkbenchError | None:
    """Write the catalog after a deed, where no writer of this process follows; return why it could not be."""
    if project.written_behind.is_set():
        return None
    try:
        catalogs.write(project, where.document, where.language)
    except WorkbenchError as error:
        # The text is durable in the store; the file follows as soon as it can be written.
        log.warning("%s, %s: the PO was not written: %s", where.document, where.language, error)
        return error
    return None


def history(project: Project, where: Where) -> tuple[Revision, ...]:
    """Return what happened to a unit, the latest first."""
    return project.store.history(where.unit, where.language)
