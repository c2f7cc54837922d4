"""A text as blocks of HTML, for all that is made of HTML: pages, electronic books, a blog's posts.

Each block is a whole element, so that a writer may begin a new page, part or post before any of them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.export.flow import Flow, Note, Paragraph, Shape, Standing, Stretch, Text, runs
from app.export.harmless import leads, line, links
from app.export.html_text import attributes, escape, inline
from app.export.rows import Row
from app.export.words import Words
from app.markup import plain
from app.publication import SpeakerStyle

_LISTS = {Shape.LIST: "ul", Shape.ORDERED: "ol"}
_LOWEST = 6
"""HTML has no heading below."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that contents may lead to."""

    level: int
    """From 1, as in `flow.Paragraph`; the element's is one more, as the title is the first."""
    text: str
    """Without markup."""
    anchor: str


@dataclass(frozen=True, slots=True)
class Block:
    """An element of the text."""

    html: str
    headings: tuple[Heading, ...] = ()
    opens: bool = False
    """Whether a turn begins with it."""
    notes: tuple[tuple[str, Note], ...] = ()
    """The notes that hang on it, with what parts their names from another text's."""


@dataclass(frozen=True, slots=True)
class Hand:
    """How texts are written."""

    says: Words
    speakers: SpeakerStyle = SpeakerStyle.INLINE
    follow: Callable[[str], bool] = leads
    """Which addresses may be links."""
    side: str = ""
    """Before the names of this text's notes and headings, where another text stands beside it."""
    file: Callable[[Note], str] = lambda _: ""
    """In which other file a note stands."""

    def blocks(self, text: Flow) -> Iterator[Block]:
        """Yield a text's blocks."""
        for turn in text.turns:
            opens = turn.label is not None
            for stretch in turn.stretches:
                for block in self._stretch(stretch, opens=opens):
                    yield block
                    opens = False

    def _stretch(self, stretch: Stretch, *, opens: bool) -> Iterator[Block]:
        look = ' class="turn"' if opens else ""
        items = stretch.paragraphs
        if stretch.shape is Shape.HEADING:
            for paragraph in items:
                yield self._heading(paragraph, paragraph.level, opens=opens)
        elif stretch.shape is Shape.TEXT:
            for number, paragraph in enumerate(items):
                first = opens and number == 0
                html = f"<p{look if first else ''}>{self.inner(paragraph)}</p>"
                yield Block(html, (), first, self._notes([paragraph]))
        else:
            yield Block(self._frame(stretch.shape, stretch.first, items, look), (), opens, self._notes(items))

    def _heading(self, paragraph: Paragraph, level: int, *, opens: bool = False) -> Block:
        anchor = f"{self.side}part-{paragraph.number}"
        element = f"h{min(level + 1, _LOWEST)}"
        text = line(" ".join(plain(text.piece.text) for text in paragraph.texts)).strip()
        html = f'<{element} id="{anchor}">{self.inner(paragraph)}</{element}>'
        return Block(html, (Heading(level, text, anchor),), opens, self._notes([paragraph]))

    def _frame(self, shape: Shape, first: int, items: Sequence[Paragraph], look: str) -> str:
        if shape is Shape.QUOTE:
            inner = "\n".join(f"<p>{self.inner(one)}</p>" for one in items)
            return f"<blockquote{look}>\n{inner}\n</blockquote>"
        element = _LISTS[shape]
        start = f' start="{first}"' if shape is Shape.ORDERED and first != 1 else ""
        inner = "\n".join(f"<li>{self.inner(one)}</li>" for one in items)
        return f"<{element}{start}{look}>\n{inner}\n</{element}>"

    def cell(self, paragraph: Paragraph, row: Row) -> Block:
        """Return a paragraph that stands in a row of two."""
        if row.shape is Shape.HEADING:
            return self._heading(paragraph, row.number)
        notes = self._notes([paragraph])
        if row.shape is Shape.TEXT:
            return Block(f"<p>{self.inner(paragraph)}</p>", notes=notes)
        return Block(self._frame(row.shape, row.number, [paragraph], ""), notes=notes)

    def inner(self, paragraph: Paragraph) -> str:
        """Return what stands within a paragraph."""
        texts = "".join(self._run(standing, run) for standing, run in runs(paragraph.texts))
        if paragraph.label is None:
            return texts
        above = self.speakers is SpeakerStyle.ABOVE
        return (
            f'<strong class="speaker">{self.text(paragraph.label)}{"" if above else ":"}</strong>'
            f"{'<br>' if above else ' '}{texts}"
        )

    def text(self, text: Text) -> str:
        """Return a text that stands alone."""
        return self._run(text.standing, (text,))

    def _run(self, standing: Standing, run: Sequence[Text]) -> str:
        inner = "".join(
            inline(one.piece.text, follow=self.follow)
            + "".join(self._mark(note) for note in one.notes)
            + ("" if one is run[-1] else _after(one))
            for one in run
        )
        if standing is Standing.UNTRANSLATED:
            title = escape(self.says.untranslated)
            inner = f'<span class="source"{attributes(run[0].piece.language)} title="{title}">{inner}</span>'
        elif standing is Standing.UNREVIEWED:
            inner = f'<span class="unreviewed" title="{escape(self.says.unreviewed)}">{inner}</span>'
        return inner + _after(run[-1])

    def _mark(self, note: Note) -> str:
        name = f"{self.side}note-{note.number}"
        to = f"{self.file(note)}#{name}"
        return f'<sup><a id="{name}-mark" href="{to}" role="doc-noteref">{note.mark}</a></sup>'

    def _notes(self, paragraphs: Sequence[Paragraph]) -> tuple[tuple[str, Note], ...]:
        texts = [text for one in paragraphs for text in ((one.label, *one.texts) if one.label else one.texts)]
        return tuple((self.side, note) for text in texts for note in text.notes)

    def note(self, note: Note, *, back: str = "") -> str:
        """Return a note's own text, with the way back to its mark, in the file that `back` names."""
        name = f"{self.side}note-{note.number}"
        said = escape(self.says.back.format(mark=note.mark))
        # the selector keeps the arrow from becoming a coloured picture
        arrow = "↩\N{VARIATION SELECTOR-15}"
        return (
            f"{inline(note.text, follow=self.follow)} "
            f'<a href="{back}#{name}-mark" role="doc-backlink" aria-label="{said}">{arrow}</a>'
        )


def pair(row: Row, hands: Sequence[Hand], tongues: Sequence[str]) -> Block:
    """Return a row of two paragraphs, each in its language."""
    cells = [hand.cell(one, row) if one else None for hand, one in zip(hands, row.cells, strict=True)]
    inner = "\n".join(
        f"<div{attributes(tongue)}>\n{cell.html}\n</div>" if cell else "<div></div>"
        for cell, tongue in zip(cells, tongues, strict=True)
    )
    found = [cell for cell in cells if cell]
    return Block(
        f'<div class="row{" turn" if row.opens else ""}">\n{inner}\n</div>',
        # contents lead to one of two headings that say the same
        found[0].headings,
        row.opens,
        tuple(note for cell in found for note in cell.notes),
    )


def linked(text: str) -> str:
    """Return plain words, with the addresses of the web in them as links.

    >>> linked("Оригінал: https://example.org/a")
    'Оригінал: <a href="https://example.org/a">https://example.org/a</a>'
    """
    return "".join(
        f'<a href="{escape(part)}">{escape(part)}</a>' if leads(part) and "://" in part else escape(part)
        for part in links(line(text))
    )


def _after(text: Text) -> str:
    return "<br>\n" if text.after == "\n" else text.after
