"""Word files as people and programs make them, for the tests: the table of `docx_table`, changed."""

import io
import zipfile
from collections.abc import Callable, Mapping

from app.exchange import docx_table
from tests.exchange.parcels import parcel

MAIN = "word/document.xml"
CONTENT = docx_table.write(parcel())
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def parts(content: bytes = CONTENT) -> dict[str, str]:
    """Return the parts of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def packed(found: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in found.items():
            archive.writestr(name, text)
    return out.getvalue()


def changed(change: Callable[[str], str], **more: str) -> bytes:
    """Return the table with its text changed, and other parts added: `comments="…"`."""
    found = parts()
    found[MAIN] = change(found[MAIN])
    return packed(found | {f"word/{name}.xml": text for name, text in more.items()})


def replaced(old: str, new: str, **more: str) -> bytes:
    """Return the table with one place of its text changed."""
    assert old in parts()[MAIN]
    return changed(lambda text: text.replace(old, new, 1), **more)


def run(text: str) -> str:
    """Return a run of text."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
