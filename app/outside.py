"""What happens to a catalog that was changed outside the workbench, by Poedit, git or another workbench.

Each entry is compared with the unit's own history, so no stored base and no revision in the header is needed:
what the file held when we last wrote it is the base; what once was ours is an old copy, unless the file holds
something newer than that; anything else is somebody's work and is never dropped.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from rapidfuzz import fuzz

from app.catalog import Cause, State, Target

OUTSIDE = "outside"
"""Stands for the author of an outside edit where the file names nobody."""
_NEARER = 10
"""Per cent by which a text must be more like an earlier one of ours to have been made from that."""
_MADE_FROM = 60
"""Per cent of likeness from which a text may have been made from another at all."""


class Fate(StrEnum):
    """What becomes of an entry from outside."""

    NOTHING = "nothing"
    """It says what we have, or what we last wrote there."""
    OLD = "old"
    """It is an older copy of ours; ours stays."""
    TAKE = "take"
    SUGGEST = "suggest"
    """Ours was changed too, so theirs is kept beside it."""


@dataclass(frozen=True, slots=True)
class Step:
    """A text that once was ours."""

    version: int
    at: str
    """When it was made, as text that sorts: any that grows with every step of the store."""
    target: Target


@dataclass(frozen=True, slots=True)
class Ours:
    """A unit as the store has it."""

    target: Target
    version: int
    written: int
    """The version that the file held when we last wrote or read it."""
    steps: tuple[Step, ...] = ()
    """Its history, the oldest first."""

    @property
    def held(self) -> Target:
        """What the file held when we last wrote or read it."""
        if self.version == self.written:
            return self.target
        return next((step.target for step in self.steps if step.version == self.written), Target())

    def superseded(self, theirs: Target) -> str | None:
        """Return when a target of theirs stopped being ours; None where it never was, or is."""
        found = [number for number, step in enumerate(self.steps[:-1]) if step.target == theirs]
        return self.steps[found[-1] + 1].at if found else self._first(theirs)

    def text_superseded(self, text: str) -> str | None:
        """Return the same for a text, in whatever state."""
        found = [number for number, step in enumerate(self.steps[:-1]) if step.target.text == text]
        return self.steps[found[-1] + 1].at if found else self._first(Target(text))

    def _first(self, theirs: Target) -> str | None:
        """Before its first step every unit was empty."""
        return self.steps[0].at if self.steps and theirs == Target() != self.target else None


@dataclass(frozen=True, slots=True)
class Age:
    """How old the file is on which somebody worked, as far as its entries tell."""

    newest: str = ""
    """The time of the latest step of ours that it holds."""
    before: str = ""
    """A time from before which it certainly is; empty where nothing in it is old."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The fate of an entry, and what to save where it is taken."""

    fate: Fate
    target: Target | None = None


_NOTHING, _OLD, _SUGGEST = Decision(Fate.NOTHING), Decision(Fate.OLD), Decision(Fate.SUGGEST)


def age(entries: Iterable[tuple[Target, Ours]]) -> Age:
    """Say how old a file is, from all of its entries with ours.

    Poedit keeps a file in memory for hours and then writes all of it, and git puts back whole files: there
    every entry is old that we have changed since.
    """
    newest = ""
    gone: list[str] = []
    for theirs, ours in entries:
        if theirs == ours.target:
            # A text that was ours twice says nothing: it may be the first time's.
            if ours.steps and all(step.target != theirs for step in ours.steps[:-1]):
                newest = max(newest, ours.steps[-1].at)
        elif (at := ours.superseded(theirs)) is not None:
            gone.append(at)
            since = [step.at for step in ours.steps if step.target == theirs]
            newest = max(newest, since[0]) if len(since) == 1 else newest
    return Age(newest, min((at for at in gone if at >= newest), default=""))


def decide(theirs: Target, ours: Ours, *, author: str, trust: bool, age: Age = Age()) -> Decision:
    """Decide on one entry. `trust` says whether an outside entry that is not fuzzy counts as reviewed."""
    if theirs in {ours.target, ours.held}:
        return _NOTHING
    unchanged = ours.version == ours.written
    if not theirs.text:
        return _cleared(ours, age)
    if theirs.text == ours.target.text:
        return _judged(theirs, ours, author, age, trust=trust)
    gone = ours.text_superseded(theirs.text)
    if gone is not None and not (unchanged and gone < age.newest):
        return _OLD
    if gone is None and (not unchanged or _made_from_older(theirs.text, ours, age)):
        return _SUGGEST
    return _edited(theirs, ours, author, trust=trust)


def _made_from_older(text: str, ours: Ours, age: Age) -> bool:
    """Say whether a new text was made from an earlier one than the file held, as in a Poedit left open."""
    if len(ours.steps) < 2:
        return False
    if age.before and ours.steps[-1].at >= age.before:
        return True
    likeness = {step.target.text: fuzz.ratio(text, step.target.text) for step in ours.steps}
    now = likeness.pop(ours.target.text, 0.0)
    nearest = max(likeness.values(), default=0.0)
    return nearest >= _MADE_FROM and nearest >= now + _NEARER


