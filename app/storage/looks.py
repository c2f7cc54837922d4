"""What programs ask of the store at once: counts of a project, and what changed since they last asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, select

from app.catalog import State
from app.postedit import Offer
from app.storage import messages, rows, schema
from app.storage.comments import Comment
from app.storage.database import Database
from app.storage.rows import Stored

_LATE = timedelta(seconds=10)
"""Time within which a step is told twice rather than not at all."""
_CROSSED = 1_000
"""Steps that may be kept at the same moment."""
# Made once: to make a statement anew takes longer than to ask it.
_CURSOR = select(
    select(func.max(schema.revision.c.id)).scalar_subquery().label("step"),
    select(func.max(schema.comment.c.id)).scalar_subquery().label("line"),
)
_HOME = select(schema.unit.c.document).where(schema.unit.c.id == bindparam("number"))


@dataclass(frozen=True, slots=True)
class Suggested:
    """Another text kept beside a unit."""

    text: str
    person: str
    at: str


@dataclass(frozen=True)
class Looks:
    """Ways to look at a database."""

    database: Database

    def counts(self, languages: Sequence[str]) -> Mapping[str, Mapping[str, Mapping[State, int]]]:
        """Return how many units are in each state, by document and language."""
        u, t = schema.unit.c, schema.target.c
        live = select(u.document, func.count()).where(u.obsolete.is_(False)).group_by(u.document)
        by_state = (
            select(u.document, t.language, t.state, func.count())
            .join(schema.unit, u.id == t.unit)
            .where(u.obsolete.is_(False), t.language.in_(languages))
            .group_by(u.document, t.language, t.state)
        )
        with self.database.reading() as connection:
            totals = {document: int(count) for document, count in connection.execute(live)}
            found = {
                document: {language: dict.fromkeys(State, 0) for language in languages} for document in totals
            }
            for document, language, state, count in connection.execute(by_state):
                found[document][language][State(state)] = int(count)
        for document, total in totals.items():
            for states in found[document].values():
                # A unit has no row in a language before somebody gives it a text.
                states[State.EMPTY] += total - sum(states.values())
        return found

    def cursor(self) -> str:
        """Return the place in the history up to which everything is known to somebody who looks now."""
        with self.database.reading() as connection:
            step, line = connection.execute(_CURSOR).one()
        return f"{step or 0}.{line or 0}"

    def since(self, document: str, language: str, cursor: str) -> tuple[str, tuple[Stored, ...]]:
        """Return the units that changed or got a comment since, as they stand, and the cursor from here."""
        step, _, line = cursor.partition(".")
        asked: dict[str, Any] = {
            "document": document,
            "language": language,
            "step": int(step),
            "line": int(line or 0),
        }
        crossing = self.database.engine.dialect.name == "postgresql"
        if crossing:
            asked["lately"] = (datetime.now(UTC) - _LATE).isoformat()
        now = self.cursor()
        if now == cursor and not crossing:
            return now, ()
        with self.database.reading() as connection:
            found = connection.execute(_since(crossing=crossing), asked)
            return now, tuple(rows.stored(row) for row in found)

    def offer(self, number: int, language: str, version: int) -> Offer | None:
        """Return what was offered to a unit in the step that made a version of it."""
        o = schema.offer.c
        query = select(schema.offer).where(o.unit == number, o.language == language, o.version == version)
        with self.database.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        return Offer(row.engine, row.text, row.model, row.route, messages.read(row.flags))

    def offers(self, document: str, language: str) -> Mapping[int, Offer]:
        """Return what was last offered for each unit of a catalog, as it was offered."""
        u, o = schema.unit.c, schema.offer.c
        query = (
            select(schema.offer)
            .join(schema.unit, u.id == o.unit)
            .where(u.document == document, o.language == language)
            .order_by(o.version)
        )
        with self.database.reading() as connection:
            # The later one takes the earlier one's place.
            return {
                row.unit: Offer(row.engine, row.text, row.model, row.route, messages.read(row.flags))
                for row in connection.execute(query)
            }

    def home(self, number: int) -> str | None:
        """Return the name of the document that a unit belongs to."""
        with self.database.reading() as connection:
            return connection.scalar(_HOME, {"number": number})

    def comments(
        self, document: str, language: str, numbers: Sequence[int] | None = None
    ) -> Mapping[int, tuple[Comment, ...]]:
        """Return what people noted in a catalog, by unit, in order; if asked, of some units only."""
        asked = {"document": document, "language": language, "numbers": numbers}
        found: dict[int, tuple[Comment, ...]] = {}
        with self.database.reading() as connection:
            for row in connection.execute(_comments(few=numbers is not None), asked):
                one = Comment(row.id, row.text, row.person, row.at)
                found[row.unit] = (*found.get(row.unit, ()), one)
        return found

    def hasty(self, document: str, language: str, numbers: Sequence[int] | None = None) -> frozenset[int]:
        """Return the units whose text stands as somebody hastily confirmed it, and awaits review."""
        asked = {"document": document, "language": language, "numbers": numbers}
        with self.database.reading() as connection:
            return frozenset(connection.scalars(_hasty(few=numbers is not None), asked))

    def suggestions(self, number: int, language: str) -> tuple[Suggested, ...]:
        """Return the texts kept beside a unit, the latest first."""
        s = schema.suggestion.c
        query = (
            select(schema.suggestion).where(s.unit == number, s.language == language).order_by(s.id.desc())
        )
        with self.database.reading() as connection:
            return tuple(Suggested(row.text, row.person, row.at) for row in connection.execute(query))


@cache
def _since(*, crossing: bool) -> Select[Any]:
    u, t, r, c = schema.unit.c, schema.target.c, schema.revision.c, schema.comment.c
    language: BindParameter[str] = bindparam("language")
    step: BindParameter[int] = bindparam("step", type_=r.id.type)
    later = r.id > step
    if crossing:
        # PostgreSQL numbers a step before it shows it: one may come to sight after those numbered later.
        later |= (r.id > step - _CROSSED) & (r.at > bindparam("lately"))
    changed = select(r.unit).where(later, r.language == language)
    said = select(c.unit).where(c.id > bindparam("line"), c.language == language)
    return (
        select(*rows.STORED)
        .select_from(schema.unit.outerjoin(schema.target, (t.unit == u.id) & (t.language == language)))
        .where(u.document == bindparam("document"), u.obsolete.is_(False))
        .where(u.id.in_(changed) | u.id.in_(said))
        .order_by(u.position)
    )


@cache
def _comments(*, few: bool) -> Select[Any]:
    u, c = schema.unit.c, schema.comment.c
    query = (
        select(schema.comment)
        .join(schema.unit, u.id == c.unit)
        .where(u.document == bindparam("document"), c.language == bindparam("language"), c.removed_at == "")
        .order_by(c.position, c.id)
    )
    return query.where(c.unit.in_(bindparam("numbers", expanding=True))) if few else query


@cache
def _hasty(*, few: bool) -> Select[Any]:
    u, t, r = schema.unit.c, schema.target.c, schema.revision.c
    query = (
        select(t.unit)
        .join(schema.unit, u.id == t.unit)
        .join(schema.revision, (r.unit == t.unit) & (r.language == t.language))
        .where(
            r.hasty,
            t.language == bindparam("language"),
            u.document == bindparam("document"),
            t.state == State.TRANSLATED,
            r.text == t.text,
        )
    )
    return query.where(t.unit.in_(bindparam("numbers", expanding=True))) if few else query
