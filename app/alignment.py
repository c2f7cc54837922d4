"""Align two sequences of texts by what is equal in them, in order: the ground that a merge stands on."""

import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple


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
