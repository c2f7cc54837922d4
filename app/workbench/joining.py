"""Join a unit to the one before it in one language, and part them: two saves that stand or fall together."""

from collections.abc import Callable

from app import review
from app.catalog import Kind, Target
from app.errors import ReviewError
from app.storage.rows import Conflict, Revision, Save, Stored
from app.workbench import editing
from app.workbench.editing import Done, Where
from app.workbench.project import Project, log

_TRIES = 4
"""Times that a deed is tried while others keep saving the text before."""


def join(project: Project, where: Where, *, person: str, save_id: str | None = None) -> Done | Conflict:
    """Move a unit's text to the end of the one before; both then await review.

    Nothing else changes: the document and the other languages keep their segments.
    """
    return _done_once(project, where, lambda: _join(project, where, person, save_id), save_id)


def _join(project: Project, where: Where, person: str, save_id: str | None) -> Done | Conflict | None:
    head, now = _both(project, where)
    if now.version != where.base:
        return _overtaken(project, where, now)
    together, blank = review.join(head.unit.target, now.unit.target, person=person)
    return _keep(project, where, (head, together), (now, blank), "join", person, save_id)


def part(project: Project, where: Where, *, person: str, save_id: str | None = None) -> Done | Conflict:
    """Give a joined unit back its text, and the one before its own where nobody has changed it since."""
    return _done_once(project, where, lambda: _part(project, where, person, save_id), save_id)


def _part(project: Project, where: Where, person: str, save_id: str | None) -> Done | Conflict | None:
    head, now = _both(project, where)
    if now.version != where.base:
        return _overtaken(project, where, now)
    mine = project.store.history(now.id, where.language)
    earlier = next((step.target for step in mine if not step.target.joined), Target())
    own = review.part(now.unit.target, earlier, person=person)
    before = head.unit.target
    steps = project.store.history(head.id, where.language)
    if len(steps) > 1 and steps[0].move == "join":
        before = review.restore(before, steps[1].target, person=person)
    return _keep(project, where, (head, before), (now, own), "part", person, save_id)


def _done_once(
    project: Project, where: Where, deed: Callable[[], Done | Conflict | None], save_id: str | None
) -> Done | Conflict:
    """Do a deed, or answer as before where it was done already: a send that is repeated changes nothing.

    Somebody may save the text before at the same moment; what is done then is done to theirs.
    """
    if save_id is not None and project.store.kept(save_id):
        head, now = _both(project, where)
        return Done(now, also=(head,))
    for _ in range(_TRIES):
        done = deed()
        if done is not None:
            return done
    raise ReviewError("Others keep saving the segment before; please try again in a moment.")


def _overtaken(project: Project, where: Where, now: Stored) -> Conflict:
    """Return the conflict with whoever changed the unit since the person saw it."""
    steps = project.store.history(now.id, where.language)
    theirs = steps[0] if steps else Revision(0, "", "", "", "", Target())
    since = next((step for step in steps if step.version == where.base), None)
    base = since.target if since else Target()
    return Conflict(base, base, theirs, since)


def _both(project: Project, where: Where) -> tuple[Stored, Stored]:
    """Return the unit with text that stands before a unit, and the unit itself."""
    editing.check_generation(project, where)
    units = [one for one in project.store.units(where.document, where.language) if not one.unit.obsolete]
    at = next((number for number, one in enumerate(units) if one.id == where.unit), None)
    if at is None:
        raise editing.gone()
    head = at - 1
    while head >= 0 and units[head].unit.target.joined:
        head -= 1
    here = units[at].unit.place
    if head < 0 or here.kind is not Kind.SEGMENT or units[head].unit.place.paragraph != here.paragraph:
        raise ReviewError("Only a segment can be joined, and only to one before it in its own paragraph.")
    return units[head], units[at]


def _keep(  # noqa: PLR0917  # private, and called with everything named above
    project: Project,
    where: Where,
    head: tuple[Stored, Target],
    own: tuple[Stored, Target],
    move: str,
    person: str,
    save_id: str | None,
) -> Done | Conflict | None:
    name = review.name(person)
    saves = [Save(own[0].id, where.language, where.base, own[1], move, person=name, save_id=save_id)]
    if head[1] != head[0].unit.target:
        second = f"{save_id}+before" if save_id else None
        saves.append(
            Save(head[0].id, where.language, head[0].version, head[1], move, person=name, save_id=second)
        )
    kept: list[Revision | Conflict] = project.store.save_together(saves)
    if any(isinstance(one, Conflict) for one in kept):
        return None  # looked at anew: was it the unit itself, that is the answer then
    log.info("%s, %s: %s, unit %d", where.document, where.language, move, where.unit)
    mine, before = (project.store.unit(one.id, where.language) or one for one in (own[0], head[0]))
    return Done(mine, editing.write(project, where), also=(before,))
