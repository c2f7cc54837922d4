"""Which unit of the document one of a file means: by its id, else by its text and context, or its text."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from app.catalog import Key, Unit
from app.errors import Message
from app.exchange.parcel import Returned, unit_id
from app.returning import seen

_OURS = re.compile(r"u[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Found:
    """The unit that is meant, or why there is none."""

    index: int | None = None
    """Its place among the units."""
    older: bool = False
    """Whether the file was made from a source that has been edited since."""
    why: Message | None = None


class Matcher:
    """Finds a file's units among those of a catalog."""

    def __init__(self, units: Sequence[Unit], *, before: Sequence[Sequence[str]] = ()) -> None:
        """Take the catalog's units, in order, the obsolete ones among them.

        `before` is, for each of them, the sources that it once had.
        """
        self._live = [index for index, unit in enumerate(units) if not unit.obsolete]
        self._gone = {unit_id(unit.key) for unit in units if unit.obsolete}
        self._units = units
        self._by_id = {unit_id(units[index].key): index for index in self._live}
        self._by_key = {
            Key(seen(units[index].source), units[index].key.context): index for index in self._live
        }
        self._by_source: dict[str, list[int]] = defaultdict(list)
        self._by_previous: dict[str, list[int]] = defaultdict(list)
        for index in self._live:
            self._by_source[seen(units[index].source)].append(index)
            for previous in {seen(one) for one in before[index]} if before else ():
                if previous != seen(units[index].source):
                    self._by_previous[previous].append(index)

    def find(self, one: Returned) -> Found:
        """Return the unit that is meant. An id of ours that is not known is never guessed at by its text."""
        if one.id in self._by_id:
            return Found(self._by_id[one.id])
        source = seen(one.source)
        if not _OURS.fullmatch(one.id):
            if one.context_known and (index := self._by_key.get(Key(source, one.context))) is not None:
                return Found(index)
            if not one.context_known and (same := self._by_source.get(source)):
                return self._of_several(one, same)
        if len(before := self._by_previous.get(source, [])) == 1:
            return Found(before[0], older=True)
        if one.id in self._gone:
            return Found(why=Message("This text was taken out of the document after the file was made."))
        return Found(why=Message("The document has no such text; it may have been edited since."))

    def _of_several(self, one: Returned, same: Sequence[int]) -> Found:
        if len(same) == 1:
            return Found(same[0])
        if 0 < one.number <= len(self._live) and self._live[one.number - 1] in same:
            return Found(self._live[one.number - 1])
        return Found(
            why=Message(
                "This text stands {count} times in the document, and the file does not say which.",
                count=len(same),
            )
        )
