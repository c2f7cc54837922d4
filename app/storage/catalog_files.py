"""What the store knows of the PO files: what they hold, what is behind, and who may write."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, func, insert, select, update

from app.storage import rows, schema
from app.storage.database import Database


@dataclass(frozen=True, slots=True)
class CatalogFile:
    """What we know of a PO file on disk."""

    sha256: str = ""
    header: tuple[tuple[str, str], ...] = ()
    header_comment: str = ""


class CatalogFiles(Database):
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
        with self.reading() as connection:
            rows = connection.execute(query).all()
        return {(document, language): (int(count), int(mark)) for document, language, count, mark in rows}

    def hold(self, name: str, holder: str, *, seconds: float) -> bool:
        """Take or renew a lease; False while another holds it. A holder that dies loses it by itself."""
        le = schema.lease
        with self.reading() as connection:
            now = self.clock(connection)
            row = connection.execute(select(le).where(le.c.name == name)).first()
        if row is not None and row.until > now + (seconds / 2 if row.holder == holder else 0):
            return bool(row.holder == holder)  # no need to write at every glance
        with self.writing() as connection:
            now = self.clock(connection)
            row = connection.execute(select(le).where(le.c.name == name).with_for_update()).first()
            if row is not None and row.holder != holder and row.until > now:
                return False
            connection.execute(le.delete().where(le.c.name == name))
            connection.execute(insert(le).values(name=name, holder=holder, until=now + seconds))
        return True

    def release(self, name: str, holder: str) -> None:
        """Give a lease back."""
        le = schema.lease
        with self.writing() as connection:
            connection.execute(le.delete().where(le.c.name == name, le.c.holder == holder))

    def keep_outside(
        self, language: str, marks: Mapping[int, tuple[tuple[str, ...], tuple[str, ...]]]
    ) -> None:
        """Keep comments and flags that a PO from outside carries, by unit."""
        with self.writing() as connection:
            for number, (comments, flags) in marks.items():
                rows.ensure_target(connection, number, language)
                connection.execute(
                    update(schema.target)
                    .where(schema.target.c.unit == number, schema.target.c.language == language)
                    .values(comments=json.dumps(comments), flags=json.dumps(flags))
                )

    def catalog_file(self, document: str, language: str) -> CatalogFile:
        """Return what we know of a PO on disk."""
        c = schema.catalog_file
        query = select(c).where(c.c.document == document, c.c.language == language)
        with self.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            return CatalogFile()
        return CatalogFile(
            row.sha256, tuple((name, value) for name, value in json.loads(row.header)), row.header_comment
        )

    def keep_catalog_file(
        self, document: str, language: str, file: CatalogFile, versions: Mapping[int, int]
    ) -> None:
        """Remember a PO as we have just written or read it; `versions` is what it holds of each unit."""
        c, t = schema.catalog_file, schema.target
        with self.writing() as connection:
            connection.execute(c.delete().where(c.c.document == document, c.c.language == language))
            connection.execute(
                insert(c).values(
                    document=document,
                    language=language,
                    sha256=file.sha256,
                    header=json.dumps(file.header),
                    header_comment=file.header_comment,
                )
            )
            here = (t.c.unit == bindparam("number")) & (t.c.language == language)
            held = [{"number": number, "version_held": version} for number, version in versions.items()]
            rows.carry_out(connection, update(t).where(here).values(written=bindparam("version_held")), held)
