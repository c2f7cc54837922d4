import pytest

from app.checks.length import length
from tests.checks.cases import Case, told

_LONG = (
    "We have some comrades who might be less active in terms of the organisation's internal communication."
)
CASES = (
    Case(_LONG, "Є ще товариші, не такі активні у внутрішньому спілкуванні організації.", "uk"),
    Case(_LONG, "Є ще товариші.", "uk", ("warning:",)),
    Case(_LONG, "Vi har också en del kamrater.", "sv", ("warning:",)),
    Case("Yes.", "Ja, så är det.", "sv"),
    Case("Exactly.", "Так.", "uk"),
    Case("Yes.", _LONG, "fr", (f"warning:{_LONG}",)),
    Case("Short enough to be said.", "Коротко. " * 12, "uk", (f"warning:{'Коротко. ' * 12}",)),
    Case(_LONG, "x" * 60, "fi"),  # nobody has measured Finnish
    Case("see [here](https://example.org/a/very/long/address/that/is/not/read)", "див. [тут](#)", "uk"),
)


@pytest.mark.parametrize("case", CASES)
def test_half_a_sentence_is_missed_and_a_short_answer_is_not(case: Case) -> None:
    assert told(length, case) == case.expected
