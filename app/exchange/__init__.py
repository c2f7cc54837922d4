"""The formats that other tools work in: out with everything that they can show, and back in.

Unlike an edition, what goes out has every unit with its state, so there is no threshold to reach.
A new format is a new file and a line here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from app.exchange import catalog_file, docx_table, kinds, sheet, tmx, xliff, xliff12
from app.exchange.parcel import Parcel, Return


class Reader(Protocol):
    """Reads a file of one kind; the file's name is for messages."""

    def __call__(self, content: bytes, *, file: str) -> Return:
        """Return what the file holds, or raise `ExchangeError` with the place and the way out."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A format of other tools: what people call it, and the ways out and in."""

    label: str
    suffix: str
    """With its dot."""
    media_type: str
    write: Callable[[Parcel], bytes]
    """The same parcel gives the same bytes: it looks at no clock and asks nobody."""
    read: Reader


EXCHANGES: Mapping[str, Exchange] = {
    "xliff": Exchange("XLIFF 2.1", ".xlf", "application/xliff+xml", xliff.write, xliff.read),
    "xliff12": Exchange("XLIFF 1.2", ".1.2.xlf", "application/xliff+xml", xliff12.write, xliff12.read),
    "tmx": Exchange("TMX 1.4", ".tmx", "application/x-tmx+xml", tmx.write, tmx.read),
    "csv": Exchange("CSV table", ".csv", "text/csv; charset=utf-8", sheet.write, sheet.read),
    "docx-table": Exchange(
        "Table (DOCX)",
        ".table.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        docx_table.write,
        docx_table.read,
    ),
}
"""By the name that the command line knows."""

_READERS: Mapping[str, Reader] = {name: one.read for name, one in EXCHANGES.items()} | {
    kinds.PO: catalog_file.read
}


def read(content: bytes, *, file: str) -> Return:
    """Return what a file from another tool holds, of whatever kind it is; its name does not matter."""
    return _READERS[kinds.kind(content, file=file)](content, file=file)
