"""A document's units in the store: what a revised source makes of them; `merge` has said which is which."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from app.catalog import Target, Unit
from app.storage import rows, schema
from app.storage.catalog_files import CatalogFiles, renew_outline
from app.storage.rows import Change, Revision, Save


class DocumentUnits(CatalogFiles):
    """The units' part of the store."""

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
        self.attempt(lambda: self._revise(document, changes, languages, edited, now or datetime.now(UTC)))

    def _revise(
        self,
        document: str,
        changes: Sequence[Change],
        languages: Sequence[str],
        edited: Callable[[Target, str], Target],
        now: datetime,
    ) -> None:
        u, t = schema.unit, schema.target
        with self.writing() as connection:
            before = {row.id: row for row in connection.execute(select(u).where(u.c.document == document))}
            named = {change.id for change in changes if change.id is not None}
            touched = [
                (change, values)
                for change in changes
                if (values := rows.unit_values(document, change))
                and not rows.same(before.get(change.id or 0), values)
            ]
            kept = [(change.id, values) for change, values in touched if change.id is not None]
            gone = [{"number": one} for one, row in before.items() if one not in named and not row.obsolete]
            here = u.c.id == bindparam("number")
            self._lock_as_saves_do(connection, [one for one, _ in kept if one is not None])
            # Keys may change places; set aside first what would collide.
            moving = [
                {"number": one, "aside": f"moving {one}"}
                for one, values in kept
                if before[one].fingerprint != values["fingerprint"]
            ]
            rows.carry_out(connection, update(u).where(here).values(fingerprint=bindparam("aside")), moving)
            rows.carry_out(connection, update(u).where(here).values(obsolete=True), gone)
            renewed = [{"number": one, **values} for one, values in kept]
            rows.carry_out(connection, update(u).where(here), renewed)
            rows.carry_out(connection, insert(u), [values for change, values in touched if change.id is None])
            if touched or gone:
                renew_outline(connection, document)
            for number, values in kept:
                previous = before[number].source
                if previous == values["source"]:
                    continue
                there = set(connection.scalars(select(t.c.language).where(t.c.unit == number)))
                for code in {*languages, *there}:
                    self._mark_edited(connection, (number, code), previous, edited, now)

    def _lock_as_saves_do(self, connection: Connection, numbers: Sequence[int]) -> None:
        """Take the translations before their units: two that take the same in two orders wait for ever."""
        t = schema.target.c
        for start in range(0, len(numbers) if self.engine.dialect.name == "postgresql" else 0, 1_000):
            ours = select(t.unit).where(t.unit.in_(numbers[start : start + 1_000]))
            connection.execute(ours.order_by(t.unit, t.language).with_for_update()).all()

    @staticmethod
    def _mark_edited(
        connection: Connection,
        here: tuple[int, str],
        previous: str,
        edited: Callable[[Target, str], Target],
        now: datetime,
    ) -> None:
        """Say of a unit that its source has changed.

        Also an empty unit gets a new version: who had the old source before the eyes and saves now is to hear
        that it has changed. On a server another may save between our look and our mark: then we look again.
        """
        t, (number, code) = schema.target, here
        while True:
            row = connection.execute(select(t).where(t.c.unit == number, t.c.language == code)).first()
            target, version = (rows.target(row), row.version) if row else (Target(), 0)
            changed = edited(target, previous)
            if changed == target and target.text:
                return
            save = Save(number, code, version, changed, "source changed", source=previous)
            if isinstance(rows.save(connection, save, now), Revision):
                return

    def add_units(self, document: str, units: Sequence[Unit]) -> None:
        """Add units that only a PO knows: those of an emptied store, and obsolete ones from outside.

        What another catalog of the document brought in the meantime is passed over.
        """
        self.attempt(lambda: self._add_units(document, units))

    def _add_units(self, document: str, units: Sequence[Unit]) -> None:
        u = schema.unit
        with self.writing() as connection:
            there = set(connection.scalars(select(u.c.fingerprint).where(u.c.document == document)))
            added = [
                rows.unit_values(document, Change(unit.key, unit.place, position))
                | {"obsolete": unit.obsolete}
                for position, unit in enumerate(units)
            ]
            new = [one for one in added if one["fingerprint"] not in there]
            rows.carry_out(connection, insert(u), new)
            if new:
                renew_outline(connection, document)
