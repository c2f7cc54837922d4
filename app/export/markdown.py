"""An edition as Markdown: the form of a source file, with whole paragraphs on one line."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from app.edition import Edition, EditionParagraph, Piece
from app.export.html_text import attributes
from app.export.words import words
from app.markup import Node, NodeKind, escape, parse
from app.publication import Publication

_AT_START = re.compile(
    r"^(?:(?:#{1,6}|[-+*])(?=\s|$)|>|=+(?=\s*$)|`{3}|(?:[-*_][ \t]*){3,}$|\[[^\]]*\](?=:)"
    r"|(?P<number>\d{1,9})(?=[.)](?:\s|$)))",
    re.MULTILINE,
)
"""What a line of Markdown may not begin with, unless it means it."""
_FRAMES: Mapping[NodeKind, tuple[str, str]] = {
    NodeKind.EM: ("*", "*"),
    NodeKind.STRONG: ("**", "**"),
    NodeKind.NOTE: ("[^", "]"),
}


def write(publication: Publication) -> bytes:
    """Return the text as UTF-8. What other readers of Markdown would take for HTML is escaped."""
    edition = publication.edition
    blocks = [f"# {_piece(edition, edition.title)}"]
    if edition.draft:
        blocks.append(f"> {words(edition.language).draft}")
    blocks.extend(_paragraph(edition, paragraph) for paragraph in edition.paragraphs)
    return ("\n\n".join(blocks) + "\n").encode()


def _paragraph(edition: Edition, paragraph: EditionParagraph) -> str:
    text = "".join(_joined(edition, paragraph.pieces))
    if paragraph.speaker is not None:
        text = f"**{_piece(edition, paragraph.speaker)}:** {text}"
    text = _AT_START.sub(_at_start, text)
    return f"{paragraph.mark} {text}" if paragraph.mark else text


def _joined(edition: Edition, pieces: Sequence[Piece]) -> Iterator[str]:
    for number, piece in enumerate(pieces, 1):
        yield _piece(edition, piece)
        if number < len(pieces):
            yield "\\\n" if piece.hard_break else " "


def _at_start(match: re.Match[str]) -> str:
    return match[0] + "\\" if match["number"] else "\\" + match[0]


def _piece(edition: Edition, piece: Piece) -> str:
    text = text_of(piece.text)
    if not edition.translated(piece):
        return f"<span{attributes(piece.language)}>{text}</span>"
    return text if edition.reviewed(piece) else f"<mark>{text}</mark>"


def text_of(markup: str) -> str:
    r"""Return a segment as Markdown that every reader takes as we do.

    >>> print(text_of("Партія _«Боротьба»_ <b>"))
    Партія *«Боротьба»* \<b>
    """
    nodes = parse(markup)
    text = _markdown(nodes, _sparing)
    # side by side, marks may come to mean what they did not mean alone
    return text if parse(text) == nodes else _markdown(nodes, _careful)


def _markdown(nodes: Sequence[Node], escaped: Callable[[str], str]) -> str:
    return "".join(_node(node, escaped) for node in nodes)


def _node(node: Node, escaped: Callable[[str], str]) -> str:
    if node.kind is NodeKind.TEXT:
        return escaped(node.text)
    if node.kind is NodeKind.BREAK:
        return "\\\n"
    if node.kind is NodeKind.CODE:
        ticks = "`" * (1 + max((len(run) for run in re.findall("`+", node.text)), default=0))
        edge = " " if re.search(r"\A[ `]|[ `]\Z", node.text) and node.text.strip() else ""
        return f"{ticks}{edge}{node.text}{edge}{ticks}"
    inner = _markdown(node.children, escaped)
    if node.kind is NodeKind.LINK:
        return f"[{inner}](<{node.href}>)" if re.search(r"[()\s]", node.href) else f"[{inner}]({node.href})"
    before, after = _FRAMES[node.kind]
    if node.kind is NodeKind.EM and (inner.startswith("*") or inner.endswith("*")):
        before = after = "_"  # two marks of one kind side by side would mean another thing
    return before + (inner or node.text) + after


def _sparing(text: str) -> str:
    """Escape what is markup here, and what is it elsewhere: HTML, struck-out text, links we do not allow."""
    ours = escape(text)
    if ours == text:
        ours = text.replace("](", "\\](")
    return re.sub(r"<(?=[A-Za-z/!?])|~(?=~)", r"\\\g<0>", ours)


def _careful(text: str) -> str:
    return re.sub(r"[\\`*_\[\]&<>~()]", r"\\\g<0>", text)
