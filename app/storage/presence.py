"""Who has a catalog open, and on which segment: said by everybody who asks for changes, true for seconds."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from app.storage import schema
from app.storage.database import Database

GONE = 25.0
"""Seconds without a word after which somebody is no longer there; a page in the background asks every ten."""
_RENEWED = 6.0
"""Seconds for which a word counts: whoever does the same as before is not written down at each question."""
_FORGOTTEN = 300.0
_MOST = 200
"""People that are told of at once."""
_P = schema.presence
_CATALOG = (_P.c.document == bindparam("document"), _P.c.language == bindparam("language"))
_PAGE = (_P.c.person == bindparam("person"), _P.c.seat == bindparam("seat"))
# Made once: every page asks every two seconds.
_KNOWN = select(_P).where(*_CATALOG, *_PAGE)
_HERE = select(_P).where(*_CATALOG, _P.c.seen > bindparam("since")).order_by(_P.c.seen.desc()).limit(_MOST)
_OLD = delete(_P).where(_P.c.seen < bindparam("since"))


@dataclass(frozen=True, slots=True)
class Present:
    """A page that somebody has open."""

    person: str
    unit: int | None
    typing: bool
    seconds: int
    """Since they were last heard of."""


@dataclass(frozen=True)
class Presence:
    """The part of a database that says who is where."""

    database: Database

    def beat(  # what is to be said of a page
        self, document: str, language: str, person: str, *, seat: str, unit: int | None, typing: bool
    ) -> bool:
        """Note that somebody is there; return whether it was news, which others are now told.

        It need not outlast a power cut, and is not allowed to make anybody's save wait for the disk.
        """
        here = {"document": document, "language": language, "person": person, "seat": seat[:80]}
        with self.database.reading() as connection:
            now = self.database.clock(connection)
            known = connection.execute(_KNOWN, here).first()
        if known and (known.unit, known.typing) == (unit, typing) and now - known.seen < _RENEWED:
            return False
        with self.database.writing(lasting=False) as connection:
            now = self.database.clock(connection)
            _put(connection, {**here, "unit": unit, "typing": typing, "seen": now})
            connection.execute(_OLD, {"since": now - _FORGOTTEN})
        return True

    def leave(self, document: str, language: str, person: str, *, seat: str) -> None:
        """Note that somebody has gone, so that nobody has to miss them first."""
        p = schema.presence.c
        here = (p.document == document, p.language == language, p.person == person, p.seat == seat[:80])
        with self.database.writing(lasting=False) as connection:
            connection.execute(delete(schema.presence).where(*here))

    def present(self, document: str, language: str) -> tuple[Present, ...]:
        """Return who is there, whoever was heard of last first."""
        with self.database.reading() as connection:
            now = self.database.clock(connection)
            asked = {"document": document, "language": language, "since": now - GONE}
            return tuple(
                Present(row.person, row.unit, row.typing, max(0, int(now - row.seen)))
                for row in connection.execute(_HERE, asked)
            )


def _put(connection: Connection, values: dict[str, Any]) -> None:
    connection.execute(_putting(connection.dialect.name), values)


@cache
def _putting(dialect: str) -> Executable:
    make: Any = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[dialect]
    here = make(_P).values({column.name: bindparam(column.name) for column in _P.columns})
    swap = {name: here.excluded[name] for name in ("unit", "typing", "seen")}
    made: Executable = here.on_conflict_do_update(index_elements=[*_P.primary_key], set_=swap)
    return made
