"""Models for engines on this machine: what there is and what may be had; fetch one, take one, remove one."""

import functools
import gzip
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from app.engines import firefox as firefox_engine
from app.engines.connection import Connection, on_this_machine
from app.engines.models import Kind, Model, archive, broken, found, trial
from app.engines.models.download import PATIENCE, Progress, fetch
from app.engines.models.folder import MANIFEST, base, firefox_pair
from app.engines.models.shops import SHOPS, Parcel
from app.errors import EngineError, EngineErrorKind, ProjectError
from app.storage import files
from app.workbench.project import Project, log

_MOST_BYTES = 500_000_000
"""Of one file of a Firefox model, unpacked."""
_CHUNK = 1 << 20
_LABEL = "The server of models"


def folder(project: Project) -> Path:
    """Return the project's folder of models."""
    return Path(project.settings.models)


__all__ = ["add", "add_from", "broken", "folder", "installed", "offered", "remove"]


def installed(project: Project) -> tuple[Model, ...]:
    """Return the models that are there."""
    return found(folder(project))


def offered(project: Project, language: str, *, engine: str, index: str = "") -> tuple[Parcel, ...]:
    """Return what is to be had to translate into a language: one model, or two by way of English.

    This asks the list of models, and sends no text anywhere. Raise `EngineError` where there is none.
    """
    source, target = base(project.settings.source_language), base(language)
    ask, usual = SHOPS[engine]
    index = index or usual
    connection = Connection(_LABEL, PATIENCE, here=on_this_machine(index))
    if parcel := ask(connection, source, target, index=index):
        return (parcel,)
    if "en" not in {source, target}:
        legs = [ask(connection, *pair, index=index) for pair in ((source, "en"), ("en", target))]
        if all(legs):
            return tuple(leg for leg in legs if leg)
    raise EngineError(
        EngineErrorKind.UNSUPPORTED,
        "There is no model from {source} into {target} for “{engine}” at {address}.",
        source=source,
        target=target,
        engine=engine,
        address=index,
    )


def add(project: Project, parcel: Parcel, *, progress: Progress) -> Model:
    """Fetch a model, try it, and put it into the project's folder.

    What was fetched before goes on where it broke off. Nothing is there in the end that could not be used.
    """
    here = folder(project)
    part = here / ".partial" / f"{parcel.name}-{parcel.version}"
    connection = Connection(_LABEL, PATIENCE, here=on_this_machine(parcel.files[0].url))
    sums = {}
    before = 0
    for file in parcel.files:
        path = part / file.name
        if not path.exists():
            told = functools.partial(_tell, progress, before, parcel.size)
            sums[file.name] = fetch(file, path, connection, told)
        before += file.size
    with _prepared(here, parcel.name) as made:
        if parcel.kind is Kind.ARGOS:
            shutil.rmtree(made)
            archive.unpack(part / parcel.files[0].name, made)
        else:
            for file in parcel.files:
                _unpack(part / file.name, made, parcel)
        model = _finish(made, {"version": parcel.version, "from": parcel.address, "sha256": sums})
    shutil.rmtree(part, ignore_errors=True)
    log.info("%s: the model %s was added from %s", project.name, parcel.name, parcel.address)
    return _noted(model, here / parcel.name)


def _tell(progress: Progress, before: int, size: int, now: int, _: int) -> None:
    progress(before + now, size)


def add_from(project: Project, given: Path) -> tuple[Model, ...]:
    """Take models from a folder: Argos packages, and folders of models; each is tried, as if it were fetched.

    Raise `EngineError` where there is none, or where one cannot be used.
    """
    taken = [_take(project, path) for path in _candidates(given)]
    if not taken:
        raise EngineError(
            EngineErrorKind.UNSUPPORTED,
            "{folder} holds no model: neither .argosmodel files, nor folders of Argos, OPUS-MT or Firefox.",
            folder=given,
        )
    return tuple(taken)


def remove(project: Project, name: str) -> Model:
    """Remove a model, or raise `ProjectError` where there is none of the name."""
    for model in installed(project):
        if model.name == name:
            shutil.rmtree(model.path)
            log.info("%s: the model %s was removed", project.name, name)
            return model
    raise ProjectError(
        "There is no model “{name}” in {folder}. Known are: {known}.",
        name=name,
        folder=folder(project),
        known=", ".join(sorted({one.name for one in installed(project)})) or "–",
    )


