"""What happens when the document changes: which new segment is which old unit, and what its key becomes.

Old and new are aligned as two sequences, so a unit's identity never depends on its position: numbering
msgctxt by position made msgmerge throw away 537 of 537 translations when one turn was inserted.
"""

import bisect
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from rapidfuzz import fuzz, process

from app.catalog import Key, Kind

_IN_GAP = 0.5
"""Similarity from which two texts in the same gap are one segment, edited."""
_ANYWHERE = 0.75
"""The same for texts that stand in different places: more is asked, for less speaks for it."""
_SHORTEST_PART = 12
"""Characters from which the beginning of a text speaks for a split or a join."""
_LARGEST_GAP = 250_000
"""Pairs in a gap beyond which pairing is left to the search over everything."""


@dataclass(frozen=True, slots=True)
class Old:
    """A unit as the catalog has it."""

    key: Key
    kind: Kind = Kind.SEGMENT
    obsolete: bool = False


@dataclass(frozen=True, slots=True)
class New:
    """A text as the document has it now."""

    source: str
    kind: Kind = Kind.SEGMENT


@dataclass(frozen=True, slots=True)
class Merged:
    """A unit of the new catalog."""

    key: Key
    old: int | None
    """The position in `old` of the unit that it goes on from; None for a new one."""
    edited: bool = False
    """Whether the source differs from the old unit's, so that its translation needs work."""


def merge(old: Sequence[Old], new: Sequence[New]) -> tuple[Merged, ...]:
    """Say for each new text which old unit it is, and which key it has from now on.

    Unchanged and moved texts keep their unit and its context; an edited text keeps its unit; an obsolete unit
    comes back when its text does. An old unit that no new one names has been removed from the document.
    """
    found: dict[int, int] = {}
    for kind in Kind:
        before = [index for index, unit in enumerate(old) if unit.kind is kind]
        after = [index for index, text in enumerate(new) if text.kind is kind]
        if kind is Kind.TITLE and len(after) == 1:
            # There is one title, whatever it says now.
            before = [index for index in before if not old[index].obsolete][:1] or before[:1]
            found.update(zip(after, before, strict=False))
            continue
        found.update(_align(old, new, before, after))
    return tuple(_with_keys(old, new, found))


class _Gap(NamedTuple):
    """A stretch of both sides, ends excluded."""

    a_low: int
    a_high: int
    b_low: int
    b_high: int


def _align(old: Sequence[Old], new: Sequence[New], before: list[int], after: list[int]) -> dict[int, int]:
    """Return new position → old position, within one kind of unit."""
    live = [index for index in before if not old[index].obsolete]
    a, b = [old[index].key.source for index in live], [new[index].source for index in after]
    pairs = dict(_equal(a, b))
    anchors = sorted(pairs.items())
    found = {after[there]: live[here] for here, there in anchors}

    kept = set(found.values())
    found |= _moved(old, new, [index for index in before if index not in kept], after, found)
    taken = set(found.values())

    here_free = {here for here, index in enumerate(live) if index not in taken}
    there_free = {there for there, index in enumerate(after) if index not in found}
    for here, there in _edited_in_gaps(a, b, anchors, here_free, there_free):
        found[after[there]] = live[here]
        here_free.discard(here)
        there_free.discard(there)
    for here, there in _edited_elsewhere(a, b, here_free, there_free):
        found[after[there]] = live[here]
    return found


