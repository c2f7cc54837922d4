"""Plain text: paragraphs between blank lines; `[text](address)` is a link, and nothing else is markup."""

import re
from collections.abc import Iterator, Sequence

from app import markup
from app.document import Block
from app.errors import Message
from app.labels import Labels
from app.markup import Node, NodeKind
from app.readers.lines import Line, chunks
from app.readers.reading import Reading
from app.readers.wrapping import Layout, divided, layout, paragraphs

_LINK = re.compile(r"\[(?:[^\[\]\n\\]|\\.|\[[^\[\]\n]*\])+\]\((?:[^()\s]|\([^()\s]*\))*\)")
_BOLD_LABEL = re.compile(r"\*\*[^*\n]{1,80}(?::\*\*|\*\*:)")
_MARK = re.compile(r"(-|\d{1,3}[.)])\s+(?=\S)")
_ENDED = re.compile(r"[.!?…:;,。！？]['\"“”„«»‘’‹›)\]}*_]*$")
_TITLE_LENGTH = 120


def read(written: Sequence[Line]) -> Reading:
    """Return the blocks of a plain text. Its first line is the title where it looks like one."""
    parts = chunks([Line(line.number, line.text.rstrip()) for line in written])
    shape = layout(parts)
    blocks = [
        block for chunk in parts for at, text in paragraphs(chunk, shape) for block in _blocks(at, text)
    ]
    title = title_of(blocks, shape.labels)
    return Reading(
        title, tuple(blocks[1:] if title is not None else blocks), remarks=tuple(_remarks(parts, shape))
    )


def _remarks(parts: Sequence[Sequence[Line]], shape: Layout) -> Iterator[Message]:
    if shape.wrapped:
        yield Message(
            "Lines that a width of {width} characters had broken were put together.", width=shape.width
        )
    words = divided(parts, shape)
    if words:
        yield Message(
            "Words divided at the end of a line were put together: {words}.",
            words=", ".join(dict.fromkeys(words)),
        )


def title_of(blocks: Sequence[Block], labels: Labels) -> str | None:
    """Return the first block's text if it looks like a title: short, without an end, not all there is."""
    if len(blocks) < 2:
        return None
    first = blocks[0]
    plain = markup.plain(first.text)
    looks = (
        not first.mark
        and "\n" not in first.text
        and len(plain) <= _TITLE_LENGTH
        and not _ENDED.search(plain)
        and any(character.isalpha() for character in plain)
        and not labels.match(first.text)
        and not blocks[1].text[:1].islower()  # else it is a paragraph that a page break cut
    )
    return first.text if looks else None


def _blocks(number: int, text: str) -> list[Block]:
    """Return the blocks of a paragraph: one, or one for each item of a list that Markdown has a mark for."""
    lines = text.split("\n")
    if not any(_MARK.match(line) for line in lines):
        return [Block(escaped(text), line=number)]
    found: list[Block] = []
    for at, line in enumerate(lines):
        match = _MARK.match(line)
        if match:
            found.append(Block(escaped(line[match.end() :]), match[1], number + at))
        elif found and not found[-1].mark:
            found[-1] = Block(f"{found[-1].text}\n{escaped(line)}", line=found[-1].line)
        else:
            found.append(Block(escaped(line), line=number + at))
    return found


def escaped(text: str) -> str:
    r"""Return markup that shows a plain text as it is, its links and bold labels excepted.

    >>> print(escaped("**Олена:** 2*3*4, [тут](https://example.org/a_b)"))
    **Олена:** 2\*3\*4, [тут](https://example.org/a_b)
    """
    kept = [match for match in (_BOLD_LABEL.match(text), *_LINK.finditer(text)) if match]
    pieces: list[tuple[str, bool]] = []
    at = 0
    for match in kept:
        if match.start() < at or not _is_markup(match[0]):
            continue
        pieces += [(text[at : match.start()], False), (match[0], True)]
        at = match.end()
    pieces.append((text[at:], False))
    shown = "".join(piece if keep else _lines_escaped(piece) for piece, keep in pieces)
    if _shows(shown, pieces):
        return shown
    # marks in two pieces made a pair
    return "".join(piece if keep else re.sub(r"([\\`*_\[\]&])", r"\\\1", piece) for piece, keep in pieces)


def _is_markup(text: str) -> bool:
    nodes = markup.parse(text)
    return nodes[0].kind in {NodeKind.LINK, NodeKind.STRONG} and len(nodes) <= 2


def _lines_escaped(text: str) -> str:
    return "\n".join(markup.escape(line) for line in text.split("\n"))


def _shows(shown: str, pieces: Sequence[tuple[str, bool]]) -> bool:
    """Say whether the whole means what its pieces mean one by one."""
    alone: list[Node] = []
    for piece, keep in pieces:
        alone.extend(markup.parse(piece) if keep else [Node(NodeKind.TEXT, piece)])
    return _flat(markup.parse(shown)) == _flat(alone)


def _flat(nodes: Sequence[Node]) -> list[tuple[NodeKind, str, str]]:
    """Return a tree as a list in which white space says nothing."""
    found: list[tuple[NodeKind, str, str]] = []
    for node in markup.walk(nodes):
        text = "".join(node.text.split())
        if node.kind is NodeKind.TEXT and found and found[-1][0] is NodeKind.TEXT:
            found[-1] = (NodeKind.TEXT, found[-1][1] + text, "")
        elif text or node.kind is not NodeKind.TEXT:
            found.append((node.kind, text, node.href))
    return found
