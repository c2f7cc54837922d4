import pytest

from app.checks.doubled import doubled
from tests.checks.cases import Case, told

CASES = (
    Case("They were there.", "Вони були були там.", "uk", ("warning: були",)),
    Case("They were there.", "Вони вони були там.", "uk", ("warning: вони",)),
    Case("In 2014", "В в 2014", "ru", ("warning: в",)),
    Case("Here", "*här* här", "sv", ("warning: här",)),
    Case("No, no.", "Ні, ні.", "uk"),
    Case("very, very slowly", "ледве-ледве", "uk"),
    Case("That that is", "Те те є", "uk"),  # the source doubles a word too
    Case("What he says is good.", "Det han säger är är bra.", "sv"),
    Case("I know that it is", "Знаю, що що є", "uk"),
    Case("2014 2014", "2014 2014", "uk"),
)


@pytest.mark.parametrize("case", CASES)
def test_a_word_that_stands_twice_in_a_row_is_found(case: Case) -> None:
    assert told(doubled, case) == case.expected
