"""Bring source file, store and PO catalogs to agree: `workbench sync`, and the writing after each save."""

import contextlib
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from app import language as languages
from app import outside, review
from app.catalog import Catalog, Key
from app.errors import CatalogError, ProjectError, WorkbenchError
from app.storage import backups, exchange, files, folder, git, po
from app.storage.catalog_files import CatalogFile
from app.storage.rows import Conflict, Marks, Save, Stored
from app.storage.store import Store
from app.workbench import revising
from app.workbench.project import Project, log


@dataclass(frozen=True, slots=True)
class Absorbed:
    """What a catalog changed from outside brought."""

    taken: int = 0
    suggested: int = 0


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did to one document."""

    document: str
    units: int
    revised: revising.Revised
    outside: Absorbed
    written: tuple[Path, ...]
    errors: tuple[WorkbenchError, ...]
    """Catalogs that cannot be read. They were left as they are; work goes on in the store."""


def sync(project: Project, name: str, *, now: datetime | None = None) -> Synced:
    """Bring one document's units, template and catalogs up to date with its source file.

    Nothing is lost: translations of edited segments stay as needing work, those of removed segments become
    obsolete. A second sync changes no byte.
    """
    at = now or datetime.now(UTC)
    document = folder.document(project.folder, name)
    errors: list[WorkbenchError] = []
    taken = suggested = 0
    with files.locked(project.folder.lock(name, "sync")):
        for code in project.settings.languages:
            with files.locked(project.folder.lock(name, code)):
                try:
                    absorbed = absorb(project, name, code)
                except CatalogError as error:
                    errors.append(error)
                else:
                    taken, suggested = taken + absorbed.taken, suggested + absorbed.suggested
        revised = revising.carry_out(project, document, at)
        written = [_write_template(project, name, at)]
        for code in project.settings.languages:
            try:
                written.append(write(project, name, code, now=at))
            except CatalogError as error:
                if str(error) not in {str(one) for one in errors}:
                    errors.append(error)
    live = len(revised.changes)
    log.info("%s: synced, %d units, %d new, %d edited", name, live, len(revised.new), len(revised.edited))
    return Synced(
        name,
        live,
        revised,
        Absorbed(taken, suggested),
        tuple(path for path in written if path is not None),
        tuple(errors),
    )


def write(project: Project, name: str, code: str, *, now: datetime | None = None) -> Path | None:
    """Write a catalog from the store where the file differs; return its path if it was written.

    What somebody changed in the file since is taken first, also what was written while we wrote. Raise
    `CatalogError` where the file cannot be read: it is then left as it is, ours is written beside it, and
    the store keeps the work.
    """
    at = now or datetime.now(UTC)
    path = project.folder.catalog(name, code)
    changed = False
    with files.locked(project.folder.lock(name, code)):
        try:
            absorb(project, name, code)
        except CatalogError:
            _write_beside(project, name, code, at)
            raise
        meant = project.store.catalog_file(name, code).sha256
        while True:
            catalog, units = _current(project, name, code, at)
            content = po.write(catalog)
            if path.exists() and files.read(path) == content:
                _remember(project.store, catalog, content, units)
                break
            out = exchange.replace(path, content)
            changed = True
            _remember(project.store, catalog, content, units)
            if not out.content.strip():
                out.done()
                break
            with contextlib.suppress(ProjectError):  # a copy that cannot be made loses nothing
                backups.keep(project.folder.backups / code, f"{name}.po", out.content, now=at)
            if _sha(out.content) == meant:
                out.done()
                break
            # Somebody wrote the file after we had looked: what came out is theirs, and nobody has read it.
            # Until it is taken it stays beside the catalog, where the next look finds it (`_take_leftovers`).
            meant = _sha(content)
            try:
                take(project, name, code, out.content)
            except CatalogError:
                exchange.replace(path, out.content).done()
                out.done()
                _write_beside(project, name, code, at)
                raise
            out.done()
        _remove_beside(project, name, code, at)
    return path if changed else None


def stamp(project: Project, name: str, code: str, *, now: datetime | None = None) -> None:
    """Say in a catalog's header when and by whom it was last changed, as when an edition is made of it.

    Saving leaves the header alone, so that two branches in git merge; without newer work nothing is stamped.
    """
    at = now or datetime.now(UTC)
    with files.locked(project.folder.lock(name, code)):
        absorb(project, name, code)
        known = project.store.catalog_file(name, code)
        last = project.store.last_deed(name, code)
        if last is None:
            return
        header = dict(known.header)
        said = (header.get("PO-Revision-Date", ""), header.get("Last-Translator", ""))
        if said[0] > (deed := _stamp(datetime.fromisoformat(last.at))) or said == (deed, last.person):
            return
        stamped = header | {"PO-Revision-Date": _stamp(at), "Last-Translator": last.person}
        file = CatalogFile(known.sha256, tuple(stamped.items()), known.header_comment)
        project.store.keep_catalog_file(name, code, file, {})
    write(project, name, code, now=at)


def absorb(project: Project, name: str, code: str) -> Absorbed:
    """Take what was changed in a PO file since we last wrote or read it. The caller holds its lock."""
    _take_leftovers(project, name, code)
    path = project.folder.catalog(name, code)
    content = files.read(path) if path.exists() else b""
    if not content.strip() or _sha(content) == project.store.catalog_file(name, code).sha256:
        return Absorbed()
    return take(project, name, code, content)


def _take_leftovers(project: Project, name: str, code: str) -> None:
    """Read what a killed process had exchanged and not read yet: it may be somebody's version of the file.

    While we hold the catalog's lock no other process writes it, so each temporary file of it was left behind.
    """
    path = project.folder.catalog(name, code)
    for left in files.left_beside(path):
        content = files.read(left)
        try:
            take(project, name, code, content)
        except CatalogError:
            # Cut off on its way from the store, or somebody's that cannot be read: kept to be looked at.
            backups.put(project.folder.backups / code, f"{name}.unread.po", content, now=datetime.now(UTC))
        files.discard(left)


def take(project: Project, name: str, code: str, content: bytes) -> Absorbed:
    """Compare a PO's content with the store, entry by entry, and keep what is somebody's work."""
    catalog = po.read(content, document=name, language=code, file=_shown(project, name, code))
    _check_language(catalog, code, _shown(project, name, code))
    _add_unknown(project.store, name, code, catalog)
    by_key = {one.unit.key: one for one in project.store.units(name, code)}
    earlier = project.store.texts(name, code)
    author = _author(project, catalog) or outside.OUTSIDE
    saves: list[Save] = []
    suggestions: list[tuple[int, str]] = []
    for theirs in catalog.units:
        ours = by_key[theirs.key]
        decision = outside.decide(
            theirs.target,
            outside.Ours(ours.unit.target, ours.version, ours.written, earlier.get(ours.id, frozenset())),
            author=author,
            trust=project.settings.trust_outside_reviews,
        )
        if decision.target is not None:
            saves.append(
                Save(ours.id, code, ours.version, decision.target, "outside", person=author, written=True)
            )
        elif decision.fate is outside.Fate.SUGGEST:
            suggestions.append((ours.id, theirs.target.text))
    kept = project.store.save_all(saves)
    # Who saved between our look and our save has the unit; theirs stays, the file's text stands beside it.
    late = [
        (save.unit, save.target.text)
        for save, done in zip(saves, kept, strict=True)
        if isinstance(done, Conflict) and save.target.text != done.theirs.target.text
    ]
    for number, text in [*suggestions, *late]:
        project.store.suggest(number, code, text, person=author)
    project.store.keep_marks(code, _marks(catalog, by_key))
    project.store.take_comments(code, _comments(catalog, by_key), person=author)
    # What we have not taken, the file does not hold: only what it holds counts as written.
    _remember(project.store, catalog, content, project.store.units(name, code))
    found = Absorbed(len(saves) - len(late), len(suggestions) + len(late))
    if found != Absorbed():
        log.info("%s, %s: outside edits: %d taken, %d beside", name, code, found.taken, found.suggested)
    return found


def _check_language(catalog: Catalog, code: str, file: str) -> None:
    """Refuse another language's catalog, as after copying one over the other."""
    said = dict(catalog.header).get("Language", "").replace("_", "-")
    if said and said.split("-")[0].lower() != code.split("-", maxsplit=1)[0].lower():
        raise CatalogError(
            "{file} says in its header that it is written in “{said}”, and it lies where “{code}” belongs. "
            "Put the right file there, or mend its header.",
            file=file,
            said=said,
            code=code,
        )


