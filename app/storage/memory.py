"""The memory's part of the database: what people have said, by source, and the files that were imported."""

import contextlib
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, Select, func, insert, select

from app.catalog import State
from app.errors import ExchangeError
from app.memory import Asked, Remembered
from app.storage import memory_queries as asking
from app.storage import schema
from app.storage.database import Database
from app.storage.schema import opening

_AT_ONCE = 5_000
_SOME = 500
"""Sources that are asked for at once."""
_MOST_SAME = 400
"""Units with one and the same source that are looked at, reviewed ones and the latest first."""
VERY_LATE = 20_000
"""The same for a look that is to miss nothing, as after a large transaction of another process."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How much of the memory somebody has seen."""

    generation: str = ""
    revision: int = 0
    steps: int = 0
    """How many steps the last stretch of the history has."""
    file: int = 0
    files: int = 0


@dataclass(frozen=True, slots=True)
class Imported:
    """A file that was brought into the memory."""

    id: int
    name: str
    language: str
    entries: int
    person: str
    at: str
    origin: str = ""
    """Which tool had made it, where it says so."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A source and its translation as an imported file has them."""

    source: str
    target: str
    state: State | None = None
    person: str = ""
    reviewer: str = ""
    at: str = ""
    number: int = 0
    """Which entry of the file it is, from 1."""
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Memories:
    """The memory in a database."""

    database: Database

    def mark(self) -> Mark:
        """Return how far the memory has come; another mark says that there is something new."""
        with self.database.reading() as connection:
            generation, *numbers = connection.execute(asking.MARK).one()
        return Mark(str(generation), *(int(one) for one in numbers))

    def count(self, language: str) -> int:
        """Return how many texts the memory has in a language; some may say the same."""
        f = schema.memory_file.c
        own = select(func.count()).select_from(schema.target).where(asking.said(language))
        brought = select(func.coalesce(func.sum(f.entries), 0)).where(f.language == language)
        with self.database.reading() as connection:
            return int(connection.scalar(own) or 0) + int(connection.scalar(brought) or 0)

    def sources(self, language: str) -> Generator[tuple[int, str], None, None]:
        """Yield every source that has a translation, with its number: even for a unit, odd for an entry."""
        u, e = schema.unit.c, schema.memory_entry.c
        own = select((u.id * 2).label("number"), u.source).join(schema.target, asking.its(language))
        brought = (
            select((e.id * 2 + 1).label("number"), e.source)
            .join(schema.memory_file, schema.memory_file.c.id == e.file)
            .where(schema.memory_file.c.language == language)
        )
        yield from self._stream(own.where(asking.said(language)))
        yield from self._stream(brought)

    def sources_since(self, language: str, mark: Mark, *, late: int = asking.LATE) -> Iterator[str]:
        """Yield the sources that got a translation since, once more those of shortly before."""
        u, r, e, f = schema.unit.c, schema.revision.c, schema.memory_entry.c, schema.memory_file.c
        changed = select(r.unit).where(r.id > mark.revision - late, r.language == language)
        own = select(u.id, u.source).join(schema.target, asking.its(language)).where(asking.said(language))
        brought = (
            select(e.id, e.source)
            .join(schema.memory_file, f.id == e.file)
            .where(f.language == language, f.id > mark.file)
        )
        for query in (own.where(u.id.in_(changed)), brought):
            for _number, source in self._stream(query):
                yield source

    def _stream(self, query: Select[Any]) -> Iterator[tuple[int, str]]:
        with self.database.reading() as connection:
            options = connection.execution_options(stream_results=True, yield_per=_AT_ONCE)
            # Closed by hand: who stops half-way would leave PostgreSQL's cursor open.
            with contextlib.closing(options.execute(query)) as rows:
                for part in rows.partitions():
                    yield from part

    def texts(self, numbers: Sequence[int]) -> list[str]:
        """Return the sources that numbers of `sources` stand for now."""
        own = [number // 2 for number in numbers if not number % 2]
        brought = [number // 2 for number in numbers if number % 2]
        found: list[str] = []
        with self.database.reading() as connection:
            if own:
                found += connection.scalars(asking.TEXTS_OF_UNITS, {"numbers": own})
            if brought:
                found += connection.scalars(asking.TEXTS_OF_ENTRIES, {"numbers": brought})
        return found

    def same(self, language: str, sources: Sequence[str], *, but: int = 0) -> list[Remembered]:
        """Return what people made of exactly these sources, with the neighbours; of one unit nothing."""
        asked = {
            "language": language,
            "sources": list(sources),
            "openings": list({opening(one) for one in sources}),
            "but": but,
            "most": _MOST_SAME,
        }
        return self._asked(asking.SAME_UNITS, asking.SAME_ENTRIES, asked)

    def known(self, language: str, sources: Sequence[str]) -> set[str]:
        """Return which of these sources have a translation."""
        found = set[str]()
        for start in range(0, len(sources), _SOME):
            some = sources[start : start + _SOME]
            asked = {
                "language": language,
                "sources": list(some),
                "openings": list({opening(one) for one in some}),
            }
            with self.database.reading() as connection:
                for query in (asking.KNOWN_UNITS, asking.KNOWN_ENTRIES):
                    found.update(connection.scalars(query, asked))
        return found

    def holding(self, language: str, own: Any, brought: Any, *, most: int) -> list[Remembered]:
        """Return what people said under a condition on units and one on entries, the most trusted first."""
        return self._asked(asking.units(own), asking.entries(brought), {"language": language, "most": most})[
            :most
        ]

    def _asked(self, units: Select[Any], entries: Select[Any], asked: Mapping[str, Any]) -> list[Remembered]:
        with self.database.reading() as connection:
            own = connection.execute(units, asked).all()
            brought = connection.execute(entries, asked).all()
        return [*self._remembered(own, asked["language"]), *map(_imported, brought)]

    def _remembered(self, rows: Iterable[Row[Any]], language: str) -> Iterator[Remembered]:
        for row in rows:
            source = row.source
            if row.joined is not None and row.joined and not row.joined.strip():
                source = self._together(row, language)
            yield Remembered(
                source,
                row.text,
                State(row.state),
                row.document,
                row.at,
                person=row.translator,
                reviewer=row.reviewer,
                number=row.position + 1,
                before=row.before or "",
                after=row.after or "",
                unit=row.id,
            )

    def _together(self, row: Row[Any], language: str) -> str:
        """Return all that a text translates whose next segments were joined to it."""
        u, t = schema.unit.c, schema.target.c
        query = (
            select(u.source, t.text)
            .join(schema.target, asking.its(language), isouter=True)
            .where(u.document == row.document, u.position > row.position, u.obsolete.is_(False))
            .order_by(u.position)
            .limit(20)
        )
        together: str = row.source
        with self.database.reading() as connection:
            for source, text in connection.execute(query):
                if not text or text.strip():
                    break
                together += f" {source}"
        return together

    def around(self, unit: int) -> Asked | None:
        """Return a unit's source with its neighbours; None where there is no such unit."""
        u = schema.unit
        before, after = asking.beside(-1), asking.beside(1)
        query = (
            select(u.c.source, before.c.source.label("before"), after.c.source.label("after"))
            .select_from(
                u.outerjoin(before, asking.next_to(before, -1)).outerjoin(after, asking.next_to(after, 1))
            )
            .where(u.c.id == unit)
        )
        with self.database.reading() as connection:
            row = connection.execute(query).first()
        return Asked(row.source, row.before or "", row.after or "") if row else None

    def keep(
        self, name: str, language: str, pairs: Sequence[Pair], *, person: str, origin: str = ""
    ) -> Imported:
        """Keep an imported file's pairs; whoever looks finds all of them or none."""
        at = datetime.now(UTC).isoformat()
        row = {"name": name, "language": language, "entries": len(pairs), "person": person}
        with self.database.writing() as connection:
            made = insert(schema.memory_file).values(**row, origin=origin, at=at)
            number = int(connection.execute(made.returning(schema.memory_file.c.id)).scalar_one())
            for start in range(0, len(pairs), _AT_ONCE):
                rows = [_entry_row(number, one) for one in pairs[start : start + _AT_ONCE]]
                connection.execute(insert(schema.memory_entry), rows)
        return Imported(number, name, language, len(pairs), person, at, origin)

    def files(self) -> tuple[Imported, ...]:
        """Return the imported files, the latest last."""
        f = schema.memory_file
        with self.database.reading() as connection:
            return tuple(_file(row) for row in connection.execute(select(f).order_by(f.c.id)))

    def remove(self, number: int) -> Imported:
        """Forget an imported file. Raise `ExchangeError` where there is none of that number."""
        f, e = schema.memory_file, schema.memory_entry
        with self.database.writing() as connection:
            row = connection.execute(select(f).where(f.c.id == number)).first()
            if row is None:
                raise ExchangeError(
                    "The memory has no file of the number {number}. “workbench memory list” shows them.",
                    number=number,
                )
            connection.execute(e.delete().where(e.c.file == number))
            connection.execute(f.delete().where(f.c.id == number))
        return _file(row)


def _imported(row: Row[Any]) -> Remembered:
    return Remembered(
        row.source,
        row.target,
        State(row.state) if row.state else None,
        at=row.at,
        person=row.person,
        reviewer=row.reviewer,
        file=row.name,
        number=row.number,
        before=row.before,
        after=row.after,
    )


def _entry_row(file: int, pair: Pair) -> dict[str, object]:
    return {
        "file": file,
        "number": pair.number,
        "source": pair.source,
        "opening": opening(pair.source),
        "target": pair.target,
        "state": pair.state.value if pair.state else "",
        "person": pair.person,
        "reviewer": pair.reviewer,
        "at": pair.at,
        "before": pair.before,
        "after": pair.after,
    }


def _file(row: Row[Any]) -> Imported:
    return Imported(row.id, row.name, row.language, row.entries, row.person, row.at, row.origin)
