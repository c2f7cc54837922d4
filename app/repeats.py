"""Which of several equal texts is which after a revision: a “Yes.” goes with what it stood between."""

from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence

_BOTH, _BEFORE, _BEHIND = (-1, 1), (-1,), (1,)


class _Pairs:
    """New position → old position, while it grows."""

    def __init__(self, old: Sequence[str], new: Sequence[str], last: Container[int]) -> None:
        self.new = new
        self.found: dict[int, int] = {}
        self.waiting: dict[str, list[int]] = defaultdict(list)
        for here in sorted(range(len(old)), key=lambda here: here in last):
            self.waiting[old[here]].append(here)
        self.asked = Counter(new)

    def pair(self, there: int, here: int | None) -> None:
        """Pair two positions, where both are free and hold the same text."""
        if there not in self.found and here in (waiting := self.waiting[self.new[there]]):
            waiting.remove(here)
            self.found[there] = here

    def beside(self, there: int, sides: Sequence[int]) -> int | None:
        """Return the old position that stood beside what stands beside a new one now; None if they differ."""
        if any(there + side not in self.found for side in sides):
            return None
        stood = {self.found[there + side] - side for side in sides}
        return stood.pop() if len(stood) == 1 else None


def pair_equal(
    old: Sequence[str], new: Sequence[str], aligned: Mapping[int, int], *, last: Container[int]
) -> dict[int, int]:
    """Return new position → old position for equal texts, wherever they stand.

    Those that can be only one come first. A text that occurs several times goes with both its neighbours, if
    these stand together still; else as `aligned` says, which is such pairs in order; else with one neighbour;
    else it takes the first that is free. The old ones of `last` come after all others.
    """
    pairs = _Pairs(old, new, last)
    live = Counter(text for here, text in enumerate(old) if here not in last)
    for there, here in aligned.items():
        if live[new[there]] == 1 == pairs.asked[new[there]]:
            pairs.pair(there, here)
    for there, text in enumerate(new):
        if len(waiting := pairs.waiting[text]) == 1 == pairs.asked[text]:
            pairs.pair(there, waiting[0])
    asking = [there for there, text in enumerate(new) if there not in pairs.found and pairs.waiting[text]]
    for there in asking:
        pairs.pair(there, pairs.beside(there, _BOTH))
    for there in asking:
        pairs.pair(there, aligned.get(there))
    for there in asking:
        pairs.pair(there, pairs.beside(there, _BEFORE))
    for there in reversed(asking):
        pairs.pair(there, pairs.beside(there, _BEHIND))
    for there in asking:
        pairs.pair(there, next(iter(pairs.waiting[new[there]]), None))
    return pairs.found