def _current(project: Project, name: str, code: str, at: datetime) -> tuple[Catalog, tuple[Stored, ...]]:
    known = project.store.catalog_file(name, code)
    units = project.store.units(name, code)
    header = known.header or po.header(
        project=f"{project.name}: {name}", language=code, team=languages.name(code), at=_stamp(at)
    )
    return Catalog(name, code, tuple(one.unit for one in units), header, known.header_comment), units


def _write_beside(project: Project, name: str, code: str, at: datetime) -> None:
    """Write our catalog beside one that cannot be read, so that it can be compared and put in its place."""
    catalog, _ = _current(project, name, code, at)
    content, path = po.write(catalog), _beside(project.folder.catalog(name, code))
    if path.exists() and files.read(path) == content:
        return
    _remove_beside(project, name, code, at)
    files.write(path, content)
    files.write(_mark_of_beside(project, name, code), _sha(content).encode())


def _remove_beside(project: Project, name: str, code: str, at: datetime) -> None:
    """Remove what we wrote beside a catalog; if somebody has written into it, keep that as a copy."""
    path, mark = _beside(project.folder.catalog(name, code)), _mark_of_beside(project, name, code)
    if not path.exists():
        return
    content = files.read(path)
    if not mark.exists() or files.read(mark).decode() != _sha(content):
        backups.put(project.folder.backups / code, f"{name}.beside.po", content, now=at)
    path.unlink(missing_ok=True)


