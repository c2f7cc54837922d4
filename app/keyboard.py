"""The marks that a language is printed with and keyboards lack, for the editor to offer."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marks:
    """The quotation marks and the dash of a language."""

    quotes: tuple[str, str, str, str]
    """Outer opening and closing, inner opening and closing."""
    dash: str
    """The dash within a sentence."""


_EAST = Marks(("«", "»", "„", "“"), "\N{EM DASH}")
_SWEDISH = Marks(("”", "”", "’", "’"), "\N{EN DASH}")
_GERMAN = Marks(("„", "“", "‚", "‘"), "\N{EN DASH}")
_ENGLISH = Marks(("“", "”", "‘", "’"), "\N{EN DASH}")
# The Unicode CLDR's delimiters, and house books for the dash; Babel's data has neither.
_MARKS: Mapping[str, Marks] = {
    "uk": _EAST,
    "ru": _EAST,
    "be": _EAST,
    "bg": Marks(("„", "“", "’", "’"), "\N{EN DASH}"),
    "sv": _SWEDISH,
    "fi": _SWEDISH,
    "nb": Marks(("«", "»", "‘", "’"), "\N{EN DASH}"),
    "da": Marks(("“", "”", "‘", "’"), "\N{EN DASH}"),
    "de": _GERMAN,
    "cs": _GERMAN,
    "pl": Marks(("„", "”", "«", "»"), "\N{EN DASH}"),
    "fr": Marks(("«", "»", "“", "”"), "\N{EN DASH}"),
    "es": Marks(("«", "»", "“", "”"), "\N{EM DASH}"),
    "it": Marks(("«", "»", "“", "”"), "\N{EN DASH}"),
    "en": _ENGLISH,
}


def marks(language: str) -> Marks:
    """Return the marks of a language; those of English where we know no better.

    >>> marks("sv").quotes, marks("pt-BR").dash
    (('”', '”', '’', '’'), '–')
    """
    return _MARKS.get(language.replace("_", "-").split("-")[0].lower(), _ENGLISH)
