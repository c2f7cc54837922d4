"""Copies of a catalog as it was, outside git: ten of each, the further apart the older."""

import contextlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.storage import files

COPIES = 10
_APART = timedelta(minutes=10)
"""A new copy is made when the last one is older than this."""
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"^(?P<stem>.+)\.(?P<stamp>\d{8}T\d{6}Z)(?P<suffix>\.[a-z]+)$")


def keep(folder: Path, name: str, content: bytes, *, now: datetime) -> Path | None:
    """Keep a copy of a file's content before it is replaced; None where the last copy is recent.

    `name` has a suffix, as in `interview.po`. The folder's other copies of it are thinned to ten.
    """
    copies = found(folder, name)
    # A copy from a time to come was made while the clock was wrong; it keeps no other from being made.
    if any(timedelta() <= now - at < _APART for at, _ in copies):
        return None
    return put(folder, name, content, now=now)


def put(folder: Path, name: str, content: bytes, *, now: datetime) -> Path:
    """Keep a copy in any case, and thin the others; return its path."""
    stem, suffix = Path(name).stem, Path(name).suffix
    path = folder / f"{stem}.{now.astimezone(UTC).strftime(_STAMP)}{suffix}"
    files.write(path, content)
    times = [at for at, _ in found(folder, name)]
    gone = superfluous(times, now=now)
    for at, copy in found(folder, name):
        if at in gone:
            with contextlib.suppress(OSError):
                copy.unlink()
    return path


def found(folder: Path, name: str) -> list[tuple[datetime, Path]]:
    """Return the copies of a file with their times, the oldest first."""
    copies = []
    for path in folder.glob(f"{Path(name).stem}.*{Path(name).suffix}"):
        match = _NAME.match(path.name)
        if match and match["stem"] == Path(name).stem:
            copies.append((datetime.strptime(match["stamp"], _STAMP).replace(tzinfo=UTC), path))
    return sorted(copies)


def superfluous(times: Sequence[datetime], *, now: datetime, most: int = COPIES) -> frozenset[datetime]:
    """Say which copies to let go of: those whose neighbours are near for their age; never the ends.

    So the distance between two copies grows with how long ago they were made.
    """
    kept = sorted(times)
    while len(kept) > max(most, 2):
        gaps = {
            kept[at]: (kept[at + 1] - kept[at - 1]) / max(now - kept[at], timedelta(seconds=1))
            for at in range(1, len(kept) - 1)
        }
        kept.remove(min(gaps, key=lambda at: gaps[at]))
    return frozenset(times) - frozenset(kept)
