"""What a person may do with a unit, and when: the moves between states.

Only these functions make text translated or reviewed. They decide; the store carries out, and refuses a
decision that was made on a version that is no longer the current one.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from app.catalog import Cause, State, Target
from app.catalog import same_person as same_person  # noqa: PLC0414  # pages ask it of the review
from app.errors import ReviewError

_LONGEST_NAME = 80
_LONGEST_REASON = 2_000
_MOST_NOTES = 20
_LONGEST_NOTE = 2_000
JOINED = " "
"""The target of a unit whose text lives in the one before: for gettext it is translated."""


def name(text: str) -> str:
    """Return a person's name as it is kept, or raise `ReviewError` where nothing is left of it.

    A name stands in PO comments and in editions, so it is one line without invisible marks.
    """
    cleaned = line(text)
    if not cleaned:
        raise ReviewError("Please give a name: it stands beside what you translate and review.")
    if len(cleaned) > _LONGEST_NAME:
        raise ReviewError("A name may have up to {most} letters.", most=_LONGEST_NAME)
    return cleaned


def line(text: str) -> str:
    """Return a text as one line without invisible marks: a name, a reason."""
    kept = "".join(" " if char.isspace() else char for char in text)
    kept = "".join(char for char in kept if not unicodedata.category(char).startswith("C"))
    return re.sub(r"  +", " ", kept).strip()


def one_line(text: str) -> str:
    """Return a target as it can be kept everywhere: one line, without control characters.

    PostgreSQL keeps no NUL and no file half a surrogate pair; the joiners of Arabic or of emoji stay.
    """
    line = " ".join(part for part in text.splitlines() if part)
    kept = (" " if char == "\t" else char for char in line)
    return "".join(char for char in kept if unicodedata.category(char) not in {"Cc", "Cs"}).strip()


def save(target: Target, text: str, *, person: str) -> Target:
    """Take a person's text: it is translated, and awaits review.

    Text that is already a person's and has not changed stays as it is, reviewer included.
    """
    cleaned = one_line(text)
    if not line(cleaned):  # marks that nobody sees are no translation
        raise ReviewError("An empty text is not saved. Write the translation, or leave the segment as it is.")
    if cleaned == target.text and target.state in {State.TRANSLATED, State.REVIEWED}:
        return target
    return Target(
        text=cleaned,
        state=State.TRANSLATED,
        origin=target.origin,
        translator=name(person),
        notes=target.notes,
    )


def footnotes(target: Target, notes: Sequence[str], *, person: str) -> Target:
    """Set the editor's notes of a translated text; with other notes it awaits review again."""
    editor = name(person)
    kept = tuple(cleaned for note in notes if line(cleaned := one_line(note)))
    if len(kept) > _MOST_NOTES or any(len(note) > _LONGEST_NOTE for note in kept):
        raise ReviewError(
            "A segment may have {most} notes of up to {letters} letters each.",
            most=_MOST_NOTES,
            letters=_LONGEST_NOTE,
        )
    if target.state in {State.EMPTY, State.DRAFT} or target.joined:
        raise ReviewError("A note hangs on a translated text: save or accept the translation first.")
    if kept == target.notes:
        return target
    if target.state is State.NEEDS_WORK:
        return replace(target, notes=kept)
    # As after an edit of the text: whoever touched it last answers for it, and somebody else approves.
    return replace(target, state=State.TRANSLATED, translator=editor, reviewer="", notes=kept)


def comment(text: str) -> str:
    """Return a comment as it is kept, in one line, or raise `ReviewError` where nothing is left of it."""
    kept = one_line(text)
    if not line(kept):
        raise ReviewError("The comment is empty.")
    if len(kept) > _LONGEST_NOTE:
        raise ReviewError("A comment may have up to {most} letters.", most=_LONGEST_NOTE)
    return kept


def join(head: Target, target: Target, *, person: str) -> tuple[Target, Target]:
    """Join a unit to the one before it, in one language: its text moves there, a blank stands here.

    Both await review, in the person's name. What was a draft in either goes along as the person's own.
    """
    editor = name(person)
    if head.state is State.EMPTY or head.joined:
        raise ReviewError("The segment before has no text of its own yet, so nothing can be joined to it.")
    if target.joined:
        raise ReviewError("This segment is joined to the one before already.")
    together = Target(
        text=one_line(f"{head.text} {target.text}"),
        state=State.TRANSLATED,
        origin=head.origin or target.origin,
        translator=editor,
        notes=(*head.notes, *target.notes),
    )
    return together, Target(JOINED, State.TRANSLATED, translator=editor)


