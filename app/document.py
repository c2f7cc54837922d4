"""The document: what a source file says, as plain values. It knows nothing of files and of translations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Segment:
    """What is translated at once: a sentence, or a whole paragraph where a project prefers that."""

    text: str
    """One line, with the inline markup of `markup.py`; no white space at its edges."""
    hard_break: bool = False
    """The printed line ends here (Markdown's backslash at the end of a line)."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of segments that stand together on the page."""

    segments: tuple[Segment, ...]
    mark: str = ""
    """The Markdown mark it opens with: `#` to `######`, `-`, `1.`, `>`, or nothing."""
    speaker: str | None = None
    """Set where a turn opens; None where the turn before goes on, or before the first turn."""

    @property
    def heading(self) -> int:
        """The level of a heading, 0 for anything else."""
        return len(self.mark) if self.mark.startswith("#") else 0


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person who speaks in the document."""

    name: str
    aliases: tuple[str, ...] = ()
    """Other spellings in the document that a person declared to be this speaker."""
    gender: str = ""
    """`masculine`, `feminine`, or empty where nobody has said."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that the document was read from."""

    file: str
    """Its name, without a folder."""
    sha256: str


@dataclass(frozen=True, slots=True)
class Place:
    """A segment with where it stands."""

    segment: Segment
    paragraph: int
    """Counted from 0."""
    turn: int
    """Counted from 1; 0 before the first turn."""
    speaker: str | None
    """Whose turn it is; None before the first turn."""


@dataclass(frozen=True, slots=True)
class Document:
    """A source text, split into paragraphs and segments, with its speakers."""

    name: str
    """The gettext domain and the file's stem: lower-case letters, digits and hyphens."""
    title: str
    language: str
    speakers: tuple[Speaker, ...] = ()
    origin: Origin | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    """What else stands in the front matter, kept as it is."""

    def places(self) -> Iterator[Place]:
        """Yield each segment with its paragraph, turn and speaker, in the document's order."""
        turn, speaker = 0, None
        for number, paragraph in enumerate(self.paragraphs):
            if paragraph.speaker is not None:
                turn, speaker = turn + 1, paragraph.speaker
            for segment in paragraph.segments:
                yield Place(segment, number, turn, speaker)


@dataclass(frozen=True, slots=True)
class Block:
    """What stands between two blank lines of a file, before anyone has looked for turns and sentences."""

    text: str
    """With the inline markup of `markup.py`; a line end that the author meant is kept as a newline."""
    mark: str = ""
    """As in `Paragraph.mark`."""
    line: int = 0
    """Where it begins in the file, counted from 1."""
