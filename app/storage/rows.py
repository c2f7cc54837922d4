"""The store's values, and how they stand in its tables."""

import itertools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Executable, Row, Text, Update, bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app import review
from app.catalog import Key, Kind, Place, State, Target, Unit
from app.postedit import Offer
from app.storage import messages, schema
from app.storage.database import fingerprint

_KINDS = {kind.value: kind for kind in Kind}
_STATES = {state.value: state for state in State}
Marks = tuple[tuple[str, ...], str]
"""Of a unit in a PO: its flags that are not ours, and its previous context."""
FIELDS = ("text", "state", "origin", "translator", "reviewer", "reason", "previous_source")
"""What a row holds of a translation, in the words of `Target`; its notes are JSON beside these."""
FROM_OUTSIDE = "outside"
"""The deed of a save that a file brought."""
DEED = ("unit", "language", "move", "person", "save_id", "hasty")
"""What a row of the history holds beside the translation, in the words of `Save`."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A unit as the store has it, in one language."""

    id: int
    unit: Unit
    version: int = 0
    """0 as long as nobody has given it a text."""
    written: int = 0
    """The version that stood in the PO when we last wrote or read it."""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """One step of a unit's history."""

    version: int
    move: str
    person: str
    at: str
    source: str
    target: Target
    hasty: bool = False
    """Whether a machine's draft was confirmed here faster than anybody reads it."""
    number: int = field(default=0, compare=False)
    """Its place among all steps of the store, which no clock changes; 0 where nobody asked."""


def before_join(steps: Sequence[Revision]) -> tuple[Target, Revision | None]:
    """Return what a unit was before it was joined, and the step that joined it.

    `steps` are the unit's own, the newest first. Nothing, and no step, where no history tells; a unit that is
    not joined is what it is.
    """
    mine = list(itertools.takewhile(lambda step: step.target.joined, steps))
    earlier = steps[len(mine)].target if len(mine) < len(steps) else Target()
    return earlier, mine[-1] if mine else None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody saved in the meantime; the store keeps theirs, and mine is handed back."""

    base: Target
    """What mine was made from."""
    mine: Target
    theirs: Revision
    since: Revision | None = None
    """The step that mine was based on, with its author and time; None where the unit had no text yet."""


@dataclass(frozen=True, slots=True)
class Save:
    """A new text and state for a unit, based on a version of it."""

    unit: int
    language: str
    base: int
    target: Target
    move: str
    """The word for the deed: `save`, `approve`, `send back`, `draft`, `outside`, `source changed`."""
    person: str = ""
    save_id: str | None = None
    """Names this send, so that repeating it changes nothing."""
    source: str | None = None
    """The source that the text was made for, where it is not the unit's now."""
    written: bool = False
    """Whether the PO already holds it, as when it came from there."""
    offer: Offer | None = None
    """What the text was made from: kept as it was offered. A draft is its own offer."""
    hasty: bool = False
    """As of a revision."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a revised document does to one unit."""

    key: Key
    place: Place
    position: int
    id: int | None = None
    """The unit that it goes on from; None for a new one."""


def _swap(**also: object) -> Update:
    t = schema.target
    here = (t.c.unit == bindparam("of_unit")) & (t.c.language == bindparam("of_language"))
    names = (*FIELDS, "notes", "version", "at")
    swap = update(t).where(here, t.c.version == bindparam("base"))
    return swap.values({name: bindparam(name) for name in names} | also)


def _first(dialect: str, *, written: bool) -> Executable:
    """Return the save of a unit that has no text yet, in one statement: most units get their row with it."""
    t = schema.target
    make: Any = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[dialect]
    names = (*FIELDS, "notes", "version", "at")
    values: dict[str, object] = {name: bindparam(name) for name in names} | {
        "unit": bindparam("of_unit"),
        "language": bindparam("of_language"),
        "written": bindparam("version") if written else 0,
        "flags": "[]",
    }
    here = make(t).values(values)
    swap = {name: here.excluded[name] for name in (*names, *(["written"] if written else []))}
    made: Executable = here.on_conflict_do_update(
        index_elements=[t.c.unit, t.c.language], set_=swap, where=t.c.version == 0
    ).returning(t.c.version)
    return made


