"""Spaces too many or too few, and characters that nobody sees."""

import re
from collections.abc import Iterator, Mapping

from app import language as languages
from app.checks.finding import Finding, Severity, base
from app.checks.prose import prose
from app.errors import Message

_BLANK = "[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]"
_LETTER = r"[^\W\d_]"

_BIDI = "\u202a-\u202e\u2066-\u2069"
_UNSEEN: Mapping[str, Severity] = {
    # a reader would see other people's words turned round, a printer would stop
    f"[{_BIDI}\\x00-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\N{REPLACEMENT CHARACTER}]": Severity.ERROR,
    "[\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}\N{SOFT HYPHEN}]": Severity.WARNING,
    "[\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}]": Severity.WARNING,
    # joiners are letters' business in Persian and in emoji, never next to our letters
    "(?<=[A-Za-zÀ-ɏЀ-ӿ ])[\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}]": Severity.WARNING,
}
_FOR_RIGHT_TO_LEFT = re.compile("[\u200e\u200f\u2066-\u2069]")

_EDGE = re.compile(r"\A\s+|\s+\Z")
_LINES = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]+")
_DOUBLE = re.compile(rf"(?<!\s){_BLANK}{{2,}}(?!\s)")
_BEFORE_MARK = re.compile(rf"{_BLANK}(?=[,;:!?](?![-)(DP])|\.(?![\w.]))")
_INSIDE = re.compile(rf"(?<=[(\[«„]){_BLANK}|{_BLANK}(?=[)\]»])")
_NO_SPACE_AFTER = re.compile(
    rf"(?<={_LETTER})[,;](?=[^\W_]|[«„\[(])|(?<={_LETTER}{{2}})[?!](?={_LETTER})"
    rf"|(?<=[^\W\d_A-ZА-ЯЄІЇҐ]{{3}})\.(?=[A-ZÅÄÖА-ЯЁЄІЇҐ]{_LETTER})"
)
_COLON = re.compile(rf"(?<={_LETTER}):(?={_LETTER})")
_AT_GUILLEMETS = re.compile(rf"(?<={_LETTER})«|»(?={_LETTER})")


def spaces(source: str, target: str, *, source_language: str, language: str) -> Iterator[Finding]:  # noqa: ARG001
    """Find spaces that are too many or missing, and invisible characters.

    Everything is a warning but control characters and turned-round text, which no reader wants. How wide a
    space should be, and where it may not break, is typography and no fault of a translation.
    """
    yield from _unseen(source, target, language)
    for match in _LINES.finditer(target):
        yield _finding(match, Message("There is a tab or a line end in the text."))
    if source.strip() == source:
        for match in _EDGE.finditer(target):
            if not _LINES.search(match[0]):
                yield _finding(match, Message("There is a space at the edge of the text."))
    for match in _DOUBLE.finditer(target.strip()):
        shift = len(target) - len(target.lstrip())
        yield _finding(match, Message("There are two spaces in a row."), shift)
    yield from _at_marks(source, target, base(language))


def _unseen(source: str, target: str, language: str) -> Iterator[Finding]:
    allowed = set(source)
    if languages.right_to_left(language):
        allowed.update(_FOR_RIGHT_TO_LEFT.findall(target))
    for pattern, severity in _UNSEEN.items():
        for match in re.finditer(pattern, target):
            if match[0] not in allowed:
                code = f"U+{ord(match[0]):04X}"
                message = Message("There is a character that nobody sees ({code}).", code=code)
                yield Finding("spaces", severity, message, match.start(), match.end())


def _at_marks(source: str, target: str, language: str) -> Iterator[Finding]:
    read = prose(target)
    before = Message("There is a space before a mark that stands close to the word.")
    after = Message("There is no space between a mark and the next word.")
    # French sets no-break spaces there, and Swedish bends abbreviations with a colon: FN:s
    patterns = [(_NO_SPACE_AFTER, after)]
    if language != "fr":
        patterns += [(_BEFORE_MARK, before), (_INSIDE, before)]
    if language not in {"sv", "fi"}:
        patterns += [(_COLON, after), (_AT_GUILLEMETS, after)]
    for pattern, message in patterns:
        for match in pattern.finditer(read.text):
            around = read.text[max(0, match.start() - 2) : match.end() + 2]
            if around not in source:
                yield Finding("spaces", Severity.WARNING, message, *read.span(match.start(), match.end()))


def _finding(match: re.Match[str], message: Message, shift: int = 0) -> Finding:
    return Finding("spaces", Severity.WARNING, message, match.start() + shift, match.end() + shift)
