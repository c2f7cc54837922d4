"""Markdown: headings, lists, quotations and paragraphs. The rest is kept as text and reported."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app import markup
from app.document import Block
from app.errors import Message, sentence
from app.labels import Labels
from app.readers.lines import Line
from app.readers.reading import Reading
from app.readers.text import title_of

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*")
_ITEM = re.compile(r"(?P<indent>\s*)(?P<mark>[-*+]|\d{1,9}[.)])\s+(?P<text>\S.*)")
_QUOTE = re.compile(r" {0,3}>[ \t]?(.*)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}\s*")
_ROW = re.compile(r"\s*\|.*\||[^|]+(?:\|[^|]+){2,}")
_COLUMNS = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
_IMAGE = re.compile(r"!\[[^\]]*\]\(")
_NOTE = re.compile(r" {0,3}\[\^[^\]\s]+\]:")
_REFERENCE = re.compile(r" {0,3}\[[^\]^][^\]]*\]:\s*\S")
_BROKEN = re.compile(r"(?: {2,}|\\)$")
_NUMBERED = re.compile(r"\[\w{1,3}\](?!\()\s")
_FIELD = re.compile(r"(?P<name>[A-Za-z][\w-]*):\s*(?P<value>.*)")


@dataclass(slots=True)
class _Walk:
    """What has been read so far."""

    labels: Labels
    blocks: list[Block] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    mark: str = ""
    start: int = 0
    odd: dict[str, list[int]] = field(default_factory=dict)
    """What is no more than kept: its kind, and the lines that hold it."""

    def close(self) -> None:
        """End the block that is being read."""
        if self.lines:
            self.blocks.append(Block(_joined(self.lines), self.mark, self.start))
        self.lines, self.mark = [], ""

    def open(self, line: Line, text: str, mark: str = "") -> None:
        """End what was being read, and begin a block."""
        self.close()
        self.lines, self.mark, self.start = [text], mark, line.number

    def keep(self, kind: str, line: Line) -> None:
        """Remember what has to be reported."""
        self.odd.setdefault(kind, []).append(line.number)


def read(written: Sequence[Line]) -> Reading:
    """Return the blocks of a Markdown file. The title is the front matter's, or the first `#` heading."""
    fields, remarks, body = _front_matter(written)
    walk = _Walk(Labels(line.text.strip() for line in body))
    _blocks(body, walk)
    title, blocks = _title(fields.get("title"), walk)
    return Reading(
        title,
        blocks,
        remarks=(*remarks, *_remarks(walk.odd)),
        language=fields.get("language") or fields.get("lang"),
    )


def _front_matter(written: Sequence[Line]) -> tuple[dict[str, str], tuple[Message, ...], Sequence[Line]]:
    """Return the fields of the front matter, what is not understood in it, and the lines after it."""
    ends = [at for at, line in enumerate(written) if at and line.text in {"---", "..."}]
    if not written or written[0].text != "---" or not ends:
        return {}, (), written
    inside = [line for line in written[1 : ends[0]] if not line.blank]
    matches = [_FIELD.fullmatch(line.text) for line in inside]
    if not inside or not matches[0]:
        return {}, (), written
    fields = {match["name"].lower(): match["value"].strip().strip("\"'") for match in matches if match}
    unread = [
        line.text.strip()
        for line, match in zip(inside, matches, strict=True)
        if not match or match["name"].lower() not in {"title", "language", "lang"}
    ]
    remarks = (
        (
            Message(
                "The front matter says more than title and language; left out: {lines}.",
                lines=" | ".join(unread),
            ),
        )
        if unread
        else ()
    )
    return fields, remarks, written[ends[0] + 1 :]


def _blocks(body: Sequence[Line], walk: _Walk) -> None:
    fence = ""
    for at, line in enumerate(body):
        following = body[at + 1].text if at + 1 < len(body) else ""
        if fence or _FENCE.match(line.text):
            fence = _fenced(line, fence, walk)
        elif line.blank:
            walk.close()
        else:
            _line(line, following, walk)
    walk.close()


def _fenced(line: Line, fence: str, walk: _Walk) -> str:
    """Keep a line of code as text, and return the fence that is still open."""
    opening = _FENCE.match(line.text)
    if not fence and opening:
        walk.keep("code", line)
        walk.open(line, _literal(line) + "\\")
        return opening[1]
    if not line.blank:
        walk.lines.append(_literal(line) + "\\")
    if line.text.strip().startswith(fence) and not line.text.strip().strip(fence[0]):
        walk.close()
        return ""
    return fence


def _literal(line: Line) -> str:
    return re.sub(r"([\\`*_\[\]&])", r"\\\1", line.text.strip())


