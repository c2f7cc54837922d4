"""Equal texts are paired in order, those first that can be only one; each once."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.alignment import equal


@pytest.mark.parametrize(
    ("a", "b", "pairs"),
    [
        ("", "ab", []),
        ("abc", "abc", [(0, 0), (1, 1), (2, 2)]),
        ("abc", "ac", [(0, 0), (2, 1)]),
        ("yayby", "yazyby", [(0, 0), (1, 1), (2, 3), (3, 4), (4, 5)]),
        ("ab", "ba", [(0, 1)]),
    ],
)
def test_equal_texts_are_paired_in_order(a: str, b: str, pairs: list[tuple[int, int]]) -> None:
    found = sorted(equal(a, b))
    assert len(found) == len(pairs)
    if a != "ab":  # of two that crossed either may be kept
        assert found == pairs


_texts = st.lists(st.sampled_from("abcdy"), max_size=12)


@given(_texts, _texts)
def test_pairs_rise_on_both_sides_and_say_the_same(a: list[str], b: list[str]) -> None:
    found = sorted(equal(a, b))
    assert all(a[here] == b[there] for here, there in found)
    assert all(one[0] < two[0] and one[1] < two[1] for one, two in itertools.pairwise(found))


@given(_texts)
def test_a_text_is_wholly_equal_to_itself(a: list[str]) -> None:
    assert sorted(equal(a, a)) == [(at, at) for at in range(len(a))]
