"""Inline markup as codes round and between texts, so that another tool shows tags where we have marks.

Unlike `markup.parse`, nothing of the raw text is lost: the pieces, put together again, are the text.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Union

from app.markup import Node, NodeKind, parse

_LINK_END = re.compile(
    r"\]\(\s*(?:<[^<>\n]*>|(?:[^()\s\\<]|\\.|\((?:[^()\s\\]|\\.)*\))*)"
    r"(?:\s+(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?\s*\)"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:#[xX]?[0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
_TICKS = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_NOTE = re.compile(r"\[\^[^\s\]\\]+\]")


@dataclass(frozen=True, slots=True)
class Code:
    """Markup in a text: a pair of marks round something, or a mark that stands alone."""

    kind: NodeKind
    start: str
    """The opening mark, or the whole of one that stands alone, as it is in the raw text."""
    end: str = ""
    """The closing mark; empty where the code stands alone."""
    inner: tuple["Part", ...] = ()
    number: int = 0
    """The same in source and target for the same markup; counted from 1."""

    @property
    def pair(self) -> bool:
        """Say whether it stands round something."""
        return bool(self.end)


Part = Union[str, Code]  # noqa: UP007  # the two name each other


class _LostError(Exception):
    """The raw text and its tree could not be laid side by side."""


def split(text: str) -> tuple[Part, ...]:
    """Return a raw text as texts and codes. Markup too odd to be placed exactly stays text.

    >>> [part if isinstance(part, str) else (part.start, part.inner, part.end) for part in split("Це *так*.")]
    ['Це ', ('*', ('так',), '*'), '.']
    """
    if "\n" in text or "\r" in text:
        return (text,)
    try:
        parts, at = _aligned(text, 0, parse(text))
    except _LostError:
        return (text,)
    return parts if at == len(text) and joined(parts) == text else ((text,) if text else ())


def joined(parts: Sequence[Part]) -> str:
    """Return the raw text again."""
    return "".join(
        part if isinstance(part, str) else part.start + joined(part.inner) + part.end for part in parts
    )


def codes(parts: Sequence[Part]) -> Iterator[Code]:
    """Yield every code, outer before inner, in the text's order."""
    for part in parts:
        if isinstance(part, Code):
            yield part
            yield from codes(part.inner)


def paired(source: str, target: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Return source and target as parts whose codes have numbers: the same markup has the same one."""
    mine = _numbered(split(source), iter(range(1, len(source) + 2)))
    waiting: dict[tuple[str, str], list[int]] = {}
    for code in codes(mine):
        waiting.setdefault((code.start, code.end), []).append(code.number)
    theirs = split(target)
    asked = Counter[tuple[str, str]]()
    numbers: list[int] = []
    fresh = sum(1 for _ in codes(mine))
    for code in codes(theirs):
        mark = (code.start, code.end)
        known = waiting.get(mark, [])
        if asked[mark] < len(known):
            numbers.append(known[asked[mark]])
        else:
            fresh += 1
            numbers.append(fresh)
        asked[mark] += 1
    return mine, _numbered(theirs, iter(numbers))


def _numbered(parts: Sequence[Part], numbers: Iterator[int]) -> tuple[Part, ...]:
    found: list[Part] = []
    for part in parts:
        if isinstance(part, str):
            found.append(part)
            continue
        number = next(numbers)
        found.append(replace(part, number=number, inner=_numbered(part.inner, numbers)))
    return tuple(found)


def _aligned(text: str, at: int, nodes: Sequence[Node]) -> tuple[tuple[Part, ...], int]:
    parts: list[Part] = []
    for node in nodes:
        begin = at
        if node.kind is NodeKind.TEXT:
            at = _past_text(text, at, node.text)
            parts.append(text[begin:at])
        elif node.kind in {NodeKind.EM, NodeKind.STRONG, NodeKind.LINK}:
            start = _opening(text, at, node.kind)
            inner, at = _aligned(text, at + len(start), node.children)
            end = _closing(text, at, node.kind, start)
            at += len(end)
            parts.append(Code(node.kind, start, end, inner))
        else:
            match = (_TICKS if node.kind is NodeKind.CODE else _NOTE).match(text, at)
            if match is None:
                raise _LostError
            at = match.end()
            parts.append(Code(node.kind, match[0]))
    return tuple(parts), at


def _opening(text: str, at: int, kind: NodeKind) -> str:
    if kind is NodeKind.LINK:
        return "["
    return text[at : at + (1 if kind is NodeKind.EM else 2)]


def _closing(text: str, at: int, kind: NodeKind, start: str) -> str:
    if kind is not NodeKind.LINK:
        return start
    match = _LINK_END.match(text, at)
    if match is None:
        raise _LostError
    return match[0]


def _past_text(text: str, at: int, visible: str) -> int:
    """Return where a visible text ends in the raw one, which may have escapes and entities."""
    done = 0
    while done < len(visible):
        escaped = _ESCAPED.match(text, at)
        entity = _ENTITY.match(text, at)
        shown = html.unescape(entity[0]) if entity else ""
        if escaped and escaped[1] == visible[done]:
            at, done = at + 2, done + 1
        elif entity and shown != entity[0] and visible.startswith(shown, done):
            at, done = entity.end(), done + len(shown)
        elif at < len(text) and text[at] == visible[done]:
            at, done = at + 1, done + 1
        else:
            raise _LostError
    return at
