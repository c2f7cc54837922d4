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
from app.sisters import FOREIGN, NEIGHBOURS, OWN, RIVALS, leans_to, speaks, strange_words

_loading: Final = threading.Lock()
_NOT_LATIN: Final = frozenset({"ar", "fa", "he", "el", "hy", "ka", "zh", "ja", "ko", "hi", "th", "ur", "yi"})
_RIVAL: Final = 0.66
_SOURCE: Final = 0.75
_NEIGHBOUR: Final = 0.9
"""The shares of the odds, between two languages, from which the other one is believed."""
_UNCAPITALISED = re.compile(r"(?<!\w)[^\W\d_A-ZА-ЯЁІЇЄҐЎÅÄÖÆØЂЈЉЊЋЏ]\w*")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_SENTENCE: Final = 4
"""Words from which a sentence is looked at by itself."""
_QUOTED = re.compile(r'«[^»]*»|„[^“]*“|“[^”]*”|”[^”]*”|"[^"]*"')


def trouble(
    text: str, *, source_language: str, language: str, unchanged: bool, source: str = ""
) -> Message | None:
    """Say why a text cannot be in the language; None where it is, or where it is too short to tell.

    A text that came back unchanged is a name or an abbreviation more often than not: only letters count then.
    Names of the source that stand in the text as they are say nothing of its language.
    """
    target = _base(language)
    text = _without_names(text, source)
    if (
        target not in _NOT_LATIN
        and not unchanged
        and _other_script(text, cyrillic=languages.cyrillic(language))
    ):
        return Message(
            "The answer is not written in the letters of {language}.", language=languages.Tongue(language)
        )
    unquoted = _QUOTED.sub(" ", text)  # names and words of other languages stand in quotes
    own_words = unquoted if len(_letters(unquoted)) >= max(10, len(_letters(text)) / 2) else text
    other = _wrong(own_words, _base(source_language), target, unchanged=unchanged)
    if other is None and not unchanged:
        # An engine may well change its mind in the middle.
        sentences = [one for one in _SENTENCE_END.split(own_words) if len(one.split()) >= _SENTENCE]
        other = next((found for one in sentences if (found := leans_to(target, one))), None)
    if other is None:
        return None
    return Message(
        "The answer is not in {language}: it looks like {other}.",
        language=languages.Tongue(language),
        other=languages.Tongue(other),
    )


def _without_names(text: str, source: str) -> str:
    """Return a text without the capitalised words of its source; all of it where little is left."""
    names = {word for word in _WORD.findall(source) if not word[0].islower()}
    rest = _WORD.sub(lambda match: " " if match[0] in names else match[0], text)
    return rest if 2 * len(_letters(rest)) > len(_letters(text)) or len(text.split()) <= _SENTENCE else text


def doubt(source: str, text: str, *, language: str) -> Message | None:
    """Say which words of a text look like the sister language, where the rest is in order."""
    target = _base(language)
    words = dict.fromkeys(strange_words(target, _QUOTED.sub(" ", text)))
    found = [word for word in words if word not in source]
    if not found:
        return None
    return Message(
        "Some words look like {other}: {words}.",
        other=languages.Tongue(RIVALS[target]),
        words=", ".join(found[:5]),
    )


def _known_as(code: str) -> str:
    """Return what py3langid calls a language: it has Norwegian as one."""
    return {"nb": "no"}.get(code, code)


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
    own = sum(letter in OWN.get(target, "") for letter in text.lower())
    if other := _by_letters(text, target, own):
        return other
    if unchanged:
        return None
    if other := leans_to(target, text):
        return other
    return None if target in RIVALS and own >= 3 else _by_odds(text, source, target, own)


def _by_letters(text: str, target: str, own: int) -> str | None:
    """Return the language whose letters stand in a text, more than those that are the target's own."""
    low, common = text.lower(), "".join(_UNCAPITALISED.findall(text))
    for other, foreign in FOREIGN.get(target, {}).items():
        # A word of the sister language is no reason to refuse a sentence, nor is a name from abroad.
        rival = other == RIVALS.get(target)
        if sum(letter in foreign for letter in (low if rival else common)) > (own if rival else own // 4):
            return other
    return None


def _by_odds(text: str, source: str, target: str, own: int) -> str | None:
    """Return the language that py3langid finds so much likelier that it has to be right."""
    with _loading:  # two threads would load it twice
        identifier = _identifier()
    odds = dict(identifier.rank(text.strip()))
    letters = len(_letters(text))
    if target not in odds:
        return None

    def beats(near: str, least: float) -> bool:
        likely = odds.get(_known_as(near), 0.0)
        return near != target and likely > (likely + odds[target]) * least

    # Against one rival the odds tell even of short texts; a name says nothing, so one word does not count.
    if own == 0 and letters >= 4 and len(text.split()) > 1:
        for near, least in ((RIVALS.get(target, ""), _RIVAL), (source, _SOURCE)):
            if beats(near, least):
                return near
        neighbours = () if speaks(target, text) else NEIGHBOURS.get(target, ())
        near = max(neighbours, key=lambda code: odds.get(_known_as(code), 0.0), default="")
        if beats(near, _NEIGHBOUR):
            return near
    best = max(odds, key=odds.__getitem__)
    return best if letters >= 30 and odds[best] > 0.9 and odds[target] < 0.02 else None


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
        return bool(languages.Tongue(code))
    except SettingsError:
        return False
