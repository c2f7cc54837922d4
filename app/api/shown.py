"""How the workbench's values look as JSON: one function a value, and no decisions.

Sentences stay a `Message` until the whole answer is put into the asker's language (`speech.py`).
"""

from collections.abc import Sequence
from typing import Any

from app import checks
from app.catalog import Cause, Kind, Target
from app.document import Document
from app.errors import Message
from app.memory import Match
from app.storage.claims import Claim
from app.storage.comments import Comment
from app.storage.last_looks import News
from app.storage.looks import Suggested
from app.storage.presence import Present
from app.storage.rows import Conflict, Revision, Stored

Json = dict[str, Any]
_CAUSES = frozenset(one.value for one in Cause)


def target(one: Target) -> Json:
    """Return a TARGET."""
    return {
        "text": one.text,
        "state": one.state.value,
        "origin": one.origin,
        "translator": one.translator,
        "reviewer": one.reviewer,
        "reason": _reason(one.reason),
        "previous_source": one.previous_source,
        "notes": list(one.notes),
    }


def _reason(text: str) -> Message | str:
    """Return a reason: a person's in their own words, ours as a sentence to be said."""
    return Message(text) if text in _CAUSES else text


def unit(one: Stored, document: Document | None, comments: Sequence[Comment], *, hasty: bool = False) -> Json:
    """Return a UNIT. The document says what its units do not: the paragraph's mark, and hard breaks."""
    place = one.unit.place
    mark, hard_break = _form(one, document)
    return {
        "id": one.id,
        "kind": place.kind.value,
        "source": one.unit.source,
        "context": one.unit.key.context,
        "speaker": place.speaker,
        "turn": place.turn,
        "paragraph": place.paragraph,
        "mark": mark,
        "hard_break": hard_break,
        "version": one.version,
        "at": one.at,
        "target": target(one.unit.target),
        "comments": [
            {"id": said.id, "text": said.text, "person": said.person, "at": said.at} for said in comments
        ],
        "joined": one.unit.target.joined,
        "hasty": hasty,
    }


def _form(one: Stored, document: Document | None) -> tuple[str, bool]:
    place = one.unit.place
    # The file may be a moment ahead of the store.
    if (
        document is None
        or place.kind is not Kind.SEGMENT
        or not 0 <= place.paragraph < len(document.paragraphs)
    ):
        return "", False
    paragraph = document.paragraphs[place.paragraph]
    broken = any(segment.hard_break for segment in paragraph.segments if segment.text == one.unit.source)
    return paragraph.mark, broken


def revision(one: Revision) -> Json:
    """Return a step of a unit's history."""
    return {
        "version": one.version,
        "move": one.move,
        "person": one.person,
        "at": one.at,
        "source": one.source,
        "target": target(one.target),
        "hasty": one.hasty,
    }


def present(one: Present) -> Json:
    """Return who has a catalog open."""
    return {"person": one.person, "unit": one.unit, "typing": one.typing, "seconds": one.seconds}


def claim(one: Claim) -> Json:
    """Return a CLAIM."""
    return {
        "id": one.id,
        "person": one.person,
        "from": one.first,
        "to": one.last,
        "note": one.note,
        "seconds": one.seconds,
    }


def news(one: News) -> Json:
    """Return what became of a unit since a person last looked."""
    return {
        "unit": one.unit,
        "before": one.before,
        "move": one.move,
        "person": one.person,
        "at": one.at,
    }


def conflict(one: Conflict) -> Json:
    """Return a CONFLICT: what mine was made from, mine, and theirs."""
    theirs = one.theirs
    return {
        "base": target(one.base),
        "mine": target(one.mine),
        "theirs": {
            "version": theirs.version,
            "person": theirs.person,
            "at": theirs.at,
            "move": theirs.move,
            "target": target(theirs.target),
        },
        "since": {"person": one.since.person, "at": one.since.at} if one.since else None,
    }


def findings(found: Sequence[checks.Finding]) -> list[Json]:
    """Return FINDINGs; `start` and `end` count code points of the target."""
    return [
        {
            "check": one.check,
            "severity": one.severity.value,
            "message": one.message,
            "start": one.start,
            "end": one.end,
            "fix": None,
        }
        for one in found
    ]


def suggestion(one: Suggested) -> Json:
    """Return another text that is kept beside a unit."""
    return {"text": one.text, "person": one.person, "at": one.at}


def match(one: Match) -> Json:
    """Return a MATCH: a text of the memory, what it is worth, and where it comes from."""
    return one.remembered.table() | {
        "similarity": round(one.similarity, 4),
        "score": round(one.score, 4),
        "exact": one.exact,
        "in_context": one.in_context,
        "doubts": [doubt.value for doubt in one.doubts],
    }
