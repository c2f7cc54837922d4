"""The folder of local models: each of its folders is one model, known by the files in it, for two languages.

models/translate-en_uk-1_9/   metadata.json, model/, sentencepiece.model      Argos
models/opus-mt-en-uk/         model.bin, source.spm, target.spm, …            OPUS-MT, for CTranslate2
models/firefox-en-uk/         model.enuk.….bin, vocab.enuk.spm, lex.….bin     Firefox
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from app.errors import EngineError, EngineErrorKind, Message

MANIFEST = "workbench-model.json"
"""What `workbench models add` writes beside a model's files: where it is from, and its checksums."""
_HUB = "en"
"""The language that a way between two others may lead over."""
_MOST_MANIFEST = 1_000_000
_NO_LANGUAGE = frozenset({"mt", "ct", "tc", "big", "bin"})
"""Short words of OPUS-MT's names that stand for no language."""
_FIREFOX = re.compile(r"model\.([a-z]{4,6})\.(?:\w+\.)*bin")
_GROUPS = {"zle": ("uk", "ru", "be"), "sla": ("uk", "ru", "be", "pl", "cs", "bg"), "gmq": ("sv", "da", "nb")}
"""Families of languages that OPUS-MT has one model for; the text says which one is wanted."""


class Kind(StrEnum):
    """Whose form a model has."""

    ARGOS = "argos"
    OPUS = "opus-mt"
    FIREFOX = "firefox"


@dataclass(frozen=True, slots=True)
class Model:
    """A model as it lies in the folder; nothing of it has been loaded."""

    kind: Kind
    source: str
    target: str
    path: Path
    """Its folder."""
    version: str = ""

    @property
    def name(self) -> str:
        """Return the name of its folder."""
        return self.path.name

    @property
    def main_file(self) -> Path:
        """Return the file that holds its weights."""
        if self.kind is Kind.FIREFOX:
            return next(iter(sorted(self.path.glob("model.*.bin"))))
        return self.path / ("model/model.bin" if self.kind is Kind.ARGOS else "model.bin")

    @property
    def fingerprint(self) -> str:
        """Return what tells its answers from another model's: its version, and its weights' checksum."""
        digest = _digest(self.main_file, *self.mark)[:12]
        return " ".join(part for part in (self.name, self.version, digest) if part)

    @property
    def size(self) -> int:
        """Return the bytes of all its files."""
        return sum(path.stat().st_size for path in self.path.rglob("*") if path.is_file())

    @property
    def mark(self) -> list[int]:
        """Return what changes when its weights do, quick to see."""
        stat = self.main_file.stat()
        return [stat.st_size, stat.st_mtime_ns]


def found(folder: Path) -> tuple[Model, ...]:
    """Return the models in a folder, in the order of their names."""
    return tuple(one for path in _folders(folder) for one in _models(path))


def broken(folder: Path) -> Iterator[tuple[Path, Message]]:
    """Yield what lies in the folder and is no model, with the reason."""
    for path in _folders(folder):
        if not _models(path):
            yield (
                path,
                Message(
                    "{name} holds no model that we know: Argos, OPUS-MT for CTranslate2, or Firefox.",
                    name=path.name,
                ),
            )


def route(folder: Path, kinds: frozenset[Kind], *, source: str, target: str) -> tuple[Model, ...]:
    """Return the models that lead from one language to another: one, two by way of English, or none.

    Of several for the same two languages the last by name is taken, which is the newest as names go.
    """
    models = {(one.source, one.target): one for one in found(folder) if one.kind in kinds}
    start, end = base(source), base(target)
    if straight := models.get((start, end)):
        return (straight,)
    first, second = models.get((start, _HUB)), models.get((_HUB, end))
    return (first, second) if first and second and start != end else ()


def base(language: str) -> str:
    """Return a language without its region, as models are named.

    >>> base("uk-UA")
    'uk'
    """
    return re.split("[-_]", language)[0].lower()


def _folders(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(one for one in folder.iterdir() if one.is_dir() and not one.name.startswith("."))


def _models(path: Path) -> tuple[Model, ...]:
    if (path / "metadata.json").is_file() and (path / "model" / "model.bin").is_file():
        return _argos(path)
    if (path / "model.bin").is_file() and (path / "source.spm").is_file():
        return _opus(path)
    weights = sorted(path.glob("model.*.bin"))
    if weights and any(path.glob("*vocab.*.spm")) and (pair := firefox_pair(weights[0].name)):
        return (Model(Kind.FIREFOX, *pair, path, str(manifest(path).get("version", ""))[:20]),)
    return ()


def _argos(path: Path) -> tuple[Model, ...]:
    try:
        metadata = read_json(path / "metadata.json")
    except EngineError:
        return ()
    pair = (metadata.get("from_code"), metadata.get("to_code"))
    if not all(isinstance(code, str) and re.fullmatch(r"[a-z]{2,3}", code) for code in pair):
        return ()
    version = metadata.get("package_version", "")
    return (Model(Kind.ARGOS, str(pair[0]), str(pair[1]), path, str(version)[:20]),)


def _opus(path: Path) -> tuple[Model, ...]:
    words = re.split(r"[-_.]", path.name.lower())
    codes = [one for one in words if re.fullmatch("[a-z]{2,3}", one) and one not in _NO_LANGUAGE]
    if len(codes) < 2:
        return ()
    source, target = codes[-2:]
    return tuple(Model(Kind.OPUS, source, one, path) for one in _GROUPS.get(target, (target,)))


def firefox_pair(name: str) -> tuple[str, str] | None:
    """Return the two languages that the name of a Firefox model's file says; all but a few have two letters.

    >>> firefox_pair("model.enuk.intgemm.alphas.bin"), firefox_pair("vocab.enuk.spm")
    (('en', 'uk'), None)
    """
    said = _FIREFOX.fullmatch(name)
    if said is None:
        return None
    middle = 2 if len(said[1]) == 4 or said[1].startswith("en") else 3
    return said[1][:middle], said[1][middle:]


def manifest(path: Path) -> dict[str, Any]:
    """Return what `workbench models add` wrote beside a model; empty where a person put it there."""
    try:
        return read_json(path / MANIFEST)
    except EngineError:
        return {}


def read_json(path: Path) -> dict[str, Any]:
    """Return the JSON object in a small file of a model, or raise `EngineError` where it is none."""
    try:
        if path.stat().st_size > _MOST_MANIFEST:
            raise ValueError  # noqa: TRY301  # said below, as for all that is no such object
        content = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(content, dict):
            raise TypeError  # noqa: TRY301
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise EngineError(
            EngineErrorKind.UNSUPPORTED, "{file} of the model is broken.", file=path.name
        ) from error
    return content


@cache
def _digest(path: Path, size: int, at: int) -> str:  # noqa: ARG001  # a file that changed is another one
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
