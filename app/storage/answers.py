"""What engines answered, what the guards refused, and who agreed that text goes out to them."""

import contextlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from app.storage import schema
from app.storage.database import Database


@dataclass(frozen=True)
class Answers:
    """The engines' part of a database."""

    database: Database

    def answers(self, fingerprints: Sequence[str]) -> Mapping[str, str]:
        """Return the cached answers of engines, by fingerprint."""
        a = schema.answer
        found: dict[str, str] = {}
        with self.database.reading() as connection:
            for start in range(0, len(fingerprints), 500):
                query = select(a.c.fingerprint, a.c.text).where(
                    a.c.fingerprint.in_(fingerprints[start : start + 500])
                )
                found.update({row.fingerprint: row.text for row in connection.execute(query)})
        return found

    def keep_answer(
        self, fingerprint: str, *, engine: str, language: str, text: str, flags: Sequence[str] = ()
    ) -> None:
        """Cache an answer that passed the guards."""
        a = schema.answer
        with self.database.writing() as connection:
            connection.execute(a.delete().where(a.c.fingerprint == fingerprint))
            connection.execute(
                insert(a).values(
                    fingerprint=fingerprint,
                    engine=engine,
                    language=language,
                    text=text,
                    flags=json.dumps(flags),
                    at=datetime.now(UTC).isoformat(),
                )
            )

    def keep_refusal(self, *, engine: str, language: str, source: str, answer: str, reason: str) -> None:
        """Keep an answer that did not pass the guards, as evidence; it is never shown as a draft."""
        with self.database.writing() as connection:
            connection.execute(
                insert(schema.refusal).values(
                    engine=engine,
                    language=language,
                    source=source,
                    answer=answer,
                    reason=reason,
                    at=datetime.now(UTC).isoformat(),
                )
            )

    def agreed(self, engine: str, address: str) -> bool:
        """Say whether a person has agreed that text goes out to this address."""
        a = schema.agreement
        query = select(a.c.person).where(a.c.engine == engine, a.c.address == address)
        with self.database.reading() as connection:
            return connection.execute(query).first() is not None

    def agree(self, engine: str, address: str, *, person: str) -> None:
        """Keep a person's agreement that text goes out to this address."""
        if self.agreed(engine, address):
            return
        row = {"engine": engine, "address": address, "person": person, "at": datetime.now(UTC).isoformat()}
        # Two may agree at the same moment; the first one is kept.
        with contextlib.suppress(IntegrityError), self.database.writing() as connection:
            connection.execute(insert(schema.agreement).values(**row))
