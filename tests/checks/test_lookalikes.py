import pytest

from app.checks.lookalikes import lookalikes
from tests.checks.cases import Case, told

CASES = (
    Case("x", "Укра\N{LATIN SMALL LETTER I}на", "uk", ("warning:Укра\N{LATIN SMALL LETTER I}на",)),
    Case("x", "Mарія", "uk", ("warning:Mарія",)),
    Case("x", "Allt åt аlla", "sv", ("warning:аlla",)),
    Case("x", "Україна", "uk"),
    Case("x", "IT-фахівець, SMMник", "uk"),
    Case("x", "Zetkin і Allt åt alla", "uk"),
    Case("x", "дzвін", "uk"),  # seen at once: no look-alike
)


@pytest.mark.parametrize("case", CASES)
def test_a_letter_of_the_other_alphabet_is_found(case: Case) -> None:
    assert told(lookalikes, case) == case.expected
