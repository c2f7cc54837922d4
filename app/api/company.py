"""The routes by which people work side by side: who is there, what they took on, what they have looked at."""

from typing import Any

from app import review
from app.api import shown
from app.api.asking import Asked, cursor_of
from app.roles import Right


def note(asked: Asked) -> None:
    """Note that the asker is there, and on which segment, for those who may say what they work on."""
    desk, visitor = asked.desk, asked.visitor
    if not visitor.may(Right.COMMENT):
        return
    unit = asked.number("unit")
    if unit is not None and not desk.belongs(asked.document, unit):
        unit = None  # the store was made anew, as the answer will say
    where = (asked.document, asked.language, visitor.person)
    if asked.query.get("gone") == "1":
        desk.presence.leave(*where, seat=visitor.seat)
        return
    typing = asked.query.get("typing") == "1"
    if desk.presence.beat(*where, seat=visitor.seat, unit=unit, typing=typing):
        desk.claims.renew(asked.document, asked.language, person=visitor.person)


def shown_company(asked: Asked) -> dict[str, Any]:
    """Return who is there, the asker's other pages too, and what people took on."""
    here = asked.desk.presence.present(asked.document, asked.language)
    return {"people": [shown.present(one) for one in here], **_claims(asked)}


def claim(asked: Asked) -> dict[str, Any]:
    """Take a stretch on."""
    desk, visitor = asked.desk, asked.visitor
    visitor.need(Right.COMMENT)
    desk.check_catalog(asked.document, asked.language)
    first, last = asked.body["from"], asked.body["to"]
    for one in (first, last):
        desk.check_unit(asked.document, one)
    desk.claims.claim(
        asked.document,
        asked.language,
        first,
        last,
        person=visitor.person,
        note=review.line(asked.body.get("note", "")),
    )
    return _claims(asked)


def unclaim(asked: Asked) -> dict[str, Any]:
    """Give a claim up."""
    asked.visitor.need(Right.COMMENT)
    asked.desk.check_catalog(asked.document, asked.language)
    asked.desk.claims.release(asked.document, asked.language, asked.path["id"], person=asked.visitor.person)
    return _claims(asked)


def news(asked: Asked) -> dict[str, Any]:
    """Return what others did since the asker last looked; nothing for who is here for the first time."""
    desk, person = asked.desk, asked.visitor.person
    desk.check_catalog(asked.document, asked.language)
    last = desk.last_looks.last(asked.document, asked.language, person=person)
    if last is None:
        return {"since": "", "units": []}
    found = desk.last_looks.news(asked.document, asked.language, last.revision, person=person)
    return {"since": last.at, "units": [shown.news(one) for one in found]}


def looked(asked: Asked) -> dict[str, Any]:
    """Note how far the asker has looked."""
    asked.desk.check_catalog(asked.document, asked.language)
    step = cursor_of(asked.body["cursor"], name="cursor").partition(".")[0]
    asked.desk.last_looks.look(asked.document, asked.language, int(step), person=asked.visitor.person)
    return {}


def _claims(asked: Asked) -> dict[str, Any]:
    standing = asked.desk.claims.standing(asked.document, asked.language)
    return {"claims": [shown.claim(one) for one in standing]}
