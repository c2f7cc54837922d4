"""What people note beside a unit: kept with who and when, and taken away rather than deleted."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Insert, Row, Select, func, insert, select, update

from app.storage import schema
from app.storage.database import Database


@dataclass(frozen=True, slots=True)
class Comment:
    """A line that somebody wrote beside a unit, for the people who work on it."""

    id: int
    text: str
    person: str
    """Empty where the file did not say."""
    at: str
    removed_by: str = ""
    removed_at: str = ""
    """Empty as long as it stands there."""


class Comments(Database):
    """The comments' part of the store."""

    def comment(  # as a save has
        self,
        number: int,
        language: str,
        text: str,
        *,
        person: str,
        save_id: str | None = None,
        now: datetime | None = None,
    ) -> Comment:
        """Add a line to a unit's comments; the PO follows as after a save. Sent twice, it counts once."""
        at = (now or datetime.now(UTC)).isoformat()
        c = schema.comment

        def said() -> Comment:
            with self.writing() as connection:
                if save_id is not None:
                    again = connection.execute(select(c).where(c.c.save_id == save_id)).first()
                    if again is not None:
                        return _comment(again)
                made = add(connection, (number, language), text, person=person, at=at, save_id=save_id)
            return Comment(made, text, person, at)

        return self.attempt(said)

    def take_comment_away(self, comment: int, *, person: str, now: datetime | None = None) -> None:
        """Take a comment away; it stays in the unit's history of comments."""
        c = schema.comment
        at = (now or datetime.now(UTC)).isoformat()
        with self.writing() as connection:
            connection.execute(
                update(c)
                .where(c.c.id == comment, c.c.removed_at == "")
                .values(removed_at=at, removed_by=person)
            )

    def comments(self, number: int, language: str, *, also_removed: bool = False) -> tuple[Comment, ...]:
        """Return a unit's comments in order; if asked, with those that were taken away."""
        c = schema.comment.c
        query = select(schema.comment).where(c.unit == number, c.language == language)
        if not also_removed:
            query = query.where(c.removed_at == "")
        with self.reading() as connection:
            return tuple(_comment(row) for row in connection.execute(query.order_by(c.position, c.id)))

    def take_comments(
        self, language: str, theirs: Mapping[int, Sequence[str]], *, person: str, now: datetime | None = None
    ) -> None:
        """Bring comments to what a PO from outside holds, by unit.

        A line that the file has lost is taken away, but not one that it never had: that was written here
        meanwhile, and stays.
        """
        c = schema.comment
        at = (now or datetime.now(UTC)).isoformat()
        with self.writing() as connection:
            for number, lines in theirs.items():
                standing = select(c).where(c.c.unit == number, c.c.language == language, c.c.removed_at == "")
                rows = connection.execute(standing.order_by(c.c.position, c.c.id)).all()
                waiting: dict[str, list[Row[Any]]] = defaultdict(list)
                for row in rows:
                    waiting[row.text].append(row)
                for position, text in enumerate(lines):
                    if waiting[text]:
                        known = waiting[text].pop(0)
                        here = update(c).where(c.c.id == known.id)
                        connection.execute(here.values(position=position, held=True))
                    else:
                        said = {"text": text, "person": person, "at": at}
                        connection.execute(_added(number, language, position, held=True).values(**said))
                left = [row for rest in waiting.values() for row in rest]
                for place, row in enumerate(left, len(lines)):
                    its = update(c).where(c.c.id == row.id)
                    gone = its.values(removed_at=at, removed_by=person, held=False)
                    connection.execute(gone if row.held else its.values(position=place))

    def hold_comments(self, document: str, language: str, held: Mapping[int, Sequence[str]]) -> None:
        """Remember which comments the PO holds, after it was written; `held` is what stands in it by unit."""
        c = schema.comment
        with self.reading() as connection:
            behind = set(connection.scalars(_behind(document, language)))
        if not behind:
            return
        with self.writing() as connection:
            for number in behind:
                known = select(c).where(c.c.unit == number, c.c.language == language)
                rows = connection.execute(known.order_by(c.c.position, c.c.id)).all()
                standing = [row for row in rows if not row.removed_at]
                if [row.text for row in standing] != list(held.get(number, [])):
                    continue  # written on in the meantime: it stays behind
                for row in rows:
                    connection.execute(update(c).where(c.c.id == row.id).values(held=not row.removed_at))


def add(  # what a comment says, and where
    connection: Connection,
    here: tuple[int, str],
    text: str,
    *,
    person: str,
    at: str,
    save_id: str | None = None,
) -> int:
    """Add a line to the comments of a unit in a language; return its id."""
    c = schema.comment
    number, language = here
    last = connection.scalar(
        select(func.max(c.c.position)).where(c.c.unit == number, c.c.language == language)
    )
    position = 0 if last is None else int(last) + 1
    added = _added(number, language, position, held=False).values(
        text=text, person=person, at=at, save_id=save_id
    )
    return int(connection.execute(added.returning(c.c.id)).scalar_one())


def _behind(document: str, language: str) -> Select[int]:
    """Ask for the units whose comments the PO does not hold as they are."""
    c, u = schema.comment.c, schema.unit.c
    return (
        select(c.unit)
        .join(schema.unit, u.id == c.unit)
        .where(u.document == document, c.language == language, (c.removed_at == "") != c.held)
    )


def _added(number: int, language: str, position: int, *, held: bool) -> Insert:
    here = {"unit": number, "language": language, "position": position, "held": held}
    return insert(schema.comment).values(**here, removed_by="", removed_at="")


def _comment(row: Row[Any]) -> Comment:
    return Comment(row.id, row.text, row.person, row.at, row.removed_by, row.removed_at)
