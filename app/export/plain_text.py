"""An edition as plain text to paste anywhere: a line is a paragraph, a blank line parts two."""

from collections.abc import Iterator, Sequence

from app.export.flow import Flow, Note, Paragraph, Shape, Standing, Stretch, Text, Turn, flow, runs
from app.export.harmless import leads_out, line
from app.export.words import Words, colophon, original, words
from app.markup import Node, NodeKind, parse
from app.publication import Publication, SpeakerStyle

_RULE = "* * *"


def write(publication: Publication) -> bytes:
    """Return the text as UTF-8. No line is wrapped: a paste into a page or a mail would keep the cuts.

    What nobody reviewed, and what is not translated, stands in brackets with a word for it.
    """
    edition = publication.edition
    says = words(edition.language)
    found = flow(edition)
    hand = _Hand(says, publication.house.speakers)
    blocks = [hand.text(found.title)]
    if edition.draft:
        blocks.append(says.draft)
    blocks.extend(block for turn in found.turns for block in hand.turn(turn))
    blocks.extend(_notes(found, says))
    blocks.append("\n".join([_RULE, "", original(edition, says), *_colophon(publication, says)]))
    return ("\n\n".join(blocks) + "\n").encode()


def inline(markup: str) -> str:
    """Return a segment's text with addresses written out, a hard break as a line feed.

    >>> inline("Партія *«Боротьба»*, [друзі](https://example.org) й [Рух](#)[^1]")
    'Партія «Боротьба», друзі (https://example.org) й Рух[1]'
    """
    return "".join(_inline(parse(markup)))


def _inline(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        if node.kind is NodeKind.BREAK:
            yield "\n"
        elif node.kind is NodeKind.NOTE:
            yield f"[{line(node.text)}]"
        elif node.kind is NodeKind.LINK:
            inner = "".join(_inline(node.children))
            address = line(node.href)
            shown = address.removeprefix("mailto:")
            yield f"{inner} ({shown})" if leads_out(node.href) and inner not in {address, shown} else inner
        else:
            yield from _inline(node.children) if node.children else (line(node.text),)


class _Hand:
    def __init__(self, says: Words, speakers: SpeakerStyle) -> None:
        self.says = says
        self.speakers = speakers

    def turn(self, turn: Turn) -> Iterator[str]:
        for stretch in turn.stretches:
            yield from self._stretch(stretch)

    def _stretch(self, stretch: Stretch) -> Iterator[str]:
        texts = [self._paragraph(one) for one in stretch.paragraphs]
        if stretch.shape is Shape.HEADING:
            # one more blank line is all that tells a heading here
            yield from (f"\n{text}" for text in texts)
        elif stretch.shape is Shape.LIST:
            yield "\n".join(f"• {text}" for text in texts)
        elif stretch.shape is Shape.ORDERED:
            yield "\n".join(f"{number}. {text}" for number, text in enumerate(texts, stretch.first))
        elif stretch.shape is Shape.QUOTE:
            yield from ("> " + text.replace("\n", "\n> ") for text in texts)
        else:
            yield from texts

    def _paragraph(self, paragraph: Paragraph) -> str:
        label = ""
        if paragraph.label is not None:
            above = self.speakers is SpeakerStyle.ABOVE
            label = self.text(paragraph.label) + ("\n" if above else ": ")
        return label + "".join(self._run(standing, run) for standing, run in runs(paragraph.texts))

    def text(self, one: Text) -> str:
        return self._run(one.standing, (one,))

    def _run(self, standing: Standing, run: Sequence[Text]) -> str:
        inner = "".join(
            inline(one.piece.text)
            + "".join(f"[{note.mark}]" for note in one.notes)
            + ("" if one is run[-1] else one.after)
            for one in run
        )
        return marked(inner, standing, self.says) + run[-1].after


def marked(text: str, standing: Standing, says: Words) -> str:
    """Return a text with the word for its standing, in brackets that end where it ends."""
    if standing is Standing.FIT:
        return text
    return f"[{says.unreviewed if standing is Standing.UNREVIEWED else says.untranslated}: {text}]"


def _notes(found: Flow, says: Words) -> Iterator[str]:
    if found.notes:
        yield f"\n{says.notes}"
        yield "\n".join(_note(note) for note in found.notes)


def _note(note: Note) -> str:
    return f"[{note.mark}] {inline(note.text)}"


def _colophon(publication: Publication, says: Words) -> tuple[str, ...]:
    return tuple(line(text) for text in colophon(publication.colophon, says))
