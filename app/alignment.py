"""Align two sequences of texts by what is equal in them, in order: the ground that a merge stands on."""

import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from rapidfuzz import fuzz

IN_GAP = 0.5
"""Similarity from which two texts in the same gap are one segment, edited."""
_SMALL = 2_500
"""Pairs in a gap up to which every one of them is looked at."""
_SHORTEST_PART = 12
"""Characters from which the beginning of a text speaks for a split or a join."""


class _Gap(NamedTuple):
    """A stretch of both sides, ends excluded."""

    a_low: int
    a_high: int
    b_low: int
    b_high: int


def equal(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int]]:
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
            yield from _without_anchors(a, b, _Gap(a_low, a_high, b_low, b_high))
            continue
        for here, there in anchors:
            yield here, there
            stack.append(_Gap(a_low, here, b_low, there))
            a_low, b_low = here + 1, there + 1
        stack.append(_Gap(a_low, a_high, b_low, b_high))


def _without_anchors(a: Sequence[str], b: Sequence[str], gap: _Gap) -> Iterator[tuple[int, int]]:
    """Yield what is equal in a gap where every text that is on both sides stands there several times."""
    here, there = range(gap.a_low, gap.a_high), range(gap.b_low, gap.b_high)
    if set(a[gap.a_low : gap.a_high]).isdisjoint(b[gap.b_low : gap.b_high]):
        return
    if len(here) * len(there) <= _SMALL:
        # Of two alike that stand together one may have been edited: which, the others tell.
        yield from ((one, two) for one, two in best_in_order(a, b, here, there) if a[one] == b[two])
        return
    matcher = SequenceMatcher(None, a[gap.a_low : gap.a_high], b[gap.b_low : gap.b_high], autojunk=False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            yield gap.a_low + block.a + step, gap.b_low + block.b + step


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


def best_in_order(
    a: Sequence[str], b: Sequence[str], here: Sequence[int], there: Sequence[int]
) -> list[tuple[int, int]]:
    """Return the pairing of some texts with others, rising on both sides, that is most alike as a whole."""
    alike = [[_alike(a[one], b[two]) for two in there] for one in here]
    best = [[0.0] * (len(there) + 1) for _ in range(len(here) + 1)]
    for i in range(len(here) - 1, -1, -1):
        for j in range(len(there) - 1, -1, -1):
            pair = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= IN_GAP else 0.0
            best[i][j] = max(pair, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(here) and j < len(there):
        if alike[i][j] >= IN_GAP and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((here[i], there[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _alike(one: str, two: str) -> float:
    """Return the similarity of two texts; the beginning of a split or joined text is nearly the same."""
    if one == two:
        return 1.0
    shorter, longer = sorted((one, two), key=len)
    if len(shorter) >= _SHORTEST_PART and longer.startswith(shorter.rstrip(".!?…")):
        return max(0.9, fuzz.ratio(one, two) / 100)
    return fuzz.ratio(one, two) / 100
