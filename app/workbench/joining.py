"""Join a unit to the one before it in one language, and part them: two saves that stand or fall together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from app import review
from app.catalog import Kind, Target
from app.errors import ReviewError
from app.storage.rows import Conflict, Revision, Save, Stored, before_join
from app.workbench import editing
from app.workbench.editing import Done, Where
from app.workbench.project import Project, log

_MOVES = frozenset({"join", "part"})
_VERDICTS = frozenset({"approve", "send back"})
"""Moves that leave the text as it is."""
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
    return _keep(project, where, (head, together), [(now, blank)], "join", person, save_id)


def part(project: Project, where: Where, *, person: str, save_id: str | None = None) -> Done | Conflict:
    """Give a joined unit back its text, and the one before its own where nobody has changed it since.

    What was joined behind it goes along: it is parted too, as its text would be nobody's.
    """
    return _done_once(project, where, lambda: _part(project, where, person, save_id), save_id)


def _part(project: Project, where: Where, person: str, save_id: str | None) -> Done | Conflict | None:
    head, now = _both(project, where)
    if now.version != where.base:
        return _overtaken(project, where, now)
    between, behind = _joined_around(project, where)
    own = [_Joined.of(project, one, where.language) for one in (now, *behind)]
    # What had been joined to one of them before that was joined itself stays with it.
    gone = [one for at, one in enumerate(own) if not at or not _holds(own[:at], one)]
    parted = [(one.stored, review.part(one.stored.unit.target, one.earlier, person=person)) for one in gone]
    stays = [_Joined.of(project, one, where.language) for one in between]
    before = _without(project, head, stays, where.language, person=person)
    return _keep(project, where, (head, before), parted, "part", person, save_id)


@dataclass(frozen=True, slots=True)
class _Joined:
    """A joined unit with what its history tells."""

    stored: Stored
    earlier: Target
    """What it was before."""
    since: int
    """The step with which it was joined; 0 where no history tells."""

    @classmethod
    def of(cls, project: Project, stored: Stored, language: str) -> "_Joined":
        earlier, step = before_join(project.store.history(stored.id, language))
        return cls(stored, earlier, step.number if step else 0)


def _holds(heads: Sequence[_Joined], one: _Joined) -> bool:
    """Say whether the text of a joined unit went to one of these before that was joined itself."""
    return any(head.since > one.since for head in heads)


def _without(
    project: Project, head: Stored, stays: Sequence[_Joined], language: str, *, person: str
) -> Target:
    """Return the text before as it was, with what stays joined; as it stands where somebody went on."""
    now = head.unit.target
    steps = project.store.history(head.id, language)
    last = next((step for step in steps if step.move in _MOVES), None)
    base = next((step for step in steps if step.move not in {*_MOVES, *_VERDICTS}), None)
    if last is None or base is None or (last.target.text, last.target.notes) != (now.text, now.notes):
        return now
    text = review.restore(now, base.target, person=person)
    for at, one in enumerate(stays):
        if one.since > base.number and not _holds(stays[:at], one):
            text, _ = review.join(text, one.earlier, person=person)
    return text


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
    units, at = _catalog(project, where)
    head = at - 1
    while head >= 0 and units[head].unit.target.joined:
        head -= 1
    here = units[at].unit.place
    if head < 0 or here.kind is not Kind.SEGMENT or units[head].unit.place.paragraph != here.paragraph:
        raise ReviewError("Only a segment can be joined, and only to one before it in its own paragraph.")
    return units[head], units[at]


def _joined_around(project: Project, where: Where) -> tuple[list[Stored], list[Stored]]:
    """Return the joined units that stand in a row before a unit, and those behind it."""
    units, at = _catalog(project, where)
    before = list(takewhile(lambda one: one.unit.target.joined, reversed(units[:at])))
    behind = list(takewhile(lambda one: one.unit.target.joined, units[at + 1 :]))
    return before[::-1], behind


def _catalog(project: Project, where: Where) -> tuple[list[Stored], int]:
    """Return the units of a catalog, and the place of one among them."""
    units = [one for one in project.store.units(where.document, where.language) if not one.unit.obsolete]
    at = next((number for number, one in enumerate(units) if one.id == where.unit), None)
    if at is None:
        raise editing.gone()
    return units, at


def _keep(  # noqa: PLR0917  # private, and called with everything named above
    project: Project,
    where: Where,
    head: tuple[Stored, Target],
    own: Sequence[tuple[Stored, Target]],
    move: str,
    person: str,
    save_id: str | None,
) -> Done | Conflict | None:
    """Keep what became of the first of `own`, of the others, and of the one before: all of it or nothing."""
    name = review.name(person)
    (mine, target), *others = own
    saves = [Save(mine.id, where.language, where.base, target, move, person=name, save_id=save_id)]
    also = [("before", *head)] if head[1] != head[0].unit.target else []
    also += [(str(one.id), one, text) for one, text in others]
    for what, one, text in also:
        second = f"{save_id}+{what}" if save_id else None
        saves.append(Save(one.id, where.language, one.version, text, move, person=name, save_id=second))
    kept: list[Revision | Conflict] = project.store.save_together(saves)
    if any(isinstance(one, Conflict) for one in kept):
        return None  # looked at anew: was it the unit itself, that is the answer then
    log.info("%s, %s: %s, unit %d", where.document, where.language, move, where.unit)
    done = [
        project.store.unit(one.id, where.language) or one for one in (mine, head[0], *(o for o, _ in others))
    ]
    return Done(done[0], editing.write(project, where), also=tuple(done[1:]))
