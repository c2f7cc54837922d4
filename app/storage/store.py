"""The store: people's work, durable at every save, with its history. It decides nothing about translation.

A save names the version that it was based on. If another version stands there, nothing is changed and the
answer holds both texts, so a second send cannot slip through.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Executable, Row, bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.catalog import Key, Kind, Place, State, Target, Unit
from app.storage import schema
from app.storage.database import Database, fingerprint

_FIELDS = ("text", "state", "origin", "translator", "reviewer", "reason", "previous_source")


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


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody saved in the meantime; the store keeps theirs, and mine is handed back."""

    base: Target
    """What mine was made from."""
    mine: Target
    theirs: Revision


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
    written: bool = False
    """Whether the PO already holds it, as when it came from there."""


@dataclass(frozen=True, slots=True)
class CatalogFile:
    """What we know of a PO file on disk."""

    sha256: str = ""
    header: tuple[tuple[str, str], ...] = ()
    header_comment: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What a revised document does to one unit."""

    key: Key
    place: Place
    position: int
    id: int | None = None
    """The unit that it goes on from; None for a new one."""


class Store(Database):
    """People's work in an open database."""

    # -- units ----------------------------------------------------------------------------------------

    def units(self, document: str, language: str) -> tuple[Stored, ...]:
        """Return a document's units in one language, in order, the obsolete ones last."""
        u, t = schema.unit.c, schema.target.c
        query = (
            select(schema.unit, schema.target)
            .select_from(schema.unit.outerjoin(schema.target, (t.unit == u.id) & (t.language == language)))
            .where(u.document == document)
            .order_by(u.obsolete, u.position, u.id)
        )
        with self.reading() as connection:
            return tuple(_stored(row) for row in connection.execute(query))

    def unit(self, number: int, language: str) -> Stored | None:
        """Return one unit as it stands now."""
        u, t = schema.unit.c, schema.target.c
        query = (
            select(schema.unit, schema.target)
            .select_from(schema.unit.outerjoin(schema.target, (t.unit == u.id) & (t.language == language)))
            .where(u.id == number)
        )
        with self.reading() as connection:
            row = connection.execute(query).first()
        return _stored(row) if row else None

    def revise(
        self,
        document: str,
        changes: Sequence[Change],
        *,
        languages: Sequence[str],
        edited: Callable[[Target, str], Target],
        now: datetime | None = None,
    ) -> None:
        """Bring a document's units to the order and keys given; units not named become obsolete.

        `edited` says what becomes of a translation whose source was another one before; it is asked within
        the transaction, so that a save of this moment is not passed over.
        """
        u, t = schema.unit, schema.target
        with self.writing() as connection:
            before = {row.id: row for row in connection.execute(select(u).where(u.c.document == document))}
            named = {change.id for change in changes if change.id is not None}
            touched = [
                (change, values)
                for change in changes
                if (values := _unit_values(document, change))
                and not _same(before.get(change.id or 0), values)
            ]
            kept = [(change.id, values) for change, values in touched if change.id is not None]
            gone = [{"number": one} for one, row in before.items() if one not in named and not row.obsolete]
            here = u.c.id == bindparam("number")
            # Keys may change places; set aside first what would collide.
            moving = [{"number": one, "aside": f"moving {one}"} for one, _ in kept]
            _each(connection, update(u).where(here).values(fingerprint=bindparam("aside")), moving)
            _each(connection, update(u).where(here).values(obsolete=True), gone)
            _each(connection, update(u).where(here), [{"number": one, **values} for one, values in kept])
            _each(connection, insert(u), [values for change, values in touched if change.id is None])
            for number, values in kept:
                previous = before[number].source
                if previous == values["source"]:
                    continue
                rows = {row.language: row for row in connection.execute(select(t).where(t.c.unit == number))}
                for code in {*languages, *rows}:
                    # Also an empty unit gets a new version: who had the old source before the eyes
                    # and saves now is to hear that it has changed.
                    target, version = Target(), 0
                    if code in rows:
                        target, version = _target(rows[code]), rows[code].version
                    changed = edited(target, previous)
                    if changed != target or not target.text:
                        save = Save(number, code, version, changed, "source changed")
                        _apply(connection, save, now or datetime.now(UTC))

    def add_units(self, document: str, units: Sequence[Unit]) -> None:
        """Add units that only a PO knows: those of an emptied store, and obsolete ones from outside."""
        rows = [
            _unit_values(document, Change(unit.key, unit.place, position)) | {"obsolete": unit.obsolete}
            for position, unit in enumerate(units)
        ]
        if rows:
            with self.writing() as connection:
                _each(connection, insert(schema.unit), rows)

    def documents(self) -> tuple[str, ...]:
        """Return the names of the documents that the store knows."""
        with self.reading() as connection:
            return tuple(connection.scalars(select(schema.unit.c.document).distinct()))

    # -- saves ----------------------------------------------------------------------------------------

    def save(self, save: Save, *, now: datetime | None = None) -> Revision | Conflict:
        """Keep a save durably, or answer with the conflict. Sent twice with one id, it counts once."""
        return self.save_all([save], now=now)[0]

    def save_all(self, saves: Sequence[Save], *, now: datetime | None = None) -> list[Revision | Conflict]:
        """Keep several saves in one transaction; each that conflicts is answered, the others are kept."""
        at = now or datetime.now(UTC)
        try:
            return self._save_in_order(saves, at)
        except IntegrityError:
            # Another process saved between our look and our write; look again.
            return self._save_in_order(saves, at)

    def _save_in_order(self, saves: Sequence[Save], at: datetime) -> list[Revision | Conflict]:
        # Two batches that take the same rows in two orders would wait for each other for ever.
        order = sorted(range(len(saves)), key=lambda index: (saves[index].unit, saves[index].language))
        with self.writing() as connection:
            done = {index: _apply(connection, saves[index], at) for index in order}
        return [done[index] for index in range(len(saves))]

    def history(self, number: int, language: str) -> tuple[Revision, ...]:
        """Return every step of a unit, the latest first."""
        r = schema.revision
        query = select(r).where(r.c.unit == number, r.c.language == language).order_by(r.c.version.desc())
        with self.reading() as connection:
            return tuple(_revision(row) for row in connection.execute(query))

    def latest(self, document: str, language: str) -> Mapping[int, tuple[int, str]]:
        """Return, for each unit, the version and text of the last step of its history."""
        r, u = schema.revision, schema.unit
        query = (
            select(r.c.unit, r.c.version, r.c.text)
            .join(u, u.c.id == r.c.unit)
            .where(u.c.document == document, r.c.language == language)
            .order_by(r.c.version)
        )
        with self.reading() as connection:
            return {number: (version, text) for number, version, text in connection.execute(query)}

    def texts(self, document: str, language: str) -> Mapping[int, frozenset[tuple[str, str]]]:
        """Return, for each unit, every text with its state that was ever ours."""
        r, u = schema.revision, schema.unit
        query = (
            select(r.c.unit, r.c.text, r.c.state)
            .join(u, u.c.id == r.c.unit)
            .where(u.c.document == document, r.c.language == language)
        )
        found: dict[int, set[tuple[str, str]]] = {}
        with self.reading() as connection:
            for number, text, state in connection.execute(query):
                found.setdefault(number, set()).add((text, state))
        return {number: frozenset(texts) for number, texts in found.items()}

    def remembered(self, language: str) -> Iterator[tuple[str, Target, str, str]]:
        """Yield source, target, document and time of every text that people made in a language."""
        u, t = schema.unit, schema.target
        query = (
            select(u.c.source, u.c.document, t)
            .join(t, t.c.unit == u.c.id)
            .where(t.c.language == language, t.c.state.in_([State.TRANSLATED, State.REVIEWED]))
        )
        with self.reading() as connection:
            rows = connection.execute(query).all()
        for row in rows:
            yield row.source, _target(row), row.document, row.at

    # -- the writer of catalogs -----------------------------------------------------------------------

    def unwritten(self) -> Mapping[tuple[str, str], tuple[int, int]]:
        """Return the catalogs whose PO is behind, each with a mark that changes with every further save."""
        t, u = schema.target.c, schema.unit.c
        query = (
            select(u.document, t.language, func.count(), func.sum(t.version))
            .join(schema.unit, u.id == t.unit)
            .where(t.version != t.written)
            .group_by(u.document, t.language)
        )
        with self.reading() as connection:
            rows = connection.execute(query).all()
        return {(document, language): (int(count), int(mark)) for document, language, count, mark in rows}

    def hold(self, name: str, holder: str, *, seconds: float) -> bool:
        """Take or renew a lease; False while another holds it. A holder that dies loses it by itself."""
        le = schema.lease
        with self.reading() as connection:
            now = self.clock(connection)
            row = connection.execute(select(le).where(le.c.name == name)).first()
        if row is not None and row.until > now + (seconds / 2 if row.holder == holder else 0):
            return bool(row.holder == holder)  # no need to write at every glance
        with self.writing() as connection:
            now = self.clock(connection)
            row = connection.execute(select(le).where(le.c.name == name).with_for_update()).first()
            if row is not None and row.holder != holder and row.until > now:
                return False
            connection.execute(le.delete().where(le.c.name == name))
            connection.execute(insert(le).values(name=name, holder=holder, until=now + seconds))
        return True

    def release(self, name: str, holder: str) -> None:
        """Give a lease back."""
        le = schema.lease
        with self.writing() as connection:
            connection.execute(le.delete().where(le.c.name == name, le.c.holder == holder))

    # -- what stands beside the units -----------------------------------------------------------------

    def suggest(
        self, number: int, language: str, text: str, *, person: str, now: datetime | None = None
    ) -> None:
        """Keep another text beside a unit: one that came from outside while ours had changed."""
        s = schema.suggestion
        with self.writing() as connection:
            same = select(s.c.id).where(s.c.unit == number, s.c.language == language, s.c.text == text)
            if connection.execute(same).first() is None:
                at = (now or datetime.now(UTC)).isoformat()
                connection.execute(
                    insert(s).values(unit=number, language=language, text=text, person=person, at=at)
                )

    def suggestions(self, number: int, language: str) -> tuple[tuple[str, str], ...]:
        """Return the texts kept beside a unit, each with whom it came from."""
        s = schema.suggestion
        query = select(s.c.text, s.c.person).where(s.c.unit == number, s.c.language == language)
        with self.reading() as connection:
            return tuple((row.text, row.person) for row in connection.execute(query))

    def keep_outside(
        self, language: str, marks: Mapping[int, tuple[tuple[str, ...], tuple[str, ...]]]
    ) -> None:
        """Keep comments and flags that a PO from outside carries, by unit."""
        with self.writing() as connection:
            for number, (comments, flags) in marks.items():
                _ensure_target(connection, number, language)
                connection.execute(
                    update(schema.target)
                    .where(schema.target.c.unit == number, schema.target.c.language == language)
                    .values(comments=json.dumps(comments), flags=json.dumps(flags))
                )

    def catalog_file(self, document: str, language: str) -> CatalogFile:
        """Return what we know of a PO on disk."""
        c = schema.catalog_file
        query = select(c).where(c.c.document == document, c.c.language == language)
        with self.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            return CatalogFile()
        return CatalogFile(
            row.sha256, tuple((name, value) for name, value in json.loads(row.header)), row.header_comment
        )

    def keep_catalog_file(
        self, document: str, language: str, file: CatalogFile, versions: Mapping[int, int]
    ) -> None:
        """Remember a PO as we have just written or read it; `versions` is what it holds of each unit."""
        c, t = schema.catalog_file, schema.target
        with self.writing() as connection:
            connection.execute(c.delete().where(c.c.document == document, c.c.language == language))
            connection.execute(
                insert(c).values(
                    document=document,
                    language=language,
                    sha256=file.sha256,
                    header=json.dumps(file.header),
                    header_comment=file.header_comment,
                )
            )
            here = (t.c.unit == bindparam("number")) & (t.c.language == language)
            rows = [{"number": number, "version_held": version} for number, version in versions.items()]
            _each(connection, update(t).where(here).values(written=bindparam("version_held")), rows)


