"""Equal texts are paired wherever they stand; one that occurs several times goes with its neighbours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.alignment import equal
from app.repeats import pair_equal


def _pairs(old: str, new: str, *, last: str = "") -> list[int | None]:
    """Return for each letter of `new` the position in `old`; the letters of `last` have left the document."""
    gone = range(len(old), len(old) + len(last))
    aligned = {there: here for here, there in equal(old, new)}
    found = pair_equal(old + last, new, aligned, last=gone)
    return [found.get(there) for there in range(len(new))]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("abc", "abc", [0, 1, 2]),
        ("abc", "cab", [2, 0, 1]),
        # y is said again and again
        ("aybyc", "aybyc", [0, 1, 2, 3, 4]),
        ("ayb", "yayb", [None, 0, 1, 2]),
        ("a1y2bcde", "aybcde1y2", [0, None, 4, 5, 6, 7, 1, 2, 3]),
        ("1y2ab3y4", "3y4ab1y2", [5, 6, 7, 3, 4, 0, 1, 2]),
        ("1yz2abc", "abc1yz2", [4, 5, 6, 0, 1, 2, 3]),
        ("yab", "aby", [1, 2, 0]),
    ],
)
def test_which_is_which(old: str, new: str, found: list[int | None]) -> None:
    assert _pairs(old, new) == found


def test_one_that_is_live_goes_before_one_that_was_removed() -> None:
    assert _pairs("ay", "ya", last="y") == [1, 0]
    assert _pairs("a", "ya", last="y") == [1, 0]


@given(st.text("abyyz", max_size=14), st.text("abyyz", max_size=14), st.text("abyz", max_size=4))
def test_each_is_paired_once_and_none_is_left_while_one_waits(old: str, new: str, last: str) -> None:
    found = _pairs(old, new, last=last)
    taken = [one for one in found if one is not None]
    assert len(taken) == len(set(taken))
    for letter in set(new):
        paired = sum(1 for there, one in enumerate(found) if new[there] == letter and one is not None)
        assert paired == min(new.count(letter), (old + last).count(letter))
        assert all(new[there] == (old + last)[one] for there, one in enumerate(found) if one is not None)
