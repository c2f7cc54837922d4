"""The database behind the store: opened, made durable, its transactions. It knows nothing of units."""

import hashlib
import re
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, SQLAlchemyError

from app.errors import StoreError
from app.storage import files, schema

_MIGRATIONS = Path(__file__).parent / "migrations"
_MIGRATING = 7_214_611
"""The number of PostgreSQL's lock under which one process at a time changes tables; any would do."""
_BEFORE = "before_"
"""Begins the names of the tables that hold a server's store as it was before its tables changed."""
_CROSSED = frozenset({"40P01", "40001"})
"""PostgreSQL's codes for a deadlock, and for a transaction that met another."""
_TRIES = 6
_Kept = TypeVar("_Kept")
_BUSY = 20_000
"""Milliseconds to wait while another process writes."""


class DeadlockError(StoreError):
    """Two transactions wanted the same rows in two orders; one may be tried again."""


@dataclass
class Database:
    """An open database; one for a process, which several threads may use."""

    url: str
    engine: Engine = field(init=False, repr=False)
    _opened: tuple[int, int] | None = field(init=False, default=None, repr=False)
    """Which file was opened, for a SQLite store."""
    _opening: threading.Lock = field(init=False, default_factory=threading.Lock, repr=False)

    def __post_init__(self) -> None:
        # The address as everybody writes it; the driver is ours to choose.
        self.url = re.sub(r"^postgres(?:ql)?://", "postgresql+psycopg://", self.url)
        try:
            self._open()
        except (SQLAlchemyError, OSError, sqlite3.Error) as error:
            raise StoreError(
                "The store {url} cannot be opened: {reason}. Your PO files are untouched.",
                url=self.shown,
                reason=_reason(error),
            ) from error
        except ImportError as error:
            raise StoreError(
                "The store {url} needs a library that is not installed: {name}. "
                "For PostgreSQL install “translation-workbench[postgresql]”.",
                url=self.shown,
                name=error.name or str(error),
            ) from error

    def _open(self) -> None:
        # while it is opened nobody may ask whether it is still there: who opens it anew holds the lock
        self._opened = None
        if self._file is not None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
        # A path goes in as it is: in an address a folder's “?” or “%20” would mean something else.
        here = URL.create("sqlite", database=str(self._file)) if self._file else make_url(self.url)
        # The connection that was used last: it has what it read, and its statements, still at hand.
        self.engine = create_engine(here, pool_use_lifo=True)
        if self.engine.dialect.name == "sqlite":
            _prepare_sqlite(self.engine)
        try:
            self._migrate()
        except BaseException:
            self.engine.dispose()
            raise
        self._opened = self._there()

    def _there(self) -> tuple[int, int] | None:
        """Return which file lies where the store is; None where none does, or where it is on a server."""
        try:
            found = self._file.stat() if self._file is not None else None
        except OSError:
            return None
        return (found.st_dev, found.st_ino) if found is not None else None

    def _look(self) -> None:
        """Raise where the store's file was removed or replaced under us: saves into it would be lost.

        It has then been opened anew, so that the next call works, on a store that the catalogs rebuild.
        """
        if self._opened == self._there():
            return
        with self._opening:
            if self._opened != self._there():
                self.engine.dispose()
                self._open()
        raise StoreError(
            "The store {url} was removed or replaced while it was open, and has been opened anew. "
            "Load the page again, then save once more. The catalogs rebuild what it held, history aside.",
            url=self.shown,
        )

    def _migrate(self) -> None:
        """Bring the tables to today's form: made in an empty store, changed step by step in an older one."""
        with self.engine.connect() as connection:
            found = _version(connection)
        if found == schema.VERSION:
            return
        if found is not None:
            self._check_known(found)
        # Imported where it is needed: it takes longer than opening the store does.
        from alembic import command  # noqa: PLC0415
        from alembic.config import Config  # noqa: PLC0415

        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS))
        with self.writing() as connection:
            if self.engine.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATING})")
            found = _version(connection)
            if found == schema.VERSION:
                return  # another process was first
            if found is not None:
                self._keep_as_it_was(connection)
            config.attributes["connection"] = connection
            command.upgrade(config, schema.VERSION)

    def _keep_as_it_was(self, connection: Connection) -> None:
        """Copy the store before its tables change, while nobody else can change them.

        A SQLite store into a file beside it; on a server each table into one whose name says so, which takes
        no rights that the change itself does not. A server's copies of an earlier change are let go of.
        """
        if self._file is not None:
            self.copy(Path(f"{self._file}.before-{schema.VERSION}"))
            return
        tables = inspect(connection).get_table_names()
        for old in (name for name in tables if name.startswith(_BEFORE)):
            connection.exec_driver_sql(f'DROP TABLE "{old}"')
        for name in (name for name in tables if not name.startswith(_BEFORE)):
            connection.exec_driver_sql(f'CREATE TABLE "{_BEFORE}{schema.VERSION}_{name}" AS TABLE "{name}"')

    def _check_known(self, found: str) -> None:
        if not any(path.name.startswith(f"{found}_") for path in (_MIGRATIONS / "versions").glob("*.py")):
            raise StoreError(
                "The store {url} was made by a newer workbench (its tables are number {found}, ours are "
                "{ours}). Use that version, or move the store away: the PO files rebuild it, history aside.",
                url=self.shown,
                found=found,
                ours=schema.VERSION,
            )

    def unsound(self) -> tuple[str, ...]:
        """Return what a look through the whole database finds broken; nothing where it is sound."""
        if self.engine.dialect.name != "sqlite":
            return ()  # a server looks after its own files
        with self.reading() as connection:
            found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
            stray = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return (*(one for one in found if one != "ok"), *(f"stray row in {row[0]}" for row in stray))

    @cached_property  # it is asked for at each look
    def _file(self) -> Path | None:
        return Path(self.url.removeprefix("sqlite:///")) if self.url.startswith("sqlite:///") else None

    @property
    def shown(self) -> str:
        """Return the store's address without its password."""
        try:
            return make_url(self.url).render_as_string(hide_password=True)
        except ArgumentError:
            return self.url.split("@")[-1]  # it leads nowhere, and may hold a password all the same

    def copy(self, path: Path) -> None:
        """Copy a SQLite store into a file, whole, while others may write; a server has its own back-up."""
        if self._file is None:
            return
        temporary = path.with_name(f"{path.name}.part")
        temporary.unlink(missing_ok=True)
        with closing(sqlite3.connect(self._file)) as here, closing(sqlite3.connect(temporary)) as there:
            here.backup(there)  # its end is on the disk when this returns, as is every commit
        temporary.replace(path)
        files.sync_folder(path.parent)

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def clock(self, connection: Connection) -> float:
        """Return the database's own time, in seconds since 1970: the same for every machine that asks."""
        if self.engine.dialect.name == "sqlite":
            return time.time()  # it is on this machine, and has no other
        return float(connection.exec_driver_sql("SELECT extract(epoch FROM now())").scalar_one())

    def attempt(self, deed: Callable[[], _Kept]) -> _Kept:
        """Carry out a deed that writes, again where another's deed of the same moment stood in its way."""
        for _ in range(_TRIES - 1):
            with suppress(IntegrityError, DeadlockError):
                return deed()
        return deed()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Hold a connection for looking."""
        self._look()
        try:
            with self.engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise StoreError("The store cannot be read: {reason}.", reason=_reason(error)) from error

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Hold a connection that sees the database as it is at its first question, whatever comes after."""
        with self.reading() as connection:
            if self.engine.dialect.name == "postgresql":  # SQLite's transactions see no other moment anyhow
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def writing(self, *, lasting: bool = True) -> Iterator[Connection]:
        """Hold a transaction that is kept whole or not at all.

        One that need not last, as it says only what is so at this moment, may be forgotten when the power
        fails: the disk is not waited for.
        """
        if self._opened is not None:
            self._look()
        how = {"writes": True, "lasting": lasting}
        opened = self.engine.connect
        with self._in_words(), opened().execution_options(**how) as connection, connection.begin():
            if not lasting and self.engine.dialect.name == "postgresql":
                connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
            yield connection

    @contextmanager
    def writing_at_once(self) -> Iterator[Connection]:
        """Hold a connection of PostgreSQL on which each statement is a transaction of its own."""
        opened = self.engine.connect
        with self._in_words(), opened().execution_options(isolation_level="AUTOCOMMIT") as connection:
            yield connection

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:
            raise
        except SQLAlchemyError as error:
            if getattr(getattr(error, "orig", None), "sqlstate", None) in _CROSSED:
                raise DeadlockError(
                    "The store could not keep this: others were saving the same. Please try again."
                ) from error
            raise StoreError(
                "The store could not keep this: {reason}. Nothing of it was saved; please try again.",
                reason=_reason(error),
            ) from error


def fingerprint(*parts: str) -> str:
    """Return a name for texts of any length."""
    return hashlib.sha256("\x04".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _version(connection: Connection) -> str | None:
    """Return the number of the store's tables; None where there are none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, and say it in time
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {_BUSY}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        # A transaction that reads first and then writes could not wait for another writer.
        options = connection.get_execution_options()
        if not options.get("writes"):
            # Straight to the driver: nothing can go wrong, and all else takes longer than most of our looks.
            connection.connection.cursor().execute("BEGIN")
            return
        # The connection may have served another kind of deed before.
        level = "FULL" if options.get("lasting", True) else "NORMAL"
        if connection.info.get("synchronous") != level:
            connection.exec_driver_sql(f"PRAGMA synchronous = {level}")
            connection.info["synchronous"] = level
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _reason(error: Exception) -> str:
    said = str(getattr(error, "orig", None) or error).strip() or type(error).__name__
    return said.splitlines()[0][:300]
