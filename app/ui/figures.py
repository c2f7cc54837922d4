"""Rows, tables and curves of the overview: pure functions from values to HTML, all of it escaped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from app.catalog import State
from app.ui import look

_MOST_COLUMNS = 60
"""Of a picture of days; of more days every second one is drawn, or every third."""


NOTHING = "–"
"""Stands where there is no figure."""


@dataclass(frozen=True, slots=True)
class Row:
    """How far a catalog is, as one line of the page."""

    language: str
    """Its own name for itself."""
    code: str
    counts: Mapping[State, int]
    label: str
    """What the bar shows, in words."""
    waits: Sequence[str]
    notes: Sequence[str] = ()


def row(one: Row) -> str:
    """Return a line: the language, the bar with its words, what waits."""
    waits = "".join(f"<span>{escape(words)}</span>" for words in one.waits)
    notes = "".join(f"<span>{escape(words)}</span>" for words in one.notes)
    return (
        f'<div class="wb wb-row"><div class="wb-row-name" lang="{escape(one.code)}" dir="auto">'
        f"{escape(one.language)}</div>"
        f'<div class="wb-row-bar">{look.bar(one.counts, one.label)}'
        f'<div class="wb-row-words"><span>{escape(one.label)}</span>{notes}</div></div>'
        f'<div class="wb-row-waits">{waits}</div></div>'
    )


def lede(sentences: Sequence[str]) -> str:
    """Return what a page says first, in a reader's type."""
    return f'<div class="wb"><p class="wb-lede">{escape(" ".join(sentences))}</p></div>'


def section(words: str) -> str:
    """Return the heading of a part of the page."""
    return f'<div class="wb"><h2 class="wb-section">{escape(words)}</h2></div>'


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, caption: str, words: int = 1) -> str:
    """Return a table; its first `words` columns are words, the others figures.

    On a phone one of many columns stands as a list, so each cell knows its column's name.
    """
    figure = ["wb-figure" if number >= words else "" for number in range(len(heads))]
    head = "".join(
        f'<th scope="col" class="{css}">{escape(one)}</th>' for one, css in zip(heads, figure, strict=True)
    )
    body = ""
    for cells in rows:
        row_head, *others = cells
        body += f'<tr><th scope="row" dir="auto">{escape(row_head)}</th>' + "".join(
            f'<td class="{css}{" wb-none" if cell == NOTHING else ""}" data-column="{escape(name)}">'
            f"{escape(cell)}</td>"
            for cell, name, css in zip(others, heads[1:], figure[1:], strict=True)
        )
        body += "</tr>"
    many = " wb-many" if len(heads) > 5 else ""
    return (
        f'<div class="wb"><table class="wb-table{many}"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def more(summary: str, inner: str) -> str:
    """Return something that opens at a press, without a word to the server."""
    return (
        f'<div class="wb"><details class="wb-more"><summary>{escape(summary)}</summary>{inner}'
        "</details></div>"
    )


def way(
    days: Sequence[tuple[date, Mapping[State, int]]],
    total: int,
    *,
    title: str,
    code: str,
    says: str,
    ends: str,
) -> str:
    """Return a language's way as a small picture, a column a day: reviewed, and to review upon it.

    The picture's height is the whole. `says` tells the same in words; `ends` is the first and the last day,
    parted by a line break. Streamlit lets no drawing through, so the columns are boxes.
    """
    step = max(1, -(-len(days) // _MOST_COLUMNS))
    columns = "".join(
        "<span>"
        + "".join(
            f'<i class="b-{look.state_class(one)}" style="height:{min(1.0, now[one] / total):.2%}"></i>'
            for one in (State.TRANSLATED, State.REVIEWED)
            if now.get(one) and total
        )
        + "</span>"
        for _, now in days[::-step][::-1]
    )
    first, last = ends.split("\n")
    return (
        f'<div class="wb wb-way"><h3 lang="{escape(code)}" dir="auto">{escape(title)}</h3>'
        f'<div class="wb-columns" role="img" aria-label="{escape(says)}">{columns}</div>'
        f'<div class="wb-ends" aria-hidden="true"><span>{escape(first)}</span>'
        f"<span>{escape(last)}</span></div>"
        f'<p class="wb-small">{escape(says)}</p></div>'
    )


def beside(parts: Sequence[str]) -> str:
    """Return small pictures beside one another, as many as there is room for."""
    return f'<div class="wb wb-beside">{"".join(parts)}</div>'
