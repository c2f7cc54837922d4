"""The lines of a text, each with its number in the file, whatever ends them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.errors import DocumentError

_ENDS = re.compile(r"\r\n|[\n\r\v\x85\u2028]")
_BREAKS = re.compile(r"[\f\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file."""

    number: int
    """Counted from 1, as an editor counts."""
    text: str
    """Without its end."""

    @property
    def blank(self) -> bool:
        """Whether nothing is written on it."""
        return not self.text.strip()


def lines(name: str, text: str) -> tuple[Line, ...]:
    """Return the lines of a text. A form feed, the end of a page, is a blank line without a number.

    Raise `DocumentError` where a control character shows that the file is no text.
    """
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    if control := _CONTROL.search(text):
        raise DocumentError(
            "{file} is not a text file: line {line} holds a control character (U+{code}). "
            "Save it as plain text in UTF-8; if it is text in another encoding, name that with --encoding "
            "(for example --encoding utf-16-le).",
            file=name,
            line=len(_ENDS.findall(text[: control.start()])) + 1,
            code=f"{ord(control[0]):04X}",
        )
    return tuple(_numbered(text))


def _numbered(text: str) -> Iterator[Line]:
    for number, line in enumerate(_ENDS.split(text), 1):
        pages = _BREAKS.split(line)
        for page in pages[:-1]:
            yield Line(number, page)
            yield Line(number, "")
        yield Line(number, pages[-1])


def chunks(written: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    """Return the runs of lines between blank lines."""
    found: list[list[Line]] = [[]]
    for line in written:
        if line.blank:
            found.append([])
        else:
            found[-1].append(line)
    return tuple(tuple(chunk) for chunk in found if chunk)