def part(target: Target, earlier: Target, *, person: str) -> Target:
    """Part a joined unit from the one before: it is again as it was, to be looked at once more."""
    name(person)
    if not target.joined:
        raise ReviewError("This segment is not joined to the one before.")
    return restore(target, Target() if earlier.joined else earlier, person=person)


def accept(target: Target, *, person: str) -> Target:
    """Take the text that stands there as one's own, as after reading a draft."""
    if target.state is State.EMPTY:
        raise ReviewError("There is no draft to accept here.")
    return save(target, target.text, person=person)


def approve(target: Target, *, person: str, alone: bool) -> Target:
    """Approve a translated text as a second person.

    `alone` is the project's permission for translators to approve their own; the unit then says so.
    """
    reviewer = name(person)
    if target.state is State.REVIEWED:
        raise ReviewError("This segment is reviewed already, by {name}.", name=target.reviewer)
    # A joined one has no words that could need work: they stand in the text that is approved.
    if target.state is not State.TRANSLATED and not target.joined:
        raise ReviewError(
            "Only a text that a person has translated can be approved; save or accept it first."
        )
    if same_person(reviewer, target.translator) and not alone:
        raise _another_must(target.translator)
    approved = replace(target, state=State.REVIEWED, reviewer=reviewer, reason="")
    return replace(approved, previous_source="") if target.joined else approved


def check_two_people(target: Target, standing: Target, *, person: str) -> None:
    """Raise `ReviewError` where a person's save would make a text reviewed that no second person approved.

    The store asks this of every save in a project of two people, whoever calls it: the text is the one that
    stands there, the reviewer is who saves, and is not whom either side names as the translator.
    """
    if target.state is not State.REVIEWED:
        return
    reviewer = line(target.reviewer)
    if target.text != standing.text or not same_person(reviewer, line(person)):
        raise ReviewError(
            "A text is approved as it stands, and in one's own name. Save what was changed first; "
            "another person then approves it."
        )
    for translator in (line(target.translator), line(standing.translator)):
        if same_person(reviewer, translator):
            raise _another_must(translator)


def _another_must(translator: str) -> ReviewError:
    return ReviewError(
        "{name} translated this segment, so another person must review it. "
        "(A project can allow one person alone: [review] alone = true in workbench.toml.)",
        name=translator,
    )


def send_back(target: Target, *, person: str, reason: str) -> Target:
    """Send a text back to be worked on again, with the reason that the next person reads."""
    name(person)
    why = line(reason)
    if not why:
        raise ReviewError("Please say in a few words why it goes back; the translator reads it.")
    if len(why) > _LONGEST_REASON:
        raise ReviewError("A reason may have up to {most} letters.", most=_LONGEST_REASON)
    if target.state in {State.EMPTY, State.DRAFT}:
        raise ReviewError("Nobody has translated this segment yet, so there is nobody to send it back to.")
    return replace(target, state=State.NEEDS_WORK, reviewer="", reason=why)


def draft(target: Target, text: str, *, origin: str) -> Target | None:
    """Offer a draft; None where a person's text stands, which no machine overwrites."""
    cleaned = one_line(text)
    if target.state not in {State.EMPTY, State.DRAFT} or not line(cleaned):
        return None
    return Target(text=cleaned, state=State.DRAFT, origin=origin)


def restore(target: Target, earlier: Target, *, person: str) -> Target:
    """Take back how a unit was: the text as it was, under its translator's name, to be reviewed anew.

    What nobody had translated is a draft again, or empty. A source that changed since stays in question.
    """
    name(person)
    if earlier.state is State.REVIEWED:
        earlier = replace(earlier, state=State.TRANSLATED, reviewer="")
    if target.previous_source and earlier.text and not earlier.previous_source:
        return source_changed(earlier, previous_source=target.previous_source)
    return earlier


def doubted(target: Target, cause: Cause) -> Target:
    """Keep a person's text as needing work, for a cause of ours; a draft, or nothing, stays what it is."""
    if target.state not in {State.TRANSLATED, State.REVIEWED}:
        return target
    return replace(target, state=State.NEEDS_WORK, reviewer="", reason=cause.value)


def source_changed(target: Target, *, previous_source: str) -> Target:
    """Keep the text of a unit whose source was edited, as needing work; an empty one stays empty."""
    if target.state is State.EMPTY:
        return target
    return replace(
        target,
        state=State.NEEDS_WORK,
        reviewer="",
        reason=(Cause.SOURCE_CHANGED if target.translator else Cause.DRAFT_OUTDATED).value,
        previous_source=target.previous_source or previous_source,
    )
