"""The entries of catalogs as they stand in their files, kept so that only what changed is made anew."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.storage.catalog_files import CatalogFile

_MOST = 48_000_000
"""Bytes of entries that are kept in all, in about twice as much memory; what is let go of is read again."""


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of one file, in its order."""

    sha256: str
    outline: str
    places: Mapping[int, int]
    """Of each unit, by its number, the place of its entry."""
    texts: Sequence[bytes]
    size: int

    @classmethod
    def of(cls, file: CatalogFile, numbers: Iterable[int], texts: Sequence[bytes]) -> "Entries":
        """Return the entries of a file that we wrote, from its units in their order."""
        places = {number: place for place, number in enumerate(numbers)}
        return cls(file.sha256, file.outline, places, texts, sum(map(len, texts)))

    def renewed(self, anew: Mapping[int, bytes]) -> "Entries":
        """Return them with other texts for some units; these stay as they are."""
        texts, size = list(self.texts), self.size
        for number, text in anew.items():
            place = self.places[number]
            size += len(text) - len(texts[place])
            texts[place] = text
        return replace(self, texts=texts, size=size)

    def standing_in(self, file: CatalogFile) -> "Entries":
        """Return them as those of another file."""
        return replace(self, sha256=file.sha256, outline=file.outline)


class Kept:
    """The entries that a process keeps of its catalogs, the last used ones, within a limit."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._entries: OrderedDict[tuple[str, str], Entries] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, document: str, language: str, file: CatalogFile) -> Entries | None:
        """Return a catalog's entries, if they are those of this very file."""
        with self._lock:
            found = self._entries.get((document, language))
            if found is None or (found.sha256, found.outline) != (file.sha256, file.outline):
                return None
            self._entries.move_to_end((document, language))
            return found

    def put(self, document: str, language: str, entries: Entries) -> None:
        """Keep a catalog's entries, and let go of those that were used longest ago."""
        with self._lock:
            self._entries[document, language] = entries
            self._entries.move_to_end((document, language))
            while sum(one.size for one in self._entries.values()) > self._most:
                self._entries.popitem(last=False)
