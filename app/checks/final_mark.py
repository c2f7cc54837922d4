"""The mark at the end: a question stays a question."""

import re
from collections.abc import Iterator

from app.checks.finding import Finding, Severity
from app.checks.prose import HOLE, prose
from app.errors import Message

_ENDING = re.compile(rf"[^\w{HOLE}]*\Z")
_SAME = str.maketrans({"。": ".", "？": "?", "！": "!", "؟": "?", "।": ".", "：": ":", "；": ";"})
_QUOTES = "\"'»”“’‘"


def final_mark(source: str, target: str, *, source_language: str, language: str) -> Iterator[Finding]:  # noqa: ARG001
    """Compare the marks at the end, looking through closing quotes and brackets.

    So `."` and `».` are the same, and so are three dots, `…` and a dash where speech breaks off. A quotation
    that ends with a full stop may become a question: the translator hears the speaker.
    """
    read = prose(target)
    ending = _ENDING.search(read.text)
    was, now = _mark(prose(source).text), _mark(read.text)
    if ending is None or was == now:
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
    yield Finding("final_mark", Severity.WARNING, message, *read.span(ending.start(), ending.end()))


def _mark(text: str) -> str:
    ending = _ENDING.search(text.rstrip())
    marks = (ending[0] if ending else "").translate(_SAME)
    for mark in "?!":
        if mark in marks:
            return mark
    if "…" in marks or ".." in marks or re.search(r"[-–—]\W*\Z", marks):
        return "…"
    return next((mark for mark in marks if mark in ".:;,"), "")
