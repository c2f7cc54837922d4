"""What a revised document means for its units, and carrying it out: `workbench sync`, dry or not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from app import merge, review
from app.catalog import Cause, Key, Kind, Place, Target
from app.document import Document
from app.storage.rows import Change, Save, Stored, before_join
from app.workbench.project import Project


@dataclass(frozen=True, slots=True)
class Revised:
    """What a document as it is now means for its units."""

    changes: tuple[Change, ...]
    """One for each unit of the document, in order."""
    new: tuple[str, ...]
    edited: tuple[tuple[str, str], ...]
    """The source before and now; the translations are kept, as needing work."""
    back: tuple[str, ...]
    """Texts that had been removed and are there again, with their translations."""
    removed: tuple[str, ...]
    """Their translations become obsolete, and come back when the text does."""

    @property
    def nothing(self) -> bool:
        """Say whether no text came, went or changed; some may have moved."""
        return not (self.new or self.edited or self.back or self.removed)


def foresee(project: Project, document: Document) -> Revised:
    """Say what bringing the catalogs up to date with a document would do; nothing is changed."""
    return _revised(project.store.units(document.name, project.settings.languages[0]), document)


def _revised(before: Sequence[Stored], document: Document) -> Revised:
    old = [merge.Old(one.unit.key, one.unit.place.kind, one.unit.obsolete) for one in before]
    wanted = list(units_of(document))
    merged = merge.merge(old, [merge.New(key.source, place.kind) for key, place in wanted])
    changes = tuple(
        Change(one.key, place, position, before[one.old].id if one.old is not None else None)
        for position, (one, (_, place)) in enumerate(zip(merged, wanted, strict=True))
    )
    named = {change.id for change in changes}
    return Revised(
        changes,
        new=tuple(one.key.source for one in merged if one.old is None),
        edited=tuple(
            (before[one.old].unit.source, one.key.source)
            for one in merged
            if one.edited and one.old is not None
        ),
        back=tuple(
            one.key.source
            for one in merged
            if one.old is not None and before[one.old].unit.obsolete and not one.edited
        ),
        removed=tuple(one.unit.source for one in before if not one.unit.obsolete and one.id not in named),
    )


def paired(before: Sequence[Stored], document: Document, pairs: Mapping[int, int]) -> tuple[Change, ...]:
    """Return what a document means for its units where it is known which unit each text goes on from.

    `pairs` is the position of the text → that of the unit.
    """
    old = [merge.Old(one.unit.key, one.unit.place.kind, one.unit.obsolete) for one in before]
    wanted = list(units_of(document))
    merged = merge.paired(old, [merge.New(key.source, place.kind) for key, place in wanted], pairs)
    return tuple(
        Change(one.key, place, position, before[one.old].id if one.old is not None else None)
        for position, (one, (_, place)) in enumerate(zip(merged, wanted, strict=True))
    )


def carry_out(project: Project, document: Document, at: datetime) -> Revised:
    """Bring the store's units to the document's; translations of edited sources need work from now on."""
    store, name = project.store, document.name
    before = store.units(name, project.settings.languages[0])
    revised = _revised(before, document)
    there = [(one.id, one.unit.key, one.unit.place) for one in before if not one.unit.obsolete]
    if there == [(change.id, change.key, change.place) for change in revised.changes]:
        return revised
    store.revise(
        name,
        revised.changes,
        languages=project.settings.languages,
        edited=lambda target, previous: review.source_changed(target, previous_source=previous),
        now=at,
    )
    behind = {after.id: one.id for one, after in pairwise(one for one in before if not one.unit.obsolete)}
    for code in project.settings.languages:
        _settle_joins(project, name, code, behind)
    return revised


def _settle_joins(project: Project, name: str, language: str, behind: Mapping[int, int]) -> None:
    """Have nothing stand joined to a text that it was not joined to, and nobody miss that its source changed.

    `behind` is what each unit stood behind before the document was revised.
    """
    units = {one.id: one for one in project.store.units(name, language)}
    live = [one for one in units.values() if not one.unit.obsolete]
    became: dict[int, Target] = {}
    head, torn = None, False
    for before, one in pairwise(live):
        if not one.unit.target.joined:
            continue
        if not before.unit.target.joined:
            head, torn = before, False
        torn = (
            torn or behind.get(one.id) != before.id or before.unit.place.paragraph != one.unit.place.paragraph
        )
        if torn:
            earlier, _ = before_join(project.store.history(one.id, language))
            became[one.id] = review.doubted(earlier, Cause.PARTED)
            if (former := _head(units, behind, one.id)) is not None:
                became[former.id] = review.doubted(former.unit.target, Cause.PARTED)
        elif head is not None and one.unit.target.previous_source:
            became[head.id] = review.doubted(head.unit.target, Cause.JOINED_CHANGED)
    for number, target in became.items():
        if target != units[number].unit.target:
            move = "part" if units[number].unit.target.joined else "source changed"
            # Who saves at this moment has the new source before the eyes: theirs stands.
            project.store.save(Save(number, language, units[number].version, target, move))


def _head(units: Mapping[int, Stored], behind: Mapping[int, int], number: int) -> Stored | None:
    """Return the unit that held the words of a joined one, where it is in the document still."""
    found = units.get(behind.get(number, 0))
    while found is not None and found.unit.target.joined:
        found = units.get(behind.get(found.id, 0))
    return None if found is None or found.unit.obsolete else found


def units_of(document: Document) -> Iterable[tuple[Key, Place]]:
    """Yield what a document has to translate: its title, its speakers' names, its segments in order."""
    yield Key(document.title, Kind.TITLE.value), Place(Kind.TITLE)
    for speaker in document.speakers:
        yield Key(speaker.name, Kind.SPEAKER.value), Place(Kind.SPEAKER)
    for place in document.places():
        yield Key(place.segment.text), Place(Kind.SEGMENT, place.speaker, place.turn, place.paragraph)
