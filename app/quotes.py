"""Quotation marks and brackets: which opens, which closes, which is left alone; mixed kinds too."""

import re
from dataclasses import dataclass

DOUBLE = '"“”„‟«»〝〞＂'
SINGLE = "'‘’‚‛‹›"
_OPENING = "([{<“„«‘‚‹¿¡"
_CLOSING = ")]}>.,;:!?…»›"
_DASHES = "-–—―/\N{FIGURE DASH}\N{NON-BREAKING HYPHEN}"
_ELISION = re.compile(r"['’‘](?:em|til|till|cause|tis|twas|bout|round|n|s|d|\d\ds?)\b", re.IGNORECASE)
_BRACKETS = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Span:
    """A quotation, or what stands in brackets, with its two marks."""

    start: int
    """Where the opening mark stands."""
    end: int
    """Where the closing mark stands."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The pairs of a text, and the marks that have no partner in it."""

    spans: tuple[Span, ...]
    opened: tuple[int, ...]
    """Opening marks that nothing closes. Single quotation marks are not counted: most are apostrophes."""
    closed: tuple[int, ...]
    """Closing marks that nothing opened."""


def quotes(text: str) -> Marks:
    """Return the quotations of a text. A pair may be of two kinds, as in `"so” he said`.

    >>> quotes("Він сказав: «Так».").spans
    (Span(start=12, end=16),)
    """
    spans: list[Span] = []
    stack: list[int] = []
    closed: list[int] = []
    for at, mark in enumerate(text):
        if mark in DOUBLE:
            doubles = [index for index in stack if text[index] in DOUBLE]
            if _opens(text, at, inside=bool(doubles)):
                stack.append(at)
            elif doubles:
                spans.append(Span(doubles[-1], at))
                del stack[stack.index(doubles[-1]) :]
            else:
                closed.append(at)
        elif mark in SINGLE:
            if _opens_single(text, at):
                stack.append(at)
            elif stack and text[stack[-1]] in SINGLE and _closes_single(text, at):
                spans.append(Span(stack.pop(), at))
    opened = tuple(index for index in stack if text[index] in DOUBLE)
    return Marks(tuple(sorted(spans, key=lambda span: span.start)), opened, tuple(closed))


def brackets(text: str) -> Marks:
    """Return the bracketed parts of a text. Smileys and list marks such as `1)` miss no partner."""
    spans: list[Span] = []
    stack: list[int] = []
    closed: list[int] = []
    for at, mark in enumerate(text):
        if mark in _BRACKETS:
            stack.append(at)
        elif mark in _BRACKETS.values():
            if stack and _BRACKETS[text[stack[-1]]] == mark:
                spans.append(Span(stack.pop(), at))
            elif not _list_mark_or_smiley(text, at):
                closed.append(at)
    return Marks(tuple(sorted(spans, key=lambda span: span.start)), tuple(stack), tuple(closed))


def _list_mark_or_smiley(text: str, at: int) -> bool:
    before = text[max(0, at - 4) : at]
    return text[at] == ")" and bool(re.search(r"(?:^|\s)(?:\d{1,3}|\w)$|[:;]-?$", before))


def _sides(text: str, at: int) -> tuple[str, str]:
    return text[at - 1] if at else " ", text[at + 1] if at + 1 < len(text) else " "


def _starts_a_word(before: str) -> bool:
    return before.isspace() or before in _OPENING or before in _DASHES or before in '"*_'


def _opens(text: str, at: int, *, inside: bool) -> bool:
    before, after = _sides(text, at)
    match text[at]:
        case "„" | "‟" | "〝":
            return True
        case "«":
            # Danish and some German books write »so«
            return _starts_a_word(before) or not (after.isspace() or after in _CLOSING)
        case "»":
            return _starts_a_word(before) and (not before.isspace() or after.isalnum())
        case "”":
            return _starts_a_word(before) and after.isalnum()
    can_open = _starts_a_word(before) and not after.isspace()
    can_close = not before.isspace() and not after.isalnum()
    return can_open if can_open != can_close else not inside


def _opens_single(text: str, at: int) -> bool:
    before, after = _sides(text, at)
    return (
        (_starts_a_word(before) or before in DOUBLE)
        and (after.isalnum() or after in "[(")
        and not _ELISION.match(text, at)
    )


def _closes_single(text: str, at: int) -> bool:
    before, after = _sides(text, at)
    return not before.isspace() and not after.isalnum()
