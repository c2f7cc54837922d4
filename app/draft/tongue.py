"""Is a text in the language that was asked for? Letters, small words, py3langid, whose only door this is.

Of 560 Russian texts offered as Ukrainian, letters alone catch four in five.
"""

import re
import threading
import unicodedata
from functools import cache
from typing import Final

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from app import language as languages
from app.errors import Message, SettingsError
from app.sisters import FOREIGN, OWN, RIVALS, small_words_of

_loading: Final = threading.Lock()
_NOT_LATIN: Final = frozenset({"ar", "fa", "he", "el", "hy", "ka", "zh", "ja", "ko", "hi", "th", "ur", "yi"})
_QUOTED = re.compile(r'«[^»]*»|„[^“]*“|“[^”]*”|”[^”]*”|"[^"]*"')


def trouble(text: str, *, source_language: str, language: str, unchanged: bool) -> Message | None:
    """Say why a text cannot be in the language; None where it is, or where it is too short to tell.

    A text that came back unchanged is a name or an abbreviation more often than not: only letters count then.
    """
    target = _base(language)
    if (
        target not in _NOT_LATIN
        and not unchanged
        and _other_script(text, cyrillic=languages.cyrillic(language))
    ):
        return Message(
            "The answer is not written in the letters of {language}.", language=languages.name(language)
        )
    unquoted = _QUOTED.sub(" ", text)  # names and words of other languages stand in quotes
    own_words = unquoted if len(_letters(unquoted)) >= max(10, len(_letters(text)) / 2) else text
    other = _wrong(own_words, _base(source_language), target, unchanged=unchanged)
    if other is None:
        return None
    return Message(
        "The answer is not in {language}: it looks like {other}.",
        language=languages.name(language),
        other=languages.name(other),
    )


def _base(code: str) -> str:
    return re.split("[-_]", code)[0].lower()


def _letters(text: str) -> list[str]:
    return [letter for letter in text.lower() if letter.isalpha()]


def _other_script(text: str, *, cyrillic: bool) -> bool:
    letters = _letters(text)
    script = "CYRILLIC" if cyrillic else "LATIN"
    own = sum(unicodedata.name(letter, "").startswith(script) for letter in letters)
    # Names keep their Latin letters in a Cyrillic text; the other way round they are transliterated.
    return own < len(letters) * (0.25 if cyrillic else 0.5)


def _wrong(text: str, source: str, target: str, *, unchanged: bool) -> str | None:
    """Return the language that the text seems to be in instead of the target."""
    letters = _letters(text)
    own = sum(letter in OWN.get(target, "") for letter in letters)
    for other, foreign in FOREIGN.get(target, {}).items():
        count = sum(letter in foreign for letter in letters)
        # A word of the sister language is no reason to refuse a sentence; a third language's letters are.
        if count > (own if other in {RIVALS.get(target), "da"} else 0):
            return other
    rival = RIVALS.get(target)
    if unchanged or (rival and own >= 3):
        return None
    if own == 0 and rival and small_words_of(rival, target, text):
        return rival
    with _loading:  # two threads would load it twice
        identifier = _identifier()
    odds = dict(identifier.rank(text.strip()))
    if target not in odds:
        return None
    # Against one rival the odds tell even of short texts; a name says nothing, so one word does not count.
    if own == 0 and len(letters) >= 4 and len(text.split()) > 1:
        for near, least in ((rival or "", 0.66), (source, 0.75)):
            likely = odds.get(near, 0.0)
            if near != target and likely > (likely + odds[target]) * least:
                return near
    best = max(odds, key=odds.__getitem__)
    return best if len(letters) >= 30 and odds[best] > 0.9 and odds[target] < 0.02 else None


def get_ready() -> None:
    """Load the model of languages, which takes most of a second, before it is needed."""
    with _loading:
        _identifier()


@cache
def _identifier() -> LanguageIdentifier:
    # One of our own: the library's is shared, and anybody may narrow its languages.
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if _has_name(code)])
    return identifier


def _has_name(code: str) -> bool:
    try:
        return bool(languages.name(code))
    except SettingsError:
        return False
