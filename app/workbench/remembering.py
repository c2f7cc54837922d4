"""Ask the memory: what people have said for a source, or one like it, in all documents and imported files.

The store is what counts; what is kept here only finds candidates in it, and may be thrown away at any time.
Up to some twenty thousand sources are compared one by one. Beyond that an index on disk finds candidates, and
what was said since it was made is compared one by one beside it, so that nothing has to wait for the index.
"""

import contextlib
import logging
import secrets
import shutil
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from rapidfuzz import fuzz, process

from app import memory
from app.errors import StoreError, WorkbenchError
from app.memory import LEAST, Asked, Match
from app.storage import files, memory_index
from app.storage.memory import VERY_LATE, Mark, Memories
from app.storage.memory_index import DamagedIndexError, Index
from app.storage.memory_queries import LATE

log = logging.getLogger("workbench")

FEW = 20_000
"""Sources that are compared one by one faster than an index answers."""
_RECENT = 5_000
"""Sources beside an index from which on another one is made."""
_RECENT_SHARE = 50
"""… or the fiftieth part of what the index holds, if that is more."""
_BEST = 12
"""Sources whose translations are looked at; their order may change a little when they are folded."""
_MARGIN = 0.05
"""What typography may cost a source before it is folded."""
_CURRENT = "current"
_THOROUGH = 30.0
"""Seconds after which it is looked once more for what a long transaction of another process kept late."""
_AGAIN = 60.0
"""Seconds after which an index that could not be made is tried again."""
_PATIENCE = 120.0
"""Seconds to wait for an index that another process is making."""


@dataclass
class _Shelf:
    """What is kept at hand of one language."""

    mark: Mark | None = None
    """How much of the store is known here."""
    index: Index | None = None
    recent: dict[str, None] = field(default_factory=dict)
    """The sources that the index does not hold; all of them where there is none."""
    choices: Sequence[str] = ()
    """The same, as a list that nobody changes while it is searched."""
    lock: threading.RLock = field(default_factory=threading.RLock)
    maker: threading.Thread | None = None
    partial: bool = False
    """Whether an index is missing that should be there: what is at hand is not all."""
    not_before: float = 0.0
    """When an index may be made again; one that could not be made is not tried at every question."""
    looked: float = 0.0
    """When it was last looked thoroughly."""
    behind: bool = False
    """Whether something came since then."""

    def due(self, now: float) -> bool:
        """Say whether there is something to do though nothing new has been said."""
        made = self.maker is not None and not self.maker.is_alive()
        return made or self.partial or (self.behind and now - self.looked > _THOROUGH)

    def add(self, sources: Iterable[str]) -> None:
        before = len(self.recent)
        self.recent.update(dict.fromkeys(sources))
        if len(self.recent) != before or not self.choices:
            self.choices = list(self.recent)


