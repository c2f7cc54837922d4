"""Files of models, fetched: gone on with where they broke off, no longer than said, summed up at the end."""

import hashlib
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.engines.connection import Connection, Patience
from app.errors import EngineError, EngineErrorKind

PATIENCE = Patience(connect=10.0, read=30.0, deadline=60.0)
_TRIES = 4
_MOST_BYTES = 2_000_000_000
Progress = Callable[[int, int], None]
"""Is told how many bytes there are, and how many there will be; 0 where nobody knows."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to be had."""

    name: str
    url: str
    size: int = 0
    """0 where the list does not say."""
    sha256: str = ""
    """Empty where the list does not say."""


def fetch(
    file: File,
    path: Path,
    connection: Connection,
    progress: Progress,
    *,
    wait: Callable[[float], object] = time.sleep,
) -> str:
    """Fetch a file to a path and return its checksum; what is there of it already is not fetched again.

    Raise `EngineError` where it cannot be had or is not what the list says. What came stays beside the path,
    for the next time, unless it is wrong.
    """
    part = path.with_name(f"{path.name}.part")
    part.parent.mkdir(parents=True, exist_ok=True)
    _check_room(file, part)
    for attempt in range(_TRIES):
        try:
            _go_on(file, part, connection, progress)
            break
        except EngineError as error:
            passing = error.kind in {EngineErrorKind.NETWORK, EngineErrorKind.TIMEOUT}
            if not passing or attempt == _TRIES - 1:
                raise
            wait(2.0**attempt)
        except OSError as error:
            raise EngineError(
                EngineErrorKind.REFUSED,
                "{file} cannot be written: {reason}. What has come is kept; ask again when there is room.",
                file=part.name,
                reason=error.strerror or type(error).__name__,
            ) from error
    with part.open("rb") as content:
        found = hashlib.file_digest(content, "sha256").hexdigest()
    if file.sha256 and found != file.sha256.lower():
        part.unlink()
        raise EngineError(
            EngineErrorKind.BAD_ANSWER,
            "{file} is not what the list says it is (its checksum differs). It was thrown away; "
            "try again, or take it from elsewhere with --from.",
            file=file.name,
        )
    part.replace(path)
    return found


def _check_room(file: File, part: Path) -> None:
    here = part.stat().st_size if part.exists() else 0
    free = shutil.disk_usage(part.parent).free
    if file.size - here > free:
        raise EngineError(
            EngineErrorKind.REFUSED,
            "There is not enough room for {file}: it needs {needed} MB, and {free} MB are free.",
            file=file.name,
            needed=(file.size - here) // 1_000_000 + 1,
            free=free // 1_000_000,
        )


def _go_on(file: File, part: Path, connection: Connection, progress: Progress) -> None:
    """Fetch what is missing of a file."""
    here = part.stat().st_size if part.exists() else 0
    if file.size and here == file.size:
        progress(here, here)
        return
    if file.size and here > file.size:
        part.unlink()
        here = 0
    # Which version the beginning is of: another one must not be stuck to it.
    mark = part.with_name(f"{part.name}.version")
    headers = {"Range": f"bytes={here}-"} if here else {}
    if here and mark.exists():
        headers["If-Range"] = mark.read_text(encoding="ascii")
    with connection.stream(file.url, headers=headers) as stream:
        if stream.status == 416:
            _finish_or_begin_anew(stream.headers, here, part)
            return
        goes_on = stream.status == 206 and _begins_at(stream.headers) == here
        if stream.status == 206 and not goes_on:
            part.unlink(missing_ok=True)
            raise EngineError(
                EngineErrorKind.NETWORK, "The server sends another part of {file} than asked.", file=file.name
            )
        here = here if goes_on else 0
        _note_version(mark, stream.headers)
        length = int(stream.headers.get("Content-Length") or 0)
        most = file.size or (here + length if length else 0)
        with part.open("ab" if goes_on else "wb") as target:
            for piece in stream.pieces:
                here += len(piece)
                if here > (most or _MOST_BYTES):
                    target.close()
                    part.unlink()
                    raise _too_long(file)
                target.write(piece)
                progress(here, most)
    if most and here < most:
        raise EngineError(EngineErrorKind.NETWORK, "{file} broke off.", file=file.name)
    mark.unlink(missing_ok=True)


def _finish_or_begin_anew(headers: Mapping[str, str], here: int, part: Path) -> None:
    """See what a server means that has nothing beyond what we have."""
    said = headers.get("Content-Range", "")
    if said != f"bytes */{here}":
        part.unlink()
        raise EngineError(EngineErrorKind.NETWORK, "{file} changed at the server.", file=part.stem)


def _begins_at(headers: Mapping[str, str]) -> int:
    said = headers.get("Content-Range", "")
    begin = said.removeprefix("bytes ").partition("-")[0]
    return int(begin) if begin.isdecimal() else -1


def _note_version(mark: Path, headers: Mapping[str, str]) -> None:
    said = headers.get("ETag") or ""
    if said.isascii() and said.isprintable() and said and not said.startswith("W/"):
        mark.write_text(said, encoding="ascii")
    else:
        mark.unlink(missing_ok=True)


def _too_long(file: File) -> EngineError:
    return EngineError(
        EngineErrorKind.BAD_ANSWER,
        "{file} is longer than it should be. It was thrown away; try again later.",
        file=file.name,
    )
