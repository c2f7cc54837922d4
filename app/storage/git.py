"""What git knows of a file: who changed it last. The only door to git."""

import subprocess
from pathlib import Path

_PATIENCE = 5


def last_author(path: Path) -> str:
    """Return the name of who committed a file's content; nothing where it is not committed as it stands."""
    if _git(path, "status", "--porcelain", "--", path.name) != "":
        return ""
    return _git(path, "log", "-1", "--format=%an", "--", path.name) or ""


def _git(path: Path, *words: str) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603  # our own words, and no shell
            ["git", "--no-optional-locks", *words],  # noqa: S607  # the git that the person uses
            cwd=path.parent,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else None
