"""The store: people's work, durable at every save, with its history. It decides nothing about translation.

A save names the version that it was based on. If another version stands there, nothing is changed and the
answer holds both texts, so a second send cannot slip through.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select
from sqlalchemy.exc import IntegrityError

from app.catalog import State, Target
from app.storage import comments, one_save, rows, schema
from app.storage.bulk import in_bulk
from app.storage.catalog_files import CatalogFile, known_file, known_outline
from app.storage.database import DeadlockError
from app.storage.document_units import DocumentUnits
from app.storage.rows import Conflict, Revision, Save, Stored

_AT_ONCE = 500
"""Units that one question names."""
_LATELY = 500
"""Steps of all people that are looked through for a person's last one."""
# Made once, as those of a save are: to make them anew takes longer than to ask them.
_GENERATION = select(schema.setting.c.value).where(schema.setting.c.name == "generation")
_UNIT = (
    select(*rows.STORED)
    .select_from(
        schema.unit.outerjoin(
            schema.target,
            (schema.target.c.unit == schema.unit.c.id) & (schema.target.c.language == bindparam("language")),
        )
    )
    .where(schema.unit.c.id == bindparam("number"))
)
_NOTED = (
    select(schema.comment.c.text)
    .where(
        schema.comment.c.unit == bindparam("number"),
        schema.comment.c.language == bindparam("language"),
        schema.comment.c.removed_at == "",
    )
    .order_by(schema.comment.c.position, schema.comment.c.id)
)
_HISTORY = (
    select(schema.revision)
    .where(schema.revision.c.unit == bindparam("number"), schema.revision.c.language == bindparam("language"))
    .order_by(schema.revision.c.version.desc())
)


class _Undone(Exception):  # noqa: N818  # not an error: the way to leave a transaction
    """Takes a transaction back."""


@dataclass(frozen=True, slots=True)
class Behind:
    """How far a PO is behind the store, at one moment."""

    file: CatalogFile
    ours: bool
    """Whether we wrote it for the document's outline of today; else it is not by these units only."""
    units: tuple[Stored, ...]


