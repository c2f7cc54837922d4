"""Packed models (`.argosmodel`, a zip) are hostile until unpacked: names, sizes and sums are checked."""

import shutil
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO

from app.engines.models.folder import read_json
from app.errors import EngineError, EngineErrorKind

_MOST_FILES = 500
_MOST_BYTES = 2_000_000_000
"""Unpacked; the largest Argos model has a tenth of that."""
_MOST_RATIO = 100
"""Of unpacked to packed bytes: weights hardly shrink, vocabularies by four."""
_WANTED = ("metadata.json", "sentencepiece.model", "model/", "README.md")
"""What we read of an Argos package; it also carries a splitter of sentences that wants PyTorch."""
_CHUNK = 1 << 20


def unpack(packed: Path, folder: Path) -> None:
    """Unpack an Argos package into a folder that is not there yet.

    Raise `EngineError`, leaving nothing behind, where the file is cut off, is no such package, holds names
    that lead out of the folder, or grows beyond all measure.
    """
    folder.mkdir(parents=True)
    try:
        with zipfile.ZipFile(packed) as archive:
            _check(archive, packed)
            room = min(_MOST_BYTES, max(packed.stat().st_size, 1 << 16) * _MOST_RATIO)
            for info in archive.infolist():
                name = _inner(info.filename)
                if info.is_dir() or not name.startswith(_WANTED):
                    continue
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(info) as source, path.open("xb") as target:
                    room -= _copy(source, target, room, packed)
        _check_unpacked(folder, packed)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise EngineError(
            EngineErrorKind.BAD_ANSWER,
            "{file} is cut off or damaged. Get it again; nothing was installed.",
            file=packed.name,
        ) from error
    except EngineError:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _check(archive: zipfile.ZipFile, packed: Path) -> None:
    infos = archive.infolist()
    if len(infos) > _MOST_FILES:
        raise EngineError(
            EngineErrorKind.REFUSED,
            "{file} holds {count} files; a model has a few. Nothing was installed.",
            file=packed.name,
            count=len(infos),
        )
    for info in infos:
        parts = PurePosixPath(info.filename).parts
        link = stat.S_ISLNK(info.external_attr >> 16)
        if link or ".." in parts or info.filename.startswith("/") or any(c in info.filename for c in "\\:\0"):
            raise EngineError(
                EngineErrorKind.REFUSED,
                "{file} holds a name that leads out of its folder. It is not what it says; nothing was "
                "installed.",
                file=packed.name,
            )


def _inner(name: str) -> str:
    """Return a name without the folder that Argos packs all of a package into."""
    first, _, rest = name.partition("/")
    return name if name.startswith(_WANTED) or not rest else name.removeprefix(f"{first}/")


def _copy(source: IO[bytes], target: IO[bytes], room: int, packed: Path) -> int:
    """Copy, counting what comes and not what the archive promises."""
    copied = 0
    while chunk := source.read(_CHUNK):
        copied += len(chunk)
        if copied > room:
            raise EngineError(
                EngineErrorKind.REFUSED,
                "{file} unpacks to far more than a model holds. Nothing was installed.",
                file=packed.name,
            )
        target.write(chunk)
    return copied


def _check_unpacked(folder: Path, packed: Path) -> None:
    metadata = folder / "metadata.json"
    if not metadata.is_file() or not (folder / "model" / "model.bin").is_file():
        raise EngineError(
            EngineErrorKind.UNSUPPORTED,
            "{file} is no Argos package: it holds no model. Nothing was installed.",
            file=packed.name,
        )
    read_json(metadata)
    if not (folder / "sentencepiece.model").is_file():
        raise EngineError(
            EngineErrorKind.UNSUPPORTED,
            "{file} cuts words by another way than sentencepiece, which we do not have. Take another model; "
            "nothing was installed.",
            file=packed.name,
        )
