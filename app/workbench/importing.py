"""Bring translations in from a file that somebody has prepared. They come as drafts, never as more."""

from dataclasses import dataclass
from pathlib import Path

from app import exchange, review
from app.errors import DocumentError
from app.exchange.matching import Matcher
from app.storage import files, po
from app.storage.rows import Revision, Save, Stored
from app.workbench import catalogs
from app.workbench.project import Project, log


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought."""

    drafts: int
    notes: int
    kept: int
    """Rows whose unit has a person's text, which a draft never replaces, or has this draft already."""
    unknown: tuple[str, ...]
    """Sources in the file that no unit of the document has."""


def drafts(project: Project, path: Path, *, document: str, language: str, origin: str) -> Imported:
    """Offer the translations of a file as drafts, with where they come from.

    It may be of any kind that `exchange` reads; a CSV has the columns source and target, and may have context
    (as in the PO) and note, which becomes a translator's comment for the reviewer. A person's text is never
    replaced, and nothing is marked as translated or reviewed, whatever the file says.
    """
    source = review.name(origin)
    back = exchange.read(files.read(path), file=path.name)
    units = project.store.units(document, language)
    if all(one.unit.obsolete for one in units):
        raise DocumentError(
            "The document “{name}” has no segments yet. Run “workbench sync” first.", name=document
        )
    matcher = Matcher([one.unit for one in units])
    saves, notes, unknown = list[Save](), dict[int, str](), list[str]()
    kept = 0
    for one in back.units:
        index = matcher.find(one).index
        if index is None:
            unknown.append(one.source)
            continue
        stored = units[index]
        if note := _note(stored, " ".join(remark.text for remark in one.comments)):
            notes[stored.id] = note
        target = review.draft(stored.unit.target, one.theirs.text, origin=source)
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
