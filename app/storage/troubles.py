"""Why files cannot be read or written now, for whoever serves people: one process writes, and all tell."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import insert, select

from app.errors import Message
from app.storage import messages, schema
from app.storage.database import Database


@dataclass(frozen=True)
class Troubles:
    """The part of a database that says what stands in the way of which file."""

    database: Database

    def told(self) -> Mapping[tuple[str, str], Message]:
        """Return what stands in the way, by document and language; the language of a source file is empty."""
        t = schema.trouble.c
        found: dict[tuple[str, str], Message] = {}
        with self.database.reading() as connection:
            for row in connection.execute(select(schema.trouble).order_by(t.document, t.language)):
                (found[row.document, row.language],) = messages.read(row.said)
        return found

    def keep(self, document: str, language: str, message: Message) -> bool:
        """Tell what stands in the way of a file; return whether it is news."""
        said = messages.written([message])
        if self._said(document, language) == said:
            return False

        def keep() -> None:
            t = schema.trouble
            with self.database.writing(lasting=False) as connection:
                connection.execute(t.delete().where(t.c.document == document, t.c.language == language))
                connection.execute(insert(t).values(document=document, language=language, said=said))

        self.database.attempt(keep)  # two processes may meet the same trouble at the same moment
        return True

    def clear(self, document: str, language: str) -> None:
        """Note that nothing stands in a file's way any more."""
        t = schema.trouble
        if self._said(document, language) is not None:
            with self.database.writing(lasting=False) as connection:
                connection.execute(t.delete().where(t.c.document == document, t.c.language == language))

    def _said(self, document: str, language: str) -> str | None:
        t = schema.trouble.c
        query = select(t.said).where(t.document == document, t.language == language)
        with self.database.reading() as connection:
            found: str | None = connection.scalar(query)
        return found
