"""An index over many sources, which finds those that share rare words. The only door to tantivy.

It holds nothing that the store does not: it is made in a folder of its own, never changed, and thrown away
when it is old or damaged. What it says is a suggestion; the store knows what stands there now.
"""

import json
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import tantivy

from app.errors import StoreError
from app.storage import files
from app.storage.memory import Mark

_FORM = 1
"""Of the index's files; an index of another form is made anew."""
_ABOUT = "about.json"
_SHORT_FILE = "short.txt"
_SHORT = 48
"""Characters up to which a text has too few words to be found by: an ending makes another word of each."""
_WINDOW = 20_000
"""Short texts that are compared one by one, those of the nearest length."""
_HEAP = 200_000_000
_MANY = 200_000
_FOUND, _FOUND_OF_FEW = 250, 120
"""Sources that are looked at for a query; among more texts more of them share its words."""
_FEWEST_WORDS, _MOST_WORDS = 8, 16
"""Rare words of a query that are looked up: common ones cost the most and tell the least."""


class DamagedIndexError(StoreError):
    """The index cannot be used. It can be made anew at any time."""


@dataclass(frozen=True, slots=True)
class About:
    """What an index says of itself."""

    mark: Mark
    """How much of the memory it holds."""
    texts: int
    """Different sources in it."""


def build(folder: Path, sources: Iterable[tuple[int, str]], *, mark: Mark) -> About:
    """Make an index of sources by number, each source once. Its last file is written when all is safe.

    Raise `StoreError` where it cannot be written.
    """
    try:
        folder.mkdir(parents=True)
        count, short = _fill(folder, sources)
        files.write(folder / _SHORT_FILE, "\n".join(sorted(short, key=len)).encode("utf-8", "surrogatepass"))
        about = {"form": _FORM, "mark": asdict(mark), "texts": count, "sums": _sums(folder)}
        files.write(folder / _ABOUT, json.dumps(about).encode())
    except OSError as error:
        raise files.trouble(folder, error, reading=False) from error
    except ValueError as error:
        raise StoreError("The memory's index cannot be made: {reason}.", reason=error) from error
    return About(mark, count)


def _fill(folder: Path, sources: Iterable[tuple[int, str]]) -> tuple[int, list[str]]:
    writer = _words(tantivy.Index(_schema(), path=str(folder))).writer(heap_size=_HEAP, num_threads=1)
    seen = set[int]()
    short: list[str] = []
    for number, source in sources:
        # Their hashes: a million texts would take five times as much.
        name = hash(source)
        if name in seen or not source.strip():
            continue
        seen.add(name)
        if len(source) <= _SHORT and "\n" not in source:
            short.append(source)
        document = tantivy.Document()
        document.add_text("words", source)
        document.add_integer("number", number << 8 | _length(source))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    return len(seen), short


def _length(text: str) -> int:
    """Return a text's length in a byte: in steps of four characters."""
    return min(len(text) >> 2, 255)


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", tokenizer_name="words", index_option="freq")
    builder.add_integer_field("number", fast=True)
    return builder.build()


def _analyzer() -> Any:
    plain = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    return plain.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.remove_long(100)).build()


def _words(index: Any) -> Any:
    index.register_tokenizer("words", _analyzer())
    return index


def _sums(folder: Path) -> dict[str, list[int]]:
    return {
        path.name: [len(content), zlib.crc32(content)]
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name != _ABOUT and not path.name.endswith(".lock")
        for content in [path.read_bytes()]
    }


def _about(folder: Path) -> About:
    about = json.loads((folder / _ABOUT).read_bytes())
    if about["form"] != _FORM:
        raise ValueError("it has the form of another version")
    found = _sums(folder)
    for name, sums in about["sums"].items():
        if found.get(name) != sums:
            raise ValueError(f"{name} is damaged")
    return About(Mark(**about["mark"]), int(about["texts"]))


class Index:
    """An index that is whole, open for several threads."""

    def __init__(self, folder: Path) -> None:
        """Open it; raise `DamagedIndexError` where a byte of it is not as it was written."""
        self.folder = folder
        self._schema = _schema()
        self._analyzer = _analyzer()
        try:
            self.about = _about(folder)
            self._searcher = _words(tantivy.Index.open(str(folder))).searcher()
            short = (folder / _SHORT_FILE).read_bytes().decode("utf-8", "surrogatepass")
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise DamagedIndexError("The memory's index cannot be opened: {reason}.", reason=error) from error
        self._short = short.split("\n") if short else []
        lengths = list(map(len, self._short))
        self._starts = [bisect_left(lengths, length) for length in range(_SHORT + 2)]

    def numbers(self, text: str, *, least: float) -> list[int]:
        """Return the numbers of sources that share rare words with a text and may be as like it as asked."""
        query = self._query(text)
        if query is None:
            return []
        try:
            most = _FOUND if self.about.texts > _MANY else _FOUND_OF_FEW
            hits = self._searcher.search(query, most, count=False).hits
            found = self._searcher.fast_field_values("number", [address for _, address in hits])
        except (OSError, ValueError) as error:
            raise DamagedIndexError("The memory's index cannot be read: {reason}.", reason=error) from error
        low, high = _bounds(len(text), least)
        return [one >> 8 for one in found if low >> 2 <= one & 255 <= high >> 2 or one & 255 == 255]

    def _query(self, text: str) -> Any:
        count = self._searcher.doc_freq
        known = {
            word: how for word in dict.fromkeys(self._analyzer.analyze(text)) if (how := count("words", word))
        }
        rarest = sorted(known, key=lambda word: known[word])
        kept = rarest[: min(max(_FEWEST_WORDS, len(rarest) // 2), _MOST_WORDS)]
        if not kept:
            return None
        return tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "words", word, "freq"))
                for word in kept
            ]
        )

    def short(self, text: str, *, least: float) -> Sequence[str]:
        """Return the short texts that may be like a short text, as far as their length tells."""
        length = len(text)
        if length > _SHORT:
            return ()
        low, high = _bounds(length, least)
        high = min(high, _SHORT)
        first = last = length
        while self._starts[last + 1] - self._starts[first] < _WINDOW and (first > low or last < high):
            first, last = max(first - 1, low), min(last + 1, high)
        return self._short[self._starts[first] : self._starts[last + 1]]


def _bounds(length: int, least: float) -> tuple[int, int]:
    """Return between which lengths a text can be as like one of this length as asked.

    >>> _bounds(10, 0.7)
    (5, 19)
    """
    return int(length * least / (2 - least)), int(length * (2 - least) / least) + 1
