"""Inline markup: the Markdown subset that a segment may hold, parsed once for every writer and check.

The only door to markdown-it-py. No HTML and no images: what looks like them is text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_NOTE = re.compile(r"\[\^([^\s\]\\]+)\]")
_SPECIAL = re.compile(r"([\\`*_\[\]&])")


class NodeKind(StrEnum):
    """What a node of the tree is."""

    TEXT = "text"
    EM = "em"
    STRONG = "strong"
    LINK = "link"
    CODE = "code"
    NOTE = "note"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a segment: text, or markup round other nodes."""

    kind: NodeKind
    text: str = ""
    """The visible text of TEXT and CODE; the label of a NOTE."""
    children: tuple["Node", ...] = ()
    """What stands inside EM, STRONG and LINK."""
    href: str = ""
    """A LINK's address; `javascript:` and the like never get here, they stay text."""


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(["emphasis", "link", "backticks", "escape", "newline", "entity"])
    parser.inline.ruler.before("link", "note", _note)
    return parser


def _note(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # the shape of markdown-it's rules
    """Read a note's mark in the raw text, so that an escaped one stays text."""
    match = _NOTE.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("note", "", 0).content = match[1]
    state.pos = match.end()
    return True


def parse(text: str) -> tuple[Node, ...]:
    """Return the tree of a segment. Every text has one: what is not well-formed markup is text.

    >>> [node.kind.value for node in parse("Це *дуже* [важливо](https://example.org)")]
    ['text', 'em', 'text', 'link']
    """
    tokens = _parser().parseInline(text)[0].children or []
    nodes, _ = _nodes(tokens, 0)
    return nodes


def _nodes(tokens: Sequence[Token], start: int) -> tuple[tuple[Node, ...], int]:
    found: list[Node] = []
    index = start
    while index < len(tokens):
        token = tokens[index]
        if token.nesting < 0:
            return _merged(found), index
        if token.nesting > 0:
            children, index = _nodes(tokens, index + 1)
            kind = {"em_open": NodeKind.EM, "strong_open": NodeKind.STRONG}.get(token.type, NodeKind.LINK)
            found.append(Node(kind, children=children, href=str(token.attrs.get("href", ""))))
        elif token.type in {"code_inline", "note"}:
            kind = NodeKind.CODE if token.type == "code_inline" else NodeKind.NOTE
            found.append(Node(kind, token.content))
        elif token.type in {"softbreak", "hardbreak"}:
            found.append(Node(NodeKind.BREAK) if token.type == "hardbreak" else Node(NodeKind.TEXT, " "))
        else:
            found.append(Node(NodeKind.TEXT, token.content))
        index += 1
    return _merged(found), index


def _merged(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Join neighbouring texts."""
    joined: list[Node] = []
    for node in nodes:
        if node.kind is NodeKind.TEXT and joined and joined[-1].kind is NodeKind.TEXT:
            joined[-1] = Node(NodeKind.TEXT, joined[-1].text + node.text)
        elif node.kind is not NodeKind.TEXT or node.text:
            joined.append(node)
    return tuple(joined)


def walk(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield every node of a tree, outer before inner, in the text's order."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def plain(text: str) -> str:
    """Return what a reader sees: the text without markup; notes are left out, a hard break is a blank.

    >>> plain("Партія *«Боротьба»* [тут](#)")
    'Партія «Боротьба» тут'
    """
    return "".join(
        " " if node.kind is NodeKind.BREAK else node.text
        for node in walk(parse(text))
        if node.kind in {NodeKind.TEXT, NodeKind.CODE, NodeKind.BREAK}
    )


def escape(text: str) -> str:
    r"""Return markup that shows the text as it is, escaping no more than is needed.

    >>> print(escape("[32] öre"), escape("2*3*4"))
    [32] öre 2\*3\*4
    """
    if parse(text) == ((Node(NodeKind.TEXT, text),) if text else ()):
        return text
    return _SPECIAL.sub(r"\\\1", text)
