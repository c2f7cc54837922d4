"""Copy a store into another, row for row: from SQLite to PostgreSQL, or back."""

from sqlalchemy import func, insert, select

from app.errors import StoreError
from app.storage import schema
from app.storage.database import Database

_AT_ONCE = 1_000


def move(source: Database, target: Database) -> dict[str, int]:
    """Copy every table into an empty store, in one transaction; return the rows of each.

    Leases are left behind: they belong to processes. Raise `StoreError` where the target holds anything.
    """
    moved: dict[str, int] = {}
    with source.reading() as here, target.writing() as there:
        there.execute(schema.setting.delete())  # it goes on as the store that it was
        for table in schema.metadata.sorted_tables:
            if there.scalar(select(func.count()).select_from(table)):
                raise StoreError(
                    "The store {url} is not empty, so nothing was moved. Give an empty database.",
                    url=target.shown,
                )
        for table in schema.metadata.sorted_tables:
            if table is schema.lease:
                continue
            count = 0
            rows = here.execute(select(table)).mappings()
            while part := rows.fetchmany(_AT_ONCE):
                there.execute(insert(table), [dict(row) for row in part])
                count += len(part)
            moved[table.name] = count
            if target.engine.dialect.name == "postgresql" and "id" in table.c:
                # The rows brought their numbers; the server's own counting goes on after them.
                there.exec_driver_sql(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "  # noqa: S608  # our own names
                    f"(SELECT coalesce(max(id), 0) + 1 FROM {table.name}), false)"
                )
    return moved
