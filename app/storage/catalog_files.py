"""What the store knows of the PO files: what they hold, what is behind, and who may write."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.storage import rows, schema
from app.storage.comments import Comments
from app.storage.rows import Marks


@dataclass(frozen=True, slots=True)
class CatalogFile:
    """What we know of a PO file on disk."""

    sha256: str = ""
    header: tuple[tuple[str, str], ...] = ()
    header_comment: str = ""
    outline: str = ""
    """The document's outline when we wrote it; the word of no outline where it is not as we wrote it."""


class CatalogFiles(Comments):
    """The catalogs' part of the store."""

    def unwritten(self) -> Mapping[tuple[str, str], tuple[int, int]]:
        """Return the catalogs whose PO is behind, each with a mark that changes with every further save."""
        t, u = schema.target.c, schema.unit.c
        query = (
            select(u.document, t.language, func.count(), func.sum(t.version))
            .join(schema.unit, u.id == t.unit)
            .where(t.version != t.written)
            .group_by(u.document, t.language)
        )
        c = schema.comment.c
        noted = (
            select(u.document, c.language, func.count(), func.max(c.id))
            .join(schema.unit, u.id == c.unit)
            .where((c.removed_at == "") != c.held)
            .group_by(u.document, c.language)
        )
        behind: dict[tuple[str, str], tuple[int, int]] = {}
        with self.reading() as connection:
            for document, language, count, mark in (
                *connection.execute(query),
                *connection.execute(noted),
            ):
                before = behind.get((document, language), (0, 0))
                behind[document, language] = (before[0] + int(count), before[1] + int(mark))
        return behind

    def hold(self, name: str, holder: str, *, seconds: float) -> bool:
        """Take or renew a lease; False while another holds it. A holder that dies loses it by itself."""
        le = schema.lease
        with self.reading() as connection:
            now = self.clock(connection)
            row = connection.execute(select(le).where(le.c.name == name)).first()
        enough = seconds / 2 if row is not None and row.holder == holder else 0.0
        if row is not None and now + enough < row.until <= now + seconds:
            return bool(row.holder == holder)  # no need to write at every glance
        with self.writing() as connection:
            now = self.clock(connection)
            row = connection.execute(select(le).where(le.c.name == name).with_for_update()).first()
            # One that lasts longer than any is from before the clock was put back.
            if row is not None and row.holder != holder and now < row.until <= now + seconds:
                return False
            connection.execute(le.delete().where(le.c.name == name))
            connection.execute(insert(le).values(name=name, holder=holder, until=now + seconds))
        return True

    def release(self, name: str, holder: str) -> None:
        """Give a lease back."""
        le = schema.lease
        with self.writing() as connection:
            connection.execute(le.delete().where(le.c.name == name, le.c.holder == holder))

    def keep_marks(self, language: str, marks: Mapping[int, Marks]) -> None:
        """Keep what a PO from outside carries of each unit and we have no use for."""
        t = schema.target
        with self.writing() as connection:
            for number, (flags, previous_context) in marks.items():
                rows.ensure_target(connection, number, language)
                connection.execute(
                    update(t)
                    .where(t.c.unit == number, t.c.language == language)
                    .values(flags=json.dumps(flags), previous_context=previous_context)
                )

    def catalog_file(self, document: str, language: str) -> CatalogFile:
        """Return what we know of a PO on disk."""
        with self.reading() as connection:
            return known_file(connection, document, language)

    def keep_catalog_file(
        self,
        document: str,
        language: str,
        file: CatalogFile,
        versions: Mapping[int, int],
        *,
        since: CatalogFile,
    ) -> None:
        """Remember a PO as we have just written or read it; `versions` is what it holds of each unit.

        `since` is what was known of it before the units were read. Where that is another by now, somebody
        took or wrote a file meanwhile, and this one is not known to hold every unit.
        """
        self.attempt(lambda: self._keep_catalog_file((document, language), file, versions, since))

    def _keep_catalog_file(
        self, which: tuple[str, str], file: CatalogFile, versions: Mapping[int, int], since: CatalogFile
    ) -> None:
        c, t = schema.catalog_file, schema.target
        document, language = which
        here = (c.c.document == document) & (c.c.language == language)
        values = {
            "sha256": file.sha256,
            "header": json.dumps(file.header),
            "header_comment": file.header_comment,
            "outline": file.outline,
        }
        # It says only what the file shows as well: should the power fail, it is read from there again.
        with self.writing(lasting=False) as connection:
            row = connection.execute(select(c).where(here).with_for_update()).first()
            if ((row.sha256, row.outline) if row else ("", "")) != (since.sha256, since.outline):
                values["outline"] = _no_outline()
            if row is None:
                connection.execute(insert(c).values(document=document, language=language, **values))
            else:
                connection.execute(update(c).where(here).values(values))
            here = (t.c.unit == bindparam("number")) & (t.c.language == language)
            held = [{"number": number, "version_held": version} for number, version in versions.items()]
            rows.carry_out(connection, update(t).where(here).values(written=bindparam("version_held")), held)

    def outline(self, document: str) -> str:
        """Return a word for a document's units, their order and places; another one after each change."""
        with self.reading() as connection:
            return known_outline(connection, document)

    def order(self, document: str) -> tuple[int, ...]:
        """Return a document's units by number, in the order in which they stand in its catalogs."""
        u = schema.unit.c
        query = select(u.id).where(u.document == document).order_by(u.obsolete, u.position, u.id)
        with self.reading() as connection:
            return tuple(connection.scalars(query))

    def disown(self, document: str, language: str) -> None:
        """Note that a PO is no longer as we wrote it, so that it is next written whole."""
        c = schema.catalog_file
        here = (c.c.document == document) & (c.c.language == language)
        with self.writing() as connection:
            connection.execute(update(c).where(here).values(outline=_no_outline()))


def known_file(connection: Connection, document: str, language: str) -> CatalogFile:
    """Return what the store knows of a PO."""
    c = schema.catalog_file
    query = select(c).where(c.c.document == document, c.c.language == language)
    row = connection.execute(query).first()
    if row is None:
        return CatalogFile()
    header = tuple((name, value) for name, value in json.loads(row.header))
    return CatalogFile(row.sha256, header, row.header_comment, row.outline)


def known_outline(connection: Connection, document: str) -> str:
    """Return a document's outline; empty where it has no units yet."""
    o = schema.outline.c
    found = connection.scalar(select(o.mark).where(o.document == document))
    return "" if found is None else str(found)


def renew_outline(connection: Connection, document: str) -> None:
    """Give a document a new mark, within the transaction that changes its units."""
    make: Any = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[connection.dialect.name]
    mark = secrets.token_hex(16)
    made = make(schema.outline).values(document=document, mark=mark)
    connection.execute(made.on_conflict_do_update(index_elements=["document"], set_={"mark": mark}))


def _no_outline() -> str:
    """Return a word that no document has for its outline, and that is never said twice."""
    return f"-{secrets.token_hex(16)}"
