"""The questions that the memory asks the database, made once where that can be."""

from typing import Any

from sqlalchemy import Integer, Select, and_, bindparam, func, select

from app.catalog import State
from app.storage import schema

_PEOPLES = (State.TRANSLATED.value, State.REVIEWED.value)
LATE = 200
"""Steps of the history before a mark that are looked at again: one begun earlier may be kept later."""


def its(language: Any) -> Any:
    """Join a unit to its translation into a language."""
    return and_(schema.target.c.unit == schema.unit.c.id, schema.target.c.language == language)


def said(language: Any) -> Any:
    """Leave what people have said in a language: no drafts, nothing doubted, nothing joined to another."""
    t = schema.target.c
    return and_(t.language == language, t.state.in_(_PEOPLES), func.trim(t.text) != "")


def _is_one_of_the_sources(columns: Any) -> Any:
    # The index holds the openings alone: whole sources do not fit into PostgreSQL's.
    return and_(
        columns.opening.in_(bindparam("openings", expanding=True)),
        columns.source.in_(bindparam("sources", expanding=True)),
    )


def beside(step: int) -> Any:
    """Return the units once more, to look for a neighbour among them."""
    return schema.unit.alias("before" if step < 0 else "after")


def next_to(other: Any, step: int) -> Any:
    """Join a unit to the one before or after it; what has left its document has no neighbours."""
    u = schema.unit.c
    return and_(
        other.c.document == u.document,
        other.c.position == u.position + step,
        other.c.obsolete.is_(False),
        u.obsolete.is_(False),
    )


def units(condition: Any) -> Select[Any]:
    """Ask for units with their translation, their neighbours, and the text of the one behind."""
    u, t = schema.unit, schema.target
    before, after = beside(-1), beside(1)
    behind = schema.target.alias("behind")
    language: Any = bindparam("language")
    return (
        select(
            u.c.id,
            u.c.document,
            u.c.position,
            u.c.source,
            t.c.text,
            t.c.state,
            t.c.translator,
            t.c.reviewer,
            t.c.at,
            before.c.source.label("before"),
            after.c.source.label("after"),
            behind.c.text.label("joined"),
        )
        .select_from(
            u.join(t, its(language))
            .outerjoin(before, next_to(before, -1))
            .outerjoin(after, next_to(after, 1))
            .outerjoin(behind, and_(behind.c.unit == after.c.id, behind.c.language == language))
        )
        .where(said(language), condition)
        .order_by((t.c.state == State.REVIEWED.value).desc(), t.c.at.desc())
        .limit(bindparam("most", type_=Integer))
    )


def entries(condition: Any) -> Select[Any]:
    """Ask for what imported files say."""
    e, f = schema.memory_entry, schema.memory_file
    return (
        select(e, f.c.name)
        .join(f, f.c.id == e.c.file)
        .where(f.c.language == bindparam("language"), condition)
        .order_by(e.c.id.desc())
        .limit(bindparam("most", type_=Integer))
    )


def _mark() -> Select[Any]:
    r, f = schema.revision.c, schema.memory_file.c
    last = select(func.coalesce(func.max(r.id), 0)).scalar_subquery()
    return select(
        select(schema.setting.c.value).where(schema.setting.c.name == "generation").scalar_subquery(),
        last,
        select(func.count()).select_from(schema.revision).where(r.id > last - LATE).scalar_subquery(),
        select(func.coalesce(func.max(f.id), 0)).scalar_subquery(),
        select(func.count()).select_from(schema.memory_file).scalar_subquery(),
    )


# Made once: making these anew takes longer than carrying them out.
MARK = _mark()
SAME_UNITS = units(and_(_is_one_of_the_sources(schema.unit.c), schema.unit.c.id != bindparam("but")))
SAME_ENTRIES = entries(_is_one_of_the_sources(schema.memory_entry.c))
KNOWN_UNITS = (
    select(schema.unit.c.source)
    .join(schema.target, its(bindparam("language")))
    .where(said(bindparam("language")), _is_one_of_the_sources(schema.unit.c))
    .distinct()
)
KNOWN_ENTRIES = (
    select(schema.memory_entry.c.source)
    .join(schema.memory_file, schema.memory_file.c.id == schema.memory_entry.c.file)
    .where(
        schema.memory_file.c.language == bindparam("language"),
        _is_one_of_the_sources(schema.memory_entry.c),
    )
    .distinct()
)
TEXTS_OF_UNITS = select(schema.unit.c.source).where(
    schema.unit.c.id.in_(bindparam("numbers", expanding=True))
)
TEXTS_OF_ENTRIES = select(schema.memory_entry.c.source).where(
    schema.memory_entry.c.id.in_(bindparam("numbers", expanding=True))
)
