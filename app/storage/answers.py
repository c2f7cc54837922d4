"""What engines answered, what the guards refused, and who agreed that text goes out to them."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from app.errors import Message
from app.storage import messages, schema
from app.storage.database import Database


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine answered, and passed the guards."""

    text: str
    flags: tuple[Message, ...] = ()
    """What a person should look at before taking it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that did not pass the guards."""

    source: str
    answer: str
    reason: Message


@dataclass(frozen=True)
class Answers:
    """The engines' part of a database."""

    database: Database

    def answers(self, fingerprints: Sequence[str]) -> Mapping[str, Answer]:
        """Return the cached answers of engines, by fingerprint."""
        a = schema.answer
        found: dict[str, Answer] = {}
        with self.database.reading() as connection:
            for start in range(0, len(fingerprints), 500):
                query = select(a.c.fingerprint, a.c.text, a.c.flags).where(
                    a.c.fingerprint.in_(fingerprints[start : start + 500])
                )
                for row in connection.execute(query):
                    found[row.fingerprint] = Answer(row.text, messages.read(row.flags))
        return found

    def keep(
        self,
        *,
        engine: str,
        language: str,
        answers: Mapping[str, Answer] | None = None,
        refusals: Sequence[Refusal] = (),
    ) -> None:
        """Cache answers that passed the guards, by fingerprint; keep those that did not, as evidence.

        What was refused is never shown as a draft.
        """
        of = {"engine": engine, "language": language, "at": datetime.now(UTC).isoformat()}
        a = schema.answer
        new = [
            of | {"fingerprint": name, "text": one.text, "flags": messages.written(one.flags)}
            for name, one in (answers or {}).items()
        ]
        refused = [
            of | {"source": one.source, "answer": one.answer, "reason": str(one.reason)} for one in refusals
        ]
        with self.database.writing() as connection:
            if new:
                connection.execute(a.delete().where(a.c.fingerprint.in_([row["fingerprint"] for row in new])))
                connection.execute(insert(a), new)
            if refused:
                connection.execute(insert(schema.refusal), refused)

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
