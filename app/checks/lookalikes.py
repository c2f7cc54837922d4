"""Letters of two alphabets in one word: a Latin “i” in a Ukrainian word looks right and is never found."""

import re
import unicodedata
from collections.abc import Iterator

from app.checks.finding import Finding, Severity
from app.checks.prose import prose
from app.errors import Message

_LATIN = frozenset("aceiopxyABCEHIKMOPTXYïÏ")
_CYRILLIC = frozenset("асеіорхуАВСЕНІКМОРТХУїЇ")
_PART = re.compile(r"[^\W\d_]+")
_ABBREVIATION = re.compile(r"\A(?:[A-Z]{2,}[а-яёєіїґ]+|[a-zA-Z][А-ЯЁЄІЇҐ]{2,})\Z")


def lookalikes(source: str, target: str, *, source_language: str, language: str) -> Iterator[Finding]:  # noqa: ARG001
    """Find words where some letters come from the other alphabet, and look as if they did not."""
    read = prose(target)
    for match in _PART.finditer(read.text):
        scripts = {_script(char): set[str]() for char in match[0]}
        if not {"LATIN", "CYRILLIC"} <= set(scripts) or _ABBREVIATION.match(match[0]):
            continue
        latin = {char for char in match[0] if _script(char) == "LATIN"}
        cyrillic = {char for char in match[0] if _script(char) == "CYRILLIC"}
        if latin <= _LATIN or cyrillic <= _CYRILLIC:
            message = Message("“{word}” mixes Latin and Cyrillic letters that look the same.", word=match[0])
            yield Finding("lookalikes", Severity.WARNING, message, *read.span(*match.span()))


def _script(char: str) -> str:
    return unicodedata.name(char, "").split(" ")[0]