# Made once: building a statement anew took most of a save's time.
_SWAP = _swap()
_SWAP_WRITTEN = _swap(written=bindparam("version"))
_FIRST = {
    (dialect, written): _first(dialect, written=written)
    for dialect in ("sqlite", "postgresql")
    for written in (False, True)
}
_KEEP = (
    insert(schema.revision)
    .values(
        {name: bindparam(name) for name in (*FIELDS, "notes", "version", "at", *DEED)}
        | {
            "source": func.coalesce(
                bindparam("made_for", type_=Text),
                select(schema.unit.c.source).where(schema.unit.c.id == bindparam("unit")).scalar_subquery(),
            )
        }
    )
    .returning(schema.revision.c.source)
)
_OFFER = insert(schema.offer)


def save(
    connection: Connection, save: Save, now: datetime, *, two_people: bool = False
) -> Revision | Conflict:
    """Carry out one save within a transaction; answer with its revision, or the conflict.

    With `two_people`, raise `ReviewError` where it would approve a text that no second person approves.
    """
    again = sent_before(connection, save)
    if again is not None:
        return again
    if two_people and approves(save):
        _check_two_people(connection, save)
    version, at = save.base + 1, now.isoformat()
    values = target_values(save.target) | {"version": version, "at": at}
    here = {"of_unit": save.unit, "of_language": save.language, "base": save.base}
    # Compare and swap in one statement: of two at once, the second finds another version and changes nothing.
    if save.base:
        swap = _SWAP_WRITTEN if save.written else _SWAP
        kept = connection.execute(swap, {**values, **here}).rowcount > 0
    else:
        first = _FIRST[connection.dialect.name, save.written]
        kept = connection.execute(first, {**values, **here}).first() is not None
    if not kept:
        return conflict(connection, save)
    deed = {name: getattr(save, name) for name in DEED}
    source = connection.execute(_KEEP, {**values, **deed, "made_for": save.source}).scalar_one()
    if offered := offer_of(save):
        kept_offer = {"engine": offered.engine, "model": offered.model, "route": offered.route}
        kept_offer["flags"] = messages.written(offered.flags)
        connection.execute(
            _OFFER,
            {"unit": save.unit, "language": save.language, "version": version, "text": offered.text}
            | kept_offer,
        )
    return Revision(version, save.move, save.person, at, source, save.target, save.hasty)


def approves(save: Save) -> bool:
    """Say whether a person's deed makes a text reviewed; of a file's word the project's trust decides."""
    return save.target.state is State.REVIEWED and save.move != FROM_OUTSIDE


def _check_two_people(connection: Connection, save: Save) -> None:
    t = schema.target
    here = (t.c.unit == save.unit) & (t.c.language == save.language)
    row = connection.execute(select(t).where(here)).first()
    if (row.version if row else 0) == save.base:  # else it is a conflict
        review.check_two_people(save.target, target(row) if row else Target(), person=save.person)


def offer_of(save: Save) -> Offer | None:
    """Return what was offered to the person; a draft that does not say more is an offer of its origin."""
    target = save.target
    if save.offer is not None:
        return save.offer
    if save.move != "draft" or not (target.origin and target.text):
        return None
    return Offer(target.origin, target.text)


def sent_before(connection: Connection, save: Save) -> Revision | Conflict | None:
    """Answer a save that was sent before with what it became; None for a new one."""
    r = schema.revision
    if save.save_id is None:
        return None
    again = connection.execute(select(r).where(r.c.save_id == save.save_id)).first()
    if again is None:
        return None
    same = (again.unit, again.language, again.text) == (save.unit, save.language, save.target.text)
    return revision(again) if same else conflict(connection, save)


def conflict(connection: Connection, save: Save) -> Conflict:
    """Return what stands in a save's way."""
    r = schema.revision
    here = (r.c.unit == save.unit) & (r.c.language == save.language)
    theirs = connection.execute(select(r).where(here).order_by(r.c.version.desc()).limit(1)).first()
    base = connection.execute(select(r).where(here, r.c.version == save.base)).first()
    # A page that was open while the store was lost and rebuilt may name a version that is not there yet.
    latest = revision(theirs) if theirs else Revision(0, "", "", "", "", Target())
    since = revision(base) if base else None
    return Conflict(since.target if since else Target(), save.target, latest, since)


