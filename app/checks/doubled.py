"""A word that stands twice in a row, as after a hasty correction."""

import re
from collections.abc import Iterator, Mapping

from app.checks.finding import Finding, Severity, base
from app.checks.prose import prose
from app.errors import Message

_TWICE = re.compile(r"(?<![\w’'\-])([^\W\d_]+)(\s+)(\1)(?![\w’'\-])", re.IGNORECASE)

_MAY_STAND_TWICE: Mapping[str, frozenset[str]] = {
    "en": frozenset({"had", "that"}),
    "sv": frozenset({"det", "den", "de", "är", "var", "har", "som"}),
    "uk": frozenset({"то", "що"}),
    "ru": frozenset({"то", "что"}),
}
"""Words that end one clause and begin the next without a mark between them."""


def doubled(source: str, target: str, *, source_language: str, language: str) -> Iterator[Finding]:  # noqa: ARG001
    """Find a word that is doubled in the target; nothing where the source doubles one too."""
    if _TWICE.search(prose(source).text):
        return
    read = prose(target)
    for match in _TWICE.finditer(read.text):
        if match[1].casefold() not in _MAY_STAND_TWICE.get(base(language), frozenset()):
            message = Message("“{word}” stands here twice in a row.", word=match[3])
            yield Finding("doubled", Severity.WARNING, message, *read.span(match.start(2), match.end(3)))
