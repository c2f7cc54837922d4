"""Compose a catalog's PO from the store: whole, or from the file as it stands and what changed since.

The store says of each unit which version its PO holds, and of each PO for which outline of the document we
wrote it. A file of today's outline, with the content that the store remembers, therefore holds every unit as
the store has it, but for those that are behind: these alone are read and made anew. Where anything else is
the case, all is.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from app import language as languages
from app.catalog import Catalog
from app.storage import po
from app.storage.catalog_files import CatalogFile
from app.storage.entries import Entries
from app.storage.rows import Stored
from app.workbench.project import Project
from app.workbench.taking import read, sha


@dataclass(frozen=True, slots=True)
class Composed:
    """A catalog as it is to be written."""

    content: bytes
    file: CatalogFile
    """What the store is to remember of it once it is written."""
    since: CatalogFile
    """What the store said of it before the units were read."""
    units: tuple[Stored, ...]
    """Those that were read: all, or those that were behind."""
    entries: Entries


def compose(
    project: Project, name: str, code: str, *, whole: bool = False, now: datetime | None = None
) -> Composed:
    """Return a catalog as the store has it now. If `whole`, nothing of what is written is relied on."""
    if not whole and (made := _from_what_stands(project, name, code)) is not None:
        return made
    # These first: who changes either while the units are read makes the file one to be written whole next.
    known, outline = project.store.catalog_file(name, code), project.store.outline(name)
    units = project.store.units(name, code)
    entries = [po.entry(one.unit, name) for one in units]
    at = now or datetime.now(UTC)
    header = known.header or po.header(
        project=f"{project.name}: {name}", language=code, team=languages.name(code), at=stamp(at)
    )
    head = po.head(Catalog(name, code, (), header, known.header_comment))
    content = po.joined(head, entries)
    file = CatalogFile(sha(content), header, known.header_comment, outline)
    return Composed(content, file, known, units, Entries.of(file, (one.id for one in units), entries))


def _from_what_stands(project: Project, name: str, code: str) -> Composed | None:
    late = project.store.behind(name, code)
    known, behind = late.file, late.units
    if not late.ours:
        return None
    standing = project.entries.get(name, code, known) or _standing_in_the_file(project, name, code, known)
    if standing is None or any(one.id not in standing.places for one in behind):
        return None
    entries = standing.renewed({one.id: po.entry(one.unit, name) for one in behind})
    head = po.head(Catalog(name, code, (), known.header, known.header_comment))
    content = po.joined(head, entries.texts)
    file = CatalogFile(sha(content), known.header, known.header_comment, known.outline)
    return Composed(content, file, known, behind, entries.standing_in(file))


def _standing_in_the_file(project: Project, name: str, code: str, known: CatalogFile) -> Entries | None:
    """Return the entries of the file itself, as after a start, or when another process has written it."""
    content = read(project.folder.catalog(name, code))
    if sha(content) != known.sha256:
        return None
    _, *texts = po.parted(content)
    numbers = project.store.order(name)
    if len(numbers) != len(texts) or project.store.outline(name) != known.outline:
        return None
    return Entries.of(known, numbers, texts)


def remember(project: Project, made: Composed, name: str, code: str) -> None:
    """Note that the file now holds what was composed."""
    versions = {one.id: one.version for one in made.units if one.version != one.written}
    if versions or made.file != made.since:
        project.store.keep_catalog_file(name, code, made.file, versions, since=made.since)
    if made.units:
        project.store.hold_comments(name, code, {one.id: one.unit.comments for one in made.units})
    project.entries.put(name, code, made.entries)


def stamp(at: datetime) -> str:
    """Return a time as gettext writes it."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M+0000")
