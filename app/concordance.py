"""The concordance: where a phrase stands in a text. It does not know where texts are kept."""

import re
from functools import cache
from unicodedata import normalize

SHORTEST, LONGEST = 2, 200
"""Characters of a phrase that can be sought."""
_ALIKE = (
    "'’‘ʼ´`",
    '"“”„«»',
    "-‐\N{NON-BREAKING HYPHEN}",
    "–—",
    " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}",
)
"""What a person types as one and the same."""


@cache
def _letters() -> dict[str, str]:
    return {char: group for group in _ALIKE for char in group}


def letters(phrase: str) -> tuple[str, ...]:
    """Return, for each place of a phrase, the letters that may stand there: both cases, and look-alikes.

    >>> letters("П'є")
    ('пП', "'’‘ʼ´`", 'єЄ')
    """
    composed = normalize("NFC", " ".join(phrase.split()))
    return tuple(_letters().get(char) or _both_cases(char) for char in composed)


def places(phrase: str, text: str) -> tuple[tuple[int, int], ...]:
    """Return where a phrase stands in a text, as code points from and to.

    >>> places("п'ять", "П’ять і п'ять.")
    ((0, 5), (8, 13))
    """
    pattern = "".join(f"[{re.escape(chars)}]" for chars in letters(phrase))
    return tuple(match.span() for match in re.finditer(pattern, text)) if pattern else ()


def _both_cases(char: str) -> str:
    # A letter whose other case is several letters, as ß, is sought as it is.
    cases = dict.fromkeys(one for one in (char.lower(), char.upper(), char) if len(one) == 1)
    return "".join(cases)
