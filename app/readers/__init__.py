"""Reading documents: bytes become blocks. One reader a format; what none reads is refused by name."""

from app.errors import DocumentError
from app.readers import markdown, text
from app.readers.encoding import decode
from app.readers.formats import is_markdown, refuse_unread
from app.readers.lines import lines
from app.readers.reading import Reading

__all__ = ["Reading", "read"]

_LARGEST = 20 * 1024 * 1024


def read(name: str, data: bytes, *, encoding: str | None = None) -> Reading:
    """Return what a file says. `encoding` is to be named where it cannot be told from the bytes.

    Raise `DocumentError`, with the way out, for what is empty, too large, no text or of another format.
    Every character that is not white space or Markdown's own mark is kept.
    """
    if len(data) > _LARGEST:
        raise DocumentError(
            "{file} is larger than {limit} MB. Split it into several documents.",
            file=name,
            limit=_LARGEST // (1024 * 1024),
        )
    refuse_unread(name, data)
    written, found, remarks = decode(name, data, encoding=encoding)
    if not written.strip("\N{ZERO WIDTH NO-BREAK SPACE} \t\r\n\v\f\N{NO-BREAK SPACE}"):
        raise DocumentError("{file} is empty: there is no text in it.", file=name)
    reader = markdown if is_markdown(name) else text
    reading = reader.read(lines(name, written))
    return Reading(reading.title, reading.blocks, found, (*remarks, *reading.remarks), reading.language)
