"""Bring source file, store and PO catalogs to agree: `workbench sync`, and the writing after each save."""

import contextlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.catalog import Catalog
from app.errors import CatalogError, ProjectError, WorkbenchError
from app.storage import backups, exchange, files, folder, po
from app.storage.catalog_files import CatalogFile
from app.workbench import revising
from app.workbench.composing import compose, remember
from app.workbench.composing import stamp as _stamp
from app.workbench.project import Project, log
from app.workbench.taking import Absorbed, absorb, read, sha, take

_MADE = re.compile(rb'"POT-Creation-Date: ([^"\\]+)\\n"')


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
    absorbed = Absorbed()
    with files.locked(project.folder.lock(name, "sync")):
        for code in project.settings.languages:
            with files.locked(project.folder.lock(name, code)):
                try:
                    absorbed += absorb(project, name, code)
                except CatalogError as error:
                    errors.append(error)
        revised = revising.carry_out(project, document, at)
        written = [_write_template(project, name, at)]
        for code in project.settings.languages:
            try:
                written.append(write(project, name, code, whole=True, now=at))
            except CatalogError as error:
                if str(error) not in {str(one) for one in errors}:
                    errors.append(error)
    live = len(revised.changes)
    log.info("%s: synced, %d units, %d new, %d edited", name, live, len(revised.new), len(revised.edited))
    return Synced(
        name,
        live,
        revised,
        absorbed,
        tuple(path for path in written if path is not None),
        tuple(errors),
    )


def write(
    project: Project, name: str, code: str, *, whole: bool = False, now: datetime | None = None
) -> Path | None:
    """Write a catalog from the store where the file differs; return its path if it was written.

    What has not changed since we wrote it is taken from there, unless it is to be made `whole` anew.

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
            made = compose(project, name, code, whole=whole, now=at)
            if read(path) == made.content:
                remember(project, made, name, code)
                break
            out = exchange.replace(path, made.content)
            changed = True
            remember(project, made, name, code)
            if sha(out.content) != meant:
                out = out.settled()
            if not out.content.strip():
                out.done()
                break
            with contextlib.suppress(ProjectError):  # a copy that cannot be made loses nothing
                backups.keep(project.folder.backups / code, f"{name}.po", out.content, now=at)
            if sha(out.content) == meant:
                out.done()
                break
            # Somebody wrote the file after we had looked: what came out is theirs, and nobody has read it.
            # Until it is taken it stays beside the catalog, where the next look finds it (`_take_leftovers`).
            meant = made.file.sha256
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
        file = CatalogFile(known.sha256, tuple(stamped.items()), known.header_comment, known.outline)
        project.store.keep_catalog_file(name, code, file, {}, since=known)
    write(project, name, code, now=at)


def content(project: Project, name: str, code: str) -> bytes:
    """Return a catalog as the PO file that would be written now; nothing is written."""
    return compose(project, name, code).content


def _write_template(project: Project, name: str, at: datetime) -> Path | None:
    path = project.folder.template(name)
    units = [one.unit for one in project.store.units(name, project.settings.languages[0])]
    header = po.header(project=f"{project.name}: {name}", language="", team="", at=_stamp(at))
    before = files.read(path) if path.exists() else b""
    # The date says when the texts last changed; with the same texts it stays.
    made = _MADE.search(before)
    stamped = dict(header) | ({"POT-Creation-Date": made[1].decode()} if made else {})
    content = po.write_template(Catalog(name, "", tuple(units), tuple(stamped.items())))
    if content == before:
        return None
    content = _MADE.sub(lambda one: one[0].replace(one[1], _stamp(at).encode()), content, count=1)
    files.write(path, content)
    return path


def catalog(project: Project, name: str, code: str) -> Catalog:
    """Return a document's catalog as the store has it now."""
    return Catalog(name, code, tuple(one.unit for one in project.store.units(name, code)))


def _write_beside(project: Project, name: str, code: str, at: datetime) -> None:
    """Write our catalog beside one that cannot be read, so that it can be compared and put in its place."""
    content, path = compose(project, name, code, now=at).content, _beside(project.folder.catalog(name, code))
    if path.exists() and files.read(path) == content:
        return
    _remove_beside(project, name, code, at)
    files.write(path, content)
    files.write(_mark_of_beside(project, name, code), sha(content).encode())


def _remove_beside(project: Project, name: str, code: str, at: datetime) -> None:
    """Remove what we wrote beside a catalog; if somebody has written into it, keep that as a copy."""
    path, mark = _beside(project.folder.catalog(name, code)), _mark_of_beside(project, name, code)
    if not path.exists():
        return
    content = files.read(path)
    if not mark.exists() or files.read(mark).decode() != sha(content):
        backups.put(project.folder.backups / code, f"{name}.beside.po", content, now=at)
    path.unlink(missing_ok=True)


def _mark_of_beside(project: Project, name: str, code: str) -> Path:
    return project.folder.private / "beside" / f"{name}.{code}.sha256"


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.workbench")
