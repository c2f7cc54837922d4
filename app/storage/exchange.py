"""Put a new file in another's place and look at what was there: so no version from outside is lost unread.

Renaming over a file that somebody wrote a moment ago destroys theirs unseen (measured: 15 of 873 versions; a
look just before renaming still lost 6). Exchanging the two names and then reading what came out loses none.
"""

import ctypes
import errno
import os
import sys
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.storage import files

_AT_FDCWD = -100
_RENAME_NOREPLACE = 1
_RENAME_EXCHANGE = 2
SETTLED = 1.5
"""Seconds without a change after which a file that is not ours is taken for finished."""
_PATIENCE = 20.0
"""Seconds after which we go on though somebody is still writing."""
_GLANCE = 0.05
_TRIES = 100
"""Times that somebody else may write the file anew while we give ours its name."""


@dataclass(frozen=True, slots=True)
class Out:
    """What stood in the place of a new file."""

    content: bytes = b""
    """Empty where nothing stood there."""
    file: Path | None = None
    """Where it lies until `done`: a process that is killed before it has read it leaves it to the next."""

    def settled(self) -> "Out":
        """Return it as it is when nobody has written on it for a moment.

        Who writes in place, as many editors and `>` do, holds the file itself, not its name: what came out
        may be empty or half of theirs, and the rest follows. What has lain for a while is not waited for.
        """
        if self.file is None:
            return self
        end = time.monotonic() + _PATIENCE
        while 0 <= time.time() - self.file.stat().st_mtime < SETTLED and time.monotonic() < end:
            time.sleep(_GLANCE)
        return Out(self.file.read_bytes(), self.file)

    def done(self) -> None:
        """Let go of it: its content is kept elsewhere, or was ours."""
        if self.file is not None:
            files.discard(self.file)


def replace(path: Path, content: bytes) -> Out:
    """Put new content at a path, whole and durable, and return what stood there.

    The caller compares what comes out with what it meant to replace, and says when it is done with it. Where
    the system cannot exchange two names (no renameat2 on this system or file system), what stands there is
    taken away first, whatever it is by then, and ours put into the empty place: for a moment the path is
    missing, which a reader may see, but nobody's version goes unread.
    """
    path = Path(os.path.realpath(path))  # a link stays one; what it leads to is replaced
    temporary = files.beside(path, content)
    try:
        if not path.exists() and _rename(temporary, path, _RENAME_NOREPLACE):
            files.sync_folder(path.parent)
            return Out()
        if _rename(temporary, path, _RENAME_EXCHANGE):
            files.sync_folder(path.parent)
            return Out(temporary.read_bytes(), temporary)
        return _take_away(path, temporary)
    except OSError as error:
        # What lies there now may be theirs, if the names were exchanged: it is left for the next look.
        if temporary.exists() and temporary.read_bytes() == content:
            files.discard(temporary)
        raise files.trouble(path, error, reading=False) from error


def _take_away(path: Path, temporary: Path) -> Out:
    """Do it by names alone: take away what stands there, then give the new file the name if it is free.

    Who is killed in between leaves both files beside the path, where the next look finds them.
    """
    for _ in range(_TRIES):
        out = _aside(path)
        try:
            os.link(temporary, path)
        except FileExistsError:
            continue  # somebody wrote anew; what was taken away stays beside until the next look
        except OSError:
            # A file system without links: the moment between the two is all that is left open.
            temporary.replace(path)
        files.discard(temporary)
        files.sync_folder(path.parent)
        return Out(out.read_bytes(), out) if out else Out()
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(path))


def _aside(path: Path) -> Path | None:
    """Take a file away from its path; None where there is none."""
    handle, name = files.temporary_beside(path)
    os.close(handle)
    try:
        path.rename(name)
    except OSError as error:
        files.discard(Path(name))
        if isinstance(error, FileNotFoundError):
            return None
        raise
    return Path(name)


def _rename(source: Path, target: Path, flag: int) -> bool:
    """Rename with a flag of renameat2; return False where the system has it not, or its condition fails."""
    call = _renameat2()
    if call is None:
        return False
    if call(_AT_FDCWD, os.fsencode(source), _AT_FDCWD, os.fsencode(target), flag) == 0:
        return True
    code = ctypes.get_errno()
    if code in {errno.EEXIST, errno.ENOENT, errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.EPERM}:
        return False
    raise OSError(code, os.strerror(code), str(target))


@cache
def _renameat2() -> Any:
    if not sys.platform.startswith("linux"):
        return None
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return None
    call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    return call
