"""What happens to a catalog that was changed outside the workbench, by Poedit or git: entry by entry.

Each entry is compared with the unit's own history, so no stored base and no revision in the header is needed:
what once was ours is an old copy, anything else is somebody's work and is never dropped.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.catalog import State, Target
from app.errors import sentence

OUTSIDE = "outside"
"""Stands for the author of an outside edit where the file names nobody."""


class Fate(StrEnum):
    """What becomes of an entry from outside."""

    NOTHING = "nothing"
    """It says what we have, or is an older copy of it."""
    TAKE = "take"
    SUGGEST = "suggest"
    """Ours was changed too, so theirs is kept beside it."""


@dataclass(frozen=True, slots=True)
class Ours:
    """A unit as the store has it."""

    target: Target
    version: int
    written: int
    """The version that the file held when we last wrote or read it."""
    earlier: frozenset[tuple[str, str]] = frozenset()
    """Every text with its state that was ever ours."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The fate of an entry, and what to save where it is taken."""

    fate: Fate
    target: Target | None = None


def decide(theirs: Target, ours: Ours, *, author: str, trust: bool) -> Decision:
    """Decide on one entry. `trust` says whether an outside entry that is not fuzzy counts as reviewed."""
    unchanged = ours.version == ours.written
    if theirs.text == ours.target.text:
        if not unchanged or (theirs.text, theirs.state.value) in ours.earlier:
            return Decision(Fate.NOTHING)
        return _judged(theirs, ours.target, author, trust=trust)
    if theirs.text == "" or any(theirs.text == text for text, _ in ours.earlier):
        return Decision(Fate.NOTHING)
    if not unchanged:
        return Decision(Fate.SUGGEST)
    if ours.version == 0:
        return Decision(Fate.TAKE, _first(theirs, author, trust=trust))
    return Decision(Fate.TAKE, _edited(theirs, ours, author, trust=trust))


def _judged(theirs: Target, ours: Target, author: str, *, trust: bool) -> Decision:
    """Take a person's judgement on a text that stays as it is: no longer fuzzy, or fuzzy again."""
    if theirs.state is State.REVIEWED and ours.state is not State.REVIEWED:
        return Decision(Fate.TAKE, _approved(replace(ours, reason=""), author, trust=trust))
    if theirs.state is State.NEEDS_WORK and ours.state is State.REVIEWED:
        reason = sentence("marked fuzzy outside the workbench")
        return Decision(Fate.TAKE, replace(ours, state=State.NEEDS_WORK, reviewer="", reason=reason))
    return Decision(Fate.NOTHING)


def _edited(theirs: Target, ours: Ours, author: str, *, trust: bool) -> Target:
    edited = Target(text=theirs.text, translator=author, origin=ours.target.origin)
    if theirs.state is State.REVIEWED:
        return _approved(edited, author, trust=trust)
    reason = sentence("edited outside the workbench and still marked fuzzy there")
    return replace(edited, state=State.NEEDS_WORK, reason=reason)


def _first(theirs: Target, author: str, *, trust: bool) -> Target:
    """Believe what the file says of a unit that we have no history of: so catalogs rebuild a lost store."""
    if theirs.state is State.REVIEWED and not theirs.reviewer:
        return _approved(theirs, author, trust=trust)
    return theirs


def _approved(target: Target, author: str, *, trust: bool) -> Target:
    translator = target.translator or author
    if trust:
        return replace(
            target, state=State.REVIEWED, translator=translator, reviewer=author, previous_source=""
        )
    return replace(target, state=State.TRANSLATED, translator=translator, reviewer="", previous_source="")
