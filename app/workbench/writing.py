"""Catalogs are written behind the store: soon after the last save, by one process at a time.

A save is durable in the store before the person hears of it; the PO follows within a second, or within five
while saves keep coming. The same thread looks for catalogs and source files that changed outside.
"""

import atexit
import contextlib
import hashlib
import os
import secrets
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from app.errors import Message, WorkbenchError
from app.storage.exchange import SETTLED
from app.storage.troubles import Troubles
from app.workbench import catalogs
from app.workbench.project import Project, log

_GLANCE = 0.2
"""Seconds between two looks into the store for what is not written yet."""
_QUIET = 0.3
"""Seconds without a further save after which a catalog is written."""
_LONGEST = 4.0
"""Seconds after which it is written though saves keep coming."""
_WATCH = 2.0
"""Seconds between two looks at the files."""
_LEASE = 10.0
"""Seconds for which a process holds the right to write; a dead one loses it then."""
LEASE = "catalogs"


class Writer:
    """Writes a project's catalogs behind its store. One for a process; close it to write what is left."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._kept = Troubles(project.store)
        self._untold: dict[tuple[str, str], Message] = {}
        """What the store could not keep, as it is in trouble itself."""
        self._generation = project.store.generation()
        self._seen: dict[tuple[str, str], tuple[object, float, float]] = {}
        self._stamps: dict[Path, tuple[int, int, int]] = {}
        self._looking = threading.Lock()
        """Held by who brings everything up to date: the watcher need not do the same at the same moment."""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="catalog-writer", daemon=True)
        project.written_behind.set()
        self._thread.start()
        atexit.register(self.close)

    @property
    def troubles(self) -> Mapping[tuple[str, str], Message]:
        """Why a file cannot be read or written now, whichever process met it; texts are safe in the store."""
        names = {*self.project.folder.documents()}
        try:
            told = self._kept.told()
        except WorkbenchError:
            told = {}
        return {which: said for which, said in told.items() if which[0] in names} | self._untold

    def begin(self) -> None:
        """Bring every document up to date, as when the app starts; what cannot be read is in `troubles`."""
        with self._looking:
            for name in self.project.folder.documents():
                self._begin(name)

    def _begin(self, name: str) -> None:
        folder, codes = self.project.folder, self.project.settings.languages
        # Noted before they are read: what changes meanwhile is another file than the one noted.
        stamps = {
            path: _stamp(path) for path in (folder.source(name), *(folder.catalog(name, c) for c in codes))
        }
        errors: tuple[WorkbenchError, ...] = ()
        with self._minding(name, ""):
            errors = catalogs.sync(self.project, name).errors
        for code in codes:
            with self._minding(name, code):
                if errors:
                    catalogs.write(self.project, name, code)
        if (name, "") not in self.troubles and not errors:
            self._stamps.update((path, stamp) for path, stamp in stamps.items() if stamp is not None)

    def close(self) -> None:
        """Stop, and write what is not written yet."""
        if self._stop.is_set():
            return
        self._stop.set()
        self.project.written_behind.clear()
        self._thread.join(timeout=30)
        with contextlib.suppress(WorkbenchError):
            self.flush()
            self.project.store.release(LEASE, self.holder)

    def flush(self) -> None:
        """Write every catalog that is behind the store, whoever holds the lease: a file's lock orders us."""
        for name, code in self.project.store.unwritten():
            with self._minding(name, code):
                catalogs.write(self.project, name, code)

    def _run(self) -> None:
        watched = 0.0
        while not self._stop.wait(_GLANCE):
            try:
                if not self.project.store.hold(LEASE, self.holder, seconds=_LEASE):
                    continue
                for name, code in self._due(time.monotonic()):
                    self._write(name, code)
                if time.monotonic() - watched >= _WATCH:
                    watched = time.monotonic()
                    self._mind_a_new_store()
                    if self._looking.acquire(blocking=False):
                        try:
                            self._watch()
                        finally:
                            self._looking.release()
            except WorkbenchError as error:
                log.warning("the catalogs' writer: %s", error)
            except Exception:  # noqa: BLE001  # see the next line
                # A thread that dies would leave every later save unwritten and nobody told.
                log.exception("the catalogs' writer failed, and goes on")

    def _mind_a_new_store(self) -> None:
        """Fill a store that somebody removed while the app was running, as at a start."""
        generation = self.project.store.generation()
        if generation != self._generation:
            self._generation = generation
            self.begin()

    def _due(self, now: float) -> Iterator[tuple[str, str]]:
        """Yield what has been quiet for a moment, or has waited long enough."""
        behind = self.project.store.unwritten()
        for gone in self._seen.keys() - behind.keys():
            del self._seen[gone]
        for catalog, mark in behind.items():
            before, first, last = self._seen.get(catalog, (None, now, now))
            if before != mark:
                last = now
            self._seen[catalog] = (mark, first, last)
            if now - last >= _QUIET or now - first >= _LONGEST:
                del self._seen[catalog]
                yield catalog

    def _watch(self) -> None:
        """Take in what changed outside: catalogs by their content, documents by their source file."""
        folder = self.project.folder
        for name in folder.documents():
            if self._changed(folder.source(name)):
                with self._minding(name, ""):
                    catalogs.sync(self.project, name)
                if (name, "") in self.troubles:
                    self._stamps.pop(folder.source(name), None)  # what failed once is tried again
            for code in self.project.settings.languages:
                if self._changed(folder.catalog(name, code)):
                    self._write(name, code)

    def _changed(self, path: Path) -> bool:
        """Say whether a file is another one than at the last look, and nobody is writing it just now."""
        stamp = _stamp(path)
        if stamp is None or self._stamps.get(path) == stamp or not _settled(stamp[0] / 1e9):
            return False
        self._stamps[path] = stamp
        return True

    def _write(self, name: str, code: str) -> None:
        path = self.project.folder.catalog(name, code)
        with contextlib.suppress(OSError):
            if not _settled(path.stat().st_mtime) and not self._ours(path, name, code):
                return  # an editor that writes in place may be half through; it stays due
        with self._minding(name, code):
            catalogs.write(self.project, name, code)

    def _ours(self, path: Path, name: str, code: str) -> bool:
        known = self.project.store.catalog_file(name, code).sha256
        return hashlib.sha256(path.read_bytes()).hexdigest() == known

    @contextlib.contextmanager
    def _minding(self, name: str, code: str) -> Iterator[None]:
        try:
            yield
        except WorkbenchError as error:
            if self._tell(name, code, error.message):
                log.warning("%s, %s: %s", name, code, error)
        else:
            self._untold.pop((name, code), None)
            with contextlib.suppress(WorkbenchError):  # then it is told a moment longer
                self._kept.clear(name, code)

    def _tell(self, name: str, code: str, said: Message) -> bool:
        """Have every process tell of a trouble, or at least this one; return whether it is news."""
        try:
            news = self._kept.keep(name, code, said)
        except WorkbenchError:
            news = self._untold.get((name, code)) != said
            self._untold[name, code] = said
        else:
            self._untold.pop((name, code), None)
        return news


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """Return what tells a file from another that lay in its place before; None where none lies there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def _settled(changed: float) -> bool:
    return not 0 <= time.time() - changed < SETTLED
