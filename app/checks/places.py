"""What a language calls places, peoples and alliances: stems that tell when a text speaks of them."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from app import language as languages

_OTHERWISE: Mapping[str, Mapping[str, str]] = {
    "uk": {
        "NATO": "нато альянс",
        "EU": "ЄС євро європ",
        "UN": "ООН об'єднан об’єднан",
        "IMF": "МВФ валютн",
        "USA": "США америк штат сполучен",
        "USSR": "СРСР радян союз",
        "European": "європ євро ЄС",
        "German": "німе",
        "Greek": "грец грек",
        "Danish": "данс датс",
        "Dutch": "нідерл голланд",
        "American": "америк США",
        "British": "брит англ",
        "Jewish": "єврей юде",
    },
    "ru": {
        "NATO": "нато альянс",
        "EU": "ЕС евро",
        "UN": "ООН объедин",
        "IMF": "МВФ валютн",
        "USA": "США америк штат соедин",
        "USSR": "СССР совет союз",
        "European": "европ евро ЕС",
        "German": "неме герман",
        "Greek": "греч грек",
        "Danish": "датс датч дани",
        "Dutch": "нидерл голланд",
        "American": "америк США",
        "British": "брит англ",
        "Jewish": "евре юде",
    },
    "sv": {
        "NATO": "nato",
        "EU": "EU europ",
        "UN": "FN förenta",
        "IMF": "IMF valutafond",
        "USA": "USA amerik förenta",
        "USSR": "sovjet SSSR USSR",
        "European": "euro EU",
        "Greek": "grek",
        "Dutch": "nederl holl",
        "American": "amerik USA",
        "British": "brit engelsk",
        "Jewish": "jud",
    },
}
"""Stems that a linguist can add to; what stands in capitals is written so in a text."""
_ONE_WORD = re.compile(r"[A-Z][a-z]{3,}|[A-Z]{2,}")
_PEOPLES = ("an", "ish", "ese", "ch")
"""How the English name of a language ends where it is that of a people as well."""


@cache
def stems(language: str) -> Mapping[str, frozenset[str]]:
    """Return the stems of which a text has one where it speaks of a place or people, by the English name."""
    found: dict[str, frozenset[str]] = {}
    for names in (languages.countries(language), languages.cities(language)):
        for name, own in names.items():
            found[name] = frozenset({own.casefold()[: max(3, min(4, len(own) - 1))]})
    for name, words in languages.peoples(language).items():
        if name.endswith(_PEOPLES) and len(words) > 1:  # its own word, and its country's
            found[name] = frozenset(word.casefold()[:long] for word in words for long in (3, 4))
    for name, more in _OTHERWISE.get(language, {}).items():
        found[name] = found.get(name, frozenset()) | frozenset(more.split())
    found |= {f"{name}s": own for name, own in found.items() if name.endswith("an")}
    return {name: own for name, own in found.items() if _ONE_WORD.fullmatch(name)}


def speaks_of(found: Iterable[str], text: str) -> bool:
    """Say whether a text has one of some stems; one of up to three letters at the beginning of a word."""
    low = text.casefold()
    for stem in found:
        within = text if stem.isupper() else low
        if (stem in within) if len(stem) > 3 else re.search(rf"\b{re.escape(stem)}", within):
            return True
    return False
