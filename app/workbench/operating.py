"""Operations: what a program asks to do with one unit, by the name of the move; each stands alone."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app import memory
from app.errors import ReviewError
from app.postedit import Offer
from app.roles import Right
from app.storage.rows import Conflict
from app.workbench import editing, joining
from app.workbench.access import Visitor
from app.workbench.editing import Done, Where
from app.workbench.project import Project


@dataclass(frozen=True, slots=True)
class Operation:
    """What a person wants done, as their page or program sent it."""

    id: str
    """Chosen by the sender, another one for each deed; sent again, the deed is done once."""
    move: str
    where: Where
    text: str = ""
    reason: str = ""
    version: int = 0
    """The earlier version that a restore takes again."""
    notes: tuple[str, ...] | None = None
    """All notes that the unit is to have; None where `text` is one more."""
    seconds: float | None = None
    """How long the person had the segment before the eyes, where their page says so."""
    origin: str = ""
    """What the person began their text from, such as a match of the memory."""
    offered: str = ""
    """That text, as it was offered."""

    def save_id(self, visitor: Visitor) -> str:
        """Return the id under which the store knows the deed: nobody takes another person's."""
        return hashlib.sha256(f"{visitor.person}\x04{self.id}".encode("utf-8", "surrogatepass")).hexdigest()


_Deed = Callable[[Project, Visitor, Operation], Done | Conflict]


def _save(project: Project, visitor: Visitor, asked: Operation) -> Done | Conflict:
    # A draft is known already, as the engine gave it; what a page says of an engine is nobody's proof.
    taken = asked.origin == memory.ORIGIN and asked.offered.strip()
    return editing.save(
        project,
        asked.where,
        asked.text,
        person=visitor.person,
        save_id=asked.save_id(visitor),
        seconds=asked.seconds,
        offer=Offer(memory.ORIGIN, asked.offered) if taken else None,
    )


def _accept(project: Project, visitor: Visitor, asked: Operation) -> Done | Conflict:
    return editing.accept(
        project,
        asked.where,
        person=visitor.person,
        save_id=asked.save_id(visitor),
        seconds=asked.seconds,
    )


def _approve(project: Project, visitor: Visitor, asked: Operation) -> Done | Conflict:
    return editing.approve(project, asked.where, person=visitor.person, save_id=asked.save_id(visitor))


def _send_back(project: Project, visitor: Visitor, asked: Operation) -> Done | Conflict:
    return editing.send_back(
        project,
        asked.where,
        person=visitor.person,
        reason=asked.reason,
        save_id=asked.save_id(visitor),
    )


def _restore(project: Project, visitor: Visitor, asked: Operation) -> Done | Conflict:
    if not asked.version:  # left out it would mean the beginning, and empty the segment
        raise ReviewError("Say which version is to be taken again: “version”, from the segment’s history.")
    return editing.restore(
        project, asked.where, asked.version, person=visitor.person, save_id=asked.save_id(visitor)
    )


def _join(project: Project, visitor: Visitor, asked: Operation) -> Done | Conflict:
    return joining.join(project, asked.where, person=visitor.person, save_id=asked.save_id(visitor))


def _part(project: Project, visitor: Visitor, asked: Operation) -> Done | Conflict:
    return joining.part(project, asked.where, person=visitor.person, save_id=asked.save_id(visitor))


def _note(project: Project, visitor: Visitor, asked: Operation) -> Done | Conflict:
    person, save_id = visitor.person, asked.save_id(visitor)
    if asked.notes is None:
        return editing.add_footnote(project, asked.where, asked.text, person=person, save_id=save_id)
    return editing.footnotes(project, asked.where, asked.notes, person=person, save_id=save_id)


def _comment(project: Project, visitor: Visitor, asked: Operation) -> Done | Conflict:
    return editing.comment(
        project, asked.where, asked.text, person=visitor.person, save_id=asked.save_id(visitor)
    )


def _suggest(project: Project, visitor: Visitor, asked: Operation) -> Done | Conflict:
    return editing.suggest(project, asked.where, asked.text, person=visitor.person)


MOVES: Mapping[str, tuple[Right, _Deed]] = {
    "save": (Right.TRANSLATE, _save),
    "accept": (Right.TRANSLATE, _accept),
    "restore": (Right.TRANSLATE, _restore),
    "approve": (Right.REVIEW, _approve),
    "send back": (Right.REVIEW, _send_back),
    "join": (Right.TRANSLATE, _join),
    "part": (Right.TRANSLATE, _part),
    "note": (Right.TRANSLATE, _note),
    "comment": (Right.COMMENT, _comment),
    "suggest": (Right.COMMENT, _suggest),
}
"""What can be asked for, with the right that it needs."""


def carry_out(project: Project, visitor: Visitor, asked: Operation) -> Done | Conflict:
    """Do what was asked for, durably, or answer with the conflict.

    Raise `AccessError` where the visitor's roles do not allow it, `ReviewError` where the unit's state
    does not.
    """
    if asked.move not in MOVES:
        raise ReviewError(
            "“{move}” cannot be done to a segment. What can: {known}.",
            move=asked.move,
            known=", ".join(MOVES),
        )
    right, deed = MOVES[asked.move]
    visitor.need(right)
    return deed(project, visitor, asked)
