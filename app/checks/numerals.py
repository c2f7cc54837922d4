"""Numbers as a text writes them: in figures, in words, as dates, times, decades and Roman numerals."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache, lru_cache

from app.checks.finding import base
from app.checks.number_words import CARDINALS, MONTHS, ORDINALS

Value = Fraction | tuple[int, int]
"""A number, or a time of day as hour and minute."""


class Form(StrEnum):
    """How a number is written."""

    FIGURES = "figures"
    WORDS = "words"
    HINT = "hint"
    """May stand for figures, but is too loose to be compared: an ordinal, a month, “hundreds”, “XIX”."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text."""

    form: Form
    readings: frozenset[Value]
    """What it may mean: “1.500” is one and a half or fifteen hundred."""
    text: str
    start: int
    end: int


_GAP = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}'’"
_FIGURES = re.compile(
    r"(?<!\d)(?:"
    r"(?P<iso>\d{4}-\d{2}-\d{2})(?!\d)"
    r"|(?P<date>\d{1,2}([./])\d{1,2}\3(?:\d{4}|\d{2}))(?!\d)"
    r"|(?P<time>\d{1,2}:\d{2})(?!\d)"
    rf"|(?P<grouped>\d{{1,3}}(?:[{_GAP}]\d{{3}})+(?!\d)(?:[.,]\d+)?)"
    r"|(?P<plain>\d+(?:[.,]\d+)*)"
    r")"
)
_LONGEST = 40
"""Figures beyond which nothing is counted any more."""
_MERIDIEM = re.compile(r"\s?([ap])\.?m\b", re.IGNORECASE)
_DECADE = re.compile(r"['’]?s\b|[-‑](?:х|ті|тих|тим|е|ые|ых|м)\b|[-‑]?tal", re.IGNORECASE)
_RANGE = re.compile(r"(\d{2})\d{2}\s?[-–—]\s?\Z")
_ROMAN = re.compile(r"(?<!\w)[IVXLCMІХСМ]{2,}(?!\w)")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "M": 1000}
_TO_LATIN = str.maketrans("ІХСМ", "IXCM")
_WORD = re.compile(r"[^\W\d_]+(?:’[^\W\d_]+)*")


@lru_cache(maxsize=256)
def numerals(text: str, language: str) -> tuple[Numeral, ...]:
    """Return the numbers of a text, those in words where we know the language.

    >>> [str(*number.readings) for number in numerals("двохсот тисяч, 3,5", "uk")]
    ['7/2', '200000']
    """
    language = base(language)
    text = re.sub("['ʼ](?=[яєїю])", "’", text)
    figures = tuple(_figures(text, language))
    return (*figures, *_words(text, language), *_romans(text))


def _figures(text: str, language: str) -> Iterator[Numeral]:
    for match in _FIGURES.finditer(text):
        if len(match[0]) > _LONGEST:
            continue
        kind, written = match.lastgroup, match[0]
        if match["iso"] or match["date"] or _is_a_list(written, kind):
            for part in re.finditer(r"\d+", written):
                start = match.start() + part.start()
                yield _numeral({Fraction(int(part[0]))}, part[0], start)
            continue
        readings = _readings(match, language)
        end = match.end()
        factor = _factor(text, end, language)
        if factor is not None:
            readings = {value * factor[0] for value in readings if isinstance(value, Fraction)}
            end = factor[1]
        readings |= _in_context(text, match, written)
        yield _numeral(readings, text[match.start() : end], match.start())


def _numeral(readings: set[Value], text: str, start: int) -> Numeral:
    return Numeral(Form.FIGURES, frozenset(readings), text, start, start + len(text))


def _is_a_list(written: str, kind: str | None) -> bool:
    """Say whether commas or stops only part whole numbers, as in “1,2,3” or a version."""
    parts = re.split("[.,]", written)
    return kind == "plain" and len(parts) > 2 and not all(len(part) == 3 for part in parts[1:-1])


def _readings(match: re.Match[str], language: str) -> set[Value]:
    written = match[0]
    if match["time"]:
        hour, minute = (int(part) for part in written.split(":"))
        return {(hour, minute), *({Fraction(hour)} if minute == 0 else ())}
    written = re.sub(f"[{_GAP}]", "", written)
    marks = re.findall("[.,]", written)
    if not marks:
        return {Fraction(int(written))}
    whole, _, decimals = written.rpartition(marks[-1])
    joined = Fraction(int(re.sub("[.,]", "", written)))
    parted = Fraction(re.sub("[.,]", "", whole) + "." + decimals)
    if len(marks) > 1:
        return {joined} if len(set(marks)) == 1 else {parted}
    found: set[Value] = {parted}
    if len(decimals) == 3 and len(whole) <= 3 and whole != "0":
        # English has the comma for thousands; elsewhere a hand used to English may have written either
        found = {joined} if language == "en" and marks == [","] else {joined, parted}
        found = {parted} if language == "en" and marks == ["."] else found
    if len(decimals) == 2 and marks == ["."] and int(whole) < 24 and int(decimals) < 60:
        found.add((int(whole), int(decimals)))
    return found


