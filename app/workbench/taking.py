"""Take in what somebody did to a catalog outside: Poedit, git, a text editor, another workbench."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from app import outside, review
from app.catalog import Catalog, Key, Target, Unit
from app.errors import CatalogError, ProjectError, WorkbenchError
from app.outside import Age, Fate, Ours, Step
from app.storage import backups, files, git, po
from app.storage.catalog_files import CatalogFile
from app.storage.rows import Conflict, Marks, Revision, Save, Stored
from app.storage.store import Store
from app.workbench.project import Project, log

_AT_ONCE = 50
"""Units whose histories are looked through for how new a file is."""


@dataclass(frozen=True, slots=True)
class Absorbed:
    """What a catalog changed from outside brought."""

    taken: int = 0
    suggested: int = 0
    older: int = 0
    """Entries that are an older copy of ours; ours stays."""

    def __add__(self, other: "Absorbed") -> "Absorbed":
        return Absorbed(self.taken + other.taken, self.suggested + other.suggested, self.older + other.older)


def absorb(project: Project, name: str, code: str) -> Absorbed:
    """Take what was changed in a PO file since we last wrote or read it. The caller holds its lock."""
    _take_leftovers(project, name, code)
    path = project.folder.catalog(name, code)
    content = read(path)
    if not content.strip() or sha(content) == project.store.catalog_file(name, code).sha256:
        return Absorbed()
    return take(project, name, code, content)


def read(path: Path) -> bytes:
    """Return a PO's content, empty where none is there. What the system keeps from us is unreadable."""
    try:
        return files.read(path) if path.exists() else b""
    except ProjectError as error:
        raise CatalogError(error.message.text, **error.message.values) from error
    except OSError as error:
        trouble = files.trouble(path, error, reading=True)
        raise CatalogError(trouble.message.text, **trouble.message.values) from error


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
    # From the first text that is taken on, our last file is not what the store says is written.
    project.store.disown(name, code)
    stored = project.store.units(name, code)
    known = {one.unit.key for one in stored}
    strays: dict[Key, int] = {}
    if all(unit.key in known for unit in catalog.units):
        steps = _steps(project.store, catalog, stored)
    else:
        steps = project.store.steps(name, code)
        strays = _strays(catalog, stored, steps)
        _add_unknown(project.store, name, stored, [one for one in catalog.units if one.key not in strays])
        stored = project.store.units(name, code)
    by_key = {one.unit.key: one for one in stored}
    author = _author(project, catalog) or outside.OUTSIDE
    fresh = not project.store.catalog_file(name, code).sha256
    pairs = [(theirs, by_key[theirs.key]) for theirs in catalog.units if theirs.key not in strays]
    ours = {one.id: _ours(one, steps.get(one.id, ())) for _, one in pairs}
    age = outside.age((theirs.target, ours[one.id]) for theirs, one in pairs)
    saves: list[Save] = []
    suggestions = [*_beside(catalog.twins, by_key, steps), *_strayed(catalog, strays, steps)]
    older = 0
    for theirs, one in pairs:
        target, fate = _decided(project, theirs.target, ours[one.id], author, age, fresh=fresh)
        older += fate is Fate.OLD
        if target is not None:
            saves.append(Save(one.id, code, one.version, target, "outside", person=author, written=True))
        elif fate is Fate.SUGGEST:
            suggestions.append((one.id, theirs.target.text))
    kept = project.store.save_all(saves)
    # Who saved between our look and our save has the unit; theirs stays, the file's text stands beside it.
    late = [
        (save.unit, save.target.text)
        for save, done in zip(saves, kept, strict=True)
        if isinstance(done, Conflict)
    ]
    suggestions += [(unit, text) for unit, text in late if text not in _now(project, unit, code)]
    for number, text in suggestions:
        project.store.suggest(number, code, text, person=author)
    _keep_marks(project.store, code, pairs, author)
    # What we have not taken, the file does not hold: only what it holds counts as written.
    _remember(project.store, catalog, content, project.store.units(name, code))
    found = Absorbed(len(saves) - len(late), len(suggestions), older)
    if found != Absorbed():
        log.info(
            "%s, %s: outside edits: %d taken, %d beside, %d older than ours",
            name,
            code,
            found.taken,
            found.suggested,
            found.older,
        )
    return found


def _steps(store: Store, catalog: Catalog, stored: Sequence[Stored]) -> Mapping[int, tuple[Revision, ...]]:
    """Return the histories that are needed to decide on a file whose entries we all know.

    Of entries that say what we have only one counts, for the file's age: the latest whose text became ours
    but once. Others are not read: of a long work they are nearly the whole database.
    """
    ours = {one.unit.key: one for one in stored}
    others = {ours[one.key].id for one in catalog.units if one.target != ours[one.key].unit.target}
    others |= {ours[twin.key].id for twin in catalog.twins}
    steps = dict(store.steps_of(sorted(others), catalog.language))
    latest = store.latest(catalog.document, catalog.language)
    same = [ours[one.key].id for one in catalog.units if ours[one.key].id not in others]
    same = sorted((one for one in same if one in latest), key=lambda one: latest[one].number, reverse=True)
    for start in range(0, len(same), _AT_ONCE):
        found = store.steps_of(same[start : start + _AT_ONCE], catalog.language)
        steps.update(found)
        if any(all(one.target != all_[-1].target for one in all_[:-1]) for all_ in found.values()):
            break
    return steps


