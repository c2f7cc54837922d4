"""The mark at the end: a question stays a question."""

from collections.abc import Iterator
from itertools import takewhile

from app.checks.finding import Finding, Severity
from app.checks.prose import HOLE, prose
from app.errors import Message

_SAME = str.maketrans({"。": ".", "？": "?", "！": "!", "؟": "?", "।": ".", "：": ":", "；": ";"})
_QUOTES = "\"'»”“’‘"


def final_mark(source: str, target: str, *, source_language: str, language: str) -> Iterator[Finding]:  # noqa: ARG001
    """Compare the marks at the end, looking through closing quotes and brackets.

    So `."` and `».` are the same, and so are three dots, `…` and a dash where speech breaks off. A quotation
    that ends with a full stop may become a question: the translator hears the speaker.
    """
    read = prose(target)
    was, now = _mark(prose(source).text), _mark(read.text)
    if was == now:
        return
    if (was, now) == (".", "?") and source.rstrip()[-1:] in _QUOTES:
        return
    if not now:
        message = Message("The text does not end with “{mark}” as the source does.", mark=was)
        yield Finding("final_mark", Severity.WARNING, message)
        return
    message = (
        Message("The source ends with “{was}”, this text with “{now}”.", was=was, now=now)
        if was
        else Message("The text ends with “{mark}”, the source with no mark.", mark=now)
    )
    yield Finding(
        "final_mark",
        Severity.WARNING,
        message,
        *read.span(len(read.text) - len(_ending(read.text)), len(read.text)),
    )


def _ending(text: str) -> str:
    """Return what stands after the last word."""
    return "".join(takewhile(lambda char: char != HOLE and not char.isalnum(), reversed(text)))[::-1]


def _mark(text: str) -> str:
    marks = _ending(text).translate(_SAME)
    for mark in "?!":
        if mark in marks:
            return mark
    if "…" in marks or ".." in marks or marks.rstrip(_QUOTES + " )]").endswith(("-", "–", "—")):
        return "…"
    return next((mark for mark in marks if mark in ".:;,"), "")
