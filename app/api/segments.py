"""The routes that cut a segment, or join two, for all languages: first what it would do, then doing it."""

from typing import Any

from app.api import shown
from app.api.asking import Asked
from app.api.endpoint import Endpoint
from app.api.problems import Problem
from app.api.shapes import Schema, one_of, ref, several, table, text, whole, yes_or_no
from app.errors import Message, ReviewError
from app.roles import Right
from app.workbench import resegmenting
from app.workbench.resegmenting import ChangedError, Foreseen, Text, Wish


def resegment(asked: Asked) -> dict[str, Any]:
    """Say what cutting or joining would do; with the fingerprint of what was looked at, do it."""
    desk, sent = asked.desk, asked.body
    asked.visitor.need(Right.REVIEW)
    desk.check_document(asked.document)
    desk.check_unit(asked.document, sent["unit"])
    wish = Wish(sent["unit"], _offset(sent))
    sha256 = sent.get("sha256", "")
    try:
        if not sha256:
            return _shown(resegmenting.foresee(desk.project, asked.document, wish), done=False)
        done = resegmenting.carry_out(
            desk.project, asked.document, wish, sha256=sha256, person=asked.visitor.person
        )
    except ChangedError as error:
        raise Problem(409, "source", Message("The source file has changed"), error.message) from error
    return _shown(done, done=True)


def _offset(sent: dict[str, Any]) -> int | None:
    if sent["deed"] == "join":
        return None
    if "at" not in sent:
        raise ReviewError("Say where to cut: “at” counts the characters of the source before the cut.")
    return int(sent["at"])


def _shown(foreseen: Foreseen, *, done: bool) -> dict[str, Any]:
    return {
        "sha256": foreseen.sha256,
        "done": done,
        "before": list(foreseen.before),
        "after": list(foreseen.after),
        "languages": [
            {
                "language": one.language,
                "before": [_text(each) for each in one.before],
                "after": [_text(each) for each in one.after],
            }
            for one in foreseen.languages
        ],
    }


def _text(one: Text) -> dict[str, Any]:
    return {"source": one.source, "target": shown.target(one.target)}


ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint(
        "POST",
        "/documents/{document}/segments",
        "resegment",
        "Cut a segment in two, or join it to the one before, for all languages. Without “sha256” it is only "
        "said what would happen to each language's texts; with it, it is done, unless the source file has "
        "changed since.",
        resegment,
        ref("Resegmented"),
        body=ref("Resegmenting"),
    ),
)

_TEXTS = several(table({"source": text(), "target": ref("Target")}))
SCHEMAS: dict[str, Schema] = {
    "Resegmenting": table(
        {
            "deed": one_of("split", "join"),
            "unit": whole(least=1),
            "at": whole(least=1, about="For “split”: the characters of the source before the cut."),
            "sha256": text(most=64, about="Of the source file, as the answer without it said."),
        },
        optional=("at", "sha256"),
    ),
    "Resegmented": table(
        {
            "sha256": text(about="Of the source file that this is said of."),
            "done": yes_or_no(),
            "before": several(text(), least=1),
            "after": several(text(), least=1),
            "languages": several(table({"language": text(), "before": _TEXTS, "after": _TEXTS})),
        }
    ),
}
"""The shapes of this route."""