class Memory:
    """The memory of a project. One for a process; several threads may ask it."""

    def __init__(self, memories: Memories, folder: Path, *, few: int = FEW) -> None:
        """Ask `memories`, with indexes in a folder that is ours alone."""
        self.memories = memories
        self._folder = folder
        self._few = few
        self._shelves: dict[str, _Shelf] = {}
        self._lock = threading.Lock()
        self._closed = threading.Event()

    def matches(
        self, language: str, asked: Asked, *, unit: int = 0, least: float = LEAST, most: int = 5
    ) -> tuple[Match, ...]:
        """Return the best texts for a source; of `unit`, which asks, nothing."""
        sources = [asked.source, *self.like(language, asked.source, least=least)]
        found = self.memories.same(language, list(dict.fromkeys(sources)), but=unit)
        return memory.matches(asked, found, least=least, most=most)

    def exact(self, language: str, asked: Asked, *, unit: int = 0) -> Match | None:
        """Return the best translation of exactly this source; no index is needed for that."""
        return memory.exact(asked, self.memories.same(language, [asked.source], but=unit))

    def like(self, language: str, source: str, *, least: float = LEAST) -> list[str]:
        """Return the sources that are most like one, the most alike first."""
        if not source.strip():
            return []
        shelf = self._fresh(language)
        choices: list[Sequence[str]] = [shelf.choices]
        index = shelf.index
        if index is not None:
            try:
                numbers = index.numbers(source, least=least - _MARGIN)
                choices += [self.memories.texts(numbers), index.short(source, least=least - _MARGIN)]
            except DamagedIndexError as error:
                self._throw_away(language, shelf, error)
        cutoff = 100 * (least - _MARGIN)
        found = {
            text: likeness
            for some in choices
            for text, likeness, _ in process.extract(
                source, some, scorer=fuzz.ratio, score_cutoff=cutoff, limit=_BEST
            )
        }
        return sorted(found, key=lambda text: -found[text])[:_BEST]

    def prepare(self, language: str) -> None:
        """Wait until the whole of the memory can be searched, as before many questions."""
        until = time.monotonic() + _PATIENCE
        while (shelf := self._fresh(language)).partial and time.monotonic() < until:
            if shelf.maker is not None:
                shelf.maker.join()
            elif shelf.not_before > time.monotonic():
                return  # it could not be made; the log says why
            time.sleep(0.05)

    def close(self) -> None:
        """Stop what is being made; the next process begins it anew."""
        self._closed.set()
        for shelf in list(self._shelves.values()):
            if shelf.maker is not None:
                shelf.maker.join(timeout=30)

    def _shelf(self, language: str) -> _Shelf:
        with self._lock:
            return self._shelves.setdefault(language, _Shelf())

    def _at(self, language: str) -> Path:
        return self._folder / language

    def _fresh(self, language: str) -> _Shelf:
        """Return what is at hand of a language, with all that was said up to now."""
        shelf = self._shelf(language)
        mark, now = self.memories.mark(), time.monotonic()
        if shelf.mark == mark and not shelf.due(now):
            return shelf
        with shelf.lock:
            if shelf.mark is None or shelf.mark.generation != mark.generation:
                self._fill(language, shelf, mark)
                shelf.looked, shelf.behind = now, False
            else:
                thorough = now - shelf.looked > _THOROUGH
                late = VERY_LATE if thorough else LATE
                shelf.add(self.memories.sources_since(language, shelf.mark, late=late))
                shelf.looked, shelf.behind = (now, False) if thorough else (shelf.looked, True)
            shelf.mark = mark
            self._renew(language, shelf, now)
        return shelf

    def _fill(self, language: str, shelf: _Shelf, mark: Mark) -> None:
        """Begin anew: with all sources where they are few, else with the index on disk, or a new one."""
        shelf.index, shelf.recent, shelf.choices, shelf.partial = None, {}, (), False
        if self.memories.count(language) <= self._few:
            shelf.add(source for _, source in self.memories.sources(language))
            return
        shelf.index = self._open(language, mark)
        if shelf.index is not None:
            shelf.add(self.memories.sources_since(language, shelf.index.about.mark))
        else:
            # Until it is made a part of the memory is better than nothing; what is exact is found anyhow.
            with contextlib.closing(self.memories.sources(language)) as sources:
                shelf.add(source for _, source in islice(sources, self._few))
            shelf.partial = True

    def _renew(self, language: str, shelf: _Shelf, now: float) -> None:
        """See to it that what is compared one by one stays few, and that nothing is missing for long."""
        if shelf.maker is not None and shelf.maker.is_alive():
            return
        made, shelf.maker = shelf.maker is not None, None
        held = shelf.index.about.texts if shelf.index is not None else 0
        most = max(min(_RECENT, self._few), held // _RECENT_SHARE) if held else self._few
        if made or shelf.partial or len(shelf.recent) > most:
            self._take_current(language, shelf)  # ours is ready, or another process has made one
        if (shelf.partial or len(shelf.recent) > most) and now >= shelf.not_before:
            self._make(language, shelf)

    def _take_current(self, language: str, shelf: _Shelf) -> None:
        """Go over to the newest index on disk, and drop from what is at hand what it holds."""
        name = self._current(language)
        if (
            name is None
            or shelf.mark is None
            or (shelf.index is not None and shelf.index.folder.name == name)
        ):
            return
        index = self._open(language, shelf.mark)
        if index is not None:
            shelf.index, shelf.recent, shelf.choices, shelf.partial = index, {}, (), False
            shelf.add(self.memories.sources_since(language, index.about.mark))

    def _current(self, language: str) -> str | None:
        try:
            return (self._at(language) / _CURRENT).read_text(encoding="utf-8").strip() or None
        except (OSError, UnicodeDecodeError):
            return None

    def _open(self, language: str, mark: Mark) -> Index | None:
        """Return the index on disk; None where there is none of this store, or it is damaged."""
        name = self._current(language)
        if name is None or not name.isalnum():
            return None
        try:
            index = Index(self._at(language) / name)
        except DamagedIndexError as error:
            log.warning("the memory for %s: %s It is made anew.", language, error)
            return None
        return index if index.about.mark.generation == mark.generation else None

    def _throw_away(self, language: str, shelf: _Shelf, error: DamagedIndexError) -> None:
        log.warning("the memory for %s: %s It is made anew.", language, error)
        with shelf.lock, contextlib.suppress(OSError):
            (self._at(language) / _CURRENT).unlink(missing_ok=True)
            shelf.index, shelf.mark = None, None

    def _make(self, language: str, shelf: _Shelf) -> None:
        if self._closed.is_set():
            return
        shelf.maker = threading.Thread(
            target=self._make_index, args=(language, shelf), name=f"memory-{language}", daemon=True
        )
        shelf.maker.start()

    def _make_index(self, language: str, shelf: _Shelf) -> None:
        """Make an index beside the present one, and put its name into the file that says which is current."""
        home = self._at(language)
        try:
            with files.locked_at_once(home / "lock") as ours:
                if not ours:
                    return  # another process is at it; its index is taken when it is done
                self._sweep(home)
                name = secrets.token_hex(8)
                # The mark first: what is said while we read is read again later.
                mark = self.memories.mark()
                sources = self._until_closed(self.memories.sources(language))
                about = memory_index.build(home / name, sources, mark=mark)
                if self._closed.is_set():
                    return
                files.write(home / _CURRENT, name.encode())
                log.info("the memory for %s: an index of %d texts was made", language, about.texts)
        except WorkbenchError as error:
            shelf.not_before = time.monotonic() + _AGAIN
            if not self._closed.is_set():
                log.warning("the memory for %s has no index: %s", language, error)
        except Exception:  # a thread that dies of what nobody foresaw tells nobody
            shelf.not_before = time.monotonic() + _AGAIN
            log.exception("the memory for %s has no index", language)

    def _until_closed(self, sources: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
        for one in sources:
            if self._closed.is_set():
                raise StoreError("The memory was closed while its index was being made.")
            yield one

    def _sweep(self, home: Path) -> None:
        """Remove what was given up: all but the current index. One that is open elsewhere stays readable."""
        current = next(iter(home.glob(_CURRENT)), None)
        name = self._current(home.name) if current else None
        for one in home.iterdir():
            if one.is_dir() and one.name != name:
                shutil.rmtree(one, ignore_errors=True)