def _in_context(text: str, match: re.Match[str], written: str) -> set[Value]:
    """Return what the letters beside a number let it mean besides."""
    more: set[Value] = set()
    meridiem = _MERIDIEM.match(text, match.end())
    if meridiem and meridiem[1] in "pP":
        hour, _, minute = written.replace(".", ":").partition(":")
        if hour.isdigit() and (minute or "0").isdigit():
            more |= {(int(hour) % 12 + 12, int(minute or 0))}
            more |= set() if int(minute or 0) else {Fraction(int(hour) % 12 + 12)}
    if written.isdigit():
        number = int(written)
        if _DECADE.match(text, match.end()) and number % 10 == 0:
            more |= {Fraction(number % 100)} if number % 100 else {Fraction(number // 100 + 1)}
        before = _RANGE.search(text[: match.start()])
        if before and len(written) == 2:
            more.add(Fraction(int(before[1] + written)))
    return more


def _factor(text: str, at: int, language: str) -> tuple[int, int] | None:
    """Return the “million” after a number, and where it ends."""
    match = re.compile(rf"[{_GAP[:-2]}]?({_WORD.pattern})").match(text, at)
    if match is None or language not in CARDINALS:
        return None
    for value, pattern in CARDINALS[language].items():
        if value >= 1000 and re.fullmatch(pattern, match[1], re.IGNORECASE):
            return value, match.end()
    return None


@cache
def _pattern(language: str) -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], int, bool], ...]]:
    """Return a pattern for a word made of numbers, and one for each number with whether it is a cardinal."""
    tables = [(CARDINALS[language], True), (ORDINALS[language], False)]
    parts = [(pattern, value, exact) for table, exact in tables for value, pattern in table.items()]
    whole = "|".join(pattern for pattern, _, _ in parts)
    # only Swedish writes “tvåhundratusen” in one
    many = "+" if language == "sv" else ""
    compiled = tuple((re.compile(pattern, re.IGNORECASE), value, exact) for pattern, value, exact in parts)
    return re.compile(f"(?:{whole}){many}", re.IGNORECASE), compiled


def _words(text: str, language: str) -> Iterator[Numeral]:
    if language not in CARDINALS:
        return
    whole, _ = _pattern(language)
    run: list[tuple[int, bool]] = []
    start = end = 0
    for match in _WORD.finditer(text):
        month = _month(match[0], language)
        if month:
            yield Numeral(Form.HINT, frozenset({Fraction(month)}), match[0], *match.span())
        if not whole.fullmatch(match[0]):
            continue
        if run and not re.fullmatch(r"[\s\-‑]+(?:(?:and|och)\s+)?", text[end : match.start()]):
            yield from _composed(run, text, start, end)
            run = []
        if not run:
            start = match.start()
        run.extend(_split(match[0], language))
        end = match.end()
    yield from _composed(run, text, start, end)


def _month(word: str, language: str) -> int:
    months = MONTHS[language].items()
    return next((number for number, month in months if re.fullmatch(month, word, re.IGNORECASE)), 0)


def _split(word: str, language: str) -> list[tuple[int, bool]]:
    """Return the numbers of a word, the longest first at each place, so that “sextio” is not six."""
    _, parts = _pattern(language)
    found: list[tuple[int, bool]] = []
    at = 0
    while at < len(word):
        ends = [
            (match.end(), exact, value)
            for part, value, exact in parts
            if (match := part.fullmatch(word, at) or part.match(word, at))
        ]
        if not ends:
            break
        at, exact, value = max(ends)
        found.append((value, exact))
    return found


def _composed(run: Sequence[tuple[int, bool]], text: str, start: int, end: int) -> Iterator[Numeral]:
    """Add up “two hundred thousand”; “two three times” are two numbers."""
    sums: list[tuple[int, bool]] = []
    total = current = 0
    exact = False
    for value, cardinal in run:
        room = 10 ** len(str(value))
        if value >= 1000:
            total, current = total + max(current, 1) * value, 0
        elif value == 100 and 0 < current < 100:
            current *= 100
        elif current and current % room:
            sums.append((total + current, exact))
            total, current, exact = 0, value, False
        else:
            current += value
        exact = (exact or value < 100 or value in range(200, 1000)) and cardinal
    sums.append((total + current, exact))
    if run:
        for value, cardinal in sums:
            form = Form.WORDS if cardinal else Form.HINT
            yield Numeral(form, frozenset({Fraction(value)}), text[start:end], start, end)


def _romans(text: str) -> Iterator[Numeral]:
    for match in _ROMAN.finditer(text):
        values = [_ROMAN_VALUES[char] for char in match[0].translate(_TO_LATIN)]
        signed = [-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True)]
        yield Numeral(Form.HINT, frozenset({Fraction(sum(signed))}), match[0], *match.span())