def ensure_target(connection: Connection, number: int, language: str) -> None:
    """Make the row of a unit in a language, where there is none yet."""
    t = schema.target
    found = connection.execute(select(t.c.unit).where(t.c.unit == number, t.c.language == language))
    if found.first() is not None:
        return
    values = dict.fromkeys(FIELDS, "") | {"state": State.EMPTY}
    blank = {"version": 0, "written": 0, "flags": "[]", "notes": "[]", "at": ""}
    connection.execute(insert(t).values(unit=number, language=language, **blank, **values))


def suggest(connection: Connection, here: tuple[int, str], text: str, *, person: str, at: str) -> None:
    """Keep another text beside a unit in a language, unless it stands there already."""
    s = schema.suggestion
    number, language = here
    same = select(s.c.id).where(s.c.unit == number, s.c.language == language, s.c.text == text)
    if connection.execute(same).first() is None:
        connection.execute(insert(s).values(unit=number, language=language, text=text, person=person, at=at))


def carry_out(connection: Connection, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
    """Carry out a statement once for each row; for none, not at all."""
    if rows:
        connection.execute(statement, rows)


def same(row: Row[Any] | None, values: Mapping[str, Any]) -> bool:
    """Say whether a row holds these values already."""
    return row is not None and all(getattr(row, name) == value for name, value in values.items())


def unit_values(document: str, change: Change) -> dict[str, Any]:
    """Return a unit's row."""
    return {
        "document": document,
        "fingerprint": fingerprint(repr(change.key.context), change.key.source),
        "context": change.key.context,
        "source": change.key.source,
        "opening": schema.opening(change.key.source),
        "kind": change.place.kind,
        "speaker": change.place.speaker,
        "turn": change.place.turn,
        "paragraph": change.place.paragraph,
        "position": change.position,
        "obsolete": False,
    }


STORED = (
    *(schema.unit.c[name] for name in ("id", "context", "source", "kind", "speaker", "turn", "paragraph")),
    schema.unit.c.obsolete,
    *(schema.target.c[name] for name in ("version", "written", "at", "flags", "previous_context")),
    *(schema.target.c[name] for name in (*FIELDS, "notes")),
)
"""What is asked of a unit joined with its translation, in the order in which `stored` takes it."""


def stored(row: Row[Any], comments: tuple[str, ...] = ()) -> Stored:
    """Return a unit with its translation, of a joined row of `STORED`, and its comments."""
    # By their places: by name, sixty thousand of them take twice as long.
    values: tuple[Any, ...] = tuple(row)
    number, context, source, kind, speaker, turn, paragraph, obsolete, *there = values
    place = Place(_KINDS[kind], speaker, turn, paragraph)
    key = Key(source, context)
    version, written, at, flags, previous_context, text, state, *said = there
    if version is None:
        return Stored(number, Unit(key, place, comments=comments, obsolete=obsolete))
    origin, translator, reviewer, reason, previous_source, notes = said
    target = Target(
        text, _STATES[state], origin, translator, reviewer, reason, previous_source, _listed(notes)
    )
    unit = Unit(key, place, target, comments, _listed(flags), obsolete, previous_context)
    return Stored(number, unit, version, written, at)


def target_values(target: Target) -> dict[str, Any]:
    """Return what a row holds of a translation."""
    values = {name: getattr(target, name) for name in FIELDS}
    return values | {"notes": json.dumps(target.notes, ensure_ascii=False) if target.notes else "[]"}


def target(row: Row[Any]) -> Target:
    """Return the translation that a row holds."""
    return Target(
        row.text,
        State(row.state),
        row.origin,
        row.translator,
        row.reviewer,
        row.reason,
        row.previous_source,
        _listed(row.notes),
    )


def _listed(text: str) -> tuple[str, ...]:
    """Return a JSON list; nearly all of a large catalog's are empty."""
    return () if text == "[]" else tuple(json.loads(text))


def revision(row: Row[Any]) -> Revision:
    """Return the step of a history that a row holds."""
    return Revision(row.version, row.move, row.person, row.at, row.source, target(row), row.hasty, row.id)
