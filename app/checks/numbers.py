"""Numbers: what the source counts, the target counts, however each language writes it."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from app.checks.finding import Finding, Severity
from app.checks.numerals import Form, Numeral, Value, numerals
from app.checks.prose import Prose, prose
from app.errors import Message

_CONVERTED = re.compile(
    r"\s?-?(?:(?:miles?|feet|foot|ft|inch(?:es)?|yards?|acres?|pounds?|lbs?|ounces?|gallons?|fahrenheit)\b|°\s?F)",
    re.IGNORECASE,
)
"""Measures that a translator turns into metres and kilograms, with other numbers."""
_IDLE: frozenset[Value] = frozenset({Fraction(0), Fraction(1)})
"""“One” and “no one” are hardly numbers."""


def numbers(source: str, target: str, *, source_language: str, language: str) -> Iterator[Finding]:
    """Find numbers that were lost, added or altered.

    A figure may become a word and a word a figure. An error only where one figure is lost and another has
    come (2014 became 2015); a number that is merely missing may have been said otherwise. Words for numbers
    are compared from two up, and only with one another: nobody counts with “one” or “hundreds”.
    """
    text, read = prose(source).text, prose(target)
    before, now = numerals(text, source_language), numerals(read.text, language)
    lost = _unmatched(_figures(before), now)
    added = _unmatched(_figures(now), before)
    # a figure that stands twice and once was altered is still there once
    short = lost or (_surplus(_figures(before), _figures(now)) if added else [])
    certain = not any(_CONVERTED.match(text, number.end) for number in short)
    for old, new in zip(short, added, strict=False):
        message = Message("The number is {new} here, {old} in the source.", new=new.text, old=old.text)
        severity = Severity.ERROR if certain else Severity.WARNING
        yield Finding("numbers", severity, message, *read.span(new.start, new.end))
    for old in lost[len(added) :]:
        message = Message("The number {number} of the source is missing.", number=old.text)
        yield Finding("numbers", Severity.WARNING, message)
    for new in added[len(short) :]:
        message = Message("The number {number} is not in the source.", number=new.text)
        yield Finding("numbers", Severity.WARNING, message, *read.span(new.start, new.end))
    yield from _exchanged(before, now, Form.MONTH, Severity.ERROR, read)
    yield from _exchanged(before, now, Form.MAGNITUDE, Severity.WARNING, read)
    lost, added = _unmatched(_words(before), now), _unmatched(_words(now), before)
    for old, new in zip(lost, added, strict=False):
        message = Message("The number is “{new}” here, “{old}” in the source.", new=new.text, old=old.text)
        yield Finding("numbers", Severity.WARNING, message, *read.span(new.start, new.end))


def _exchanged(
    before: Sequence[Numeral], now: Sequence[Numeral], form: Form, severity: Severity, read: Prose
) -> Iterator[Finding]:
    """Find the month of a date, or a magnitude, that has become another one."""
    ours = [number for number in before if number.form is form]
    theirs = [number for number in now if number.form is form]
    loose = [number for number in (*before, *now) if number.form is Form.HINT]
    lost, added = _unmatched(ours, [*theirs, *loose]), _unmatched(theirs, [*ours, *loose])
    for old, new in zip(lost, added, strict=False):
        message = Message("It is “{new}” here, “{old}” in the source.", new=new.text, old=old.text)
        yield Finding("numbers", severity, message, *read.span(new.start, new.end))


def _figures(found: Sequence[Numeral]) -> list[Numeral]:
    return [number for number in found if number.form is Form.FIGURES]


def _words(found: Sequence[Numeral]) -> list[Numeral]:
    return [number for number in found if number.form is Form.WORDS and not number.readings & _IDLE]


def _unmatched(ours: Sequence[Numeral], theirs: Sequence[Numeral]) -> list[Numeral]:
    """Return the numbers that the other text does not have in any form."""
    return [number for number in ours if not any(number.readings & other.readings for other in theirs)]


def _surplus(ours: Sequence[Numeral], theirs: Sequence[Numeral]) -> list[Numeral]:
    """Return the numbers that stand more often in one text than in the other."""
    left = list(theirs)
    found = []
    for number in ours:
        match = next((other for other in left if number.readings & other.readings), None)
        if match is None:
            found.append(number)
        else:
            left.remove(match)
    return found