def _apply(connection: Connection, save: Save, now: datetime) -> Revision | Conflict:
    r, t = schema.revision, schema.target
    if save.save_id is not None:
        again = connection.execute(select(r).where(r.c.save_id == save.save_id)).first()
        if again is not None:
            return _revision(again)
    _ensure_target(connection, save.unit, save.language)
    here = (t.c.unit == save.unit) & (t.c.language == save.language)
    current = connection.execute(select(t).where(here).with_for_update()).one()
    if current.version != save.base:
        return _conflict(connection, save)
    at = now.isoformat()
    values = {name: getattr(save.target, name) for name in _FIELDS}
    version = save.base + 1
    written = {"written": version} if save.written else {}
    connection.execute(update(t).where(here).values(version=version, at=at, **values, **written))
    source = connection.scalar(select(schema.unit.c.source).where(schema.unit.c.id == save.unit))
    connection.execute(
        insert(r).values(
            unit=save.unit,
            language=save.language,
            version=version,
            move=save.move,
            person=save.person,
            at=at,
            source=source,
            save_id=save.save_id,
            **values,
        )
    )
    return Revision(version, save.move, save.person, at, source or "", save.target)


def _conflict(connection: Connection, save: Save) -> Conflict:
    r = schema.revision
    here = (r.c.unit == save.unit) & (r.c.language == save.language)
    theirs = connection.execute(select(r).where(here).order_by(r.c.version.desc()).limit(1)).first()
    base = connection.execute(select(r).where(here, r.c.version == save.base)).first()
    # A page that was open while the store was lost and rebuilt may name a version that is not there yet.
    latest = _revision(theirs) if theirs else Revision(0, "", "", "", "", Target())
    return Conflict(_target(base) if base else Target(), save.target, latest)


