"""Languages: their names, plural forms and scripts. The only door to Babel."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date
from babel.messages.plurals import get_plural
from babel.numbers import format_decimal, format_percent, get_decimal_symbol

from app.errors import SettingsError

_CYRILLIC = frozenset({"uk", "ru", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"})


@cache
def _locale(code: str) -> Locale:
    try:
        return Locale.parse(code, sep="-" if "-" in code else "_")
    except (UnknownLocaleError, ValueError) as error:
        raise SettingsError(
            "“{code}” is not a language code that we know. Write it as in “uk”, “sv” or “pt-BR”.", code=code
        ) from error


def check(code: str) -> str:
    """Return the code as it came, or raise `SettingsError` where it names no language."""
    _locale(code)
    return code


def name(code: str, *, into: str = "en") -> str:
    """Return the language's name in another language.

    >>> name("uk"), name("uk", into="sv")
    ('Ukrainian', 'ukrainska')
    """
    return _locale(code).get_display_name(_locale(into)) or code


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language as a value of a sentence: whoever says the sentence names it in the language they speak.

    >>> str(Tongue("uk")), Tongue("uk").name(into="sv")
    ('Ukrainian', 'ukrainska')
    """

    code: str

    def name(self, *, into: str) -> str:
        """Return the language's name in another language."""
        return name(self.code, into=into)

    def __str__(self) -> str:
        return self.name(into="en")


def own_name(code: str) -> str:
    """Return the language's name in itself.

    >>> own_name("uk"), own_name("pt-BR")
    ('українська', 'português (Brasil)')
    """
    return name(code, into=code)


def regional(code: str) -> str:
    """Return the code with a country: its own, or the one where the language is at home.

    >>> regional("uk"), regional("sv_FI"), regional("en")
    ('uk-UA', 'sv-FI', 'en-US')
    """
    parsed = _locale(code)
    likely = str(get_global("likely_subtags").get(parsed.language, "")).rpartition("_")[2]
    country = parsed.territory or likely
    return f"{parsed.language}-{country}" if country else parsed.language


def plural_forms(code: str) -> str:
    """Return the value of gettext's Plural-Forms header.

    >>> plural_forms("sv")
    'nplurals=2; plural=(n != 1);'
    """
    return get_plural(_locale(code)).plural_forms


def cyrillic(code: str) -> bool:
    """Say whether the language is written in Cyrillic letters."""
    parsed = _locale(code)
    return parsed.script == "Cyrl" or (parsed.script is None and parsed.language in _CYRILLIC)


def right_to_left(code: str) -> bool:
    """Say whether the language is written from right to left."""
    return _locale(code).text_direction == "rtl"


def countries(code: str) -> dict[str, str]:
    """Return the names of countries and continents in the language, by their English names.

    >>> countries("uk")["Sweden"], countries("sv")["Europe"]
    ('Швеція', 'Europa')
    """
    own = _locale(code).territories
    return {said: own[place] for place, said in _locale("en").territories.items() if place in own}


def cities(code: str) -> dict[str, str]:
    """Return the names of large cities of Europe and Asia in the language, by their English names.

    >>> cities("uk")["Stockholm"], cities("sv")["Moscow"]
    ('Стокгольм', 'Moskva')
    """
    own, english = _locale(code).time_zones, _locale("en").time_zones
    found: dict[str, str] = {}
    for zone, said in own.items():
        area, _, place = zone.partition("/")
        if area in {"Europe", "Asia"} and "city" in said:
            found[english.get(zone, {}).get("city", place.replace("_", " "))] = said["city"]
    return found


def peoples(code: str) -> dict[str, tuple[str, ...]]:
    """Return how a language names other languages, and the country of each, by the language's English name.

    >>> peoples("ru")["Russian"], peoples("sv")["Finnish"]
    (('русский', 'Россия'), ('finska', 'Finland'))
    """
    own, likely = _locale(code), get_global("likely_subtags")
    found: dict[str, tuple[str, ...]] = {}
    for one, said in _locale("en").languages.items():
        country = str(likely.get(one, "")).rpartition("_")[2]
        words = (own.languages.get(one), own.territories.get(country))
        if words[0]:
            found[said] = tuple(word for word in words if word)
    return found


def decimal_mark(code: str) -> str:
    """Return the mark between a number's whole and its parts, as the language writes it.

    >>> decimal_mark("uk"), decimal_mark("en")
    (',', '.')
    """
    return get_decimal_symbol(_locale(code))


def date(day: str, *, into: str) -> str:
    """Return a day, given as YYYY-MM-DD, as the language writes it in full.

    >>> date("2026-11-03", into="sv")
    '3 november 2026'
    """
    return format_date(dt.date.fromisoformat(day), "long", locale=_locale(into))


def percent(share: float, *, into: str) -> str:
    r"""Return a share between 0 and 1 in whole per cent, as the language writes it.

    >>> percent(0.384, into="uk"), percent(0.384, into="sv")
    ('38%', '38\xa0%')
    """
    return format_percent(share, locale=_locale(into))


def number(count: float, *, into: str) -> str:
    """Return a whole number as a language writes it.

    >>> number(5312, into="en"), number(5312, into="uk").replace("\N{NO-BREAK SPACE}", "_")
    ('5,312', '5_312')
    """
    return str(format_decimal(round(count), locale=_locale(into)))


def short_day(day: dt.date, *, into: str) -> str:
    """Return a day without its year, as a language writes it.

    >>> short_day(dt.date(2026, 11, 29), into="sv"), short_day(dt.date(2026, 11, 29), into="uk")
    ('29 nov.', '29 лист.')
    """
    return str(format_date(day, "d MMM", locale=_locale(into)))
