"""What kind of file somebody hands in: told by what is in it, for a name is soon changed."""

from app.errors import ExchangeError
from app.exchange import trees

PO = "po"
_ZIP = b"PK\x03\x04"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def kind(content: bytes, *, file: str) -> str:
    """Return the name of the format, as in `EXCHANGES`, or `po`; what is no other is taken for a table.

    Raise `ExchangeError` for what no reader is for.
    """
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise ExchangeError("{file} is empty. Choose the file that the other tool has saved.", file=file)
    if start.startswith(_ZIP):
        return "docx-table"
    if start.startswith(b"<") or (content.startswith(_UTF16) and b"<" in content[:4]):
        name, attributes = trees.root_of(content, file=file)
        name = name.rpartition(":")[2]
        if name == "xliff":
            return "xliff12" if attributes.get("version", "").startswith("1") else "xliff"
        if name == "tmx":
            return "tmx"
        raise _strange(file)
    if content.startswith(_UTF16):
        return "csv"
    if b"\0" in start[:2000]:
        raise _strange(file)
    lines = (line for line in start.splitlines() if line.strip() and not line.startswith(b"#"))
    return PO if next(lines, b"").startswith((b"msgid", b"msgctxt")) else "csv"


def _strange(file: str) -> ExchangeError:
    return ExchangeError(
        "{file} is not a file that translations can be taken from. Known are XLIFF, TMX, PO, CSV tables in "
        "UTF-8, and the table of source and target as DOCX.",
        file=file,
    )