def _ensure_target(connection: Connection, number: int, language: str) -> None:
    t = schema.target
    found = connection.execute(select(t.c.unit).where(t.c.unit == number, t.c.language == language))
    if found.first() is None:
        values = dict.fromkeys(_FIELDS, "") | {"state": State.EMPTY}
        connection.execute(
            insert(t).values(
                unit=number,
                language=language,
                version=0,
                written=0,
                comments="[]",
                flags="[]",
                at="",
                **values,
            )
        )


def _each(connection: Connection, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
    """Carry out a statement once for each row; for none, not at all."""
    if rows:
        connection.execute(statement, rows)


def _same(row: Row[Any] | None, values: Mapping[str, Any]) -> bool:
    return row is not None and all(getattr(row, name) == value for name, value in values.items())


def _unit_values(document: str, change: Change) -> dict[str, Any]:
    return {
        "document": document,
        "fingerprint": fingerprint(repr(change.key.context), change.key.source),
        "context": change.key.context,
        "source": change.key.source,
        "kind": change.place.kind,
        "speaker": change.place.speaker,
        "turn": change.place.turn,
        "paragraph": change.place.paragraph,
        "position": change.position,
        "obsolete": False,
    }


def _stored(row: Row[Any]) -> Stored:
    place = Place(Kind(row.kind), row.speaker, row.turn, row.paragraph)
    key = Key(row.source, row.context)
    if row.version is None:
        return Stored(row.id, Unit(key, place, obsolete=row.obsolete))
    unit = Unit(
        key,
        place,
        _target(row),
        comments=tuple(json.loads(row.comments)),
        flags=tuple(json.loads(row.flags)),
        obsolete=row.obsolete,
    )
    return Stored(row.id, unit, row.version, row.written, row.at)


def _target(row: Row[Any]) -> Target:
    values = {name: getattr(row, name) for name in _FIELDS}
    return Target(**(values | {"state": State(values["state"])}))


def _revision(row: Row[Any]) -> Revision:
    return Revision(row.version, row.move, row.person, row.at, row.source, _target(row))
