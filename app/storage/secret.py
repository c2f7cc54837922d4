"""The project's secret: made once, shared by every process that serves the project, read by nobody else."""

import contextlib
import os
import secrets
from pathlib import Path

from app.errors import ProjectError
from app.storage import files

_FEWEST = 32


def in_file(path: Path) -> str:
    """Return the secret that a file holds; make it, for its owner's eyes alone, where there is none.

    Of two processes that make it at once, both get the first one's. Raise `ProjectError` where the file is
    cut off or cannot be made.
    """
    try:
        if not path.exists():
            _make(path)
        found = path.read_text(encoding="ascii").strip()
        if path.stat().st_mode & 0o077 and os.name != "nt":
            path.chmod(0o600)
    except (OSError, UnicodeDecodeError) as error:
        reason = error if isinstance(error, OSError) else OSError("it holds something else")
        raise files.trouble(path, reason, reading=path.exists()) from error
    if len(found) < _FEWEST:
        raise ProjectError(
            "{file} is damaged. Delete it: a new one is made, and pages ask once more.", file=path
        )
    return found


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}.part")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        # A link is there whole or not at all, and never takes another's place.
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(temporary)
        files.sync_folder(path.parent)
    finally:
        files.discard(temporary)
