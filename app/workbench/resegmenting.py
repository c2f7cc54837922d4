"""Cut a segment, or join two, for all languages: see beforehand what it does, and carry it out.

The source file is edited in its place, guarded by its fingerprint; then units and texts follow. Whoever is
cut off in between finds the file edited and the texts as `workbench sync` leaves them: none is lost.
"""

import contextlib
import hashlib
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from app import resegmenting, review
from app.catalog import Kind, Target
from app.document import Document
from app.errors import CatalogError, ReviewError, WorkbenchError, sentence
from app.storage import exchange, files, folder, source, source_edit
from app.storage.rows import Conflict, Save, Stored
from app.workbench import catalogs, revising
from app.workbench.project import Project, log
from app.workbench.taking import absorb

_TRIES = 5


class ChangedError(ReviewError):
    """Somebody changed the source file after it was looked at."""

    def __init__(self, name: str) -> None:
        said = sentence(
            "The source file of “{name}” has changed since you looked at it, so nothing was done. "
            "Look once more."
        )
        super().__init__(said, name=name)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done to one segment, for all languages."""

    unit: int
    at: int | None = None
    """Where to cut its source, in characters; None to join it to the segment before."""


@dataclass(frozen=True, slots=True)
class Text:
    """A source with its translation in one language."""

    source: str
    target: Target


@dataclass(frozen=True, slots=True)
class InLanguage:
    """What it does in one language."""

    language: str
    before: tuple[Text, ...]
    after: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What carrying it out would do, and the file that this was said of."""

    document: str
    sha256: str
    """Of the source file as it was looked at."""
    before: tuple[str, ...]
    after: tuple[str, ...]
    languages: tuple[InLanguage, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    content: bytes
    document: Document
    becomes: Document
    first: int
    """The segment, counted from 0, from which on the document changes."""
    stored: Mapping[str, tuple[Stored, ...]]
    """By language, in the order of the store."""
    head: int
    """The position of the unit that is cut, or that another is joined to."""
    tail: int | None
    """The position of the unit that goes, or that comes back from among the obsolete; None for a new one."""
    split: bool
    texts: tuple[str, ...]
    """The sources that there are afterwards, of those that change."""


def find(project: Project, name: str, spot: str, *, joined: bool) -> Wish:
    """Return the wish for a spot that a person typed: a few words, with “|” where the cut goes or goes away.

    Raise `ReviewError` where the document has no such place, or several.
    """
    left, bar, right = (part.strip() for part in spot.partition("|"))
    if not (left and bar and right):
        raise ReviewError("Write some words with a “|” in between, as in “I am a nurse. | I live”.")
    units = [one for one in project.store.units(name, project.settings.languages[0]) if not one.unit.obsolete]
    if joined:
        found = [
            Wish(two.id)
            for one, two in itertools.pairwise(units)
            if one.unit.source.endswith(left) and two.unit.source.startswith(right)
        ]
    else:
        pattern = re.compile(rf"{re.escape(left)}(\s*)(?={re.escape(right)})")
        found = [
            Wish(one.id, match.end())
            for one in units
            if one.unit.place.kind is Kind.SEGMENT
            for match in pattern.finditer(one.unit.source)
        ]
    if len(found) != 1:
        raise ReviewError(
            "“{name}” has {count} places that read “{spot}”. Give more words, as they stand in the source.",
            name=name,
            count=len(found),
            spot=spot,
        )
    return found[0]


def foresee(project: Project, name: str, wish: Wish) -> Foreseen:
    """Say what a wish would do; nothing is changed. Raise `ReviewError` where it cannot be done."""
    plan = _plan(project, name, wish)
    return _foreseen(project, plan)


def carry_out(project: Project, name: str, wish: Wish, *, sha256: str, person: str) -> Foreseen:
    """Do what was foreseen of a source file; raise `ChangedError` where its fingerprint is another now.

    The source file is edited, the units follow, and each language's texts are put where their sources are.
    """
    who = review.name(person)
    with files.locked(project.folder.lock(name, "sync")):
        for code in project.settings.languages:
            with files.locked(project.folder.lock(name, code)), contextlib.suppress(CatalogError):
                absorb(project, name, code)
        plan = _plan(project, name, wish)
        if _sha(plan.content) != sha256:
            raise ChangedError(name)
        done = _foreseen(project, plan)
        _write(project, plan)
        _follow(project, plan, who)
    with contextlib.suppress(WorkbenchError):  # said where catalogs are written; the texts are in the store
        catalogs.sync(project, name)
    log.info("%s: segment %d %s for all languages", name, plan.first + 1, "cut" if plan.split else "joined")
    return done


def _plan(project: Project, name: str, wish: Wish) -> _Plan:
    path = project.folder.source(name)
    content = files.read(path)
    try:
        document = source.parse(content.decode("utf-8"), name=name, file=f"source/{name}.md")
    except UnicodeDecodeError:
        document = folder.document(project.folder, name)  # says in words what is wrong with it
    stored = {code: project.store.units(name, code) for code in project.settings.languages}
    units = stored[project.settings.languages[0]]
    live = [one for one in units if not one.unit.obsolete]
    if [one.unit.source for one in live] != [key.source for key, _ in revising.units_of(document)]:
        raise ReviewError(
            "The source file of “{name}” was changed and is not synced yet. "
            "Run “workbench sync”, then try again.",
            name=name,
        )
    at = next((position for position, one in enumerate(units) if one.id == wish.unit), None)
    if at is None or units[at].unit.obsolete:
        raise ReviewError("This segment is gone from the document. Load the page again.")
    if units[at].unit.place.kind is not Kind.SEGMENT:
        raise ReviewError("A title and a speaker's name stay whole; only a segment is cut or joined.")
    number = at - next(position for position, one in enumerate(units) if one.unit.place.kind is Kind.SEGMENT)
    if wish.at is None:
        becomes = resegmenting.join(document, number)
        texts = tuple(one.segment.text for one in becomes.places())[number - 1 : number]
        return _Plan(content, document, becomes, number - 1, stored, at - 1, at, split=False, texts=texts)
    becomes = resegmenting.split(document, number, wish.at)
    texts = tuple(one.segment.text for one in becomes.places())[number : number + 2]
    back = next(
        (place for place, one in enumerate(units) if one.unit.obsolete and one.unit.source == texts[1]), None
    )
    return _Plan(content, document, becomes, number, stored, at, back, split=True, texts=texts)


def _foreseen(project: Project, plan: _Plan) -> Foreseen:
    shown = [
        InLanguage(code, *_in_language(project, plan, code, units)) for code, units in plan.stored.items()
    ]
    before = tuple(one.source for one in shown[0].before)
    return Foreseen(plan.document.name, _sha(plan.content), before, plan.texts, tuple(shown))


def _in_language(
    project: Project, plan: _Plan, code: str, units: Sequence[Stored]
) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
    head = units[plan.head].unit
    tail = units[plan.tail].unit if plan.tail is not None else None
    before = [Text(head.source, head.target)]
    if not plan.split and tail is not None:
        before.append(Text(tail.source, tail.target))
    targets = _become(project, plan, code, head.target, tail.target if tail else Target())
    after = [Text(text, target) for text, target in zip(plan.texts, targets, strict=True)]
    return tuple(before), tuple(after)


def _become(project: Project, plan: _Plan, code: str, head: Target, tail: Target) -> tuple[Target, ...]:
    """Return what becomes of a language's translations: one for each text that there is afterwards."""
    if not plan.split:
        before = [one.segment.text for one in plan.document.places()][plan.first]
        return (resegmenting.join_target(head, tail, previous_source=before),)
    first, second = resegmenting.split_target(
        head, *plan.texts, source_language=project.settings.source_language, language=code
    )
    # What had left the document comes back with its translation, where the cut gives it no other.
    return first, tail if not second.text or second.text == tail.text else second


def _write(project: Project, plan: _Plan) -> None:
    name = plan.document.name
    path, content = project.folder.source(name), plan.content
    changed = source_edit.edited(
        content.decode("utf-8"),
        plan.becomes,
        number=plan.first,
        lines=1 if plan.split else 2,
        file=f"source/{name}.md",
    ).encode()
    out = exchange.replace(path, changed)
    if out.content != content:  # somebody wrote the file within this moment: theirs stays
        exchange.replace(path, out.content).done()
        out.done()
        raise ChangedError(name)
    out.done()


def _follow(project: Project, plan: _Plan, person: str) -> None:
    """Bring the store's units to the document, then each language's texts to their units."""
    units = plan.stored[project.settings.languages[0]]
    live = [position for position, one in enumerate(units) if not one.unit.obsolete]
    tail = plan.head + 1
    after = [*live[:tail], plan.tail, *live[tail:]] if plan.split else [*live[:tail], *live[tail + 1 :]]
    pairs = {place: one for place, one in enumerate(after) if one is not None}
    now = datetime.now(UTC)
    project.store.revise(
        plan.document.name,
        revising.paired(units, plan.becomes, pairs),
        languages=project.settings.languages,
        edited=lambda target, previous: review.source_changed(target, previous_source=previous),
        now=now,
    )
    for code, seen in plan.stored.items():
        _put(project, plan, code, seen, person)


def _put(project: Project, plan: _Plan, code: str, seen: Sequence[Stored], person: str) -> None:
    """Put a language's texts where they belong now; a save of this very moment is taken into account."""
    for _ in range(_TRIES):
        units = {one.id: one for one in project.store.units(plan.document.name, code)}
        head = units[seen[plan.head].id]
        earlier = _before(project, code, head, seen[plan.head])
        if earlier is None:
            return
        gone = units[seen[plan.tail].id] if plan.tail is not None else None
        before = gone.unit.target if gone else Target()
        targets = _become(project, plan, code, earlier, before)
        places = [head]
        if plan.split:
            in_order = [one for one in units.values() if not one.unit.obsolete]
            places.append(in_order[in_order.index(head) + 1])
        saves = [
            Save(one.id, code, one.version, target, "resegmented", person=person)
            for one, target in zip(places, targets, strict=True)
            if target != one.unit.target and target.text
        ]
        if not any(isinstance(one, Conflict) for one in project.store.save_together(saves)):
            return


def _before(project: Project, code: str, head: Stored, seen: Stored) -> Target | None:
    """Return a unit's text as it was when its source changed; None where somebody has saved it since.

    Who saved it since had the new source before the eyes: that text stands.
    """
    if head.version == seen.version:
        return head.unit.target  # it needed work already, for an earlier change of its source
    last, *steps = project.store.history(head.id, code)
    if last.move != "source changed":
        return None
    return steps[0].target if steps else Target()


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
