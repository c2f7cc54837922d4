"""Where the pages of a lost layout probably ended, reckoned from the page breaks that are known."""

import math
from collections.abc import Sequence
from itertools import pairwise

_WIDTHS = range(60, 111)
_GAPS = (0.0, 0.5, 1.0)
_HEIGHTS = [height / 2 for height in range(40, 121)]
_KNOWN = 6
_FIT = 0.05


def page_ends(texts: Sequence[str], known: Sequence[int]) -> tuple[int, ...]:
    """Return after which texts a page probably ended, besides those in `known`.

    A page is taken to hold always the same number of lines, and a line of characters; both are fitted to the
    known breaks. Return nothing where there are too few of them, or where no page fits.
    """
    if len(known) < _KNOWN:
        return ()
    best, ends, height = _FIT, [], 0.0
    for width in _WIDTHS:
        for gap in _GAPS:
            lines = _lines_so_far(texts, width, gap)
            steps = [lines[two] - lines[one] for one, two in pairwise(known)]
            for tall in _HEIGHTS:
                misfit = _misfit(steps, tall, limit=best)
                if misfit < best:
                    best, ends, height = misfit, lines, tall
    return _near(_expected(ends, known, height), ends, known) if ends else ()


def _lines_so_far(texts: Sequence[str], width: int, gap: float) -> list[float]:
    """Return the line that each text ends on, `gap` being the space between paragraphs."""
    found: list[float] = []
    total = 0.0
    for text in texts:
        total += sum(math.ceil(len(line) / width) for line in text.split("\n"))
        found.append(total)
        total += gap
    return found


def _misfit(steps: Sequence[float], height: float, *, limit: float) -> float:
    """Return how far the steps are from whole pages, as a share of a page; infinite beyond the limit."""
    allowed = (limit * height) ** 2 * len(steps)
    total = 0.0
    for step in steps:
        total += (step - max(1, round(step / height)) * height) ** 2
        if total >= allowed:
            return math.inf
    return math.sqrt(total / len(steps)) / height


def _expected(ends: Sequence[float], known: Sequence[int], height: float) -> list[float]:
    """Return the lines on which other pages should end: even steps between known breaks, and beyond."""
    found: list[float] = []
    for one, two in pairwise(known):
        pages = max(1, round((ends[two] - ends[one]) / height))
        step = (ends[two] - ends[one]) / pages
        found.extend(ends[one] + step * page for page in range(1, pages))
    before = ends[known[0]] - height
    while before > height / 2:
        found.append(before)
        before -= height
    after = ends[known[-1]] + height
    while after < ends[-1]:
        found.append(after)
        after += height
    return sorted(found)


def _near(expected: Sequence[float], ends: Sequence[float], known: Sequence[int]) -> tuple[int, ...]:
    """Return the texts that end within a line of where a page should."""
    found: set[int] = set()
    for line in expected:
        nearest = min(range(len(ends) - 1), key=lambda at: abs(ends[at] - line))
        if abs(ends[nearest] - line) <= 1 and nearest not in known:
            found.add(nearest)
    return tuple(sorted(found))
