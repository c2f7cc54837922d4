"""Look after the store: prove that it and the catalogs agree, and move it to another database."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.catalog import Target
from app.errors import CatalogError, Message
from app.storage import po
from app.storage.moving import move as move_rows
from app.storage.store import Store
from app.workbench import taking
from app.workbench.project import Project, log


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A place where store and catalog, or the store and its own history, do not say the same."""

    document: str
    language: str
    message: Message


def check(project: Project) -> Iterator[Disagreement]:
    """Yield what does not agree: the database itself, each unit with its history, each unit with its PO."""
    for trouble in project.store.unsound():
        yield Disagreement("", "", Message("The database is damaged: {trouble}", trouble=trouble))
    for name in project.folder.documents():
        for language in project.settings.languages:
            yield from _check_catalog(project, name, language)


def _check_catalog(project: Project, name: str, language: str) -> Iterator[Disagreement]:
    path = project.folder.catalog(name, language)
    stored = project.store.units(name, language)
    latest = project.store.latest(name, language)
    for one in stored:
        last = latest.get(one.id)
        kept = (last.version, last.target) if last else (0, Target())
        if kept != (one.version, one.unit.target):
            yield Disagreement(
                name,
                language,
                Message(
                    "“{source}”: text and state are not the last ones of its history.",
                    source=one.unit.source[:60],
                ),
            )
    if not path.exists():
        yield Disagreement(
            name, language, Message("{file} is missing; “workbench sync” writes it.", file=path)
        )
        return
    shown = path.relative_to(project.folder.root).as_posix()
    try:
        catalog = po.read(taking.read(path), document=name, language=language, file=shown)
    except CatalogError as error:
        yield Disagreement(name, language, error.message)
        return
    held = {unit.key: unit for unit in catalog.units}
    for one in stored:
        unit = held.pop(one.unit.key, None)
        if unit is None or (unit.target, unit.obsolete) != (one.unit.target, one.unit.obsolete):
            yield Disagreement(
                name,
                language,
                Message(
                    "“{source}”: the store has “{ours}” ({state}), the file “{theirs}”.",
                    source=one.unit.source[:60],
                    ours=one.unit.target.text[:60],
                    state=one.unit.target.state,
                    theirs=unit.target.text[:60] if unit else "",
                ),
            )
    for key in held:
        yield Disagreement(
            name, language, Message("“{source}” stands only in the file.", source=key.source[:60])
        )


def move(project: Project, url: str) -> dict[str, int]:
    """Copy the store to another database, and return the rows of each table. The old one stays as it is."""
    target = Store(url)
    try:
        moved = move_rows(project.store, target)
    finally:
        target.close()
    log.info("%s: store moved to %s, %d revisions", project.name, target.shown, moved["revision"])
    return moved
