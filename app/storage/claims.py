"""What people have taken on: stretches of a catalog. A claim warns others and keeps nobody out."""

from dataclasses import dataclass

from sqlalchemy import bindparam, delete, insert, select, update

from app.catalog import same_person
from app.errors import AccessError, ReviewError
from app.storage import schema
from app.storage.database import Database

LAPSED = 3600.0
"""Seconds without its person after which a claim is over: a power cut may last as long as that."""
_RENEWED = 60.0
"""Seconds for which a renewal counts."""
_MOST = 50
"""Claims of one person in a catalog."""
_C = schema.claim.c
_CATALOG = (_C.document == bindparam("document"), _C.language == bindparam("language"))
# Made once: every page asks every two seconds.
_STANDING = select(schema.claim).where(*_CATALOG, _C.seen > bindparam("since")).order_by(_C.id)
_OLD = select(_C.id, _C.person).where(*_CATALOG, _C.seen < bindparam("before"))


@dataclass(frozen=True, slots=True)
class Claim:
    """A stretch of a catalog that somebody works on."""

    id: int
    person: str
    first: int
    last: int
    """The units with which it begins and ends."""
    note: str
    seconds: int
    """Since its person was last there."""


@dataclass(frozen=True)
class Claims:
    """The part of a database that says what people have taken on."""

    database: Database

    def claim(  # what a claim says
        self, document: str, language: str, first: int, last: int, *, person: str, note: str = ""
    ) -> None:
        """Note that somebody takes a stretch on; their own claims within it are one with it.

        Others' claims stay as they are: two may have the same stretch, and both are told.
        """
        c, u = schema.claim, schema.unit
        with self.database.writing() as connection:
            live = select(u.c.id, u.c.position).where(u.c.document == document, u.c.obsolete.is_(False))
            where = {row.id: row.position for row in connection.execute(live)}
            if first not in where or last not in where:
                raise ReviewError(
                    "This segment is no longer in the document; its text is kept in the catalog."
                )
            first, last = sorted((first, last), key=lambda unit: where[unit])
            mine = [
                row
                for row in connection.execute(
                    select(c).where(c.c.document == document, c.c.language == language)
                )
                if same_person(row.person, person)
            ]
            within = [
                row.id
                for row in mine
                if where.get(row.first, where[first]) >= where[first]
                and where.get(row.last, where[last]) <= where[last]
            ]
            if len(mine) - len(within) >= _MOST:
                raise ReviewError("You have {most} claims here; give one up first.", most=_MOST)
            connection.execute(delete(c).where(c.c.id.in_(within)))
            connection.execute(
                insert(c).values(
                    document=document,
                    language=language,
                    person=person,
                    first=first,
                    last=last,
                    note=note,
                    seen=self.database.clock(connection),
                )
            )

    def release(self, document: str, language: str, number: int, *, person: str) -> None:
        """Give a claim up; one that is not there any more is no matter. Only its person may."""
        c = schema.claim
        here = (c.c.id == number, c.c.document == document, c.c.language == language)
        with self.database.writing() as connection:
            found = connection.execute(select(c).where(*here)).first()
            if found is None:
                return
            if not same_person(found.person, person):
                raise AccessError(
                    "{name} has claimed this, and nobody else can give it up. It keeps nobody from working "
                    "here.",
                    name=found.person,
                )
            connection.execute(delete(c).where(*here))

    def renew(self, document: str, language: str, *, person: str) -> None:
        """Note that a person is there, so that what they claimed goes on."""
        c = schema.claim
        with self.database.reading() as connection:
            now = self.database.clock(connection)
            asked = {"document": document, "language": language, "before": now - _RENEWED}
            mine = [row.id for row in connection.execute(_OLD, asked) if same_person(row.person, person)]
        if mine:
            with self.database.writing(lasting=False) as connection:
                now = self.database.clock(connection)
                lapsed = c.c.seen < now - LAPSED
                connection.execute(update(c).where(c.c.id.in_(mine), ~lapsed).values(seen=now))
                connection.execute(delete(c).where(lapsed))

    def standing(self, document: str, language: str) -> tuple[Claim, ...]:
        """Return the claims in a catalog, the oldest first."""
        with self.database.reading() as connection:
            now = self.database.clock(connection)
            asked = {"document": document, "language": language, "since": now - LAPSED}
            return tuple(
                Claim(row.id, row.person, row.first, row.last, row.note, max(0, int(now - row.seen)))
                for row in connection.execute(_STANDING, asked)
            )
