"""The language itself: Russian in a Ukrainian text, or Ukrainian in a Russian one."""

import re
import unicodedata
from collections.abc import Iterator

from app import language as languages
from app.checks.finding import Finding, Severity, base
from app.checks.prose import prose
from app.errors import Message
from app.sisters import FOREIGN, NEIGHBOURS, OWN, RIVALS, leans_to, small_words_of

_WORD = re.compile(r"[^\W\d_]+(?:[’'ʼ-][^\W\d_]+)*")
_QUOTED = re.compile(r'«[^»]*»|„[^“]*“|“[^”]*”|"[^"]*"')
_RUSSIAN = Message("This looks like Russian, not Ukrainian.")
_UKRAINIAN = Message("This looks like Ukrainian, not Russian.")
_SHORTEST = 4
"""Words from which a sentence can be told for another language by its small words alone."""


def tongue(source: str, target: str, *, source_language: str, language: str) -> Iterator[Finding]:  # noqa: ARG001
    """Find words with letters that the language does not have, and whole texts in its sister language.

    Quoted words and those that the source has too are left alone: people and titles keep their spelling.
    """
    rival = RIVALS.get(base(language))
    read = prose(target)
    if _other_letters(source, read.text, language):
        message = Message(
            "This is not written in the letters of {language}.", language=languages.Tongue(language)
        )
        yield Finding("tongue", Severity.ERROR, message, 0, len(target))
        return
    unquoted = _QUOTED.sub(lambda match: " " * len(match[0]), read.text)
    if rival is None or leans_to(base(language), unquoted) not in {rival, None}:
        yield from _neighbour(source, unquoted, base(language))
        return
    foreign, own = FOREIGN[base(language)][rival], OWN[base(language)]
    known = set(_WORD.findall(source))
    words = [match for match in _WORD.finditer(unquoted) if match[0] not in known]
    strange = [match for match in words if any(char in foreign for char in match[0].lower())]
    has_own = any(char in own for char in unquoted.lower())
    sister = len(words) >= _SHORTEST and not has_own and small_words_of(rival, base(language), unquoted)
    if (sister and not strange) or (strange and not has_own and len(words) >= _SHORTEST):
        yield Finding(
            "tongue",
            Severity.ERROR if len(strange) > 1 else Severity.WARNING,
            _RUSSIAN if rival == "ru" else _UKRAINIAN,
        )
        return
    for match in strange:
        message = (
            Message("“{word}” has a letter that Ukrainian does not have.", word=match[0])
            if rival == "ru"
            else Message("“{word}” has a letter that Russian does not have.", word=match[0])
        )
        yield Finding("tongue", Severity.WARNING, message, *read.span(*match.span()))


def _neighbour(source: str, text: str, language: str) -> Iterator[Finding]:
    """Find a whole text in another language of the same letters."""
    known = set(_WORD.findall(source))
    rest = " ".join(word for word in _WORD.findall(text) if word not in known)
    other = leans_to(language, rest) if len(rest.split()) >= _SHORTEST else None
    if other is not None:
        yield Finding(
            "tongue",
            Severity.WARNING,
            Message(
                "This looks like {other}, not {language}.",
                other=languages.Tongue(other),
                language=languages.Tongue(language),
            ),
        )


def _other_letters(source: str, text: str, language: str) -> bool:
    """Say whether most words, those of the source left out, are in the other one of Latin and Cyrillic."""
    known = set(_WORD.findall(source))
    words = [word for word in _WORD.findall(text) if word not in known]
    if (
        base(language) not in {*NEIGHBOURS, "be", "bg", "sr", "mk", "nb", "da", "de", "en", "pl"}
        or len(words) < 2
    ):
        return False
    script = "LATIN" if languages.cyrillic(language) else "CYRILLIC"
    return 2 * sum(unicodedata.name(word[0], "").startswith(script) for word in words) > len(words)
