"""Marks in a text that look like slips: reported with the words around them, never changed."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from app.document import Block
from app.errors import Message, sentence
from app.quotes import DOUBLE, brackets, quotes

_AROUND = 28
_PAGE = re.compile(
    r"(?:[-–—]\s?)?(?:pp?\.?|page|sida|s\.|стор\.?|сторінка|стр\.?|страница|seite)?\s?"
    r"\d{1,4}(?:\s?(?:/|of|av|из|з|von)\s?\d{1,4})?(?:\s?[-–—])?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\[(\d{1,3})\](?!\()|(?<![\w)])\((\d{1,2})\)")
_EMPTY_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\((?:#|)\)")
_INVISIBLE = frozenset(
    "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\N{SOFT HYPHEN}\N{WORD JOINER}"
    "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
)
_MIXED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[\u0400-\u04FF])[^\W\d_]+\b")
_DOUBLED_MARK = re.compile(r",,|;;|::|(?<![.\u2026])\.\.(?![.\u2026])|\s[,;](?=\s)")
_DOUBLED_WORD = re.compile(r"\b([^\W\d_]{2,})\s+\1\b", re.IGNORECASE)
_MOJIBAKE = re.compile(r"\N{REPLACEMENT CHARACTER}|Ã[\u0080-\u00BF]|â€[\u0080-\u2122]?|[ÐÑ][\u0080-\u00BF]")
_ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot|[lr][sd]?aquo|[mn]dash|hellip|#\d+);")
_SLIPS = (
    (_MIXED, sentence("Line {line}: “{mark}” mixes Latin and Cyrillic letters (“{words}”).")),
    (_DOUBLED_MARK, sentence("Line {line}: “{mark}” looks like a slip (“{words}”).")),
    (_DOUBLED_WORD, sentence("Line {line}: a word stands twice (“{words}”).")),
    (_MOJIBAKE, sentence("Line {line}: “{mark}” looks like text read in a wrong encoding (“{words}”).")),
    (_ENTITY, sentence("Line {line}: “{mark}” is left over from a web page (“{words}”).")),
)
_STYLES = {
    '"': "\"…\"", "“": "“…”", "”": "“…”", "„": "„…“", "‟": "“…”", "«": "«…»", "»": "«…»",
}  # fmt: skip


def page_number(text: str) -> bool:
    """Say whether a block holds nothing but what looks like the number of a page."""
    return bool(_PAGE.fullmatch(text.strip()))


def odd_marks(blocks: Sequence[Block]) -> tuple[Message, ...]:
    """Return what looks like a slip of the pen or of a converter, in the order of the kinds below."""
    return tuple(finding for look in _LOOKS for finding in look(blocks))


def _around(text: str, start: int, end: int) -> str:
    """Return a place of a text with whole words to both sides of it."""
    left, right = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if start > _AROUND:
        left = "… " + (left.split(" ", 1)[1] if " " in left else left)
    if end + _AROUND < len(text):
        right = (right.rsplit(" ", 1)[0] if " " in right else right) + " …"
    return (left + text[start:end] + right).replace("\n", " ")


def _numbers(blocks: Sequence[Block]) -> Iterator[Message]:
    """Look for marks out of order, as in [1] [2] [32]: after each, the next or an earlier one may follow."""
    runs: dict[int, set[int]] = {1: set(), 2: set()}
    ever: dict[int, set[int]] = {1: set(), 2: set()}
    for block in blocks:
        begun: set[int] = set()
        for match in _NUMBERED.finditer(block.text):
            kind = match.lastindex or 1
            number, run = int(match[kind]), runs[kind]
            if number == 1 and kind not in begun:
                run.clear()  # a new list, or a note that is named again
                begun.add(kind)
            gap = run and not {number, number - 1} & run
            if gap and (len(run) > 1 or number - 1 not in ever[kind]):
                yield Message(
                    "Line {line}: “{mark}” follows “{before}” (“{words}”). Is the number right?",
                    line=block.line,
                    mark=match[0],
                    before=match[0].replace(match[kind], str(max(run))),
                    words=_around(block.text, *match.span()),
                )
            elif run or number == 1:
                run.add(number)
                ever[kind].add(number)


def _quote_kinds(blocks: Sequence[Block]) -> Iterator[Message]:
    counts: Counter[str] = Counter()
    first: dict[str, tuple[Block, int]] = {}
    for block in blocks:
        for span in quotes(block.text).spans:
            one, two = block.text[span.start], block.text[span.end]
            if one not in DOUBLE or two not in DOUBLE:
                continue
            style = "”…”" if one == two == "”" else _STYLES.get(one, one + "…" + two)
            counts[style] += 1
            first.setdefault(style, (block, span.start))
            if (one == '"') != (two == '"'):
                yield Message(
                    "Line {line}: a quotation opens with {one} and closes with {two} (“{words}”).",
                    line=block.line,
                    one=one,
                    two=two,
                    words=_around(block.text, span.end, span.end + 1),
                )
    if len(counts) > 1:
        usual, _ = counts.most_common(1)[0]
        for style, count in counts.most_common()[1:]:
            block, start = first[style]
            yield Message(
                "Most quotations are written {usual}; written {style}: {count}, "
                "the first at line {line} (“{words}”).",
                usual=usual,
                count=count,
                style=style,
                line=block.line,
                words=_around(block.text, start, start + 1),
            )


def _alone(blocks: Sequence[Block]) -> Iterator[Message]:
    """Brackets and quotation marks without a partner."""
    for number, block in enumerate(blocks):
        found = brackets(block.text)
        lonely = [*found.opened, *found.closed]
        marks = quotes(block.text)
        following = blocks[number + 1].text if number + 1 < len(blocks) else ""
        # a quotation over several paragraphs opens anew in each, and closes in the last
        if not (marks.opened and following[:1] in DOUBLE and following):
            lonely += [*marks.opened, *marks.closed]
        for at in sorted(lonely):
            yield Message(
                "Line {line}: “{mark}” has no partner (“{words}”).",
                line=block.line,
                mark=block.text[at],
                words=_around(block.text, at, at + 1),
            )


def _links(blocks: Sequence[Block]) -> Iterator[Message]:
    for block in blocks:
        for match in _EMPTY_LINK.finditer(block.text):
            yield Message(
                "Line {line}: the link “{words}” leads nowhere.", line=block.line, words=match[1] or match[0]
            )


def _pages(blocks: Sequence[Block]) -> Iterator[Message]:
    """Numbers of pages, and lines that stand at the head or foot of every page."""
    texts = Counter(block.text for block in blocks if not block.mark)
    told: set[str] = set()
    for block in blocks:
        if page_number(block.text) and not block.mark:
            yield Message(
                "Line {line}: “{text}” is probably a page number.", line=block.line, text=block.text
            )
        elif texts[block.text] > 2 and len(block.text) < 80 and block.text not in told and _bare(block.text):
            told.add(block.text)
            yield Message(
                "“{text}” stands alone {count} times, first at line {line}: "
                "it is probably the head or foot of a page.",
                text=block.text,
                count=texts[block.text],
                line=block.line,
            )


def _bare(text: str) -> bool:
    return bool(re.search(r"\w", text)) and not re.search(r"[.!?…:]\W*$", text)


def _invisible(blocks: Sequence[Block]) -> Iterator[Message]:
    for block in blocks:
        for at, character in enumerate(block.text):
            if character in _INVISIBLE:
                yield Message(
                    "Line {line}: an invisible character, {name}, stands in “{words}”.",
                    line=block.line,
                    name=unicodedata.name(character),
                    words=_around(block.text, at, at + 1),
                )


def _slips(blocks: Sequence[Block]) -> Iterator[Message]:
    for block in blocks:
        for pattern, words in _SLIPS:
            for match in pattern.finditer(block.text):
                yield Message(
                    words, line=block.line, mark=match[0].strip(), words=_around(block.text, *match.span())
                )


_LOOKS = (_numbers, _quote_kinds, _alone, _links, _pages, _invisible, _slips)
