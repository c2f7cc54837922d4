"""The route that looks for a phrase in what people have said, and how the memory's texts look as JSON."""

from typing import Any

from app import concordance
from app.api.asking import Asked
from app.api.endpoint import Endpoint
from app.api.shapes import Schema, maybe, one_of, ref, several, table, text, whole, yes_or_no
from app.memory import Doubt
from app.workbench import memory_files

_MOST = 50
"""Places that are shown of a phrase; who sees more of them looks for a longer one."""
_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_PLACES = several(several(whole()), about="Code points from and to.")
_REMEMBERED: Schema = {
    "source": text(about="What the text translates; more than one segment where they are joined."),
    "target": text(),
    "state": maybe(text(about="Null where a file does not say whether anybody has reviewed it.")),
    "document": text(about="Empty for a text from an imported file."),
    "file": text(about="The imported file; empty for the project's own texts."),
    "number": whole(about="Of the segment in its document, or of the entry in its file, from 1."),
    "person": text(),
    "reviewer": text(),
    "at": text(),
}


def phrases(asked: Asked) -> dict[str, Any]:
    """Return where a phrase stands in sources and translations, the most trusted first."""
    desk = asked.desk
    desk.check_catalog(asked.document, asked.language)
    phrase, side = asked.query.get("phrase", ""), asked.query.get("in", "both")
    found = memory_files.search(
        desk.project,
        asked.language,
        phrase,
        source=side != "target",
        target=side != "source",
        most=_MOST + 1,
    )
    return {
        "found": [
            one.table()
            | {
                "source_places": [list(place) for place in concordance.places(phrase, one.source)],
                "target_places": [list(place) for place in concordance.places(phrase, one.target)],
            }
            for one in found[:_MOST]
        ],
        "more": len(found) > _MOST,
    }


SCHEMAS: dict[str, Schema] = {
    "Match": table(
        _REMEMBERED
        | {
            "similarity": _SHARE | {"description": "Of the sources."},
            "score": _SHARE | {"description": "The similarity, less what speaks against the match."},
            "exact": yes_or_no(),
            "in_context": yes_or_no(about="It stands between the same neighbours."),
            "doubts": several(one_of(*Doubt)),
        }
    ),
    "Phrase": table(_REMEMBERED | {"source_places": _PLACES, "target_places": _PLACES}),
    "Phrases": table({"found": several(ref("Phrase")), "more": yes_or_no(about="There are more places.")}),
}
ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint(
        "GET",
        "/catalogs/{document}/{language}/memory",
        "phrases",
        "Where a phrase stands in what people have said, in all documents and imported files.",
        phrases,
        ref("Phrases"),
        query={
            "phrase": text(about="2 to 200 characters; case and kinds of quotes make no difference."),
            "in": one_of("source", "target", "both"),
        },
        needed=("phrase",),
    ),
)
