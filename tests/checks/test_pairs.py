import pytest

from app.checks.pairs import pairs
from tests.checks.cases import Case, told

BALANCED = (
    Case('They say: "Yes."', "Кажуть: «Так».", "uk"),
    Case('They say: "Yes."', "De säger: ”Ja.”", "sv"),
    Case("the 'communist party'", "«комуністична партія»", "uk"),
    Case("the workers' party", "п’ять об’єднань", "uk"),
    Case("the workers' party", "п'ять об'єднань", "uk"),
    Case("'cause he can't", "bara för att", "sv"),
    Case("He said: \"They say 'no'.\"", "Він сказав: «Вони кажуть „ні“».", "uk"),
    Case("He said: \"They say 'no'.\"", "Han sa: ”De säger ’nej’.”", "sv"),
    Case('the "everyday people"', "”vanligt folk”", "sv"),
    Case('the "people"', "»folk»", "sv"),
    Case("see [here](https://a.org/x_(y))", "див. [тут](https://a.org/x_(y))", "uk"),
    Case("a) first", "а) перше", "uk"),
    Case("1. first", "1) перше", "uk"),
    Case("[1] first", "[1] перше", "uk"),
    # a quotation over several segments opens in the first and closes in the last
    Case('They say: "We won.', "Кажуть: «Ми перемогли.", "uk"),
    Case('You are a Nazi."', "ти нацист».", "uk"),
    Case('He said: "Okay, Russia had to react” and left.', "Він сказав: «Гаразд», — і пішов.", "uk"),
    Case('an 11" pipe', 'труба 11"', "uk"),
)
FAULTS = (
    Case("in Ukraine (now)", "в Україні (зараз", "uk", ("error:(",)),
    Case("in Ukraine (now)", "в Україні зараз)", "uk", ("error:)",)),
    Case("[people, eds.]", "осіб, ред.]", "uk", ("error:]",)),
    Case('They say: "Yes."', "Кажуть: «Так.", "uk", ("warning:«",)),
    Case('They say: "Yes."', "Кажуть: Так».", "uk", ("warning:»",)),
    Case('They say: "Yes."', "De säger: ”Ja.", "sv", ("warning:”",)),
    Case("The party", "Партія «Боротьба", "uk", ("warning:«",)),
    Case('They say: "Yes."', "Кажуть: «Так”.", "uk", ("warning:«Так”",)),
    Case('"one" and "two"', '«один» і "два"', "uk", ('warning:"',)),
    Case('They say: "We won.', "Кажуть: ми перемогли.", "uk", ("warning:",)),
)


@pytest.mark.parametrize("case", BALANCED)
def test_balanced_marks_apostrophes_and_open_quotations_are_left_alone(case: Case) -> None:
    assert told(pairs, case) == ()


@pytest.mark.parametrize("case", FAULTS)
def test_a_mark_without_its_other_half_is_found(case: Case) -> None:
    assert told(pairs, case) == case.expected
