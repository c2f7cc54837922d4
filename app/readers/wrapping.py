"""Lines that a width broke, put together again; and those that the author broke, left alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from app.labels import Labels
from app.readers.lines import Line
from app.repair import dehyphenated

_LIST_MARK = re.compile(r"(?:\[\w{1,3}\](?!\()|\(?(?:\d{1,3}|[^\W\d_])\)|\d{1,3}\.|[-•·‣▪*+–—])\s")
_FIELD = re.compile(r"\s*[^\W\d_][\w ]{1,20}:\s")
_DASH = re.compile(r"[–—-]\s")
_ENDED = re.compile(r"[.!?…:。！？]['\"“”„«»‘’‹›)\]}*_]*$")
_DIVIDED = re.compile(r"[^\W\d_][-\N{HYPHEN}\N{SOFT HYPHEN}]$")
_INDENT = re.compile(r"\t| {2,}")
_NARROWEST, _WIDEST = 25, 130
_AROUND_WORDS = '.,;:!?…()[]"“”«»„'
_SHORT = 60


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file breaks its lines."""

    wrapped: bool
    """Whether lines end because a width was reached."""
    width: int
    labels: Labels
    words: frozenset[str]
    loose: bool
    """Whether blank lines part the paragraphs at all."""

    def breaks(self, before: Line, after: Line) -> bool:
        """Say whether the author ended the line, since the next word would still have had its place."""
        first = after.text.split(maxsplit=1)[0]
        return len(before.text) + 1 + len(first) <= self.width * 0.9


def layout(chunks: Sequence[Sequence[Line]]) -> Layout:
    """Find out how a file breaks its lines."""
    everything = [line for chunk in chunks for line in chunk]
    labels = Labels(line.text.strip() for line in everything)
    pairs = [
        (before, after) for chunk in chunks for before, after in pairwise(chunk) if not opens(after, labels)
    ]
    width = max((len(before.text) for before, _ in pairs), default=0)
    shape = Layout(
        wrapped=False,
        width=width,
        labels=labels,
        words=frozenset(
            word.lower() for line in everything for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text)
        ),
        loose=len(chunks) > 2 or len(chunks) * 4 > len(everything),
    )
    own = sum(shape.breaks(before, after) for before, after in pairs)
    longest = max((len(line.text) for line in everything), default=0)
    wrapped = (
        bool(pairs) and _NARROWEST <= width <= _WIDEST and longest <= width * 1.3 and own <= len(pairs) * 0.4
    )
    return replace(shape, wrapped=wrapped)


def opens(line: Line, labels: Labels) -> bool:
    """Say whether a line begins something of its own: a list item or a turn."""
    text = line.text.strip()
    return bool(_LIST_MARK.match(text)) or labels.match(text) is not None


def paragraphs(chunk: Sequence[Line], shape: Layout) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs of a chunk with the lines they begin on; a newline that was meant is kept."""
    indented = sum(bool(_INDENT.match(line.text)) for line in chunk)
    part = indented * 2 < len(chunk)  # where most lines are indented, an indent opens nothing
    start, text = chunk[0].number, chunk[0].text.strip()
    for before, line in pairwise(chunk):
        written = line.text.strip()
        if shape.labels.match(written) or (part and _INDENT.match(line.text)):
            yield start, text
            start, text = line.number, written
        elif _item(before, line, shape):
            if _DASH.match(written) and _ENDED.search(before.text) and not before.text.endswith(":"):
                yield start, text  # – a dialogue
                start, text = line.number, written
            else:
                text = f"{text}\n{written}"
        elif not _divides(before, line) and _ends(before, line, shape, first=before is chunk[0]):
            yield start, text
            start, text = line.number, written
        elif _FIELD.match(before.text) and _FIELD.match(written):
            text = f"{text}\n{written}"
        elif shape.wrapped or written[:1].islower():
            text = _together(text, written, shape)
        else:
            text = f"{text}\n{written}"
    yield start, text


def _item(before: Line, line: Line, shape: Layout) -> bool:
    """Say whether a line is an item of a list, and not a sentence that a width broke at a dash."""
    return bool(_LIST_MARK.match(line.text.strip())) and (
        not shape.wrapped or shape.breaks(before, line) or bool(_ENDED.search(before.text))
    )


def _ends(before: Line, after: Line, shape: Layout, *, first: bool) -> bool:
    """Say whether a paragraph ends with a line, though no blank line follows."""
    ended = bool(_ENDED.search(before.text))
    if shape.wrapped:
        # a short first line is a title
        return not shape.loose and (ended or first) and shape.breaks(before, after)
    # two short lines of a text that has blank lines, as of an address, are one paragraph
    short = max(len(before.text), len(after.text)) <= _SHORT
    return not (shape.loose and not ended and (short or after.text.strip()[:1].islower()))


def _divides(before: Line, after: Line) -> bool:
    return bool(_DIVIDED.search(before.text)) and after.text.strip()[:1].islower()


def divided(chunks: Sequence[Sequence[Line]], shape: Layout) -> list[str]:
    """Return the words that lines had divided, as they were put together."""
    found = []
    for before, after in (pair for chunk in chunks for pair in pairwise(chunk)):
        if _divides(before, after):
            word = dehyphenated(before.text.split()[-1], after.text.split()[0], shape.words)
            found.append(word.strip(_AROUND_WORDS))
    return found


def _together(text: str, line: str, shape: Layout) -> str:
    if _DIVIDED.search(text) and line[:1].islower():
        return dehyphenated(text, line, shape.words)
    return f"{text} {line}"
