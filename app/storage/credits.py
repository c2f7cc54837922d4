"""Who agreed to be named in editions, and under which name, with its history: consent can be taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, select

from app.catalog import same_person
from app.storage import schema
from app.storage.database import Database


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person said of being named."""

    person: str
    """As they sign their work."""
    name: str
    """What is printed; empty where they are not to be named."""
    at: str
    by: str
    """Who entered it, which may be another who was asked to."""


@dataclass(frozen=True)
class Credits:
    """The consents' part of a database."""

    database: Database

    def keep(self, person: str, name: str, *, by: str, now: datetime | None = None) -> None:
        """Keep what a person says now; an empty name takes the consent back."""
        at = (now or datetime.now(UTC)).isoformat()
        row = {"person": person, "name": name, "by": by, "at": at}
        with self.database.writing() as connection:
            connection.execute(insert(schema.consent).values(**row))

    def history(self) -> tuple[Consent, ...]:
        """Return all that was ever said, in order."""
        c = schema.consent
        with self.database.reading() as connection:
            found = connection.execute(select(c).order_by(c.c.id)).all()
        return tuple(Consent(row.person, row.name, row.at, row.by) for row in found)

    def of(self, person: str) -> Consent | None:
        """Return what a person said last; None for one who was never asked, and is not named."""
        return next((one for one in reversed(self.history()) if same_person(one.person, person)), None)

    def names(self) -> Mapping[str, str]:
        """Return the names to print, by person, of those only who agree now."""
        last: dict[str, Consent] = {}
        for one in self.history():
            known = next((person for person in last if same_person(person, one.person)), one.person)
            last[known] = one
        return {person: one.name for person, one in last.items() if one.name}
