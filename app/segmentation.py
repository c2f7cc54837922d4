"""Where a sentence is cut. The only door to choppa; what its rules miss is guarded for all languages."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from app import abbreviations, function_words, markup
from app.document import Segment
from app.markup import Node, NodeKind
from app.quotes import Span, brackets, quotes

_RULES = {
    "nb": "da", "no": "da", "nn": "da", "fo": "is", "cs": "sk", "hr": "sr", "bs": "sr", "bg": "ru",
    "mk": "ru", "kk": "ru", "ky": "ru", "tg": "ru", "mn": "ru",
}  # fmt: skip
_GENERIC = "lt"  # the code that LanguageTool maps to its rules for no language in particular
_WITHOUT_BLANKS = ("ja", "zh")
_BLANKS = "\N{EM SPACE}\N{EN SPACE}\N{THIN SPACE}\N{HAIR SPACE}\N{SIX-PER-EM SPACE}\N{FIGURE SPACE}"

_NEAR = 200  # as far as any guard looks; without it a text of one paragraph would take minutes
_SPACE = re.compile(r"\s+")
_MARKUP = re.compile(
    r"(?P<code>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|\[\^[^\s\]]+\]"
    r"|(?P<open>\[)(?=(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*\]\()"
    r"|(?P<url>\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\))"
    r"|\\(?=[!-/:-@\[-`{-~])"
    r"|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)|\*+(?=\S)|(?<=\S)\*+"
)
_ENDED = re.compile(r"[.!?…。！？][\"'“”„«»‘’‹›)\]}]*$")
_ELLIPSIS = re.compile(r"(?:\.\s?\.\s?\.|…)[\"'”’»)\]]*$")
_BARE_DOTS = re.compile(r"[\[(]?(?:\.{2,}|…|\.(?:\s\.)+|\.)[\])]?(?=\s|$)")
_LIST_MARK = re.compile(r"(?:\[\w{1,3}\]|\(?\d{1,3}\)|\(?[a-zа-яіїєґåäö]\)|[•·‣▪*–—-])$")
_LIST_NUMBER = re.compile(r"\d{1,3}\.$")
_SHORT_WORD = re.compile(r"(?:^|[\s(\[«„“\"'])(?:\d+|\w{1,3}|\w+(?:\.\w+)+)\.$")
_LAST_QUOTED = re.compile(r"[!?…\"'”“’»)\]]$")
_GOES_ON = re.compile(r"[)\]\"'”’»]*(?:\s*[,;:]|\s*[–—-]+\s*[^\W\d_]|\s+)")


def split(text: str, *, language: str) -> tuple[Segment, ...]:
    """Cut a paragraph into sentences; nothing but white space is lost.

    A newline in the text is a line end that the author meant: the segment before it carries `hard_break`.
    A link, code or emphasised passage is never cut.

    >>> [segment.text for segment in split("Це т. зв. «ДНР». Так!", language="uk")]
    ['Це т. зв. «ДНР».', 'Так!']
    """
    return tuple(_segments(text, language))


def whole(text: str) -> tuple[Segment, ...]:
    """Return one segment for each line that the author broke, for projects that translate paragraphs."""
    return tuple(_segments(text, None))


def _segments(text: str, language: str | None) -> Iterator[Segment]:
    lines = [_SPACE.sub(_one_blank, line).strip() for line in _lines(text)]
    lines = [line for line in lines if line]
    for number, line in enumerate(lines, 1):
        pieces = [line] if language is None else _sentences(line, language)
        for piece in pieces[:-1]:
            yield Segment(piece)
        yield Segment(pieces[-1], hard_break=number < len(lines))


def _one_blank(space: re.Match[str]) -> str:
    # a no-break space is the author's; everything else that is white is a blank
    return "\N{NO-BREAK SPACE}" if space[0] == "\N{NO-BREAK SPACE}" else " "


def _lines(text: str) -> list[str]:
    """Return the lines of a text, but leave those joined whose break lies inside of markup."""
    ends = [match.start() for match in re.finditer("\n", text)]
    return _cut(text, [(end, end + 1) for end in ends])


def _cut(text: str, gaps: Sequence[tuple[int, int]]) -> list[str]:
    """Cut the text at the gaps, leaving out those that lie inside of markup."""
    kept = [gap for gap, free in zip(gaps, _free(text, gaps), strict=True) if free]
    starts = [0, *(end for _, end in kept)]
    ends = [*(start for start, _ in kept), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _free(text: str, gaps: Sequence[tuple[int, int]]) -> list[bool]:
    """Say of each gap whether it lies outside of links, code and emphasis."""
    if not any(mark in text for mark in "[*_`"):
        return [True] * len(gaps)
    # one parse for all gaps: each is filled with a blank that the text has not, and looked for in the tree
    blank = next((blank for blank in _BLANKS if blank not in text), _BLANKS[0])
    edges = [0, *(edge for gap in gaps for edge in gap), len(text)]
    filled = blank.join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    found = [
        free for node in markup.parse(filled) for free in _found(node, blank, free=node.kind is NodeKind.TEXT)
    ]
    if len(found) == len(gaps):
        return found
    # one of them has vanished in the address of a link
    return [len(gaps) > 1 and _free(text, [gap])[0] for gap in gaps]


def _found(node: Node, blank: str, *, free: bool) -> list[bool]:
    inner = [one for child in node.children for one in _found(child, blank, free=False)]
    return [free] * node.text.count(blank) + inner


def _sentences(line: str, language: str) -> list[str]:
    visible, places = _visible(line)
    gaps: list[tuple[int, int]] = []
    for position in _breaks(visible, language):
        start = end = places[position - 1] + 1
        while start and line[start - 1].isspace():
            start -= 1
        if start != end or _base(language) in _WITHOUT_BLANKS:
            gaps.append((start, end))
    return [piece.strip() for piece in _cut(line, gaps) if piece.strip()]


def _visible(line: str) -> tuple[str, list[int]]:
    """Return what a reader sees, and where each of its characters stands in the line."""
    hidden: set[int] = set()
    covered = list(line)
    for match in _MARKUP.finditer(line):
        if match["code"]:
            covered[match.start() : match.end()] = ["x"] * len(match[0])
        else:
            hidden.update(range(match.start(), match.end()))
    places = [at for at in range(len(line)) if at not in hidden]
    return "".join(covered[at] for at in places), places


def _breaks(visible: str, language: str) -> list[int]:
    """Return where sentences begin, the first left out."""
    base = _base(language)
    found = {position for position in _by_rules(visible, language) if position < len(visible)}
    found.update(abbreviations.ends(visible, base))
    spans = [
        span for span in (*quotes(visible).spans, *brackets(visible).spans) if _host_goes_on(visible, span)
    ]
    shouting = visible.islower()
    breaks: list[int] = []
    for position in sorted(found):
        left, right = (
            visible[max(0, position - _NEAR) : position].rstrip(),
            visible[position : position + _NEAR],
        )
        if not left or not right.strip():
            continue
        held = (
            any(span.start < position <= span.end for span in spans)
            or abbreviations.holds(left, right, base)
            or _leans(left, right, base)
            or (not shouting and _lower_goes_on(left, right))
            or _LIST_MARK.match(visible[breaks[-1] if breaks else 0 : position].strip())
            or (not breaks and _LIST_NUMBER.match(left))
        )
        if not held:
            breaks.append(position)
    return breaks


def _leans(left: str, right: str, base: str) -> bool:
    """Say whether the two sides cannot be parted: after an opening bracket, round dots, after `it's ...`."""
    if left[-1] in "([{«„‚" or _BARE_DOTS.match(right):
        return True
    dots = _ELLIPSIS.search(left)
    if not dots:
        return False
    word = function_words.last_word(left[: dots.start()].rstrip())
    again = re.match(r"[\"“«]?(\w+)", right)
    return function_words.never_last(word, language=base) or bool(again and word and again[1].lower() == word)


def _lower_goes_on(left: str, right: str) -> bool:
    """Say whether a lower-case letter after the mark shows that the sentence goes on."""
    first = re.match(r"(?:[–—-]\s+)?[\"'“„«‘(\[]*([^\W\d_])(\w?)", right)
    if not first or not first[1].islower() or first[2].isupper():
        return False
    return (
        bool(_LAST_QUOTED.search(left) or _ELLIPSIS.search(left) or _SHORT_WORD.search(left))
        or right[0] in "–—-"
    )


def _host_goes_on(visible: str, span: Span) -> bool:
    """Say whether the sentence round a quotation goes on after it, so that the quotation must not be cut."""
    inside, after = visible[span.start + 1 : span.end], visible[span.end + 1 : span.end + _NEAR]
    on = _GOES_ON.match(after)
    rest = after[on.end() :] if on else after
    if on and re.search(r"[,;:]$", on[0]):
        return True
    if on and re.search(r"[–—-]\s*[^\W\d_]$", on[0]):
        return on[0][-1].islower() or not _ENDED.search(inside)
    if not on or not rest:
        return False
    begins = rest.lstrip("\"'“„«‘([")[:1]
    return begins.islower() or (bool(begins.strip()) and not _ENDED.search(inside))


def _by_rules(visible: str, language: str) -> Iterator[int]:
    import choppa  # noqa: PLC0415 - a tenth of a second, which only the adding of a document need pay

    position = 0
    for piece in choppa.SrxTextIterator(_srx(), _code(language), visible):
        position += len(piece)
        space = _SPACE.match(visible, position)
        yield space.end() if space else position


@cache
def _srx() -> Any:
    import choppa  # noqa: PLC0415 - as above

    document = choppa.SrxDocument(ruleset=choppa.DEFAULT_SRX_RULESET)
    # the default rules are about the markers of other tools, and cost a third of the time
    document.language_map_list = [
        entry for entry in document.language_map_list if entry.language_rule.name != "Default"
    ]
    return document


@cache
def _code(language: str) -> str:
    """Return the code under which the rules know the language, or that of the rules for any language."""
    base = _RULES.get(_base(language), _base(language))
    own = [entry for entry in _srx().language_map_list if entry.language_pattern.pattern != ".*"]
    return base if any(entry.matches(base) for entry in own) else _GENERIC


def _base(language: str) -> str:
    return language.replace("_", "-").split("-", maxsplit=1)[0].lower()