@dataclass
class Store(DocumentUnits):
    """People's work in an open database."""

    two_people: bool = field(default=False, kw_only=True)
    """Whether another person than the translator must approve a text: no save goes round it."""

    def generation(self) -> str:
        """Return a word that no other store has: one rebuilt from its catalogs numbers the units anew."""
        with self.reading() as connection:
            return str(connection.scalar(_GENERATION))

    def units(self, document: str, language: str) -> tuple[Stored, ...]:
        """Return a document's units in one language, in order, the obsolete ones last."""
        with self.reading() as connection:
            return self._units(connection, language, schema.unit.c.document == document)

    def behind(self, document: str, language: str) -> Behind:
        """Return what is known of a PO, and the units whose text, state or comments it does not hold.

        All of it as it is at one moment, and asked of the rows as they are rather than of what came after a
        number or a time: a transaction that began earlier and is kept later is not passed over.
        """
        u, t, c = schema.unit.c, schema.target.c, schema.comment.c
        late = select(t.unit).where(t.language == language, t.version != t.written)
        noted = select(c.unit).where(c.language == language, (c.removed_at == "") != c.held)
        which = (u.document == document, u.id.in_(late.union_all(noted)))
        with self.snapshot() as connection:
            file, outline = known_file(connection, document, language), known_outline(connection, document)
            ours = bool(file.header and outline) and file.outline == outline
            return Behind(file, ours, self._units(connection, language, *which) if ours else ())

    @staticmethod
    def _units(connection: Connection, language: str, *which: ColumnElement[bool]) -> tuple[Stored, ...]:
        u, t = schema.unit.c, schema.target.c
        query = (
            select(*rows.STORED)
            .select_from(schema.unit.outerjoin(schema.target, (t.unit == u.id) & (t.language == language)))
            .where(*which)
            .order_by(u.obsolete, u.position, u.id)
        )
        c = schema.comment.c
        noted = (
            select(c.unit, c.text)
            .join(schema.unit, u.id == c.unit)
            .where(*which, c.language == language, c.removed_at == "")
            .order_by(c.position, c.id)
        )
        comments: dict[int, tuple[str, ...]] = {}
        for number, text in connection.execute(noted):
            comments[number] = (*comments.get(number, ()), text)
        with in_bulk():
            return tuple(rows.stored(row, comments.get(row[0], ())) for row in connection.execute(query))

    def unit(self, number: int, language: str) -> Stored | None:
        """Return one unit as it stands now."""
        here = {"number": number, "language": language}
        with self.reading() as connection:
            row = connection.execute(_UNIT, here).first()
            comments = tuple(connection.scalars(_NOTED, here))
        return rows.stored(row, comments) if row else None

    def following(self, number: int, language: str, *, most: int) -> tuple[Stored, ...]:
        """Return the units that stand behind one in its document, without their comments."""
        u, t = schema.unit.c, schema.target.c
        here = schema.unit.alias()
        query = (
            select(*rows.STORED)
            .select_from(
                schema.unit.join(here, here.c.document == u.document).outerjoin(
                    schema.target, (t.unit == u.id) & (t.language == language)
                )
            )
            .where(here.c.id == number, u.position > here.c.position, u.obsolete.is_(False))
            .order_by(u.position)
            .limit(most)
        )
        with self.reading() as connection:
            return tuple(rows.stored(row) for row in connection.execute(query))

    def save(self, save: Save, *, now: datetime | None = None) -> Revision | Conflict:
        """Keep a save durably, or answer with the conflict. Sent twice with one id, it counts once."""
        at = now or datetime.now(UTC)
        plain = rows.offer_of(save) is None and not (self.two_people and rows.approves(save))
        if self.engine.dialect.name == "postgresql" and plain:
            with suppress(IntegrityError, DeadlockError), self.writing_at_once() as connection:
                kept = one_save.save(connection, save, at)
                if kept is not None:
                    return kept
        # What was sent before, and what conflicts, is found out and answered within a transaction.
        return self.save_all([save], now=at)[0]

    def save_all(self, saves: Sequence[Save], *, now: datetime | None = None) -> list[Revision | Conflict]:
        """Keep several saves in one transaction; each that conflicts is answered, the others are kept."""
        at = now or datetime.now(UTC)
        return self.attempt(lambda: self._save_in_order(saves, at))

    def last_at(self, person: str) -> str | None:
        """Return when a person made their last step anywhere; None where that was long ago."""
        r = schema.revision.c
        with self.reading() as connection:
            latest = int(connection.scalar(select(func.max(r.id))) or 0)
            query = select(func.max(r.at)).where(r.id > latest - _LATELY, r.person == person)
            found = connection.scalar(query)
        return None if found is None else str(found)

    def kept(self, save_id: str) -> bool:
        """Say whether a save of this id is kept already."""
        query = select(schema.revision.c.id).where(schema.revision.c.save_id == save_id)
        with self.reading() as connection:
            return connection.execute(query).first() is not None

    def save_together(
        self, saves: Sequence[Save], *, now: datetime | None = None
    ) -> list[Revision | Conflict]:
        """Keep several saves, or none of them: where one conflicts, its conflict is among the answers."""
        at = now or datetime.now(UTC)

        def together() -> list[Revision | Conflict]:
            done: list[Revision | Conflict] = []
            with suppress(_Undone), self.writing() as connection:
                for save in sorted(saves, key=lambda one: (one.unit, one.language)):
                    done.append(self._keep(connection, save, at))
                    if isinstance(done[-1], Conflict):
                        raise _Undone
            return done

        return self.attempt(together)

    def _save_in_order(self, saves: Sequence[Save], at: datetime) -> list[Revision | Conflict]:
        # Two batches that take the same rows in two orders would wait for each other for ever.
        order = sorted(range(len(saves)), key=lambda index: (saves[index].unit, saves[index].language))
        with self.writing() as connection:
            done = {index: self._keep(connection, saves[index], at) for index in order}
        return [done[index] for index in range(len(saves))]

    def _keep(self, connection: Connection, save: Save, at: datetime) -> Revision | Conflict:
        return rows.save(connection, save, at, two_people=self.two_people)

    def history(self, number: int, language: str) -> tuple[Revision, ...]:
        """Return every step of a unit, the latest first."""
        here = {"number": number, "language": language}
        with self.reading() as connection:
            return tuple(rows.revision(row) for row in connection.execute(_HISTORY, here))

    def last_deed(self, document: str, language: str) -> Revision | None:
        """Return the last step that a person made in a catalog."""
        r, u = schema.revision, schema.unit
        query = (
            select(r)
            .join(u, u.c.id == r.c.unit)
            .where(u.c.document == document, r.c.language == language, r.c.person != "")
            .order_by(r.c.id.desc())
            .limit(1)
        )
        with self.reading() as connection:
            row = connection.execute(query).first()
        return rows.revision(row) if row else None

    def steps(self, document: str, language: str) -> Mapping[int, tuple[Revision, ...]]:
        """Return the history of each unit, the oldest step first."""
        r, u = schema.revision, schema.unit
        query = select(r).join(u, u.c.id == r.c.unit).where(u.c.document == document)
        return self._steps(language, [query])

    def steps_of(self, numbers: Sequence[int], language: str) -> Mapping[int, tuple[Revision, ...]]:
        """Return the history of each of some units, as `steps` does."""
        r = schema.revision
        parts = (numbers[start : start + _AT_ONCE] for start in range(0, len(numbers), _AT_ONCE))
        return self._steps(language, [select(r).where(r.c.unit.in_(part)) for part in parts])

    def _steps(self, language: str, queries: Sequence[Select[Any]]) -> Mapping[int, tuple[Revision, ...]]:
        r = schema.revision.c
        found: dict[int, list[Revision]] = defaultdict(list)
        with self.reading() as connection, in_bulk():
            for query in queries:
                ours = query.where(r.language == language).order_by(r.unit, r.version)
                for row in connection.execute(ours):
                    found[row.unit].append(rows.revision(row))
        return {number: tuple(steps) for number, steps in found.items()}

    def latest(self, document: str, language: str) -> Mapping[int, Revision]:
        """Return the last step of each unit's history."""
        r, u = schema.revision, schema.unit
        last = (
            select(r.c.unit, func.max(r.c.version).label("version"))
            .join(u, u.c.id == r.c.unit)
            .where(u.c.document == document, r.c.language == language)
            .group_by(r.c.unit)
            .subquery()
        )
        here = (r.c.unit == last.c.unit) & (r.c.version == last.c.version) & (r.c.language == language)
        with self.reading() as connection:
            return {row.unit: rows.revision(row) for row in connection.execute(select(r).join(last, here))}

    def remembered(self, language: str) -> Iterator[tuple[str, Target, str, str]]:
        """Yield source, target, document and time of every text that people made in a language."""
        u, t = schema.unit, schema.target
        query = (
            select(u.c.source, u.c.document, t)
            .join(t, t.c.unit == u.c.id)
            .where(t.c.language == language, t.c.state.in_([State.TRANSLATED, State.REVIEWED]))
        )
        with self.reading() as connection:
            found = connection.execute(query).all()
        for row in found:
            yield row.source, rows.target(row), row.document, row.at

    def suggest(
        self, number: int, language: str, text: str, *, person: str, now: datetime | None = None
    ) -> None:
        """Keep another text beside a unit: one that came from outside while ours had changed."""
        at = (now or datetime.now(UTC)).isoformat()
        with self.writing() as connection:
            rows.suggest(connection, (number, language), text, person=person, at=at)

    def bring(
        self,
        language: str,
        saves: Sequence[Save],
        *,
        beside: Sequence[tuple[int, str, str]] = (),
        said: Sequence[tuple[int, str, str]] = (),
        now: datetime | None = None,
    ) -> list[Revision | Conflict]:
        """Keep all that a file brings in one transaction: saves, texts to stand beside units, comments.

        `beside` and `said` are unit, text and person. A save that conflicts is
        answered, and its text kept beside.
        """
        at = now or datetime.now(UTC)
        return self.attempt(lambda: self._bring(language, saves, beside, said, at))

    def _bring(
        self,
        language: str,
        saves: Sequence[Save],
        beside: Sequence[tuple[int, str, str]],
        said: Sequence[tuple[int, str, str]],
        now: datetime,
    ) -> list[Revision | Conflict]:
        # As in `_save_in_order`: every batch takes the rows in one order.
        order = sorted(range(len(saves)), key=lambda index: saves[index].unit)
        at = now.isoformat()
        with self.writing() as connection:
            done = {index: self._keep(connection, saves[index], now) for index in order}
            late = [
                (save.unit, save.target.text, save.person)
                for index, save in enumerate(saves)
                if isinstance(answer := done[index], Conflict)
                and save.target.text != answer.theirs.target.text
            ]
            for number, text, person in [*beside, *late]:
                rows.suggest(connection, (number, language), text, person=person, at=at)
            for number, text, person in said:
                comments.add(connection, (number, language), text, person=person, at=at)
        return [done[index] for index in range(len(saves))]

    def suggestions(self, number: int, language: str) -> tuple[tuple[str, str], ...]:
        """Return the texts kept beside a unit, each with whom it came from."""
        s = schema.suggestion
        query = select(s.c.text, s.c.person).where(s.c.unit == number, s.c.language == language)
        with self.reading() as connection:
            return tuple((row.text, row.person) for row in connection.execute(query))
