"""What the overview asks of the store: units counted where they lie alike, and the history's new steps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, select

from app.catalog import Kind, State
from app.pace import Deed
from app.standing import Alike
from app.storage import schema
from app.storage.database import Database

_U, _T, _R = schema.unit.c, schema.target.c, schema.revision.c
_AT_ONCE = 5_000


def _words() -> ColumnElement[int]:
    """Return the number of words of a source. A segment is one line with single blanks."""
    return func.length(_U.source) - func.length(func.replace(_U.source, " ", "")) + 1


@dataclass(frozen=True)
class Tallies:
    """Counts of a database."""

    database: Database

    def alike(self, languages: Sequence[str]) -> tuple[Alike, ...]:
        """Count the live units of every document in some languages."""
        drafted = case((_T.state == State.DRAFT, _T.origin), else_="")
        place = (_U.document, _U.kind, _U.speaker)
        in_all = (
            select(*place, func.count(), func.sum(_words())).where(_U.obsolete.is_(False)).group_by(*place)
        )
        lies = (*place, _T.language, _T.state, _T.translator, _T.reviewer, drafted)
        with_text = (
            select(*lies, func.count(), func.sum(_words()))
            .select_from(schema.unit.join(schema.target, _T.unit == _U.id))
            .where(_U.obsolete.is_(False), _T.language.in_(languages))
            .group_by(*lies)
        )
        found: list[Alike] = []
        with self.database.reading() as connection:
            # A unit has no row in a language before somebody gives it a text: what is left over is empty.
            left = {
                (document, kind, speaker, code): [int(units), int(words)]
                for document, kind, speaker, units, words in connection.execute(in_all)
                for code in languages
            }
            for row in connection.execute(with_text):
                document, kind, speaker, code, state, translator, reviewer, origin, units, words = row
                rest = left.get((document, kind, speaker, code), [0, 0])
                rest[0] -= int(units)
                rest[1] -= int(words)
                found.append(
                    Alike(
                        document,
                        code,
                        Kind(kind),
                        speaker,
                        State(state),
                        translator,
                        reviewer,
                        origin,
                        int(units),
                        int(words),
                    )
                )
        found += [
            Alike(document, code, Kind(kind), speaker, State.EMPTY, "", "", "", units, words)
            for (document, kind, speaker, code), (units, words) in left.items()
            if units > 0
        ]
        return tuple(found)

    def gone(self) -> str:
        """Return a word that changes when units leave documents or come back to them."""
        query = select(func.count(), func.sum(_U.id)).where(_U.obsolete.is_(True))
        with self.database.reading() as connection:
            count, numbers = connection.execute(query).one()
        return f"{count}-{numbers or 0}"

    def deeds(self, since: int) -> Iterator[Deed]:
        """Yield the steps of the live units' history behind one, in order."""
        query = (
            select(
                _R.id,
                _R.unit,
                _U.document,
                _R.language,
                _R.move,
                _R.person,
                _R.at,
                _R.state,
                _R.origin,
                _words(),
            )
            .join(schema.unit, and_(_U.id == _R.unit))
            .where(_R.id > since, _U.obsolete.is_(False))
            .order_by(_R.id)
        )
        with self.database.reading() as connection:
            rows = connection.execute(query)
            while part := rows.fetchmany(_AT_ONCE):
                for number, unit, document, code, move, person, at, state, origin, words in part:
                    when = datetime.fromisoformat(at)
                    yield Deed(
                        number, unit, document, code, move, person, when, State(state), origin, int(words)
                    )
