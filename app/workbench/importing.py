"""Bring translations in from a table or a PO file: `workbench import`. They come as drafts, never as more."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app import review
from app.catalog import Key
from app.errors import CatalogError, DocumentError
from app.storage import files, po
from app.storage.rows import Revision, Save, Stored
from app.workbench import catalogs
from app.workbench.project import Project, log

_COLUMNS = ("context", "source", "target", "note")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought."""

    drafts: int
    notes: int
    kept: int
    """Rows whose unit has a person's text, which a draft never replaces, or has this draft already."""
    unknown: tuple[str, ...]
    """Sources in the file that no unit of the document has."""


@dataclass(frozen=True, slots=True)
class _Row:
    key: Key
    target: str
    note: str = ""


def drafts(project: Project, path: Path, *, document: str, language: str, origin: str) -> Imported:
    """Offer the translations of a file as drafts, with where they come from.

    CSV has the columns source and target, and may have context (as in the PO) and note, which becomes a
    translator's comment for the reviewer. A person's text is never replaced, and nothing is marked as
    translated or reviewed, whatever the file says.
    """
    source = review.name(origin)
    rows = list(_rows(path, document, language))
    by_key = {one.unit.key: one for one in project.store.units(document, language) if not one.unit.obsolete}
    if not by_key:
        raise DocumentError(
            "The document “{name}” has no segments yet. Run “workbench sync” first.", name=document
        )
    saves, notes, unknown = list[Save](), dict[int, str](), list[str]()
    kept = 0
    for row in rows:
        stored = by_key.get(row.key)
        if stored is None:
            unknown.append(row.key.source)
            continue
        if note := _note(stored, row.note):
            notes[stored.id] = note
        target = review.draft(stored.unit.target, row.target, origin=source)
        if target is None or target == stored.unit.target:
            kept += 1
        else:
            saves.append(Save(stored.id, language, stored.version, target, "draft", person=""))
    done = project.store.save_all(saves)
    for number, note in notes.items():
        project.store.comment(number, language, note, person=source)
    catalogs.write(project, document, language)
    log.info("%s, %s: %d drafts imported from %s", document, language, len(saves), path.name)
    came = sum(isinstance(one, Revision) for one in done)
    return Imported(came, len(notes), kept + len(saves) - came, tuple(unknown))


def _note(stored: Stored, note: str) -> str:
    line = " ".join(note.split())
    if po.ours(line):
        line = f"note: {line}"  # a note does not change the state
    return "" if line in stored.unit.comments else line


def _rows(path: Path, document: str, language: str) -> Iterator[_Row]:
    if path.suffix.lower() == ".po":
        catalog = po.read(files.read(path), document=document, language=language, file=path.name)
        for unit in catalog.live:
            yield _Row(unit.key, unit.target.text, " ".join(unit.comments))
        return
    if path.suffix.lower() != ".csv":
        raise CatalogError("{file} cannot be imported: only .csv and .po files can, for now.", file=path.name)
    try:
        text = files.read(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CatalogError(
            "{file} is not UTF-8 text. Save the table as “CSV UTF-8”.", file=path.name
        ) from error
    try:
        # Where the comma stands in numbers, spreadsheets part the columns by semicolons or tabs.
        head = text.split("\n", 1)[0]
        table = csv.DictReader(
            io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True
        )
        columns = tuple(name.strip().lower() for name in table.fieldnames or ())
        table.fieldnames = columns
        if not {"source", "target"} <= set(columns):
            raise CatalogError(
                "{file}: the first line must name the columns source and target; it has: {columns}.",
                file=path.name,
                columns=", ".join(columns)[:200] or "nothing",
            )
        for line in table:
            cells = {name: line.get(name) or "" for name in _COLUMNS}
            yield _Row(Key(cells["source"], cells["context"] or None), cells["target"], cells["note"])
    except csv.Error as error:
        raise CatalogError(
            "{file}, line {line}: this is not a well-formed table: {reason}.",
            file=path.name,
            line=table.line_num,
            reason=error,
        ) from error
