"""The flow of an edition: turns, stretches of one shape, paragraphs, and texts with their notes numbered.

What every writer would else work out for itself. It knows nothing of any format.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from string import ascii_lowercase

from app.edition import Edition, EditionParagraph, Piece
from app.markup import NodeKind, parse, walk

_UNSPACED = frozenset({"zh", "ja", "yue"})
"""Languages that put no blank between two sentences."""


class Shape(StrEnum):
    """What a paragraph is on the page."""

    TEXT = "text"
    HEADING = "heading"
    LIST = "list"
    ORDERED = "ordered"
    QUOTE = "quote"


class Standing(StrEnum):
    """How a text may stand in the edition."""

    FIT = "fit"
    """It may be printed: reviewed, or in a text that needs no review."""
    UNREVIEWED = "unreviewed"
    UNTRANSLATED = "untranslated"
    """It stands in the source language."""


@dataclass(frozen=True, slots=True)
class Note:
    """An editor's note, with what marks it."""

    number: int
    """Counted from 1 through the whole edition."""
    mark: str
    """The number; a letter where the text's own notes have numbers."""
    text: str
    """With inline markup."""
    language: str


@dataclass(frozen=True, slots=True)
class Text:
    """A piece where it stands."""

    piece: Piece
    standing: Standing
    notes: tuple[Note, ...] = ()
    after: str = ""
    """What parts it from the next one: a blank, a line feed for a hard break, nothing at the end."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with what stands in it."""

    number: int
    """As in `EditionParagraph`."""
    shape: Shape
    label: Text | None
    """The speaker's name where a turn opens."""
    texts: tuple[Text, ...]
    level: int = 0
    """A heading's, from 1 and at most one below the heading before; 0 for anything else.

    A document may open with `##` and go on with `####`: here these are 1 and 2, as contents and readers for
    blind people want them. The title is no heading.
    """


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs of one shape that follow one another: a list, a quotation, or running text."""

    shape: Shape
    first: int
    """The number that an ordered list begins with; 1 for anything else."""
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """What stands before the first turn, or a turn."""

    label: Text | None
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """A whole edition."""

    title: Text
    turns: tuple[Turn, ...]
    notes: tuple[Note, ...]
    """All of them, in the order of their marks."""

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield every paragraph, in order."""
        for turn in self.turns:
            for stretch in turn.stretches:
                yield from stretch.paragraphs


def flow(edition: Edition) -> Flow:
    """Return the flow of an edition. A speaker's own note is hung on the first label only."""
    pen = _Pen(edition)
    title = pen.text(edition.title)
    turns = tuple(pen.turn(paragraphs) for paragraphs in _turns(edition.paragraphs))
    return Flow(title, turns, tuple(pen.notes))


def runs(texts: Sequence[Text]) -> Iterator[tuple[Standing, tuple[Text, ...]]]:
    """Yield neighbours of the same standing together, as they are marked together."""
    for standing, run in groupby(texts, key=lambda text: text.standing):
        yield standing, tuple(run)


class _Pen:
    """Numbers the notes while the edition is walked."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.notes: list[Note] = []
        self._named: set[str] = set()
        self._above: list[int] = []
        self._lettered = any(_has_notes(piece.text) for one in edition.paragraphs for piece in one.pieces)
        self._blank = "" if edition.language.replace("_", "-").split("-")[0] in _UNSPACED else " "

    def turn(self, paragraphs: Sequence[EditionParagraph]) -> Turn:
        # the same shape is not enough: two lists of different kinds do not make one
        found = [self._stretch(tuple(run)) for _, run in groupby(paragraphs, key=_kind)]
        return Turn(found[0].paragraphs[0].label, tuple(found))

    def _stretch(self, run: Sequence[EditionParagraph]) -> Stretch:
        shape, depth, _ = _kind(run[0])
        level = self._level(depth) if depth else 0
        first = int(run[0].mark[:-1]) if shape is Shape.ORDERED else 1
        return Stretch(shape, first, tuple(self._paragraph(one, shape, level) for one in run))

    def _level(self, depth: int) -> int:
        self._above = [*(one for one in self._above if one < depth), depth]
        return len(self._above)

    def _paragraph(self, paragraph: EditionParagraph, shape: Shape, level: int) -> Paragraph:
        label = self._label(paragraph.speaker) if paragraph.speaker is not None else None
        last = len(paragraph.pieces) - 1
        texts = [
            self.text(piece, after="" if at == last else self._after(piece, paragraph.pieces[at + 1]))
            for at, piece in enumerate(paragraph.pieces)
        ]
        return Paragraph(paragraph.number, shape, label, tuple(texts), level)

    def _after(self, piece: Piece, following: Piece) -> str:
        if piece.hard_break:
            return "\n"
        ours = self.edition.translated(piece) and self.edition.translated(following)
        return self._blank if ours else " "

    def _label(self, piece: Piece) -> Text:
        known = piece.key.source in self._named
        self._named.add(piece.key.source)
        return self.text(piece, noted=not known)

    def text(self, piece: Piece, *, after: str = "", noted: bool = True) -> Text:
        notes = tuple(self._note(note) for note in piece.notes) if noted else ()
        return Text(piece, self._standing(piece), notes, after)

    def _standing(self, piece: Piece) -> Standing:
        if not self.edition.translated(piece):
            return Standing.UNTRANSLATED
        return Standing.FIT if self.edition.reviewed(piece) else Standing.UNREVIEWED

    def _note(self, text: str) -> Note:
        number = len(self.notes) + 1
        self.notes.append(
            Note(number, _letters(number) if self._lettered else str(number), text, self.edition.language)
        )
        return self.notes[-1]


def _has_notes(text: str) -> bool:
    return "[^" in text and any(node.kind is NodeKind.NOTE for node in walk(parse(text)))


def _letters(number: int) -> str:
    """Return the number as lower-case letters, with aa after z."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, len(ascii_lowercase))
        letters = ascii_lowercase[rest] + letters
    return letters


def _turns(paragraphs: Sequence[EditionParagraph]) -> Iterator[list[EditionParagraph]]:
    turn: list[EditionParagraph] = []
    for paragraph in paragraphs:
        if paragraph.speaker is not None and turn:
            yield turn
            turn = []
        turn.append(paragraph)
    if turn:
        yield turn


def _kind(paragraph: EditionParagraph) -> tuple[Shape, int, str]:
    """Return shape, number of marks of a heading, and what else keeps two neighbours apart."""
    mark = paragraph.mark
    if mark.startswith("#"):
        return Shape.HEADING, len(mark), ""
    if mark[:1].isdigit():
        return Shape.ORDERED, 0, mark[-1]
    if mark in {"-", "*", "+"}:
        return Shape.LIST, 0, mark
    return (Shape.QUOTE if mark == ">" else Shape.TEXT), 0, ""