def _candidates(given: Path) -> Iterator[Path]:
    if given.is_file():
        yield given
        return
    if found(given.parent) and any(one.path == given for one in found(given.parent)):
        yield given
        return
    if _loose(given):
        yield given
        return
    yield from sorted(given.glob("*.argosmodel"))
    yield from sorted({one.path for one in found(given)})


def _loose(given: Path) -> bool:
    """Say whether a folder holds the files of a Firefox model, packed or not."""
    names = [path.name for path in given.iterdir()] if given.is_dir() else []
    return any(name.startswith("model.") for name in names) and any("vocab." in name for name in names)


def _name(path: Path) -> str:
    """Return the name of the folder that a model gets."""
    if path.is_file():
        return path.stem
    pairs = [firefox_pair(one.name.removesuffix(".gz")) for one in sorted(path.glob("model.*"))]
    return next((f"firefox-{pair[0]}-{pair[1]}" for pair in pairs if pair), path.name)


def _take(project: Project, path: Path) -> Model:
    here = folder(project)
    name = _name(path)
    with _prepared(here, name) as made:
        if path.is_file():
            shutil.rmtree(made)
            archive.unpack(path, made)
        elif _loose(path):
            for file in sorted(path.iterdir()):
                if file.is_file() and not file.name.startswith(".") and file.name != MANIFEST:
                    _unpack(file, made, None)
        else:
            shutil.rmtree(made)
            # Links could lead anywhere: what they lead to is copied where it is a file, and nothing else.
            shutil.copytree(path, made, symlinks=False, ignore=shutil.ignore_patterns(".*", "stanza"))
        model = _finish(made, {"from": str(path.name)})
    log.info("%s: the model %s was taken from %s", project.name, name, path)
    return _noted(model, here / name)


def _noted(model: Model, path: Path) -> Model:
    """Return a model in its place, where it need not be tried again."""
    placed = replace(model, path=path)
    trial.note(placed, path.parent)
    return placed


@contextmanager
def _prepared(here: Path, name: str) -> Iterator[Path]:
    """Make a model beside its place, and put it there when it is whole; the one that was there goes then."""
    made = here / ".partial" / f"{name}.new" / name
    shutil.rmtree(made.parent, ignore_errors=True)
    made.mkdir(parents=True)
    try:
        yield made
        place, old = here / name, made.parent / "old"
        if place.exists():
            place.rename(old)
        made.rename(place)
    finally:
        shutil.rmtree(made.parent, ignore_errors=True)


def _finish(made: Path, told: dict[str, object]) -> Model:
    """Try a model apart, and write down where it is from."""
    models = [one for one in found(made.parent) if one.path == made]
    if not models:
        raise EngineError(
            EngineErrorKind.UNSUPPORTED,
            "{name} holds no model that we know: Argos, OPUS-MT for CTranslate2, or Firefox.",
            name=made.name,
        )
    model = models[0]
    trial.attempt(model)
    content = told | {"at": datetime.now(UTC).isoformat(timespec="seconds")}
    files.write(made / MANIFEST, json.dumps(content, indent=2, ensure_ascii=False).encode())
    return model


def _unpack(file: Path, made: Path, parcel: Parcel | None) -> None:
    """Put a file of a Firefox model in its place, unpacked."""
    if file.suffix == ".zst" and parcel is None:
        # Nobody says how much is in it, and what unpacks it does not stop.
        raise EngineError(
            EngineErrorKind.REFUSED, "{file} is packed. Unpack it first: zstd -d {file}", file=file.name
        )
    if file.suffix == ".zst":
        content = firefox_engine.unpacked(file, parcel.sums.get(file.stem) if parcel else None)
        (made / file.stem).write_bytes(content)
    elif file.suffix == ".gz":
        with gzip.open(file, "rb") as source, (made / file.stem).open("xb") as target_file:
            _copy(source, target_file, file)
    else:
        with file.open("rb") as plain, (made / file.name).open("xb") as target_file:
            _copy(plain, target_file, file)


def _copy(source: IO[bytes] | gzip.GzipFile, target: IO[bytes], file: Path) -> None:
    copied = 0
    try:
        while chunk := source.read(_CHUNK):
            copied += len(chunk)
            if copied > _MOST_BYTES:
                raise EngineError(
                    EngineErrorKind.REFUSED,
                    "{file} unpacks to far more than a model holds. Nothing was installed.",
                    file=file.name,
                )
            target.write(chunk)
    except (OSError, EOFError) as error:
        raise EngineError(
            EngineErrorKind.BAD_ANSWER,
            "{file} is cut off or damaged. Get it again; nothing was installed.",
            file=file.name,
        ) from error
