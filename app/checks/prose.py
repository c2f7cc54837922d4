"""The text of a segment as it is read, with the way back to where each letter stands in the markup."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what is neither word nor space: code, an address, a list mark such as `[1]`."""

LIST_MARK = re.compile(r"\[(\d{1,3})\](?!\()")
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ\-\N{NON-BREAKING HYPHEN}][^\W\d_]+)*")
"""A word, with the apostrophes and hyphens inside it."""

_LINK = re.compile(
    r"(?<!\\)\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"
    r"\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)"
)
_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<hole>\[\d{1,3}\](?!\()|https?://[^\s)\]»”]+|(?<!\w)[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]*\w)"
    r"|(?P<gone>\[\^[^\s\]]+\]|\*+|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w))"
)


@dataclass(frozen=True, slots=True)
class Prose:
    """What a reader sees, letter by letter."""

    text: str
    at: tuple[int, ...]
    """For each letter its place in the markup, and after the last one the markup's length."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the prose stands in the markup."""
        return self.at[start], (self.at[end - 1] + 1 if end > start else self.at[start])


def _code(markup: str) -> Mapping[int, int]:
    """Return where code spans begin and end: runs of as many backticks, in one pass over the text."""
    runs = list(re.finditer(r"(?<!`)(?<!\\)`+", markup))
    found: dict[int, int] = {}
    at = 0
    closing: dict[int, list[int]] = {}
    for run in reversed(runs):
        closing.setdefault(len(run[0]), []).append(run.start())
    for run in runs:
        same = closing[len(run[0])]
        same.pop()
        if run.start() >= at and same:
            at = found[run.start()] = same[-1] + len(run[0])
    return found


@lru_cache(maxsize=256)
def prose(markup: str) -> Prose:
    """Return the visible text of a segment: without emphasis marks, notes, and the frames of links.

    >>> prose("Партія *«Боротьба»* [тут](#), [^1] `x`").text
    'Партія «Боротьба» тут,  ￼'
    """
    frames: set[int] = set()
    for link in _LINK.finditer(markup):
        frames.add(link.start())
        frames.update(range(link.end("text"), link.end()))
    code = _code(markup)
    letters: list[str] = []
    at: list[int] = []
    index = 0
    while index < len(markup):
        if index in code:
            letters.append(HOLE)
            at.append(index)
            index = code[index]
            continue
        token = None if index in frames else _TOKEN.match(markup, index)
        if index in frames:
            index += 1
        elif token is None:
            letters.append(markup[index])
            at.append(index)
            index += 1
        else:
            if token["escaped"] or token["hole"]:
                letters.append(token["escaped"] or HOLE)
                at.append(token.end() - 1 if token["escaped"] else index)
            index = token.end()
    return Prose("".join(letters), (*at, len(markup)))