def _cleared(ours: Ours, age: Age) -> Decision:
    """Doubt a text that somebody took out of the file: it stays, and no edition takes it."""
    gone = ours.text_superseded("")
    on_purpose = ours.version == ours.written and gone is not None and gone < age.newest
    if not on_purpose or ours.target.state is State.NEEDS_WORK:
        return _OLD
    return Decision(Fate.TAKE, _doubted(ours.target, Cause.TAKEN_OUT.value))


def _judged(theirs: Target, ours: Ours, author: str, age: Age, *, trust: bool) -> Decision:
    """Take what somebody did to a text that stays as it is: approved, doubted, accepted, sent back."""
    gone = ours.superseded(theirs)
    if gone is not None and not gone < age.newest:
        return _OLD
    if theirs.state is State.NEEDS_WORK and theirs.reason and _signed(theirs, ours.held):
        # Doubt with a reason counts, also where ours was approved meanwhile.
        return Decision(Fate.TAKE, replace(theirs, translator=theirs.translator or ours.target.translator))
    if ours.version != ours.written:
        return _NOTHING
    if not _signed(theirs, ours.held):
        return _flagged(theirs, ours, author, trust=trust)
    # Whatever a file says, nothing of a person's becomes a machine's again.
    return _NOTHING if theirs.state is State.DRAFT else Decision(Fate.TAKE, _as_said(theirs, author, trust))


def _flagged(theirs: Target, ours: Ours, author: str, *, trust: bool) -> Decision:
    """Take what the mark of fuzziness says, which is all that Poedit changes on a text that stays."""
    if theirs.state is State.REVIEWED and ours.target.state is not State.REVIEWED:
        return Decision(Fate.TAKE, _approved(replace(ours.target, reason=""), author, trust=trust))
    if theirs.state is State.NEEDS_WORK and ours.target.state is State.REVIEWED:
        return Decision(Fate.TAKE, _doubted(ours.target, Cause.DOUBTED_OUTSIDE.value))
    return _NOTHING


def _signed(theirs: Target, held: Target) -> bool:
    """Say whether another workbench wrote the entry: only one changes the lines that say who did what.

    An entry without any such line is none of a workbench's: some tool has taken all comments out.
    """
    said = (theirs.translator, theirs.origin, theirs.reason, theirs.notes)
    if said == ("", "", "", ()) and not theirs.reviewer:
        return False
    if said != (held.translator, held.origin, held.reason, held.notes):
        return True
    return theirs.state is State.REVIEWED and theirs.reviewer not in {"", held.reviewer}


def _edited(theirs: Target, ours: Ours, author: str, *, trust: bool) -> Decision:
    if ours.version == 0 or _signed(theirs, ours.held):
        if theirs.state is State.DRAFT and ours.target.state not in {State.EMPTY, State.DRAFT}:
            return _SUGGEST
        return Decision(Fate.TAKE, _as_said(theirs, author, trust))
    edited = Target(text=theirs.text, translator=author, origin=ours.target.origin, notes=ours.target.notes)
    if theirs.state is State.REVIEWED:
        return Decision(Fate.TAKE, _approved(edited, author, trust=trust))
    reason = Cause.EDITED_OUTSIDE.value
    return Decision(Fate.TAKE, replace(edited, state=State.NEEDS_WORK, reason=reason))


def believe(theirs: Target, *, author: str, trust: bool) -> Target:
    """Return what a file says of a unit that we have no history of: so catalogs rebuild a lost store.

    An entry that names its reviewer was reviewed here; one that is only not fuzzy is the file's author's.
    """
    if theirs.state is State.REVIEWED and not theirs.reviewer:
        return _approved(theirs, author, trust=trust)
    return theirs


def _as_said(theirs: Target, author: str, trust: bool) -> Target:  # noqa: FBT001  # private
    """Take an entry with its own names; where two people must agree, a file alone makes nothing reviewed."""
    if theirs.state is not State.REVIEWED:
        return theirs
    if not trust:
        return replace(
            theirs, state=State.TRANSLATED, translator=theirs.translator or author, reviewer="", reason=""
        )
    return replace(
        theirs, translator=theirs.translator or author, reviewer=theirs.reviewer or author, reason=""
    )


def _doubted(target: Target, reason: str) -> Target:
    return replace(target, state=State.NEEDS_WORK, reviewer="", reason=reason)


def _approved(target: Target, author: str, *, trust: bool) -> Target:
    translator = target.translator or author
    if trust:
        return replace(
            target, state=State.REVIEWED, translator=translator, reviewer=author, previous_source=""
        )
    return replace(target, state=State.TRANSLATED, translator=translator, reviewer="", previous_source="")
