import pytest

from app.checks.first_letter import first_letter
from tests.checks.cases import Case, told

LEFT_ALONE = (
    Case("We were there.", "Ми були там.", "uk"),
    Case("we were there.", "ми були там.", "uk"),
    Case("“We were there.”", "«Ми були там».", "uk"),
    Case("We were there.", "…ми були там.", "uk"),
    Case("Half of us were there.", "50 % з нас були там.", "uk"),
    Case("We were there.", "战争爆发后", "zh"),
)
FOUND = (
    Case("We were there.", "ми були там.", "uk", ("warning:м",)),
    Case("“We were there.”", "«ми були там».", "uk", ("warning:м",)),
)


@pytest.mark.parametrize("case", LEFT_ALONE)
def test_a_beginning_like_the_sources_is_left_alone(case: Case) -> None:
    assert told(first_letter, case) == ()


@pytest.mark.parametrize("case", FOUND)
def test_a_small_letter_at_the_beginning_is_found(case: Case) -> None:
    assert told(first_letter, case) == case.expected
