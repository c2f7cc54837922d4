"""What happens when the document changes: which new segment is which old unit, and what its key becomes.

Old and new are aligned as two sequences, so a unit's identity never depends on its position: numbering
msgctxt by position made msgmerge throw away 537 of 537 translations when one turn was inserted.
"""

import bisect
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from app.alignment import equal
from app.catalog import Key, Kind

_IN_GAP = 0.5
"""Similarity from which two texts in the same gap are one segment, edited."""
_ANYWHERE = 0.75
"""The same for texts that stand in different places: more is asked, for less speaks for it."""
_CAME_BACK = 0.85
"""The same for a text that had left the document and comes back edited."""
_MOST_PARTS = 8
"""Parts into which one text may have been split."""
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
        if kind is Kind.SPEAKER:
            found.update(_renamed(old, before, after, found))
    return tuple(_with_keys(old, new, found))


def paired(old: Sequence[Old], new: Sequence[New], pairs: Mapping[int, int]) -> tuple[Merged, ...]:
    """Return the new units where it is known which old one each goes on from, by position."""
    return tuple(_with_keys(old, new, dict(pairs)))


def _renamed(
    old: Sequence[Old], before: Sequence[int], after: Sequence[int], found: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield the one speaker who is called otherwise now; with two of them nobody can tell who is who."""
    kept = set(found.values())
    gone = [index for index in before if index not in kept and not old[index].obsolete]
    come = [index for index in after if index not in found]
    if len(gone) == len(come) == 1:
        yield come[0], gone[0]


def _align(old: Sequence[Old], new: Sequence[New], before: list[int], after: list[int]) -> dict[int, int]:
    """Return new position → old position, within one kind of unit."""
    live = [index for index in before if not old[index].obsolete]
    a, b = [old[index].key.source for index in live], [new[index].source for index in after]
    pairs = dict(equal(a, b))
    anchors = sorted(pairs.items())
    found = {after[there]: live[here] for here, there in anchors}

    kept = set(found.values())
    found |= _moved(old, new, [index for index in before if index not in kept], after, found)
    taken = set(found.values())

    here_free = {here for here, index in enumerate(live) if index not in taken}
    there_free = {there for there, index in enumerate(after) if index not in found}
    for here, there in _split_or_joined(a, b, anchors, here_free, there_free):
        found[after[there]] = live[here]
        here_free.discard(here)
        there_free.discard(there)
        bisect.insort(anchors, (here, there))
    for here, there in _edited_in_gaps(a, b, anchors, here_free, there_free):
        found[after[there]] = live[here]
        here_free.discard(here)
        there_free.discard(there)
    for here, there in list(_edited_elsewhere(a, b, here_free, there_free)):
        found[after[there]] = live[here]
        there_free.discard(there)
    taken = set(found.values())
    gone = [index for index in before if old[index].obsolete and index not in taken]
    left = [old[index].key.source for index in gone]
    came_back = _edited_elsewhere(left, b, set(range(len(left))), there_free, cutoff=_CAME_BACK)
    return found | {after[there]: gone[here] for here, there in came_back}


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


def _split_or_joined(
    a: Sequence[str],
    b: Sequence[str],
    anchors: Sequence[tuple[int, int]],
    here_free: set[int],
    there_free: set[int],
) -> Iterator[tuple[int, int]]:
    """Yield a text that was cut in several with the first of them, and the first of several that became one.

    Their letters are the same, whatever became of stops and capitals; so the first part may be a short one.
    """
    for here, there in _gaps(anchors, here_free, there_free, ends=(len(a), len(b))):
        split = {one: first for first, one in _parts(b, there, a, here)}
        yield from split.items()
        yield from ((first, one) for first, one in _parts(a, here, b, there) if first not in split)


def _parts(
    parts: Sequence[str], of_parts: Sequence[int], whole: Sequence[str], of_whole: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield the first of several neighbours that together say what one text on the other side says."""
    letters = {_letters(whole[index]): index for index in of_whole}
    at = 0
    while at < len(of_parts) - 1:
        together, first, step = "", of_parts[at], 1
        for count, index in enumerate(of_parts[at : at + _MOST_PARTS], 1):
            if index != first + count - 1:
                break
            together += _letters(parts[index])
            if count > 1 and together in letters:
                yield first, letters.pop(together)
                step = count
                break
        at += step


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _edited_in_gaps(
    a: Sequence[str],
    b: Sequence[str],
    anchors: Sequence[tuple[int, int]],
    here_free: set[int],
    there_free: set[int],
) -> Iterator[tuple[int, int]]:
    """Yield the best pairing, in order, of what is left between two anchors."""
    for here, there in _gaps(anchors, here_free, there_free, ends=(len(a), len(b))):
        yield from _best_in_order(a, b, here, there)


def _gaps(
    anchors: Sequence[tuple[int, int]], here_free: set[int], there_free: set[int], *, ends: tuple[int, int]
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield what is left on both sides between two anchors, where something is and it can be overlooked."""
    for (a_low, b_low), (a_high, b_high) in itertools.pairwise([(-1, -1), *anchors, ends]):
        if a_high - a_low < 2 or b_high - b_low < 2:
            continue
        here = [index for index in range(a_low + 1, a_high) if index in here_free]
        there = [index for index in range(b_low + 1, b_high) if index in there_free]
        if here and there and len(here) * len(there) <= _LARGEST_GAP:
            yield here, there


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
    a: Sequence[str],
    b: Sequence[str],
    here_free: set[int],
    there_free: set[int],
    *,
    cutoff: float = _ANYWHERE,
) -> Iterator[tuple[int, int]]:
    """Yield pairs of a text that has both moved and been edited; nearest pairs first."""
    choices = {here: a[here] for here in here_free}
    if not choices:
        return
    near: list[tuple[float, int, int]] = []
    for there in sorted(there_free):
        for _, similarity, here in process.extract(
            b[there], choices, scorer=fuzz.ratio, score_cutoff=cutoff * 100, limit=3
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