def _equal(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield pairs of equal texts in order: those that occur once on both sides (patience), then the rest.

    difflib alone turns quadratic where a text is frequent ("Yes."); between anchors the pieces are small.
    """
    stack = [_Gap(0, len(a), 0, len(b))]
    while stack:
        a_low, a_high, b_low, b_high = stack.pop()
        while a_low < a_high and b_low < b_high and a[a_low] == b[b_low]:
            yield a_low, b_low
            a_low, b_low = a_low + 1, b_low + 1
        while a_low < a_high and b_low < b_high and a[a_high - 1] == b[b_high - 1]:
            a_high, b_high = a_high - 1, b_high - 1
            yield a_high, b_high
        if a_low == a_high or b_low == b_high:
            continue
        anchors = _unique_in_order(a, b, _Gap(a_low, a_high, b_low, b_high))
        if not anchors:
            matcher = SequenceMatcher(None, a[a_low:a_high], b[b_low:b_high], autojunk=False)
            for block in matcher.get_matching_blocks():
                for step in range(block.size):
                    yield a_low + block.a + step, b_low + block.b + step
            continue
        for here, there in anchors:
            yield here, there
            stack.append(_Gap(a_low, here, b_low, there))
            a_low, b_low = here + 1, there + 1
        stack.append(_Gap(a_low, a_high, b_low, b_high))


def _unique_in_order(a: Sequence[str], b: Sequence[str], gap: _Gap) -> list[tuple[int, int]]:
    """Return the longest run, rising on both sides, of texts that occur once on each."""
    a_low, a_high, b_low, b_high = gap
    count_a, count_b = Counter(a[a_low:a_high]), Counter(b[b_low:b_high])
    place = {b[there]: there for there in range(b_low, b_high)}
    pairs = [
        (here, place[a[here]]) for here in range(a_low, a_high) if count_a[a[here]] == 1 == count_b[a[here]]
    ]
    ends: list[int] = []
    last: list[int] = []
    back: list[int] = []
    for number, (_, there) in enumerate(pairs):
        at = bisect.bisect_left(ends, there)
        back.append(last[at - 1] if at else -1)
        ends[at : at + 1] = [there]
        last[at : at + 1] = [number]
    run: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        run.append(pairs[number])
        number = back[number]
    return run[::-1]


def _moved(
    old: Sequence[Old], new: Sequence[New], left: Sequence[int], after: Sequence[int], found: dict[int, int]
) -> dict[int, int]:
    """Pair what stands elsewhere with the same text: it has moved, or come back from among the obsolete.

    A text that occurs several times goes with its neighbours: those that can be only one are paired first,
    then of several the one whose neighbours have been.
    """
    waiting: dict[str, list[int]] = defaultdict(list)
    for index in sorted(left, key=lambda index: old[index].obsolete):
        waiting[old[index].key.source].append(index)
    asked = Counter(new[at].source for at in after if at not in found)
    pairs: dict[int, int] = {}
    for at in after:
        here = waiting[new[at].source]
        if at not in found and len(here) == 1 == asked[new[at].source]:
            pairs[at] = here.pop()
    both = found | pairs
    for at in after:
        here = waiting[new[at].source]
        if at not in both and here:
            best = max(here, key=lambda one: (both.get(at - 1) == one - 1) + (both.get(at + 1) == one + 1))
            here.remove(best)
            both[at] = pairs[at] = best
    return pairs


def _edited_in_gaps(
    a: Sequence[str],
    b: Sequence[str],
    anchors: Sequence[tuple[int, int]],
    here_free: set[int],
    there_free: set[int],
) -> Iterator[tuple[int, int]]:
    """Yield the best pairing, in order, of what is left between two anchors."""
    bounds = [(-1, -1), *anchors, (len(a), len(b))]
    for (a_low, b_low), (a_high, b_high) in itertools.pairwise(bounds):
        here = [index for index in range(a_low + 1, a_high) if index in here_free]
        there = [index for index in range(b_low + 1, b_high) if index in there_free]
        if here and there and len(here) * len(there) <= _LARGEST_GAP:
            yield from _best_in_order(a, b, here, there)


def _best_in_order(
    a: Sequence[str], b: Sequence[str], here: Sequence[int], there: Sequence[int]
) -> list[tuple[int, int]]:
    alike = [[_alike(a[one], b[two]) for two in there] for one in here]
    best = [[0.0] * (len(there) + 1) for _ in range(len(here) + 1)]
    for i in range(len(here) - 1, -1, -1):
        for j in range(len(there) - 1, -1, -1):
            pair = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= _IN_GAP else 0.0
            best[i][j] = max(pair, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(here) and j < len(there):
        if alike[i][j] >= _IN_GAP and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((here[i], there[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _alike(one: str, two: str) -> float:
    """Return the similarity of two texts; the beginning of a split or joined text is nearly the same."""
    shorter, longer = sorted((one, two), key=len)
    if len(shorter) >= _SHORTEST_PART and longer.startswith(shorter.rstrip(".!?…")):
        return max(0.9, fuzz.ratio(one, two) / 100)
    return fuzz.ratio(one, two) / 100


def _edited_elsewhere(
    a: Sequence[str], b: Sequence[str], here_free: set[int], there_free: set[int]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of a text that has both moved and been edited; nearest pairs first."""
    choices = {here: a[here] for here in here_free}
    if not choices:
        return
    near: list[tuple[float, int, int]] = []
    for there in sorted(there_free):
        for _, similarity, here in process.extract(
            b[there], choices, scorer=fuzz.ratio, score_cutoff=_ANYWHERE * 100, limit=3
        ):
            near.append((-similarity, there, here))
    done: set[int] = set()
    for _, there, here in sorted(near):
        if here in choices and there not in done:
            del choices[here]
            done.add(there)
            yield here, there


def _with_keys(old: Sequence[Old], new: Sequence[New], found: dict[int, int]) -> Iterator[Merged]:
    # Every key in the catalog stays taken, also an obsolete one: its translation may come back.
    kept = set(found.values())
    taken = {unit.key for index, unit in enumerate(old) if index not in kept}
    same = {at: index for at, index in found.items() if old[index].key.source == new[at].source}
    taken |= {old[index].key for index in same.values()}
    for at, text in enumerate(new):
        if at in same:
            yield Merged(old[same[at]].key, same[at])
            continue
        key = _fresh(text, taken)
        taken.add(key)
        yield Merged(key, found.get(at), edited=at in found)


def _fresh(text: New, taken: set[Key]) -> Key:
    """Return a key that no unit has: without a context where the text is new, else counted on."""
    context = None if text.kind is Kind.SEGMENT else text.kind.value
    number = 1
    while Key(text.source, context) in taken:
        number += 1
        context = f"{'repeat' if text.kind is Kind.SEGMENT else text.kind.value} {number}"
    return Key(text.source, context)
