"""Numbers as a text writes them: in figures, in words, as dates, times, decades and Roman numerals."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache, lru_cache

from app.checks.finding import base
from app.checks.number_words import CARDINALS, EVENING, HALF_BEFORE, MONTHS, ORDINALS, PHRASES

Value = Fraction | tuple[int, int]
"""A number, or a time of day as hour and minute."""


class Form(StrEnum):
    """How a number is written."""

    FIGURES = "figures"
    WORDS = "words"
    MONTH = "month"
    """A month beside a figure, which makes it a date."""
    MAGNITUDE = "magnitude"
    """“Thousands” or “millions” without a number before them."""
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
_FRACTIONS = {char: Fraction(unicodedata.numeric(char)).limit_denominator(10) for char in "½¼¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘⅙⅚"}
_FRACTION = "".join(_FRACTIONS)
_FIGURES = re.compile(
    r"(?<!\d)(?:"
    r"(?P<iso>\d{4}-\d{2}-\d{2})(?!\d)"
    r"|(?P<date>\d{1,2}([./])\d{1,2}\3(?:\d{4}|\d{2}))(?!\d)"
    r"|(?P<time>\d{1,2}:\d{2})(?!\d)"
    rf"|(?P<grouped>\d{{1,3}}(?:[{_GAP}]\d{{3}})+(?!\d)(?:[.,]\d+)?)"
    rf"|(?P<plain>\d+(?:[.,]\d+)*[{_FRACTION}]?)"
    rf"|(?P<fraction>[{_FRACTION}])"
    r")"
)
_LONGEST = 40
"""Figures beyond which nothing is counted any more."""
_COVID = re.compile(r"\bcovid[-‑ ]?\Z|\bковід[-‑ ]?\Z|\bковид[-‑ ]?\Z", re.IGNORECASE)
_MERIDIEM = re.compile(r"\s?([ap])\.?m\b", re.IGNORECASE)
_DECADE = re.compile(r"['’]?s\b|[-‑](?:х|ті|тих|тим|е|ые|ых|м)\b|[-‑]?tal", re.IGNORECASE)
_RANGE = re.compile(r"(\d{2})\d{2}\s?[-–—/]\s?\Z")
_SHORT_FACTOR = re.compile(r"(?:[kK]|(?P<money>[mM]))(?![^\W_])")
_MONEY = re.compile(r"[$€£]\s?\Z")
_MAGNITUDES = frozenset({1000, 10**6, 10**9, 10**12})
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
    return (*figures, *_words(text, language), *_phrases(text, language), *_romans(text))


def _phrases(text: str, language: str) -> Iterator[Numeral]:
    for pattern, value in PHRASES.get(language, {}).items():
        for match in re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
            yield Numeral(Form.HINT, frozenset({value}), match[0], *match.span())


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
        if _COVID.search(text[: match.start()]) and written == "19":
            continue  # a name, which other languages shorten
        factor = _factor(text, end, language) or _short_factor(text, match)
        if factor is not None:
            readings = {value * factor[0] for value in readings if isinstance(value, Fraction)}
            end = factor[1]
        readings |= _in_context(text, match, written, language)
        yield _numeral(readings, text[match.start() : end], match.start())


def _short_factor(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Return the k of “5k”, the m of “$5m”; a metre has its number apart or no currency before it."""
    found = _SHORT_FACTOR.match(text, match.end())
    if found is None or (found["money"] and not _MONEY.search(text[: match.start()])):
        return None
    return (10**6 if found["money"] else 1000), found.end()


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
    part = _FRACTIONS.get(written[-1])
    if part is not None:
        whole = written[:-1]
        return {Fraction(int(whole or 0)) + part} if not whole or whole.isdigit() else {part}
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


def _in_context(text: str, match: re.Match[str], written: str, language: str) -> set[Value]:
    """Return what the letters beside a number let it mean besides."""
    more: set[Value] = set()
    meridiem = _MERIDIEM.match(text, match.end())
    evening = language in EVENING and re.compile(EVENING[language]).match(text, match.end())
    if meridiem or evening:
        late = 12 if evening or (meridiem and meridiem[1] in "pP") else 0
        hour, _, minute = written.replace(".", ":").partition(":")
        if hour.isdigit() and (minute or "0").isdigit() and int(hour) <= 12:
            more |= {(int(hour) % 12 + late, int(minute or 0))}
            more |= set() if int(minute or 0) else {Fraction(int(hour) % 12 + late)}
    if written.isdigit():
        number = int(written)
        if _DECADE.match(text, match.end()) and number % 10 == 0:
            more |= {Fraction(number % 100)} if number % 100 else {Fraction(number // 100 + 1)}
            more |= {Fraction(0)} if number % 1000 == 0 else set()  # the noughties
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
            form = Form.MONTH if _dated(text, match) else Form.HINT
            yield Numeral(form, frozenset({Fraction(month)}), match[0], *match.span())
        if not whole.fullmatch(match[0]):
            continue
        if run and not re.fullmatch(r"[\s\-‑]+(?:(?:and|och)\s+)?", text[end : match.start()]):
            yield from _composed(run, text, start, end, language)
            run = []
        if not run:
            start = match.start()
        run.extend(_split(match[0], language))
        end = match.end()
    yield from _composed(run, text, start, end, language)


def _dated(text: str, word: re.Match[str]) -> bool:
    """Say whether a figure stands right before or behind a word: “may” alone is a verb."""
    before = re.search(
        r"\d(?:st|nd|rd|th|-?(?:го|е|ого|[aeа]))?\.?\s(?:of\s)?\Z", text[: word.start()], re.IGNORECASE
    )
    return before is not None or re.match(r"\.?,?\s\d", text[word.end() :]) is not None


@lru_cache(20_000)  # the same words stand in a text again and again
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


def _composed(
    run: Sequence[tuple[int, bool]], text: str, start: int, end: int, language: str
) -> Iterator[Numeral]:
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
            if len(run) == 1 and value in _MAGNITUDES and not re.search(r"\d\s?\Z", text[:start]):
                form = Form.MAGNITUDE
            readings = frozenset({Fraction(value), *_half_hour(text[:end], value, language)})
            yield Numeral(form, readings, text[start:end], start, end)


def _half_hour(text: str, value: int, language: str) -> Iterator[Value]:
    """Yield the hour that “half past six”, “halv sju” or «пів на сьому» may be meant for."""
    if not 0 < value <= 12:
        return
    if language == "en" and re.search(r"\bhalf past\s\w+\Z", text, re.IGNORECASE):
        yield from (Fraction(value + 1), (value, 30), (value % 12 + 12, 30))
    elif language in HALF_BEFORE and re.search(rf"(?:{HALF_BEFORE[language]})\w+\Z", text, re.IGNORECASE):
        yield from (Fraction(value - 1), (value - 1, 30), (value + 11, 30))


def _romans(text: str) -> Iterator[Numeral]:
    for match in _ROMAN.finditer(text):
        values = [_ROMAN_VALUES[char] for char in match[0].translate(_TO_LATIN)]
        signed = [-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True)]
        yield Numeral(Form.HINT, frozenset({Fraction(sum(signed))}), match[0], *match.span())
