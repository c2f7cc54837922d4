"""The route that says how far a project is: by document, language, speaker, person and day."""

from datetime import UTC, datetime
from typing import Any

from app import standing
from app.api.asking import Asked
from app.api.endpoint import Endpoint
from app.api.shapes import Schema, by_name, maybe, ref, several, table, text, whole
from app.catalog import State
from app.standing import Amount


def progress(asked: Asked) -> dict[str, Any]:
    """Return how far the project is, and what waits for the asker."""
    project = asked.desk.project
    seen = asked.desk.overviewer.look()
    known = set(project.folder.documents())
    counted = [one for one in seen.counted if one.document in known]
    waiting = standing.waiting(counted, asked.visitor.person, alone=project.settings.review_alone)
    today = datetime.now(UTC).date()
    return {
        "catalogs": [
            {
                "document": name,
                "language": code,
                **_amount(amount),
                "waiting": {
                    "to_translate": waiting[name, code].to_translate,
                    "sent_back": waiting[name, code].sent_back,
                    "to_review": waiting[name, code].to_review,
                },
            }
            for (name, code), amount in sorted(standing.by_catalog(counted).items())
        ],
        "speakers": [
            {"document": name, "language": code, "speaker": speaker, **_amount(amount)}
            for (name, code, speaker), amount in standing.by_speaker(counted).items()
        ],
        "people": [
            {
                "person": person,
                "language": code,
                "translated": {"units": part.translated_units, "words": part.translated_words},
                "reviewed": {"units": part.reviewed_units, "words": part.reviewed_words},
            }
            for (person, code), part in standing.by_person(counted).items()
        ],
        "days": {
            code: [
                {
                    "day": day.isoformat(),
                    "translated": now[State.TRANSLATED],
                    "reviewed": now[State.REVIEWED],
                }
                for day, now in seen.pace.curve(code, today)
            ]
            for code in project.settings.languages
        },
        "drafts": [
            {
                "language": one.language,
                "engine": one.engine,
                "model": one.model,
                "units": one.units,
                "untouched": one.untouched,
                "edit_ratio": one.words.ratio,
            }
            for one in seen.work
        ],
        "words_an_hour": [
            {"language": code, "engine": engine, "words": speed.words, "per_hour": speed.per_hour}
            for (code, engine), speed in sorted(seen.pace.speeds.items())
        ],
    }


def _amount(amount: Amount) -> dict[str, Any]:
    return {
        "units": {state.value: count for state, count in amount.units.items()},
        "words": {state.value: count for state, count in amount.words.items()},
    }


ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint(
        "GET",
        "/progress",
        "progress",
        "How far each document is in each language, by speaker and person and day; what became of drafts.",
        progress,
        ref("Progress"),
    ),
)

_COUNTS = {"units": ref("Counts"), "words": ref("Counts")}
_WORK = table({"units": whole(), "words": whole()})
_NUMBER: Schema = {"type": "number", "minimum": 0}
SCHEMAS: dict[str, Schema] = {
    "Progress": table(
        {
            "catalogs": several(
                table(
                    {
                        "document": text(),
                        "language": text(),
                        **_COUNTS,
                        "waiting": table(
                            {"to_translate": whole(), "sent_back": whole(), "to_review": whole()}
                        ),
                    }
                )
            ),
            "speakers": several(
                table({"document": text(), "language": text(), "speaker": maybe(text()), **_COUNTS})
            ),
            "people": several(
                table({"person": text(), "language": text(), "translated": _WORK, "reviewed": _WORK})
            ),
            "days": by_name(
                several(table({"day": text(about="By UTC."), "translated": whole(), "reviewed": whole()}))
            ),
            "drafts": several(
                table(
                    {
                        "language": text(),
                        "engine": text(),
                        "model": text(),
                        "units": whole(),
                        "untouched": whole(about="Of the units, those kept as they were offered."),
                        "edit_ratio": _NUMBER | {"description": "Edits in words: 0 kept, 1 all new."},
                    }
                )
            ),
            "words_an_hour": several(
                table(
                    {
                        "language": text(),
                        "engine": text(about="Empty for what was typed without a draft."),
                        "words": whole(),
                        "per_hour": {"anyOf": [_NUMBER, {"type": "null"}]},
                    }
                )
            ),
        }
    ),
}
"""The shapes of this route."""
