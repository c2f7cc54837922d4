"""CSV for spreadsheets: UTF-8 with a mark that Excel knows it by, and no cell that one of them would run.

Columns stand apart as Excel expects it in the target language: by semicolons where the comma is in numbers.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping

from app import language as languages
from app.catalog import State, Unit
from app.errors import ExchangeError
from app.exchange.parcel import Parcel, Remark, Return, Returned, base_of, unit_id
from app.returning import Base, Theirs, writable

COLUMNS = ("context", "source", "target", "state", "translator", "reviewer", "comment", "id")
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_RUN = re.compile(
    r"'*(?:\s*[=+\-@\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}"
    r"\N{FULLWIDTH COMMERCIAL AT}]|[\t\r\n]"
    r"|\s*(?!(?:0|[1-9]\d{0,14})$)[\d(.][\d\s.,:;/()%eE+-]*$)"
)
"""What a spreadsheet would take for a formula, or turn into another number or a date."""
_WORDS: Mapping[str, State] = {state.value: state for state in State} | {
    "approved": State.REVIEWED,
    "final": State.REVIEWED,
    "fuzzy": State.NEEDS_WORK,
}
_ID = re.compile(r"([a-z0-9-]+)/([\w-]+)/(u[0-9a-f]{16})/(\w{13})")


def inert(text: str) -> str:
    """Return a cell that spreadsheets show and never run: an apostrophe stands before what they might.

    >>> inert("=1+1"), inert("'=1+1"), inert("– Так"), inert("1-2")
    ("'=1+1", "''=1+1", '– Так', "'1-2")
    """
    return f"'{text}" if _RUN.match(text) else text


def live(cell: str) -> str:
    """Return the text of a cell, exactly as `inert` was given it.

    >>> live("'=1+1"), live("'так'"), live("=1+1")
    ('=1+1', "'так'", '=1+1')
    """
    return cell[1:] if cell.startswith("'") and _RUN.match(cell) else cell


def write(parcel: Parcel) -> bytes:
    """Return the table of a document and its translation. The same parcel gives the same bytes."""
    out = io.StringIO(newline="")
    comma = languages.decimal_mark(parcel.catalog.language) == ","
    table = csv.writer(out, delimiter=";" if comma else ",")
    table.writerow(COLUMNS)
    for unit in parcel.units:
        table.writerow([inert(writable(cell)) for cell in _cells(parcel, unit)])
    return (_BOM + out.getvalue()).encode()


def _cells(parcel: Parcel, unit: Unit) -> Iterator[str]:
    target = unit.target
    yield unit.key.context or ""
    yield unit.source
    yield target.text
    yield target.state.value
    yield target.translator
    yield target.reviewer
    yield "\n".join(words for category, words in parcel.notes(unit) if category in {"reason", "comment"})
    yield "/".join((parcel.document.name, parcel.catalog.language, unit_id(unit.key), base_of(unit)))


def read(content: bytes, *, file: str) -> Return:
    """Return what a table holds that has at least the columns source and target.

    One without our ids has been made by hand; it may have a column note, or comment.
    """
    text = _text(content, file)
    # Which sign parts the columns depends on where the table was saved.
    head = re.split(r"[\r\n]", text, maxsplit=1)[0]
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    try:
        columns = [name.strip().lower() for name in table.fieldnames or ()]
        table.fieldnames = columns
        if not {"source", "target"} <= set(columns):
            raise ExchangeError(
                "{file}: the first line must name the columns source and target; it has: {columns}.",
                file=file,
                columns=", ".join(columns)[:200] or "nothing",
            )
        rows = [
            {
                name: live(cell)
                for name, cell in row.items()
                if isinstance(name, str) and isinstance(cell, str)
            }
            for row in table
        ]
    except csv.Error as error:
        raise ExchangeError(
            "{file}, line {line}: this is not a well-formed table: {reason}.",
            file=file,
            line=table.line_num,
            reason=error,
        ) from error
    ids = [match for row in rows if (match := _ID.fullmatch(row.get("id", "").strip()))]
    ended = text.endswith(("\n", "\r"))
    if ids and rows and not ended and not _ID.fullmatch(rows[-1].get("id", "").strip()):
        raise ExchangeError(
            "{file}, row {row}: the file is cut off here, in the middle of a row. Nothing was taken. Fetch "
            "it or save it anew.",
            file=file,
            row=len(rows) + 1,
        )
    return Return(
        tuple(_returned(row, number) for number, row in enumerate(rows, 2) if any(row.values())),
        document=ids[0][1] if ids else "",
        language=ids[0][2] if ids else "",
        rows=True,
        prepared=not ids,
    )


def _returned(row: Mapping[str, str], number: int) -> Returned:
    match = _ID.fullmatch(row.get("id", "").strip())
    remark = row.get("comment", "") or row.get("note", "")
    return Returned(
        Theirs(
            row.get("target", ""),
            _WORDS.get(row.get("state", "").strip().lower()),
            Base.parse(match[4]) if match else None,
            author=row.get("translator", ""),
            reviewer=row.get("reviewer", ""),
        ),
        row.get("source", ""),
        id=match[3] if match else "",
        context=row.get("context") or None,
        context_known=True,
        comments=(Remark(remark),) if remark else (),
        place=number,
    )


def _text(content: bytes, file: str) -> str:
    # Excel's “Unicode text” is UTF-16.
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExchangeError(
            "{file}, line {line}: this is not UTF-8 text. Save the table as “CSV UTF-8”.",
            file=file,
            line=content[: error.start].count(b"\n") + 1,
        ) from error