def _mark_of_beside(project: Project, name: str, code: str) -> Path:
    return project.folder.private / "beside" / f"{name}.{code}.sha256"


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.workbench")


def _shown(project: Project, name: str, code: str) -> str:
    return project.folder.catalog(name, code).relative_to(project.folder.root).as_posix()


def _add_unknown(store: Store, name: str, code: str, catalog: Catalog) -> None:
    """Give the store the units that only the file knows: all, after the store was lost; else as obsolete."""
    known = {one.unit.key for one in store.units(name, code)}
    unknown = [unit for unit in catalog.units if unit.key not in known]
    store.add_units(name, [replace(unit, obsolete=unit.obsolete or bool(known)) for unit in unknown])


def _marks(catalog: Catalog, by_key: dict[Key, Stored]) -> dict[int, Marks]:
    return {
        by_key[unit.key].id: (unit.flags, unit.previous_context)
        for unit in catalog.units
        for ours in (by_key[unit.key].unit,)
        if (unit.flags, unit.previous_context) != (ours.flags, ours.previous_context)
    }


def _comments(catalog: Catalog, by_key: dict[Key, Stored]) -> dict[int, tuple[str, ...]]:
    return {
        by_key[unit.key].id: unit.comments
        for unit in catalog.units
        if unit.comments != by_key[unit.key].unit.comments
    }


def _remember(store: Store, catalog: Catalog, content: bytes, units: Sequence[Stored]) -> None:
    """Note what the file now holds: of each unit the version whose text and state stand in it."""
    held = {unit.key: unit.target for unit in catalog.units}
    standing = {unit.key: unit.comments for unit in catalog.units}
    versions = {
        one.id: one.version
        for one in units
        if one.version != one.written and held.get(one.unit.key) == one.unit.target
    }
    file = CatalogFile(_sha(content), catalog.header, catalog.header_comment)
    if versions or store.catalog_file(catalog.document, catalog.language) != file:
        store.keep_catalog_file(catalog.document, catalog.language, file, versions)
    comments = {one.id: standing[one.unit.key] for one in units if one.unit.key in standing}
    store.hold_comments(catalog.document, catalog.language, comments)


def _write_template(project: Project, name: str, at: datetime) -> Path | None:
    path = project.folder.template(name)
    units = [one.unit for one in project.store.units(name, project.settings.languages[0])]
    header = po.header(project=f"{project.name}: {name}", language="", team="", at=_stamp(at))
    if path.exists():
        # The date says when the texts last changed; with the same texts it stays.
        made = re.search(rb'"POT-Creation-Date: ([^"\\]+)\\n"', files.read(path))
        stamped = dict(header) | ({"POT-Creation-Date": made[1].decode()} if made else {})
        if files.read(path) == po.write_template(Catalog(name, "", tuple(units), tuple(stamped.items()))):
            return None
    return (
        path if files.write_if_new(path, po.write_template(Catalog(name, "", tuple(units), header))) else None
    )


def _author(project: Project, catalog: Catalog) -> str:
    """Return who changed a file: whom its header names anew, or git; nothing where neither says.

    Whom the header named before is not taken for it: a text editor leaves the name of whoever was last there.
    """
    named = _last_translator(catalog.header)
    before = _last_translator(project.store.catalog_file(catalog.document, catalog.language).header)
    if named and named != before:
        return named
    return _name(git.last_author(project.folder.catalog(catalog.document, catalog.language)))


def _last_translator(header: Sequence[tuple[str, str]]) -> str:
    last = dict(header).get("Last-Translator", "").split("<")[0].strip()
    return "" if last in {"translation-workbench", "FULL NAME", "Automatically generated"} else _name(last)


def _name(text: str) -> str:
    try:
        return review.name(text[:80])
    except WorkbenchError:
        return ""


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M+0000")


def catalog(project: Project, name: str, code: str) -> Catalog:
    """Return a document's catalog as the store has it now."""
    return Catalog(name, code, tuple(one.unit for one in project.store.units(name, code)))
