from fractions import Fraction

import pytest

from app.checks.numerals import Form, numerals

READINGS = (
    ("1,500", "en", {Fraction(1500)}),
    ("1.500", "en", {Fraction(3, 2)}),
    ("1.500", "sv", {Fraction(3, 2), Fraction(1500)}),
    ("1 234 567,5", "uk", {Fraction(12345675, 10)}),
    ("12,345.67", "en", {Fraction(1234567, 100)}),
    ("1990-х", "uk", {Fraction(1990), Fraction(90)}),
    ("1800-talet", "sv", {Fraction(1800), Fraction(19)}),
    ("17:30", "uk", {(17, 30)}),
    ("17.30", "sv", {(17, 30), Fraction(173, 10)}),
    ("5 p.m.", "en", {Fraction(5), Fraction(17), (17, 0)}),
    ("100 тыс.", "ru", {Fraction(100_000)}),
)
WORDS = (
    ("ninety-nine", "en", 99),
    ("two thousand three hundred and four", "en", 2304),
    ("tvåhundrafemtiosex", "sv", 256),
    ("sextio", "sv", 60),
    ("двадцять п’ять", "uk", 25),
    ("дев'ятьма", "uk", 9),
    ("трьохсот п’ятдесяти", "uk", 350),
    ("девятнадцати", "ru", 19),
    ("четырёхсот сорока", "ru", 440),
)


@pytest.mark.parametrize(("text", "language", "expected"), READINGS)
def test_figures_are_read_in_every_way_that_they_may_be_meant(
    text: str, language: str, expected: set[object]
) -> None:
    assert numerals(text, language)[0].readings == expected


@pytest.mark.parametrize(("text", "language", "expected"), WORDS)
def test_words_add_up_to_a_number(text: str, language: str, expected: int) -> None:
    (number,) = numerals(text, language)
    assert number.form is Form.WORDS
    assert number.readings == {Fraction(expected)}
    assert number.text == text.replace("'", "’")


def test_numbers_side_by_side_are_not_added() -> None:
    assert [set(number.readings) for number in numerals("два три раза", "ru")] == [
        {Fraction(2)},
        {Fraction(3)},
    ]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [("XIX", "en", 19), ("XIV", "sv", 14), ("травня", "uk", 5), ("второй", "ru", 2)],
)
def test_what_only_hints_at_a_number_is_told_apart(text: str, language: str, expected: int) -> None:
    (number,) = numerals(text, language)
    assert number.form is Form.HINT
    assert number.readings == {Fraction(expected)}


def test_a_pronoun_is_no_roman_numeral() -> None:
    assert numerals("I think I know", "en") == ()
