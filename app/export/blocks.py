"""An edition as the blocks of WordPress: to be pasted into its editor of code, or carried by an export of it.

WordPress obeys more than HTML: comments that name blocks, words in brackets, addresses that stand alone.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.export.flow import Flow, Shape, Stretch, flow
from app.export.harmless import leads_out
from app.export.html_text import escape
from app.export.prose import Hand, linked
from app.export.words import colophon, original, words
from app.publication import Publication

_TAG = re.compile(r"(<[^>]*>)")
_LOWEST = 6


def write(publication: Publication) -> bytes:
    """Return the blocks as UTF-8. The title is none of them: WordPress has a field for it."""
    return "\n\n".join(blocks(publication)).encode() + b"\n"


def blocks(publication: Publication) -> Iterator[str]:
    """Yield the blocks of the text, of its notes and of what the edition says of itself."""
    edition, says = publication.edition, words(publication.edition.language)
    text = flow(edition)
    hand = Hand(says, publication.house.speakers, leads_out)
    if publication.draft:
        yield _paragraph(f"<strong>{escape(says.draft)}</strong>")
    for turn in text.turns:
        for stretch in turn.stretches:
            yield from _stretch(stretch, hand)
    yield from _notes(text, hand)
    yield _heading(escape(says.about), 2)
    for one in (original(edition, says), *colophon(publication.colophon, says)):
        yield _paragraph(linked(one))


def _stretch(stretch: Stretch, hand: Hand) -> Iterator[str]:
    inner = [hand.inner(one) for one in stretch.paragraphs]
    if stretch.shape is Shape.HEADING:
        for one, html in zip(stretch.paragraphs, inner, strict=True):
            yield _heading(html, min(one.level + 1, _LOWEST))
    elif stretch.shape is Shape.QUOTE:
        quoted = "\n\n".join(_paragraph(html) for html in inner)
        yield _block("quote", f'<blockquote class="wp-block-quote">{quoted}</blockquote>', plain=False)
    elif stretch.shape is Shape.TEXT:
        yield from (_paragraph(html) for html in inner)
    else:
        yield _list(
            [f"<li>{_shown(html)}</li>" for html in inner],
            ordered=stretch.shape is Shape.ORDERED,
            start=stretch.first,
        )


def _notes(text: Flow, hand: Hand) -> Iterator[str]:
    # the title stands in a field of its own, which takes no marks: its notes come without a way back
    if text.notes:
        yield _heading(escape(hand.says.notes), 2)
        items = [f'<li id="note-{one.number}">{_shown(hand.note(one))}</li>' for one in text.notes]
        yield _list(items, ordered=True, letters=not text.notes[0].mark.isdigit())


def _list(items: Sequence[str], *, ordered: bool, start: int = 1, letters: bool = False) -> str:
    element = "ol" if ordered else "ul"
    given: dict[str, Any] = {"ordered": True} if ordered else {}
    looks = ""
    if start != 1:
        given["start"] = start
        looks += f' start="{start}"'
    if letters:
        given["type"] = "lower-alpha"
        looks += ' style="list-style-type:lower-alpha"'
    inner = "\n\n".join(_block("list-item", one, plain=False) for one in items)
    return _block("list", f'<{element}{looks} class="wp-block-list">{inner}</{element}>', given, plain=False)


def _heading(html: str, level: int) -> str:
    given = {"level": level} if level != 2 else {}
    return _block(
        "heading", f'<h{level} class="wp-block-heading">{_shown(html)}</h{level}>', given, plain=False
    )


def _paragraph(html: str) -> str:
    return _block("paragraph", f"<p>{html}</p>")


def _block(name: str, html: str, given: Mapping[str, Any] | None = None, *, plain: bool = True) -> str:
    """Return an element as a block. `plain` says that what is in it has no blocks of its own."""
    said = f" {json.dumps(given)}" if given else ""
    return f"<!-- wp:{name}{said} -->\n{_shown(html) if plain else html}\n<!-- /wp:{name} -->"


def _shown(html: str) -> str:
    """Return HTML of ours in whose text nothing is left that WordPress would put something else for.

    >>> _shown('<a href="https://example.org/">[gallery] https://example.org</a>')
    '<a href="https://example.org/">&#91;gallery] https&#58;//example.org</a>'
    """
    return "".join(
        part if part.startswith("<") else part.replace("[", "&#91;").replace("://", "&#58;//")
        for part in _TAG.split(html)
    )
