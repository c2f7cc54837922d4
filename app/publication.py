"""The publication: what a writer of a format is handed, an edition with what its publisher adds.

Plain values only; who fills them in is `workbench/editions.py`, who prints them is `export/`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.edition import Edition, EditionParagraph


class SpeakerStyle(StrEnum):
    """How a turn's speaker stands on the page."""

    INLINE = "inline"
    """Strong, with a colon, before the first words of the turn."""
    ABOVE = "above"
    """On a line of its own."""


class NoteStyle(StrEnum):
    """Where editor's notes stand."""

    FOOT = "foot"
    """At the foot of the page, where the format has pages; else at the end."""
    END = "end"


class Layout(StrEnum):
    """How two texts stand to each other in a bilingual edition."""

    SIDE = "side"
    """Side by side, paragraph beside paragraph."""
    UNDER = "under"
    """One under the other, paragraph under paragraph."""


@dataclass(frozen=True, slots=True)
class House:
    """A publisher's house style. The defaults are what an edition looks like without any."""

    text_font: str = ""
    """A family's name; empty for the writer's own choice."""
    heading_font: str = ""
    accent: str = "#7a2e1d"
    """As `#rrggbb`, readable on white."""
    accent_dark: str = "#f0a48f"
    """The same for a dark page."""
    logo: bytes = b""
    logo_type: str = ""
    """`image/png`, `image/jpeg` or `image/svg+xml`, where there is a logo."""
    speakers: SpeakerStyle = SpeakerStyle.INLINE
    notes: NoteStyle = NoteStyle.FOOT
    templates: Mapping[str, bytes] = field(default_factory=dict)
    """The publisher's own files for a format, by their names: `edition.css`, `reference.docx`, …"""


@dataclass(frozen=True, slots=True)
class Colophon:
    """What a publication says about itself. What is empty is not printed."""

    source: str = ""
    """Where the original was published: words or an address."""
    date: str = ""
    """The day of the last deed on the translation, as YYYY-MM-DD: with the same catalog the same day."""
    rights: str = ""
    publisher: str = ""
    translators: tuple[str, ...] = ()
    """Only who agreed to be named, under the name that they chose."""
    reviewers: tuple[str, ...] = ()
    machine: float | None = None
    """The share of the printed segments that began as a machine's draft; None where it is not to be said."""


@dataclass(frozen=True, slots=True)
class Publication:
    """An edition, or two side by side, ready for any writer."""

    edition: Edition
    beside: Edition | None = None
    """The second text of a bilingual publication: the original, or another language; it stands second."""
    colophon: Colophon = Colophon()
    house: House = House()
    alternates: Mapping[str, str] = field(default_factory=dict)
    """File names of the same edition in other languages, by language; this one's too."""
    layout: Layout = Layout.SIDE
    """Looked at where there are two texts."""

    @property
    def draft(self) -> bool:
        """Whether text stands in it that nobody has reviewed; a writer says so on every page."""
        return self.edition.draft or (self.beside is not None and self.beside.draft)

    @property
    def identifier(self) -> str:
        """Return a name that stays the same for the same document and languages, for `dc:identifier`."""
        second = f"+{self.beside.language}" if self.beside else ""
        return f"urn:translation-workbench:{self.edition.name}:{self.edition.language}{second}"

    def rows(self) -> Iterator[tuple[EditionParagraph | None, EditionParagraph | None]]:
        """Yield the paragraphs of both texts pair by pair, by the document's own paragraph.

        Where a translator joined a paragraph to the one before, it is missing on that side only.
        """
        if self.beside is None:
            yield from ((paragraph, None) for paragraph in self.edition.paragraphs)
            return
        first = {paragraph.number: paragraph for paragraph in self.edition.paragraphs}
        second = {paragraph.number: paragraph for paragraph in self.beside.paragraphs}
        for number in sorted(first.keys() | second.keys()):
            yield first.get(number), second.get(number)
