"""Entries of a PO whose every part is one line, put together as polib does: a large catalog has few others.

polib asks of each part what it might need; for a catalog of 60,000 that is most of a second and more.
"""

import re
from dataclasses import dataclass

_SPECIAL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\\\"]")
"""What is escaped in a string, ends a line somewhere, or goes on in the next: polib's to write."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands in one entry."""

    context: str | None
    source: str
    text: str
    previous_context: str | None
    previous_source: str | None
    comments: tuple[str, ...]
    place: str
    file: str
    flags: tuple[str, ...]
    obsolete: bool


def text(parts: Parts) -> str | None:
    """Return an entry without the newline at its end; None where it is not as plain as that."""
    if parts.obsolete or parts.previous_context is not None or parts.previous_source is not None:
        return None
    lines = [f"# {comment}" for comment in parts.comments]
    lines += (f"#. {parts.place}", f"#: {parts.file}")
    if not parts.place or not all(parts.comments):
        return None
    if parts.flags:
        lines.append(f"#, {', '.join(parts.flags)}")
    said = (parts.context or "", parts.source, parts.text)
    if _SPECIAL.search("".join((*lines, *said))):
        return None
    if parts.context is not None:
        lines.append(f'msgctxt "{parts.context}"')
    lines += (f'msgid "{parts.source}"', f'msgstr "{parts.text}"')
    return "\n".join(lines)
