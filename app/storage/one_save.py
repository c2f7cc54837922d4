"""A save by itself on PostgreSQL: one statement, so one round trip and one commit.

Begin, compare and swap, history and commit are four; with eight writers on two cores most of a save's time
went into waiting for the processor between them. A statement is a transaction of its own: kept whole or not
at all, and durable when it returns, like the two statements of `rows.save`.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Executable, Text, bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql

from app.storage import rows, schema
from app.storage.rows import Revision, Save

_TARGET = (*rows.FIELDS, "notes", "version", "at")
_STEP = (*_TARGET, "move", "person", "save_id", "hasty")


def _statement(*, first: bool, written: bool) -> Executable:
    t, r, u = schema.target, schema.revision, schema.unit
    values: dict[str, Any] = {name: bindparam(name, type_=t.c[name].type) for name in _TARGET}
    also: dict[str, Any] = {"written": bindparam("version", type_=t.c.version.type)} if written else {}
    # Not by the columns' own names: an update would take such a parameter for a value to set.
    number, language = bindparam("number", type_=u.c.id.type), bindparam("of", type_=r.c.language.type)
    if first:
        fresh = values | {"unit": number, "language": language, "flags": "[]", "written": 0} | also
        here = postgresql.insert(t).values(fresh)
        swap = {name: here.excluded[name] for name in (*_TARGET, *also)}
        keys = [t.c.unit, t.c.language]
        made = here.on_conflict_do_update(index_elements=keys, set_=swap, where=t.c.version == 0)
        kept = made.returning(t.c.unit).cte("kept")
    else:
        version = bindparam("base", type_=t.c.version.type)
        mine = (t.c.unit == number) & (t.c.language == language) & (t.c.version == version)
        kept = update(t).where(mine).values(values | also).returning(t.c.unit).cte("kept")
    source = select(u.c.source).where(u.c.id == kept.c.unit).scalar_subquery()
    step = select(
        kept.c.unit,
        language,
        func.coalesce(bindparam("made_for", type_=Text), source),
        *(bindparam(name, type_=r.c[name].type) for name in _STEP),
    )
    return insert(r).from_select(["unit", "language", "source", *_STEP], step).returning(r.c.source)


_STATEMENTS = {
    (first, written): _statement(first=first, written=written)
    for first in (False, True)
    for written in (False, True)
}


def save(connection: Connection, save: Save, now: datetime) -> Revision | None:
    """Carry out one save in one statement; None where another version stands there than the save's base."""
    at = now.isoformat()
    values = rows.target_values(save.target) | {"version": save.base + 1, "at": at}
    here = {"number": save.unit, "of": save.language, "base": save.base}
    deed = {"move": save.move, "person": save.person, "save_id": save.save_id, "hasty": save.hasty}
    statement = _STATEMENTS[save.base == 0, save.written]
    row = connection.execute(statement, {**values, **here, **deed, "made_for": save.source}).first()
    if row is None:
        return None
    return Revision(save.base + 1, save.move, save.person, at, row.source, save.target, save.hasty)
