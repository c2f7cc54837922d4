"""The shapes of what goes in and out, as JSON Schema: for the OpenAPI document, and to check requests by."""

from app.api import documents, memory, progress, segments
from app.api.shapes import Schema as Schema  # noqa: PLC0414  # who needs a schema needs its type
from app.api.shapes import by_name, maybe, one_of, ref, several, table, text, whole
from app.catalog import Kind, State
from app.checks import Severity
from app.roles import Role
from app.workbench.operating import MOVES

LONGEST_TEXT = 100_000
"""Characters of a text; the longest paragraph of a book has a tenth of that."""
LONGEST_ID = 80
LONGEST_NOTE = 2_000
MOST_NOTES = 20
MOST_OPERATIONS = 200
"""Operations of one request; a page that was offline sends more in several."""


_YES_OR_NO = {"type": "boolean"}

SCHEMAS: dict[str, Schema] = {
    **documents.SCHEMAS,
    **memory.SCHEMAS,
    **segments.SCHEMAS,
    **progress.SCHEMAS,
    "Problem": {
        "type": "object",
        "description": "Problem details as in RFC 9457; some have further fields.",
        "properties": {
            "type": text(),
            "title": text(),
            "status": whole(),
            "detail": text(about="A whole sentence for a person, in the language of the answer."),
        },
        "required": ["type", "title", "status", "detail"],
    },
    "Target": table(
        {
            "text": text(),
            "state": one_of(*State),
            "origin": text(about="Where a draft came from; kept when a person edits it."),
            "translator": text(),
            "reviewer": text(),
            "reason": text(
                about="Why it needs work: ours in the language of the answer, a person's as it is."
            ),
            "previous_source": text(
                about="The source that the text was made for, where it has changed since."
            ),
            "notes": several(
                text(), about="Editor's notes of this language; editions print them as footnotes."
            ),
        }
    ),
    "Comment": table({"id": whole(), "text": text(), "person": text(), "at": text()}),
    "Unit": table(
        {
            "id": whole(),
            "kind": one_of(*Kind),
            "source": text(),
            "context": maybe(text()),
            "speaker": maybe(text()),
            "turn": whole(about="Counted from 1; 0 before the first turn."),
            "paragraph": whole(about="Counted from 0; -1 for the title and names."),
            "mark": text(about="The Markdown mark that its paragraph opens with: #, -, 1., > or nothing."),
            "hard_break": _YES_OR_NO,
            "version": whole(about="Counted on by every save; 0 as long as nobody has given it a text."),
            "at": text(),
            "target": ref("Target"),
            "comments": several(ref("Comment")),
            "joined": _YES_OR_NO | {"description": "Its text lives in the unit before, in this language."},
            "hasty": _YES_OR_NO | {"description": "An unedited machine draft, confirmed in a moment."},
        }
    ),
    "Counts": table({state.value: whole(least=0) for state in State}),
    "Document": table({"name": text(), "title": text(), "progress": by_name(ref("Counts"))}),
    "Project": table(
        {
            "project": text(),
            "person": text(),
            "roles": several(one_of(*Role)),
            "source_language": text(),
            "languages": several(text()),
            "documents": several(ref("Document")),
        }
    ),
    "Catalog": table(
        {
            "document": text(),
            "title": text(),
            "source_language": text(),
            "language": text(),
            "generation": text(about="Another one after the store was made anew."),
            "shape": text(about="Another one after units came, went or moved."),
            "cursor": text(about="Where to ask for changes from."),
            "may": table({"translate": _YES_OR_NO, "review": _YES_OR_NO, "approve_own": _YES_OR_NO}),
            "quotes": several(text()),
            "dash": text(),
            "units": several(ref("Unit")),
        }
    ),
    "Changes": table(
        {
            "cursor": text(),
            "generation": text(),
            "shape": text(),
            "units": several(ref("Unit")),
            "people": several(
                table(
                    {
                        "person": text(),
                        "unit": maybe(whole()),
                        "typing": _YES_OR_NO,
                        "seconds": whole(about="Since they were last heard of."),
                    }
                )
            ),
            "claims": several(ref("Claim")),
        }
    ),
    "Claim": table(
        {
            "id": whole(),
            "person": text(),
            "from": whole(about="The unit with which it begins."),
            "to": whole(about="The unit with which it ends."),
            "note": text(),
            "seconds": whole(about="Since its person was last there; after an hour it is over."),
        }
    ),
    "Claims": table({"claims": several(ref("Claim"))}),
    "Claiming": table(
        {"from": whole(least=1), "to": whole(least=1), "note": text(most=200)}, optional=("note",)
    ),
    "News": table(
        {
            "since": text(about="When the person last looked; empty for the first time."),
            "units": several(
                table(
                    {
                        "unit": whole(),
                        "before": text(about="Its text at the last look."),
                        "move": text(),
                        "person": text(),
                        "at": text(),
                    }
                )
            ),
        }
    ),
    "Looked": table({"cursor": text(most=40, about="Of the catalog or the changes that were looked at.")}),
    "Nothing": table({}),
    "Operation": table(
        {
            "id": text(
                least=1, most=LONGEST_ID, about="Another one for each deed; sent again, it is done once."
            ),
            "unit": whole(least=1),
            "base": whole(least=0, about="The version that the person had before the eyes."),
            "move": one_of(*MOVES),
            "text": text(most=LONGEST_TEXT),
            "reason": text(most=2_000),
            "version": whole(least=1, about="The earlier version that “restore” takes again."),
            "origin": text(most=200, about="“memory” where a text of the memory was taken."),
            "offered": text(most=LONGEST_TEXT, about="That text, as it was offered."),
            "notes": several(
                text(most=LONGEST_NOTE), most=MOST_NOTES, about="All that it is to have, for “note”."
            ),
            "seconds": whole(least=0, about="How long the person had the segment before the eyes."),
        },
        optional=("text", "reason", "version", "origin", "offered", "notes", "seconds"),
    ),
    "Operations": table(
        {
            "generation": text(most=200),
            "operations": several(ref("Operation"), least=1, most=MOST_OPERATIONS),
        }
    ),
    "Conflict": table(
        {
            "base": ref("Target"),
            "mine": ref("Target"),
            "theirs": table(
                {
                    "version": whole(),
                    "person": text(),
                    "at": text(),
                    "move": text(),
                    "target": ref("Target"),
                }
            ),
            "since": {"anyOf": [table({"person": text(), "at": text()}), {"type": "null"}]},
        }
    ),
    "Result": {
        "oneOf": [
            table(
                {
                    "id": text(),
                    "status": {"const": "done"},
                    "unit": ref("Unit"),
                    "also": several(ref("Unit"), about="Other units that it changed, as a join does."),
                    "warnings": several(text()),
                }
            ),
            table(
                {
                    "id": text(),
                    "status": {"const": "conflict"},
                    "unit": ref("Unit"),
                    "conflict": ref("Conflict"),
                }
            ),
            table(
                {
                    "id": text(),
                    "status": {"const": "refused"},
                    "problem": table({"title": text(), "detail": text()}),
                }
            ),
        ]
    },
    "Results": table({"results": several(ref("Result"))}),
    "Revision": table(
        {
            "version": whole(),
            "move": text(),
            "person": text(),
            "at": text(),
            "target": ref("Target"),
            "source": text(),
            "hasty": _YES_OR_NO | {"description": "As of a unit: whether this step confirmed it so."},
        }
    ),
    "Finding": table(
        {
            "check": text(),
            "severity": one_of(*Severity),
            "message": text(),
            "start": maybe(whole(about="In code points of the target, not in UTF-16 units.")),
            "end": maybe(whole()),
            "fix": {"anyOf": [table({"text": text()}), {"type": "null"}]},
        }
    ),
    "Panel": table(
        {
            "unit": ref("Unit"),
            "history": several(ref("Revision")),
            "suggestions": several(table({"text": text(), "person": text(), "at": text()})),
            "memory": several(ref("Match")),
            "findings": several(ref("Finding")),
        }
    ),
    "Findings": table({"findings": several(ref("Finding"))}),
    "Draft": table(
        {"unit": whole(least=1), "text": text(most=LONGEST_TEXT)},
    ),
}
