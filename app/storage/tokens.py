"""Tokens of people's programs: kept as hashes, revoked rather than deleted."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Row, insert, or_, select, update

from app.storage import schema
from app.storage.database import Database

_USED_AGAIN = timedelta(minutes=10)
"""A use is noted again only so much later: a program that asks each second is not to write each second."""


@dataclass(frozen=True, slots=True)
class Token:
    """What is known of a token; the token itself nobody can read again."""

    id: int
    person: str
    """Whom it stands for."""
    roles: tuple[str, ...]
    purpose: str
    """What it is for, in the words of who made it."""
    made_at: str
    until: str = ""
    """When it runs out; empty where it does not."""
    used_at: str = ""
    """About when it was last used; empty where it never was."""
    revoked_at: str = ""
    revoked_by: str = ""

    def good(self, now: datetime) -> bool:
        """Say whether it lets anybody in now."""
        return not self.revoked_at and not (self.until and datetime.fromisoformat(self.until) <= now)


@dataclass(frozen=True)
class Tokens:
    """The tokens' part of a database."""

    database: Database

    def add(  # noqa: PLR0917  # what a token is made of
        self, word: str, person: str, roles: Iterable[str], purpose: str, until: str, now: datetime
    ) -> Token:
        """Keep a token, as a hash."""
        kept = tuple(sorted(roles))
        at = now.isoformat()
        row = {
            "hash": _hash(word),
            "person": person,
            "roles": json.dumps(kept),
            "purpose": purpose,
            "made_at": at,
            "until": until,
            "used_at": "",
            "revoked_at": "",
            "revoked_by": "",
        }
        with self.database.writing() as connection:
            made = connection.execute(insert(schema.token).values(row)).inserted_primary_key
        number = int(made[0]) if made else 0
        return Token(number, person, kept, purpose, at, until)

    def all(self) -> tuple[Token, ...]:
        """Return every token that there is or was, the newest first."""
        query = select(schema.token).order_by(schema.token.c.id.desc())
        with self.database.reading() as connection:
            return tuple(_token(row) for row in connection.execute(query))

    def find(self, word: str) -> Token | None:
        """Return what is known of a token; None where it was never ours."""
        query = select(schema.token).where(schema.token.c.hash == _hash(word))
        with self.database.reading() as connection:
            row = connection.execute(query).first()
        return _token(row) if row else None

    def used(self, token: Token, now: datetime) -> None:
        """Note that a token was used, where that was not noted a moment ago."""
        t = schema.token.c
        before = (now - _USED_AGAIN).isoformat()
        if token.used_at > before:
            return
        with self.database.writing() as connection:
            connection.execute(
                update(schema.token)
                .where(t.id == token.id, or_(t.used_at == "", t.used_at <= before))
                .values(used_at=now.isoformat())
            )

    def revoke(self, number: int, *, person: str, now: datetime) -> Token | None:
        """Revoke a token for ever; return what is known of it, None where there is none of this number."""
        t = schema.token.c
        with self.database.writing() as connection:
            connection.execute(
                update(schema.token)
                .where(t.id == number, t.revoked_at == "")
                .values(revoked_at=now.isoformat(), revoked_by=person)
            )
            row = connection.execute(select(schema.token).where(t.id == number)).first()
        return _token(row) if row else None


def _hash(word: str) -> str:
    # The word is 256 random bits: nobody can try them all, so a slow hash would protect nothing.
    return hashlib.sha256(word.encode("utf-8", "surrogatepass")).hexdigest()


def _token(row: Row[tuple[object, ...]]) -> Token:
    return Token(
        row.id,
        row.person,
        tuple(json.loads(row.roles)),
        row.purpose,
        row.made_at,
        row.until,
        row.used_at,
        row.revoked_at,
        row.revoked_by,
    )


def now() -> datetime:
    """Return the time, as tokens are stamped with it."""
    return datetime.now(UTC)
