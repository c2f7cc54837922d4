"""A PDF looked at from outside, by pdfminer: its letters by place, its fonts, its links."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTPage
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, resolve1

# hyphens that part a word at the end of a line cannot be told from others; nor blanks from gaps
_UNEQUAL = re.compile(
    r"[\s\N{SOFT HYPHEN}\N{HYPHEN}\-\u200b-\u200f\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]+"
)


def same(text: str) -> str:
    """Return the text without what setting it in lines may change."""
    return _UNEQUAL.sub("", text)


@dataclass(frozen=True, slots=True)
class Letter:
    text: str
    page: int
    x: float
    y: float
    size: float


class _Device(PDFLayoutAnalyzer):
    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources, laparams=None)
        self.glyphs: set[int] = set()
        self.pages: list[LTPage] = []

    def render_char(self, *args: Any, **named: Any) -> float:
        self.glyphs.add(args[5])
        return super().render_char(*args, **named)

    def receive_layout(self, ltpage: LTPage) -> None:
        self.pages.append(ltpage)


class Pages:
    """What stands in a PDF."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.document = PDFDocument(PDFParser(BytesIO(content)))
        resources = PDFResourceManager()
        device = _Device(resources)
        interpreter = PDFPageInterpreter(resources, device)
        self._found = list(PDFPage.create_pages(self.document))
        for page in self._found:
            interpreter.process_page(page)
        self.glyphs = device.glyphs
        """Numbers of the glyphs that are drawn; 0 is the box for a missing one."""
        self.letters = [
            Letter(one.get_text(), number, one.x0, one.matrix[5], one.matrix[3])
            for number, page in enumerate(device.pages)
            for one in _chars(page)
        ]
        self.width, self.height = device.pages[0].width, device.pages[0].height
        self.count = len(device.pages)

    def text(self, *, left: float = 0, right: float = 1, foot: float = 60, head: float = 58) -> str:
        """Return the letters between head and foot of the pages, from line to line.

        `left` and `right` are shares of the width, so that a column can be read by itself.
        """
        kept = [
            one
            for one in self.letters
            if self.width * left <= one.x < self.width * right and foot < one.y < self.height - head
        ]
        return in_lines(kept)

    def margins(self) -> list[str]:
        """Return what stands in the foot of each page."""
        return [
            in_lines([one for one in self.letters if one.page == page and one.y < 60])
            for page in range(self.count)
        ]

    def objects(self) -> Iterator[dict[str, Any]]:
        for table in self.document.xrefs:
            for number in table.get_objids():
                found = resolve1(PDFObjRef(self.document, number))
                if isinstance(found, dict):
                    yield found
                elif hasattr(found, "attrs"):
                    yield found.attrs

    def fonts(self) -> list[dict[str, Any]]:
        return [one for one in self.objects() if str(one.get("Type")) == "/'FontDescriptor'"]

    def addresses(self) -> list[str]:
        """Return where the links lead."""
        found = [one for page in self._found for one in resolve1(page.annots) or []]
        actions = [resolve1(resolve1(one).get("A") or {}) for one in found]
        return [action["URI"].decode() for action in actions if "URI" in action]

    def languages(self) -> set[str]:
        """Return the languages that the document, its parts and its runs of letters say they are in."""
        parts = {found["Lang"].decode() for found in self.objects() if "Lang" in found}
        drawn = b"".join(resolve1(one).get_data() for page in self._found for one in page.contents)
        return parts | {code.decode() for code in re.findall(rb"/Lang\(([\w-]+)\)", drawn)}

    def outline(self) -> list[tuple[int, str]]:
        return [(level, title) for level, title, *_ in self.document.get_outlines()]


def in_lines(letters: Sequence[Letter]) -> str:
    # a raised mark of a note belongs to its line: lines are at least 8 points apart
    ordered = sorted(letters, key=lambda one: (one.page, -one.y, one.x))
    lines: list[list[Letter]] = []
    for one in ordered:
        if lines and lines[-1][0].page == one.page and lines[-1][0].y - one.y < 5:
            lines[-1].append(one)
        else:
            lines.append([one])
    return "\n".join("".join(one.text for one in sorted(line, key=lambda each: each.x)) for line in lines)


def _chars(thing: Any) -> Iterator[LTChar]:
    if isinstance(thing, LTChar):
        yield thing
    elif hasattr(thing, "__iter__"):
        for part in thing:
            yield from _chars(part)
