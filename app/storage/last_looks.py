"""What a person has looked at in a catalog, and what others did to it since."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from app.catalog import folded, same_person
from app.storage import schema
from app.storage.database import Database

_MACHINES = ("draft",)
"""Moves that no person made: a thousand drafts are not a thousand things to look at."""


@dataclass(frozen=True, slots=True)
class News:
    """What became of a unit since a person last looked."""

    unit: int
    before: str
    """Its text at the last look."""
    move: str
    person: str
    at: str
    """Of the latest step that was not the person's own."""


@dataclass(frozen=True, slots=True)
class LastLook:
    """How far a person has looked."""

    revision: int
    at: str


@dataclass(frozen=True)
class LastLooks:
    """The part of a database that says what people have looked at."""

    database: Database

    def last(self, document: str, language: str, *, person: str) -> LastLook | None:
        """Return how far a person has looked; None where they have not been here before."""
        k = schema.last_look.c
        query = select(schema.last_look).where(
            k.document == document, k.language == language, k.person == folded(person)[:400]
        )
        with self.database.reading() as connection:
            row = connection.execute(query).first()
        return LastLook(row.revision, row.at) if row else None

    def look(
        self, document: str, language: str, revision: int, *, person: str, now: datetime | None = None
    ) -> None:
        """Note that a person has seen a catalog as it stood at a revision; nobody unsees what they saw."""
        k = schema.last_look
        at = (now or datetime.now(UTC)).isoformat()
        with self.database.writing() as connection:
            latest = int(connection.scalar(select(func.max(schema.revision.c.id))) or 0)
            make: Any = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[connection.dialect.name]
            values = {
                "document": document,
                "language": language,
                "person": folded(person)[:400],
                "revision": min(revision, latest),
                "at": at,
            }
            made = make(k).values(values)
            later = k.c.revision <= made.excluded.revision
            swap = {name: values[name] for name in ("revision", "at")}
            connection.execute(
                made.on_conflict_do_update(index_elements=[*k.primary_key], set_=swap, where=later)
            )

    def news(self, document: str, language: str, since: int, *, person: str) -> tuple[News, ...]:
        """Return what others did to the units of a catalog after a revision, in the document's order."""
        r, u = schema.revision.c, schema.unit.c
        here = (u.document == document, u.obsolete.is_(False), r.language == language)
        joined = schema.revision.join(schema.unit, u.id == r.unit)
        steps = (
            select(r.unit, r.move, r.person, r.at)
            .select_from(joined)
            .where(*here, r.id > since, r.move.not_in(_MACHINES))
            .order_by(u.position, r.id)
        )
        seen = (
            select(func.max(r.id))
            .select_from(joined)
            .where(*here, r.id <= since)
            .group_by(r.unit)
            .scalar_subquery()
        )
        with self.database.reading() as connection:
            latest = {
                row.unit: row for row in connection.execute(steps) if not same_person(row.person, person)
            }
            before = {}
            if latest:
                texts = select(r.unit, r.text).where(r.id.in_(seen), r.unit.in_(latest))
                before = {row.unit: row.text for row in connection.execute(texts)}
        return tuple(
            News(number, before.get(number, ""), row.move, row.person, row.at)
            for number, row in latest.items()
        )
