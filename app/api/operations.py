"""The route that writes: operations on units, each answered by itself, and only when it is durable."""

from typing import Any

from app.api import shown
from app.api.asking import Asked
from app.api.catalogs import shown_units
from app.api.problems import Problem, of
from app.errors import Message, WorkbenchError
from app.storage.rows import Conflict
from app.workbench import operating
from app.workbench.editing import Where
from app.workbench.operating import Operation


def operations(asked: Asked) -> dict[str, Any]:
    """Carry out operations in the order in which they came."""
    desk = asked.desk
    desk.check_catalog(asked.document, asked.language)
    if asked.body["generation"] != (now := desk.generation()):
        raise Problem(
            409,
            "generation",
            Message("The store was made anew"),
            Message("The store was made anew since this page was opened. Load the catalog again."),
            generation=now,
        )
    return {"results": [_one(asked, one) for one in asked.body["operations"]]}


def _one(asked: Asked, sent: dict[str, Any]) -> dict[str, Any]:
    desk = asked.desk
    where = Where(asked.document, asked.language, sent["unit"], sent["base"])
    wanted = Operation(
        sent["id"],
        sent["move"],
        where,
        text=sent.get("text", ""),
        reason=sent.get("reason", ""),
        version=sent.get("version", 0),
        notes=tuple(sent["notes"]) if "notes" in sent else None,
        seconds=sent.get("seconds"),
        origin=sent.get("origin", ""),
        offered=sent.get("offered", ""),
    )
    try:
        desk.check_unit(asked.document, wanted.where.unit)
        done = operating.carry_out(desk.project, asked.visitor, wanted)
        if isinstance(done, Conflict):
            now = desk.unit(asked.document, asked.language, wanted.where.unit)
            return {
                "id": wanted.id,
                "status": "conflict",
                "unit": shown_units(asked, [now], few=True)[0],
                "conflict": shown.conflict(done),
            }
    except WorkbenchError as error:
        refused = of(error)
        return {
            "id": wanted.id,
            "status": "refused",
            "problem": {"title": refused.title, "detail": refused.detail},
        }
    unit, *also = shown_units(asked, [done.stored, *done.also], few=True)
    return {
        "id": wanted.id,
        "status": "done",
        "unit": unit,
        "also": also,
        "warnings": [done.trouble.message] if done.trouble else [],
    }
