"""Brackets and quotation marks: what is opened is closed, and by its own kind."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.checks.finding import Finding, Severity, base
from app.checks.prose import HOLE, WORD, Prose, prose
from app.errors import Message

_PARENTHESIS = re.compile(r"\([^()]{3,}\)")
_ANY_BRACKET = re.compile(r"[()\[\]–—-]")
"""Dashes may stand for brackets."""
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_DOUBLE = frozenset('"“”„‟«»')
_SINGLE = frozenset("'’‘‚‹›")
_KNOWN_PAIRS = frozenset({"«»", "»«", "»»", "„“", "„”", "“”", "””", '""', "‟”", "““"})
_POINTED_ARE_PLAIN = frozenset({"uk", "ru", "en", "fr", "be", "bg", "es", "it", "pl"})
"""Languages where « always opens; in Swedish or German it may close."""
_OPENERS = frozenset("([{—–-/…=:" + HOLE)


def pairs(source: str, target: str, *, source_language: str, language: str) -> Iterator[Finding]:
    """Find a bracket or quotation mark without its other half, and quotation marks of mixed kinds.

    A quotation may run over several segments, so a target is only held to what its source keeps: where the
    source is not balanced either, the target needs no more than a mark. An apostrophe is no quotation mark.
    """
    original, read = prose(source), prose(target)
    for (opening, closing), at in _lone_brackets(original, read):
        message = Message(
            "The bracket “{mark}” has no other half.", mark=opening if read.text[at] == opening else closing
        )
        yield Finding("pairs", Severity.ERROR, message, *read.span(at, at + 1))
    if _PARENTHESIS.search(original.text) and not _ANY_BRACKET.search(read.text):
        yield Finding("pairs", Severity.WARNING, Message("The source has brackets, the text has none."))
    before, now = _quotations(original.text, base(source_language)), _quotations(read.text, base(language))
    if before.lone and not (now.lone or now.closed):
        message = Message("A quotation begins or ends here in the source, and no quotation mark stands here.")
        yield Finding("pairs", Severity.WARNING, message)
    if not before.lone:
        for at in now.lone:
            message = Message("The quotation mark “{mark}” has no other half.", mark=read.text[at])
            yield Finding("pairs", Severity.WARNING, message, *read.span(at, at + 1))
    for start, end in now.closed:
        if read.text[start] + read.text[end] not in _KNOWN_PAIRS:
            message = Message(
                "A quotation opens with “{opening}” and closes with “{closing}”.",
                opening=read.text[start],
                closing=read.text[end],
            )
            yield Finding("pairs", Severity.WARNING, message, *read.span(start, end + 1))
    kinds = Counter(read.text[start] for start in now.outer)
    if len(kinds) > 1:
        message = Message("Quotation marks of several kinds are used: {marks}.", marks=" ".join(kinds))
        start = next(at for at in now.outer if read.text[at] != read.text[now.outer[0]])
        yield Finding("pairs", Severity.WARNING, message, *read.span(start, start + 1))


def _lone_brackets(source: Prose, target: Prose) -> Iterator[tuple[tuple[str, str], int]]:
    for pair in _BRACKETS.items():
        if not list(_lone(source.text, *pair)):
            yield from ((pair, at) for at in _lone(target.text, *pair))


def _lone(text: str, opening: str, closing: str) -> Iterator[int]:
    """Yield the places of brackets without their other half; `a)` at a list's head is none."""
    opened: list[int] = []
    for at, char in enumerate(text):
        if char == opening:
            opened.append(at)
        elif char == closing and opened:
            opened.pop()
        elif char == closing and not _counts(text[:at]):
            yield at
    yield from opened


def _counts(head: str) -> bool:
    last = head.rsplit(None, 1)[-1:]
    return bool(last) and head[-1:].isalnum() and len(last[0]) <= 2


@dataclass(slots=True)
class _Quotations:
    closed: list[tuple[int, int]] = field(default_factory=list)
    lone: list[int] = field(default_factory=list)
    outer: list[int] = field(default_factory=list)


def _quotations(text: str, language: str) -> _Quotations:
    """Pair the quotation marks of a text; single ones only help, for they may be apostrophes."""
    found = _Quotations()
    opened: list[int] = []
    apostrophes = {at for word in WORD.finditer(text) for at in range(*word.span())}
    opens = False
    for at, char in enumerate(text):
        if (char not in _DOUBLE and char not in _SINGLE) or at in apostrophes:
            continue
        opens = _opens(text, at, language, after_opening=opens, inside=bool(opened))
        if opens:
            if char in _DOUBLE and not any(text[index] in _DOUBLE for index in opened):
                found.outer.append(at)
            opened.append(at)
        elif char in _SINGLE:
            if opened and text[opened[-1]] in _SINGLE:
                opened.pop()
        else:
            while opened and text[opened[-1]] in _SINGLE:
                opened.pop()
            if opened:
                found.closed.append((opened.pop(), at))
            else:
                found.lone.append(at)
    found.lone.extend(at for at in opened if text[at] in _DOUBLE)
    return found


def _opens(text: str, at: int, language: str, *, after_opening: bool, inside: bool) -> bool:
    char = text[at]
    before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    if char in "«»" and language in _POINTED_ARE_PLAIN:
        return char == "«"
    if char in "„‚":
        return True
    if before in _DOUBLE or before in _SINGLE:
        return after_opening
    if before.isspace() and after.isspace():
        return not inside
    return (before.isspace() or before in _OPENERS) and not after.isspace()
