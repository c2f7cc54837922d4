"""A sentence that begins with a capital in the source and without one in the target."""

import re
from collections.abc import Iterator

from app.checks.finding import Finding, Severity
from app.checks.prose import prose
from app.errors import Message

_FIRST = re.compile(r"\A[^\w]*([^\W\d_])")
_GOES_ON = re.compile(r"\A\W*(?:…|\.\.\.)")


def first_letter(source: str, target: str, *, source_language: str, language: str) -> Iterator[Finding]:  # noqa: ARG001
    """Find a small letter at the beginning, but where the text goes on from before."""
    read = prose(target)
    before, now = _FIRST.match(prose(source).text), _FIRST.match(read.text)
    if before and now and before[1].isupper() and now[1].islower() and not _GOES_ON.match(read.text):
        message = Message("The source begins with a capital letter, the text with a small one.")
        yield Finding("first_letter", Severity.WARNING, message, *read.span(*now.span(1)))
