"""An edition as Markdown: the form of a source file, with whole paragraphs on one line."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from app.edition import Edition
from app.export.flow import Flow, Note, Shape, Standing, Text, flow
from app.export.harmless import address, leads_out, line, links, shown
from app.export.html_text import attributes
from app.export.words import colophon, original, words
from app.markup import Node, NodeKind, escape, parse
from app.publication import Publication, SpeakerStyle

_AT_START = re.compile(
    r"^(?:(?:#{1,6}|[-+*])(?=\s|$)|>|=+(?=\s*$)|`{3}|(?:[-*_][ \t]*){3,}$|\[[^\]]*\](?=:)"
    r"|(?P<number>\d{1,9})(?=[.)](?:\s|$)))",
    re.MULTILINE,
)
"""What a line of Markdown may not begin with, unless it means it."""
_FRAMES: Mapping[NodeKind, tuple[str, str]] = {
    NodeKind.STRONG: ("**", "**"),
    NodeKind.NOTE: ("[^", "]"),
}
_OTHER = {"*": "_", "_": "*"}


def write(publication: Publication) -> bytes:
    """Return the text as UTF-8. What other readers of Markdown would take for HTML is escaped."""
    says = words(publication.edition.language)
    text = flow(publication.edition)
    above = publication.house.speakers is SpeakerStyle.ABOVE
    blocks = [f"# {_text(text.title)}"]
    if publication.draft:
        blocks.append(f"> {says.draft}")
    blocks += _blocks(publication.edition, text, above=above)
    blocks += [f"[^{_name(note)}]: {_on_a_line(text_of(shown(note.text)))}" for note in text.notes]
    blocks.append("* * *")
    lines = (original(publication.edition, says), *colophon(publication.colophon, says))
    blocks += [_AT_START.sub(_at_start, _written(one)) for one in lines]
    return ("\n\n".join(blocks) + "\n").encode()


def _blocks(edition: Edition, text: Flow, *, above: bool) -> Iterator[str]:
    for paragraph, there in zip(edition.paragraphs, text.paragraphs(), strict=True):
        inner = "".join(_text(one) + ("\\\n" if one.after == "\n" else one.after) for one in there.texts)
        if there.label is not None:
            name = _text(there.label)
            inner = f"**{name}**\\\n{inner}" if above else f"**{name}:** {inner}"
        inner = _AT_START.sub(_at_start, inner)
        # a heading ends with its line
        inner = _on_a_line(inner) if there.shape is Shape.HEADING else inner
        yield f"{paragraph.mark} {inner}" if paragraph.mark else inner


def _text(one: Text) -> str:
    text = text_of(shown(one.piece.text))
    if one.standing is Standing.UNTRANSLATED:
        text = f"<span{attributes(one.piece.language)}>{text}</span>"
    elif one.standing is Standing.UNREVIEWED:
        text = f"<mark>{text}</mark>"
    return text + "".join(f"[^{_name(note)}]" for note in one.notes)


def _name(note: Note) -> str:
    """Return a name that none of the text's own notes has."""
    return f"note-{note.mark}"


def _on_a_line(text: str) -> str:
    return text.replace("\\\n", " ")


def _written(text: str) -> str:
    """Return plain words, addresses of the web as they are."""
    return "".join(f"<{address(part)}>" if leads_out(part) else _sparing(part) for part in links(line(text)))


def _at_start(match: re.Match[str]) -> str:
    return match[0] + "\\" if match["number"] else "\\" + match[0]


def text_of(markup: str) -> str:
    r"""Return a segment as Markdown that every reader takes as we do.

    >>> print(text_of("Партія _«Боротьба»_ <b>"))
    Партія *«Боротьба»* \<b>
    """
    nodes = parse(markup)
    text = ""
    # side by side, marks may come to mean what they did not mean alone
    for escaped in (_sparing, _careful):
        for mark in ("*", "_"):
            text = _markdown(nodes, escaped, mark)
            if parse(text) == nodes:
                return text
    return text


def _markdown(nodes: Sequence[Node], escaped: Callable[[str], str], mark: str) -> str:
    found = ""
    before: Node | None = None
    for node in nodes:
        if before and before.kind is node.kind is NodeKind.EM:
            mark = _OTHER[mark]  # two of one kind side by side would be read as one
        found += _node(node, escaped, mark)
        before = node
    return found


def _node(node: Node, escaped: Callable[[str], str], mark: str) -> str:
    """Return a node, slanted with this mark, and what is slanted within with the other."""
    if node.kind is NodeKind.TEXT:
        return escaped(node.text)
    if node.kind is NodeKind.BREAK:
        return "\\\n"
    if node.kind is NodeKind.CODE:
        ticks = "`" * (1 + max((len(run) for run in re.findall("`+", node.text)), default=0))
        edge = " " if re.search(r"\A[ `]|[ `]\Z", node.text) and node.text.strip() else ""
        return f"{ticks}{edge}{node.text}{edge}{ticks}"
    slanted = node.kind is NodeKind.EM
    inner = _markdown(node.children, escaped, _OTHER[mark] if slanted else mark)
    if node.kind is NodeKind.LINK:
        return f"[{inner}](<{node.href}>)" if re.search(r"[()\s]", node.href) else f"[{inner}]({node.href})"
    before, after = (mark, mark) if slanted else _FRAMES[node.kind]
    return before + (inner or node.text) + after


def _sparing(text: str) -> str:
    """Escape what is markup here, and what is it elsewhere: HTML, struck-out text, links we do not allow."""
    ours = escape(text)
    if ours == text:
        ours = text.replace("](", "\\](")
    return re.sub(r"<(?=[A-Za-z/!?])|~(?=~)", r"\\\g<0>", ours)


def _careful(text: str) -> str:
    return re.sub(r"[\\`*_\[\]&<>~()]", r"\\\g<0>", text)
