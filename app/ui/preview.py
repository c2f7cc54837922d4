"""An edition as it will read, each sentence a way to the editor: pure functions from values to HTML."""

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from itertools import groupby

from app import language as languages
from app.catalog import Key, State
from app.edition import Edition, EditionParagraph, Piece
from app.export.html_text import inline
from app.ui import address, look
from app.workbench.readiness import Readiness, Reason

SIGNS: Mapping[Reason, str] = {
    Reason.FINDING: "≠",
    Reason.NEEDS_WORK: look.SIGNS[State.NEEDS_WORK],
    Reason.EMPTY: look.SIGNS[State.EMPTY],
    Reason.DRAFT: look.SIGNS[State.DRAFT],
    Reason.REVIEW: look.SIGNS[State.TRANSLATED],
}
_LEVELS = range(3, 7)
"""Of a document's headings on the page, below the page's own and the title's."""


_ENDLESS = re.compile(r"[^\s<>]{1000}")
"""A word of a thousand letters: kerned, it takes a browser seconds to break into lines, see `dom.js`."""
_FEW = 8
"""Texts that are shown at once; more are folded away behind their reason."""


def _editor(document: str, language: str, unit: int) -> str:
    return escape(address.write("translate", document, language, unit))


def paper(edition: Edition, ready: Readiness, words: Mapping[State, str]) -> str:
    """Return an edition to read over; what nobody has reviewed, or translated, is marked with its state."""
    page = _Page(edition, ready, words)
    body = f"<h2>{page.piece(edition.title)}</h2>{''.join(page.body())}"
    endless = ' class="endless"' if _ENDLESS.search(body) else ""
    language, direction = escape(edition.language), _direction(edition.language)
    return f'<article{endless} lang="{language}" dir="{direction}">{body}</article>'


class _Page:
    def __init__(self, edition: Edition, ready: Readiness, words: Mapping[State, str]) -> None:
        self._edition, self._ready, self._words = edition, ready, words
        self._faulty = {one.unit for one in ready.of(Reason.FINDING)}

    def body(self) -> Iterator[str]:
        for mark, run in groupby(self._edition.paragraphs, key=lambda one: one.mark):
            texts = [self._paragraph(one) for one in run]
            if mark.startswith("#"):
                level = _LEVELS[min(len(mark), len(_LEVELS)) - 1]
                yield from (f"<h{level}>{text}</h{level}>" for text in texts)
            elif mark == ">":
                yield f"<blockquote>{''.join(f'<p>{text}</p>' for text in texts)}</blockquote>"
            elif mark:
                kind = "ul" if mark == "-" else "ol"
                yield f"<{kind}>{''.join(f'<li>{text}</li>' for text in texts)}</{kind}>"
            else:
                yield from (f"<p>{text}</p>" for text in texts)

    def _paragraph(self, paragraph: EditionParagraph) -> str:
        label = ""
        if paragraph.speaker is not None:
            label = f'<strong class="speaker">{self.piece(paragraph.speaker)}:</strong> '
        return label + "".join(
            self.piece(one) + ("<br>" if one.hard_break else " ") for one in paragraph.pieces
        )

    def piece(self, piece: Piece) -> str:
        """Return a text as a link to its segment."""
        text = inline(piece.text, follow=_nowhere)
        notes = "".join(
            f'<small class="note">[{inline(one, follow=_nowhere)}]</small>' for one in piece.notes
        )
        unit = self._unit(piece.key)
        if unit is None:  # the original, or a name that nobody has declared
            return text + notes
        marked = self._mark(piece, unit)
        language = "" if self._edition.translated(piece) else f' lang="{escape(piece.language)}"'
        where = _editor(self._edition.name, self._edition.language, unit)
        title = f' title="{escape(self._words[piece.state])}"' if marked else ""
        return f'<a class="{marked}" data-unit="{unit}" href="{where}"{language}{title}>{text}</a>{notes}'

    def _unit(self, key: Key) -> int | None:
        stored = self._ready.units.get((key.source, key.context))
        return stored.id if stored else None

    def _mark(self, piece: Piece, unit: int) -> str:
        if unit in self._faulty:
            return "faulty"
        if not self._edition.translated(piece):
            return "missing"
        return "" if self._edition.reviewed(piece) else f"doubt {look.state_class(piece.state)}"


def _nowhere(_: str) -> bool:
    return False


def _direction(language: str) -> str:
    return "rtl" if languages.right_to_left(language) else "ltr"


def missing(ready: Readiness, names: Mapping[Reason, str], say: Callable[..., str]) -> str:
    """Return what is missing by reason, each a way to its segment; `say` puts a check's message in words."""
    parts: list[str] = []
    for reason in Reason:
        found = ready.of(reason)
        if not found:
            continue
        items = "".join(
            f'<li><a data-unit="{one.unit}" href="{_editor(ready.document, ready.language, one.unit)}">'
            f"{escape(one.source)}</a>"
            + (f'<span class="said">{escape(say(one.said))}</span>' if one.said is not None else "")
            + "</li>"
            for one in found
        )
        opened = " open" if len(found) <= _FEW else ""
        parts.append(
            f'<details class="r-{reason.value.replace(" ", "-")}"{opened}><summary>'
            f'<span class="sign" aria-hidden="true">{SIGNS[reason]}</span> {escape(names[reason])} '
            f"<b>{len(found)}</b></summary><ul>{items}</ul></details>"
        )
    return "".join(parts)
