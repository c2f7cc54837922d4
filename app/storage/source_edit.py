"""Cut or join a line of a source file and leave every other byte as it is: git then shows the one place."""

from app.document import Document
from app.errors import DocumentError
from app.storage import source


def edited(text: str, after: Document, *, number: int, lines: int, file: str) -> str:
    """Return a source file's text with a line cut in two, or two joined, so that it says what `after` says.

    From segment `number` on (counted from 0), `lines` lines are put anew: one that becomes two, or two that
    become one. Where the file is written in a way that this cannot follow, all of it is written anew: the
    same document, in our form.
    """
    try:
        changed = _in_place(text, after, number, lines)
    except IndexError:
        changed = ""
    if changed and _says(changed, after, file):
        return changed
    whole = source.format(after)
    if not _says(whole, after, file):
        raise DocumentError(
            "{file} cannot be written so that it says the same again; change it in a text editor.", file=file
        )
    return whole


def _in_place(text: str, after: Document, number: int, lines: int) -> str:
    rows = text.split("\n")
    places = [at for at in range(_body(rows), len(rows)) if _holds_text(rows[at])]
    first, last = places[number], places[number + lines - 1]
    ending = "\r" if rows[first].endswith("\r") else ""
    segments = list(after.places())[number : number + 3 - lines]
    # The mark and label that the first line opens with stay letter by letter.
    row = rows[first].rstrip()
    opening = row[: len(row) - len(_text(row))]
    put = [source.line(one.segment) + ending for one in segments]
    return "\n".join([*rows[:first], opening + put[0], *put[1:], *rows[last + 1 :]])


def _says(text: str, document: Document, file: str) -> bool:
    return source.parse(text, name=document.name, file=file) == document


def _body(rows: list[str]) -> int:
    """Return the row behind the front matter."""
    return next((at for at, row in enumerate(rows) if at and row.strip() == "---"), len(rows)) + 1


def _text(row: str) -> str:
    """Return what a row holds behind its mark and its label."""
    return source.without_opening(row.strip())


def _holds_text(row: str) -> bool:
    return bool(_text(row))
