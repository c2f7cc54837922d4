"""Join a unit to the one before it in one language, and part them: two saves that stand or fall together."""

from app import review
from app.catalog import Kind, Target
from app.errors import ReviewError
from app.storage.rows import Conflict, Revision, Save, Stored
from app.workbench import editing
from app.workbench.editing import Done, Where
from app.workbench.project import Project, log


def join(project: Project, where: Where, *, person: str, save_id: str | None = None) -> Done | Conflict:
    """Move a unit's text to the end of the one before; both then await review.

    Nothing else changes: the document and the other languages keep their segments.
    """
    if again := _again(project, where, save_id):
        return again
    head, now = _both(project, where)
    together, blank = review.join(head.unit.target, now.unit.target, person=person)
    return _keep(project, where, (head, together), (now, blank), "join", person, save_id)


def part(project: Project, where: Where, *, person: str, save_id: str | None = None) -> Done | Conflict:
    """Give a joined unit back its text, and the one before its own where nobody has changed it since."""
    if again := _again(project, where, save_id):
        return again
    head, now = _both(project, where)
    mine = project.store.history(now.id, where.language)
    earlier = next((step.target for step in mine if not step.target.joined), Target())
    own = review.part(now.unit.target, earlier, person=person)
    before = head.unit.target
    steps = project.store.history(head.id, where.language)
    if len(steps) > 1 and steps[0].move == "join":
        before = review.restore(before, steps[1].target, person=person)
    return _keep(project, where, (head, before), (now, own), "part", person, save_id)


def _again(project: Project, where: Where, save_id: str | None) -> Done | None:
    """Return the answer to a deed that was done already: a send that is repeated changes nothing."""
    if save_id is None or not project.store.kept(save_id):
        return None
    now = project.store.unit(where.unit, where.language)
    return Done(now) if now is not None else None


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
    if (
        head < 0
        or units[at].unit.place.kind is not Kind.SEGMENT
        or units[head].unit.place.kind is not Kind.SEGMENT
    ):
        raise ReviewError("Only a segment can be joined, and only to a segment before it.")
    return units[head], units[at]


def _keep(  # noqa: PLR0917  # private, and called with everything named above
    project: Project,
    where: Where,
    head: tuple[Stored, Target],
    own: tuple[Stored, Target],
    move: str,
    person: str,
    save_id: str | None,
) -> Done | Conflict:
    name = review.name(person)
    saves = [Save(own[0].id, where.language, where.base, own[1], move, person=name, save_id=save_id)]
    if head[1] != head[0].unit.target:
        second = f"{save_id}+before" if save_id else None
        saves.append(
            Save(head[0].id, where.language, head[0].version, head[1], move, person=name, save_id=second)
        )
    kept: list[Revision | Conflict] = project.store.save_together(saves)
    refused = next((one for one in kept if isinstance(one, Conflict)), None)
    if refused is not None:
        return refused
    log.info("%s, %s: %s, unit %d", where.document, where.language, move, where.unit)
    mine, before = (project.store.unit(one.id, where.language) or one for one in (own[0], head[0]))
    return Done(mine, editing.write(project, where), also=before)
