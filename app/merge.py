"""What happens when the document changes: which new segment is which old unit, and what its key becomes.

Old and new are aligned as two sequences, so a unit's identity never depends on its position: numbering
msgctxt by position made msgmerge throw away 537 of 537 translations when one turn was inserted.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from app.alignment import best_in_order, equal
from app.catalog import Key, Kind
from app.repeats import pair_equal

_ANYWHERE = 0.75
"""The same for texts that stand in different places: more is asked, for less speaks for it."""
_CAME_BACK = 0.85
"""The same for a text that had left the document and comes back edited."""
_MOST_PARTS = 8
"""Parts into which one text may have been split."""
_GLUE = 10
"""Letters that may have come between two texts that became one, as “and” does, or gone from there."""
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
    # The live ones come first, so that a position means the same among them and among all.
    before = sorted(before, key=lambda index: old[index].obsolete)
    every = [old[index].key.source for index in before]
    a = [old[index].key.source for index in before if not old[index].obsolete]
    b = [new[index].source for index in after]
    aligned = {there: here for here, there in equal(a, b)}
    found = pair_equal(every, b, aligned, last=range(len(a), len(every)))
    here_free = set(range(len(a))).difference(found.values())
    there_free = set(range(len(b))).difference(found)

    def take(more: Iterable[tuple[int, int]]) -> None:
        for here, there in more:  # one by one: what is taken is not offered again
            found[there] = here
            here_free.discard(here)
            there_free.discard(there)

    ends = (len(a), len(b))
    anchors = {(here, there) for there, here in aligned.items() if found.get(there) == here}
    cut = list(_split_or_joined(a, b, _gaps(sorted(anchors), here_free, there_free, ends=ends)))
    take(cut)
    take(_edited(a, b, _gaps(sorted(anchors.union(cut)), here_free, there_free, ends=ends)))
    known = {there: here for there, here in found.items() if here < len(a)}
    take(_split_or_joined(a, b, _beside(known, here_free, there_free)))
    take(_edited(a, b, _beside(known, here_free, there_free)))
    take(_edited_elsewhere(a, b, here_free, there_free))
    gone = set(range(len(a), len(every))).difference(found.values())
    take(_edited_elsewhere(every, b, gone, there_free, cutoff=_CAME_BACK))
    return {after[there]: before[here] for there, here in found.items()}


def _split_or_joined(
    a: Sequence[str], b: Sequence[str], gaps: Iterable[tuple[list[int], list[int]]]
) -> Iterator[tuple[int, int]]:
    """Yield a text that was cut in several with the first of them, and the first of several that became one.

    Their letters are the same, whatever became of stops and capitals; so the first part may be a short one.
    """
    for here, there in gaps:
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
        first, step, said = of_parts[at], 1, list[str]()
        for count, index in enumerate(of_parts[at : at + _MOST_PARTS], 1):
            if index != first + count - 1:
                break
            said.append(_letters(parts[index]))
            if count > 1 and (found := _said_by(said, letters)) is not None:
                yield first, letters.pop(found)
                step = count
                break
        at += step


def _said_by(said: Sequence[str], letters: Mapping[str, int]) -> str | None:
    """Return the text that says the same as several together, or that and a joining word or two."""
    together = "".join(said)
    if together in letters:
        return together
    head, tail = "".join(said[:-1]), said[-1]
    for one in letters:
        more = len(one) - len(together)
        if 0 < more <= _GLUE and one.startswith(head) and one.endswith(tail):
            return one
    return None


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _edited(
    a: Sequence[str], b: Sequence[str], gaps: Iterable[tuple[list[int], list[int]]]
) -> Iterator[tuple[int, int]]:
    """Yield the best pairing, in order, of what is left in each gap."""
    for here, there in gaps:
        yield from best_in_order(a, b, here, there)


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


def _beside(
    known: Mapping[int, int], here_free: set[int], there_free: set[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield what is left on both sides right beside a text that is known: a moved paragraph may be edited."""
    for _, run in itertools.groupby(enumerate(sorted(there_free)), lambda one: one[1] - one[0]):
        there = [index for _, index in run]
        most = len(there) + _MOST_PARTS
        here: set[int] = set()
        for start, step in ((known.get(there[0] - 1), 1), (known.get(there[-1] + 1), -1)):
            if start is not None:
                steps = (start + step * far for far in range(1, most))
                here.update(itertools.takewhile(here_free.__contains__, steps))
        if here and len(here) * len(there) <= _LARGEST_GAP:
            yield sorted(here), there


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
