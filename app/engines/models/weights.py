"""CTranslate2's `model.bin`, walked through before the library reads it: it trusts every number in the file.

What is declared has to fit into the file, shapes have to fit their bytes, and the vocabularies the weights.
"""

import json
import math
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from app.engines.models.folder import read_json
from app.errors import EngineError, EngineErrorKind

_NEWEST = 6
"""Binary version; the one that CTranslate2 4 writes."""
_SPEC = "TransformerSpec"
_SIZES = {0: 4, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2}
"""Bytes of a number by CTranslate2's type: float32, int8, int16, int32, float16, bfloat16."""
_MOST_VARIABLES = 20_000
_MOST_NAME = 1_000
_MOST_TOKENS = 2_000_000
_MOST_VOCABULARY = 100_000_000


@dataclass(frozen=True, slots=True)
class Weights:
    """What a model's file declares, and its settings."""

    shapes: dict[str, tuple[int, ...]]
    config: dict[str, Any]
    source: frozenset[str]
    """The tokens that it reads."""

    @property
    def longest(self) -> int | None:
        """Return how many tokens have a place; None where the model can count on."""
        rows = [
            shape[0]
            for name, shape in self.shapes.items()
            if name.endswith("position_encodings/encodings") and len(shape) == 2
        ]
        return min(rows, default=None)


def examine(folder: Path) -> Weights:
    """Return what a model's folder holds, or raise `EngineError` where it cannot be one that translates."""
    path = folder / "model.bin"
    try:
        with path.open("rb") as file:
            shapes = _walk(file, os.fstat(file.fileno()).st_size)
    except (OSError, struct.error, KeyError, ValueError) as error:
        raise _damaged(path) from error
    config = read_json(folder / "config.json") if (folder / "config.json").exists() else {}
    shared = _vocabulary(folder, "shared")
    source = shared or _vocabulary(folder, "source")
    target = shared or _vocabulary(folder, "target")
    rows = {
        "encoder/embeddings": len(source),
        "decoder/embeddings": len(target),
        "decoder/projection": len(target),
    }
    for name, count in rows.items():
        has = [shape for at, shape in shapes.items() if at.startswith(name) and at.endswith("/weight")]
        # A token without a row would be read from beyond the weights.
        if not count or any(len(shape) != 2 or shape[0] < count for shape in has):
            raise EngineError(
                EngineErrorKind.BAD_ANSWER,
                "The model’s vocabulary does not fit its weights ({name}). Get the model again.",
                name=name,
            )
    return Weights(shapes, config, frozenset(source))


def _walk(file: IO[bytes], size: int) -> dict[str, tuple[int, ...]]:
    version = _number(file, "I")
    if not 0 < version <= _NEWEST:
        raise EngineError(
            EngineErrorKind.UNSUPPORTED,
            "The model’s file has form {version}; we know those up to {newest}. Get another model.",
            version=version,
            newest=_NEWEST,
        )
    spec = _string(file) if version >= 2 else ""
    if spec != _SPEC:
        raise EngineError(
            EngineErrorKind.UNSUPPORTED,
            "The model is none that translates (it is a “{spec}”).",
            spec=spec[:40],
        )
    _number(file, "I")
    shapes: dict[str, tuple[int, ...]] = {}
    for _ in range(_count(file, _MOST_VARIABLES)):
        name = _string(file)
        shape = tuple(_number(file, "I") for _ in range(_number(file, "B")))
        width = _SIZES[_number(file, "B")] if version >= 4 else _number(file, "B")
        length = _number(file, "I") * (1 if version >= 4 else width)
        if math.prod(shape) * width != length or file.tell() + length > size or name in shapes:
            raise ValueError(name)
        file.seek(length, os.SEEK_CUR)
        shapes[name] = shape
    if version >= 3:
        aliases = dict(_pairs(file, _count(file, _MOST_VARIABLES)))
        # An alias of an alias is none that the library writes.
        shapes |= {alias: shapes[name] for alias, name in aliases.items()}
    if file.tell() != size:
        raise ValueError(size)
    return shapes


def _pairs(file: IO[bytes], count: int) -> Iterator[tuple[str, str]]:
    for _ in range(count):
        yield _string(file), _string(file)


def _number(file: IO[bytes], form: str) -> int:
    form = f"<{form}"
    (value,) = struct.unpack(form, file.read(struct.calcsize(form)))
    return int(value)


def _count(file: IO[bytes], most: int) -> int:
    count = _number(file, "I")
    if count > most:
        raise ValueError(count)
    return count


def _string(file: IO[bytes]) -> str:
    length = _number(file, "H")
    if not 0 < length <= _MOST_NAME:
        raise ValueError(length)
    raw = file.read(length)
    if len(raw) != length or raw[-1]:
        raise ValueError(length)
    return raw[:-1].decode()


def _vocabulary(folder: Path, name: str) -> list[str]:
    """Return the tokens of a vocabulary: a JSON list, or a line each; empty where there is none."""
    path = next(
        (one for end in ("json", "txt") if (one := folder / f"{name}_vocabulary.{end}").exists()), None
    )
    if path is None:
        return []
    try:
        text = path.read_text(encoding="utf-8") if path.stat().st_size <= _MOST_VOCABULARY else ""
        tokens = _json_list(text) if path.suffix == ".json" else text.removesuffix("\n").split("\n")
    except (OSError, ValueError, RecursionError) as error:
        raise _damaged(path) from error
    if len(tokens) > _MOST_TOKENS:
        raise _damaged(path)
    return tokens


def _json_list(text: str) -> list[str]:
    found = json.loads(text)
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise ValueError(found)
    return found


def _damaged(path: Path) -> EngineError:
    return EngineError(
        EngineErrorKind.BAD_ANSWER,
        "{file} of the model is cut off or damaged. Get the model again.",
        file=path.name,
    )
