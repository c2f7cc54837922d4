"""The rows of a bilingual edition: the paragraphs of two texts that belong together, whatever the format."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.export.flow import Flow, Paragraph, Shape, Stretch, flow
from app.publication import Publication

_Side = Mapping[int, tuple[Paragraph, int]]


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph in two languages."""

    shape: Shape
    number: int
    """A heading's level, or the number of an item of an ordered list."""
    cells: tuple[Paragraph | None, Paragraph | None]
    """Where a translator joined a paragraph to the one before, it is missing on that side."""

    @property
    def opens(self) -> bool:
        """Whether a turn begins here, in either language."""
        return any(cell is not None and cell.label is not None for cell in self.cells)


def flows(publication: Publication) -> tuple[Flow, Flow]:
    """Return both texts; where there is only one, it twice."""
    return flow(publication.edition), flow(publication.beside or publication.edition)


def rows(first: Flow, second: Flow) -> Iterator[Row]:
    """Yield the paragraphs of two texts pair by pair. Where one side lacks a heading, no level is skipped."""
    one, two = _counted(first), _counted(second)
    level = 0
    for number in sorted(one.keys() | two.keys()):
        # a paragraph may be missing on one side; its shape is the same on both
        paragraph, count = one[number] if number in one else two[number]
        if paragraph.shape is Shape.HEADING:
            level = count = min(count, level + 1)
        yield Row(paragraph.shape, count, (_paragraph(one, number), _paragraph(two, number)))


def _paragraph(side: _Side, number: int) -> Paragraph | None:
    return side[number][0] if number in side else None


def _counted(text: Flow) -> _Side:
    return {
        paragraph.number: (paragraph, number)
        for turn in text.turns
        for stretch in turn.stretches
        for paragraph, number in counted(stretch)
    }


def counted(stretch: Stretch) -> Iterator[tuple[Paragraph, int]]:
    """Yield paragraphs with a heading's level, or with the number that an item of a list has."""
    for number, paragraph in enumerate(stretch.paragraphs, stretch.first):
        yield paragraph, paragraph.level or number