def _line(line: Line, following: str, walk: _Walk) -> None:
    for kind, pattern in _KEPT:
        if pattern.search(line.text):
            walk.keep(kind, line)
    if heading := _HEADING.fullmatch(line.text):
        walk.open(line, heading[2] or "", heading[1])
        walk.close()
    elif walk.lines and not walk.mark and (underline := _UNDERLINE.fullmatch(line.text)):
        walk.mark = "#" if underline[1][0] == "=" else "##"
        walk.close()
    elif _RULE.fullmatch(line.text):
        walk.open(line, line.text.strip())
        walk.close()
    elif quote := _QUOTE.fullmatch(line.text):
        _quoted(line, quote[1], walk)
    elif item := _ITEM.fullmatch(line.text):
        _item(line, item, walk)
    elif _ROW.fullmatch(line.text) and (walk.mark == "|" or _COLUMNS.fullmatch(following)):
        _row(line, walk)
    else:
        _text(line, walk)


def _text(line: Line, walk: _Walk) -> None:
    text = line.text if walk.lines else line.text.lstrip()
    if not walk.lines or (not walk.mark and walk.labels.match(text.strip())) or walk.mark == "|":
        walk.open(line, text.lstrip())
    else:
        walk.lines.append(text.lstrip())


def _item(line: Line, item: re.Match[str], walk: _Walk) -> None:
    mark = "-" if item["mark"] in "*+" else item["mark"]
    if len(item["indent"].expandtabs(4)) > 1:
        walk.keep("nested list", line)
    if walk.lines and not walk.mark and mark[0].isdigit() and mark[:-1] != "1":
        _text(line, walk)  # as CommonMark has it, only 1. can break off a paragraph
    else:
        walk.open(line, item["text"], mark)


def _quoted(line: Line, text: str, walk: _Walk) -> None:
    while nested := _QUOTE.fullmatch(text):
        walk.keep("nested quotation", line)
        text = nested[1]
    if not text.strip():
        walk.close()
    elif walk.mark == ">" and not walk.labels.match(text.strip()):
        walk.lines.append(text.lstrip())
    else:
        walk.open(line, text.lstrip(), ">")


def _row(line: Line, walk: _Walk) -> None:
    if walk.mark == "|":
        walk.lines.append(_literal(line) + "\\")
    else:
        walk.keep("table", line)
        walk.open(line, _literal(line) + "\\", "|")


def _joined(lines: Sequence[str]) -> str:
    """Put the lines of a block together; a hard break, and one before a mark such as [1], stays a newline."""
    text = lines[0]
    for line in lines[1:]:
        hard = bool(_BROKEN.search(text)) or bool(_NUMBERED.match(line))
        text = _BROKEN.sub("", text) + ("\n" if hard else " ") + line
    return _BROKEN.sub("", text).strip()


def _title(said: str | None, walk: _Walk) -> tuple[str | None, tuple[Block, ...]]:
    """Return the title, and the blocks without it."""
    blocks = [Block(block.text, "" if block.mark == "|" else block.mark, block.line) for block in walk.blocks]
    tops = [at for at, block in enumerate(blocks) if block.mark == "#"]
    at = tops[0] if tops else (0 if blocks and blocks[0].mark.startswith("#") else None)
    if said:
        if at is not None and markup.plain(blocks[at].text) == said:
            del blocks[at]
        return markup.escape(said), tuple(blocks)
    if at is not None:
        title = blocks.pop(at).text
    elif found := title_of(blocks, walk.labels):
        title = found
        del blocks[0]
    else:
        return None, tuple(blocks)
    return title, tuple(blocks)


_KEPT = (
    ("image", _IMAGE), ("HTML", _TAG), ("footnote", _NOTE), ("reference", _REFERENCE),
)  # fmt: skip


def _remarks(odd: dict[str, list[int]]) -> Iterator[Message]:
    for kind, numbers in odd.items():
        yield Message(
            _SENTENCES[kind], count=len(numbers), line=numbers[0], lines=", ".join(map(str, numbers[:8]))
        )


_SENTENCES = {
    "code": sentence("Code blocks were kept as text (line {lines})."),
    "table": sentence("Tables were kept as text, a row a line (line {lines})."),
    "image": sentence("Images are not shown; their marks were kept as text (line {lines})."),
    "HTML": sentence("HTML is not understood; it was kept as text (line {lines})."),
    "footnote": sentence("The texts of footnotes were kept as paragraphs (line {lines})."),
    "reference": sentence(
        "Definitions of links were kept as text; write the address with the link (line {lines})."
    ),
    "nested list": sentence("Lists inside of lists were made flat (line {lines})."),
    "nested quotation": sentence("Quotations inside of quotations were made flat (line {lines})."),
}
