"""What happens to a unit that went out to another tool and comes back: text and state, merged three-way.

The file says what it was made from (the base). What is as it was then says nothing; what only the file has
changed is taken; where both sides changed, ours stays and theirs is kept beside it.
"""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from app import review
from app.catalog import Cause, State, Target, same_person
from app.errors import Message

_LETTERS = {
    State.EMPTY: "e",
    State.DRAFT: "d",
    State.NEEDS_WORK: "n",
    State.TRANSLATED: "t",
    State.REVIEWED: "r",
}
_TOKEN = re.compile(r"([ednrt])([0-9a-f]{12})")
_CONTROLS = {number: 0x2400 + number for number in range(32) if chr(number) not in "\t\n\r"}
_UNWRITABLE = {0x7F: 0x2421} | _CONTROLS | dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), 0xFFFD)
_UNKEPT: dict[int, str | None] = {ord("\t"): " "} | dict.fromkeys(range(0x80, 0xA0))
"""What `review.save` would not keep of a text either."""
_UNTOUCHED = frozenset({State.EMPTY, State.DRAFT})


def writable(text: str) -> str:
    r"""Return a text as every format can hold it: for a control character, its picture stands in.

    XML has no place for control characters, half surrogate pairs and the two that are no characters at all.

    >>> writable("Так\x01 і\x00 ні")
    'Так␁ і␀ ні'
    """
    return text.translate(_UNWRITABLE)


def seen(text: str) -> str:
    """Return what any tool keeps of a text: one line without blanks at its ends."""
    line = " ".join(part for part in writable(text).splitlines() if part)
    return line.translate(_UNKEPT).strip()


def _digest(text: str) -> str:
    return hashlib.sha256(seen(text).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Base:
    """What a unit was when it went out."""

    state: State
    digest: str
    """Of the text, which itself would be too long to be hidden in a file."""

    @staticmethod
    def of(target: Target) -> "Base":
        """Return a target as the base of what is made from it."""
        return Base(target.state, _digest(target.text))

    @staticmethod
    def parse(token: str) -> "Base | None":
        """Return the base that a file names; None where nothing of the kind stands there."""
        match = _TOKEN.fullmatch(token.strip())
        if match is None:
            return None
        return Base(next(state for state, letter in _LETTERS.items() if letter == match[1]), match[2])

    def __str__(self) -> str:
        return _LETTERS[self.state] + self.digest


@dataclass(frozen=True, slots=True)
class Theirs:
    """A unit's translation as the file has it."""

    text: str
    claim: State | None = None
    """How far the file says that it has come; None where it says nothing."""
    base: Base | None = None
    """What it was made from; None where the other tool has lost it."""
    author: str = ""
    reviewer: str = ""
    """Who approved it, where the file claims so; else the author did."""


class Fate(StrEnum):
    """What becomes of a unit that has come back."""

    UNCHANGED = "unchanged"
    """The file says what we have, or what we had when it was made."""
    TAKEN = "taken"
    BESIDE = "beside"
    """Ours was changed too, so theirs is kept beside it."""
    LEFT = "left"
    """The file wants what is not done by a file; it is told."""
    UNKNOWN = "unknown"
    """No unit of the document is meant, or it cannot be told which; it is told."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The fate of a unit, and what to save where it is taken."""

    fate: Fate
    target: Target | None = None
    move: str = ""
    """The word for the deed, as in the history."""
    why: Message | None = None


_UNCHANGED = Decision(Fate.UNCHANGED)


def decide(
    theirs: Theirs,
    ours: Target,
    *,
    earlier: frozenset[str] = frozenset(),
    trust: bool,
    alone: bool,
) -> Decision:
    """Decide on one unit. `earlier` is every text that was ever ours, for files that have lost their base.

    `trust` and `alone` are the project's: whether a file may approve, and whether a translator may approve
    their own. A state counts only where the file has changed it: a tool that knows no states leaves them.
    """
    base = theirs.base
    text = seen(theirs.text)
    claim = theirs.claim if base is None or theirs.claim != base.state else None
    if not text:
        return _emptied(base)
    untouched = Base.of(ours) == base if base else ours.state in _UNTOUCHED
    if text == seen(ours.text):
        return _judged(
            claim, ours, theirs, untouched=untouched and base is not None, trust=trust, alone=alone
        )
    if _digest(text) == base.digest if base else text in {seen(one) for one in earlier}:
        return _UNCHANGED
    if not untouched:
        return Decision(Fate.BESIDE)
    return _saved(claim, ours, theirs, trust=trust, alone=alone)


def _emptied(base: Base | None) -> Decision:
    if base is None or base.state in _UNTOUCHED or base.digest == _digest(""):
        return _UNCHANGED
    return Decision(Fate.LEFT, why=Message("The translation is gone from the file; ours stays as it is."))


def _saved(claim: State | None, ours: Target, theirs: Theirs, *, trust: bool, alone: bool) -> Decision:
    saved = review.save(ours, writable(theirs.text), person=theirs.author)
    if claim is State.NEEDS_WORK:
        return Decision(Fate.TAKEN, _doubted(saved, theirs), "outside")
    if claim is State.REVIEWED and (approved := _approved(saved, theirs, trust=trust, alone=alone)):
        return Decision(Fate.TAKEN, approved, "outside")
    return Decision(Fate.TAKEN, saved, "outside")


def _judged(
    claim: State | None, ours: Target, theirs: Theirs, *, untouched: bool, trust: bool, alone: bool
) -> Decision:
    """Take a person's judgement on a text that both sides have."""
    if claim is State.NEEDS_WORK and ours.state in {State.TRANSLATED, State.REVIEWED}:
        if untouched:
            return Decision(Fate.TAKEN, _doubted(ours, theirs), "send back")
        return Decision(
            Fate.LEFT, why=Message("The file doubts a text that was approved since it was made; it stays.")
        )
    if claim not in {State.TRANSLATED, State.REVIEWED}:
        return _UNCHANGED
    accepted = ours
    if ours.state is State.DRAFT or (ours.state is State.NEEDS_WORK and untouched):
        accepted = review.accept(ours, person=theirs.author)
    if claim is State.REVIEWED and (approved := _approved(accepted, theirs, trust=trust, alone=alone)):
        return Decision(Fate.TAKEN, approved, "approve")
    return _UNCHANGED if accepted is ours else Decision(Fate.TAKEN, accepted, "accept")


def _approved(target: Target, theirs: Theirs, *, trust: bool, alone: bool) -> Target | None:
    reviewer = theirs.reviewer or theirs.author
    if not trust or target.state is not State.TRANSLATED:
        return None
    if same_person(reviewer, target.translator) and not alone:
        return None
    return review.approve(target, person=reviewer, alone=alone)


def _doubted(target: Target, theirs: Theirs) -> Target:
    return review.send_back(target, person=theirs.author, reason=Cause.SENT_BACK_OUTSIDE.value)
