"""Files on disk: written whole or not at all, read within limits, locked while several write."""

import contextlib
import glob
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from app.errors import ProjectError

LARGEST = 64 * 1024 * 1024
"""Bytes beyond which no file of a project is read."""
_LEFT = 600
"""Seconds after which a temporary file is nobody's any more; a younger one may be in another's hands."""
_PATIENCE = 30
"""Seconds to wait for another process that writes the same catalog."""


def read(path: Path) -> bytes:
    """Return a file's content. Raise `ProjectError` where it is missing, too large or cannot be read."""
    try:
        found = path.stat()
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
            # A pipe or a device may have no end.
            raise ProjectError("{file} is not a file that can be read; save it as one first.", file=path)
        if found.st_size > LARGEST:
            raise ProjectError(
                "{file} has {size} MB; files up to {most} MB are read. Split it into several documents.",
                file=path,
                size=found.st_size // 1_000_000,
                most=LARGEST // 1_000_000,
            )
        return path.read_bytes()
    except OSError as error:
        raise trouble(path, error, reading=True) from error


def write(path: Path, content: bytes) -> None:
    """Write beside, make durable, rename: after a power cut the file is the old one or the new one.

    Raise `ProjectError` where the folder is read-only or the disk full; the old file is then untouched.
    """
    path = Path(os.path.realpath(path))  # a link stays one; what it leads to is replaced
    temporary = beside(path, content)
    try:
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        discard(temporary)
        raise trouble(path, error, reading=False) from error


def beside(path: Path, content: bytes) -> Path:
    """Write a durable temporary file that is to take a path's place, and return its path."""
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = temporary_beside(path)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(path))
    except OSError as error:
        if temporary is not None:
            discard(temporary)
        raise trouble(path, error, reading=False) from error
    return temporary


def temporary_beside(path: Path) -> tuple[int, str]:
    """Make an empty file beside a path, of a name that `left_beside` finds; return its handle and name."""
    return tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)


def discard(temporary: Path) -> None:
    """Remove a temporary file, as far as that can be done."""
    with contextlib.suppress(OSError):
        temporary.unlink(missing_ok=True)


def write_if_new(path: Path, content: bytes) -> bool:
    """Write only where the content differs; return whether anything was written."""
    if path.exists() and read(path) == content:
        return False
    write(path, content)
    return True


def left_beside(path: Path) -> list[Path]:
    """Return the temporary files that were to take a path's place, or were taken out of it."""
    path = Path(os.path.realpath(path))
    return sorted(path.parent.glob(f".{glob.escape(path.name)}.*.part"))


def sweep(folder: Path) -> None:
    """Remove the temporary files that a killed process left behind; another one's at work are let be.

    Those of catalogs are left to who reads them (`catalogs.absorb`): an exchanged file may hold an edit.
    """
    for left in folder.rglob(".*.part"):
        with contextlib.suppress(OSError):
            if ".po." not in left.name and time.time() - left.stat().st_mtime > _LEFT:
                left.unlink()


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock that a dead process loses. `path` is the lock's own file."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path, timeout=_PATIENCE):
            yield
    except Timeout as error:
        raise ProjectError(
            "Another process has held {file} for {seconds} seconds. Close it and try again.",
            file=path,
            seconds=_PATIENCE,
        ) from error
    except OSError as error:
        raise trouble(path, error, reading=False) from error


@contextlib.contextmanager
def locked_at_once(path: Path) -> Iterator[bool]:
    """Hold a lock if nobody else does, and say whether we hold it; wait for nobody."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path, timeout=0)
        try:
            lock.acquire()
        except Timeout:
            yield False
            return
        try:
            yield True
        finally:
            lock.release()
    except OSError as error:
        raise trouble(path, error, reading=False) from error


def _mode(path: Path) -> int:
    """Return who may do what with a file, or with a new one where there is none (any more)."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        return 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    if os.name == "nt":  # Windows makes a rename durable by itself, and opens no folders
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def trouble(path: Path, error: OSError, *, reading: bool) -> ProjectError:
    """Return the system's refusal as a sentence that names the file and the way out."""
    if isinstance(error, FileNotFoundError):
        return ProjectError("{file} does not exist.", file=path)
    reason = error.strerror or str(error)
    if reading:
        return ProjectError("{file} cannot be read: {reason}.", file=path, reason=reason)
    return ProjectError(
        "{file} cannot be written: {reason}. "
        "Nothing was changed. Make room or give leave to write there, and try again.",
        file=path,
        reason=reason,
    )