def _decided(  # private, and called once
    project: Project, theirs: Target, ours: Ours, author: str, age: Age, *, fresh: bool
) -> tuple[Target | None, Fate]:
    trust = project.settings.trust_outside_reviews
    if fresh and ours.version == 0 and theirs.text:
        return outside.believe(theirs, author=author, trust=trust), Fate.TAKE
    decision = outside.decide(theirs, ours, author=author, trust=trust, age=age)
    return decision.target, decision.fate


def _ours(stored: Stored, steps: Sequence[Revision]) -> Ours:
    # By number rather than by time: clocks are put back, and those of two machines differ.
    history = tuple(Step(step.version, f"{step.number:015d}", step.target) for step in steps)
    return Ours(stored.unit.target, stored.version, stored.written, history)


def _now(project: Project, number: int, code: str) -> set[str]:
    return {step.target.text for step in project.store.history(number, code)}


def _strays(
    catalog: Catalog, stored: Sequence[Stored], steps: Mapping[int, Sequence[Revision]]
) -> dict[Key, int]:
    """Return the entries whose source was edited here meanwhile, each with the unit that it is now."""
    known = {one.unit.key for one in stored}
    was = {
        Key(step.source, one.unit.key.context): one.id
        for one in stored
        if not one.unit.obsolete
        for step in steps.get(one.id, ())
        if step.source != one.unit.source
    }
    return {unit.key: was[unit.key] for unit in catalog.units if unit.key not in known and unit.key in was}


def _strayed(
    catalog: Catalog, strays: Mapping[Key, int], steps: Mapping[int, Sequence[Revision]]
) -> list[tuple[int, str]]:
    """Return the new texts of such entries, to stand beside the unit: they were made for its old source."""
    return [
        (strays[unit.key], unit.target.text)
        for unit in catalog.units
        if unit.key in strays and unit.target.text.strip()
        if all(step.target.text != unit.target.text for step in steps[strays[unit.key]])
    ]


def _beside(
    twins: Sequence[Unit], by_key: Mapping[Key, Stored], steps: Mapping[int, Sequence[Revision]]
) -> list[tuple[int, str]]:
    """Return the texts of obsolete entries whose segment stands in the document again with another text."""
    return [
        (by_key[twin.key].id, twin.target.text)
        for twin in twins
        if all(step.target.text != twin.target.text for step in steps.get(by_key[twin.key].id, ()))
    ]


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


def _add_unknown(store: Store, name: str, stored: Sequence[Stored], units: Sequence[Unit]) -> None:
    """Give the store the units that only the file knows: all, after the store was lost; else as obsolete."""
    known = {one.unit.key for one in stored}
    unknown = [unit for unit in units if unit.key not in known]
    store.add_units(name, [replace(unit, obsolete=unit.obsolete or bool(known)) for unit in unknown])


def _keep_marks(store: Store, code: str, pairs: Sequence[tuple[Unit, Stored]], author: str) -> None:
    marks: dict[int, Marks] = {}
    comments: dict[int, tuple[str, ...]] = {}
    for theirs, one in pairs:
        ours = one.unit
        if (theirs.flags, theirs.previous_context) != (ours.flags, ours.previous_context):
            marks[one.id] = (theirs.flags, theirs.previous_context)
        if theirs.comments != ours.comments:
            comments[one.id] = theirs.comments
    store.keep_marks(code, marks)
    store.take_comments(code, comments, person=author)


def _remember(store: Store, catalog: Catalog, content: bytes, units: Sequence[Stored]) -> None:
    """Note what their file holds: of each unit the version whose text and state stand in it."""
    held = {unit.key: unit for unit in catalog.units}
    versions = {
        one.id: one.version
        for one in units
        if one.version != one.written
        and one.unit.key in held
        and held[one.unit.key].target == one.unit.target
    }
    known = store.catalog_file(catalog.document, catalog.language)
    file = CatalogFile(sha(content), catalog.header, catalog.header_comment, known.outline)
    store.keep_catalog_file(catalog.document, catalog.language, file, versions, since=known)
    comments = {one.id: held[one.unit.key].comments for one in units if one.unit.key in held}
    store.hold_comments(catalog.document, catalog.language, comments)


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


def _shown(project: Project, name: str, code: str) -> str:
    return project.folder.catalog(name, code).relative_to(project.folder.root).as_posix()


def sha(content: bytes) -> str:
    """Return the name of a content, by which a file that changed outside is known."""
    return hashlib.sha256(content).hexdigest()
