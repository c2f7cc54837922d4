"""Add a document: read a file, repair it, find turns and sentences, write the source file."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, TypedDict, Unpack

from app import oddities, repair, segmentation, turns
from app.document import Block, Document, Origin, Paragraph, Speaker
from app.errors import DocumentError, Message
from app.readers import read
from app.storage import files, folder, source
from app.workbench import revising
from app.workbench.project import Project, log


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document before it is written, with what was done to the text, for a person to look over."""

    document: Document
    joins: tuple[repair.Join, ...]
    suspects: tuple[repair.Suspect, ...]
    labels: tuple[turns.Label, ...]
    hints: tuple[Message, ...]
    marks: tuple[Message, ...]
    """Odd marks in the text, such as “[32]” where [3] is meant."""
    remarks: tuple[Message, ...]
    """What the reader of the file had to say."""
    differs: bool
    """Whether a source file of this name is there and says something else."""

    def turns(self) -> dict[str, int]:
        """Return how many turns each speaker has."""
        counts = {speaker.name: 0 for speaker in self.document.speakers}
        for paragraph in self.document.paragraphs:
            if paragraph.speaker is not None:
                counts[paragraph.speaker] += 1
        return counts

    def segments(self) -> int:
        """Return how many segments there are, the title counted."""
        return 1 + sum(len(paragraph.segments) for paragraph in self.document.paragraphs)

    def as_json(self) -> dict[str, Any]:
        """Return the report for programs."""
        return {
            "name": self.document.name,
            "title": self.document.title,
            "language": self.document.language,
            "turns": self.turns(),
            "paragraphs": len(self.document.paragraphs),
            "segments": self.segments(),
            "joins": [asdict(one) | {"reason": str(one.reason)} for one in self.joins],
            "suspects": [asdict(one) | {"reason": str(one.reason)} for one in self.suspects],
            "labels": [asdict(one) for one in self.labels],
            "hints": [str(one) for one in self.hints],
            "marks": [str(one) for one in self.marks],
            "remarks": [str(one) for one in self.remarks],
            "differs": self.differs,
        }


class Wishes(TypedDict, total=False):
    """What a person may say of a document that is added."""

    name: str | None
    """For its files; made of the title where nobody says."""
    title: str | None
    aliases: Mapping[str, str] | None
    """Other spelling → speaker."""
    whole_paragraphs: bool
    """Whether a segment is a paragraph instead of a sentence."""
    encoding: str | None


def prepare(project: Project, path: Path, **wishes: Unpack[Wishes]) -> Prepared:
    """Read a file and prepare its document; nothing is written."""
    return prepare_bytes(project, path.name, files.read(path), **wishes)


def prepare_bytes(project: Project, file: str, content: bytes, **wishes: Unpack[Wishes]) -> Prepared:
    """Prepare the document of a file that was handed over, as by a browser."""
    language = project.settings.source_language
    reading = read(file, content, encoding=wishes.get("encoding"))
    repaired = repair.repair(reading.blocks, language=language)
    found = turns.find(repaired.blocks, aliases=wishes.get("aliases") or {})
    heading = " ".join((wishes.get("title") or reading.title or "").split()) or Path(file).stem.replace(
        "-", " "
    )
    document = Document(
        name=folder.checked_name(name) if (name := wishes.get("name")) else folder.name_for(heading),
        title=heading,
        language=language,
        speakers=found.speakers,
        origin=Origin(Path(file).name, hashlib.sha256(content).hexdigest()),
        paragraphs=tuple(
            _paragraph(one.block, one.speaker, language, whole=wishes.get("whole_paragraphs", False))
            for one in found.paragraphs
        ),
    )
    document, differs = _beside_existing(project, document)
    return Prepared(
        document,
        repaired.joins,
        repaired.suspects,
        found.labels,
        found.hints,
        oddities.odd_marks(repaired.blocks),
        reading.remarks,
        differs,
    )


def write(project: Project, prepared: Prepared, *, replace: bool = False) -> bool:
    """Write the source file; return whether anything was written.

    Raise `DocumentError` where another one is there and nobody agreed to replace it. Its translations stay
    in the catalogs; the next sync merges the two.
    """
    name = prepared.document.name
    if prepared.differs and not replace:
        raise DocumentError(
            "source/{name}.md is there already and differs; nothing was changed. "
            "Say --yes to replace it (translations are kept and merged), or --name for another document.",
            name=name,
        )
    written = files.write_if_new(project.folder.source(name), source.format(prepared.document).encode())
    if written:
        log.info("%s: added from %s, %d segments", name, prepared.document.origin, prepared.segments())
    return written


def current(project: Project, name: str) -> Document:
    """Return a document as its source file has it now."""
    return folder.document(project.folder, name)


def foresee(project: Project, document: Document) -> Iterator[str]:
    """Yield, line by line, what bringing the catalogs up to date with a document would do."""
    revised = revising.foresee(project, document)
    yield f"{document.name}: {len(revised.changes)} units" + (", nothing changes" if revised.nothing else "")
    yield from _section(f"New: {len(revised.new)}", iter(revised.new))
    yield from _section(
        f"Edited, translations kept as needing work: {len(revised.edited)}",
        (f"{before}\n  → {after}" for before, after in revised.edited),
    )
    yield from _section(f"Back, with their translations: {len(revised.back)}", iter(revised.back))
    yield from _section(
        f"Removed, translations kept as obsolete: {len(revised.removed)}", iter(revised.removed)
    )


def parse_aliases(given: Sequence[str]) -> dict[str, str]:
    """Return the aliases of `Other=Name` arguments."""
    aliases: dict[str, str] = {}
    for one in given:
        other, equals, name = (part.strip() for part in one.partition("="))
        if not (other and equals and name):
            raise DocumentError(
                "“{given}” is not an alias. Write it as Other=Name, as in Alexander=Oleksandr.", given=one
            )
        aliases[other] = name
    return aliases


def report(prepared: Prepared) -> Iterator[str]:
    """Yield the report for a person, line by line."""
    document = prepared.document
    yield f"Title: {document.title}"
    spoken = ", ".join(f"{name} {count}" for name, count in prepared.turns().items())
    yield f"Turns: {sum(prepared.turns().values())}" + (f" ({spoken})" if spoken else ", no speakers found")
    yield f"Paragraphs: {len(document.paragraphs)}; segments with the title: {prepared.segments()}"
    yield from _section(
        f"Joined over a page break: {len(prepared.joins)}",
        (f"line {one.line}: … {one.tail} | {one.head} …  ({one.reason})" for one in prepared.joins),
    )
    yield from _section(
        f"Perhaps cut by a page break, not joined: {len(prepared.suspects)}",
        (f"line {one.line}: … {one.tail} | {one.head} …  ({one.reason})" for one in prepared.suspects),
    )
    yield from _section(
        "Labels:",
        (f"{one.count} × “{one.label}” → {one.speaker}: {one.first_words}" for one in prepared.labels),
    )
    yield from _section("Please look at:", map(str, (*prepared.hints, *prepared.marks, *prepared.remarks)))


def _section(heading: str, lines: Iterator[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield heading
        yield from (f"  {line}" for line in found)


def _paragraph(block: Block, speaker: str | None, language: str, *, whole: bool) -> Paragraph:
    # A heading is one line in Markdown, so it is one segment whatever it says.
    keep = whole or block.mark.startswith("#")
    segments = segmentation.whole(block.text) if keep else segmentation.split(block.text, language=language)
    return Paragraph(segments, block.mark, speaker)


def _beside_existing(project: Project, document: Document) -> tuple[Document, bool]:
    """Take over what people wrote into the front matter of the source file that is there."""
    path = project.folder.source(document.name)
    if not path.exists():
        return document, False
    before = folder.document(project.folder, document.name)
    genders = {speaker.name: speaker.gender for speaker in before.speakers}
    document = replace(
        document,
        speakers=tuple(
            Speaker(one.name, one.aliases, one.gender or genders.get(one.name, ""))
            for one in document.speakers
        ),
        extra=before.extra,
    )
    return document, files.read(path) != source.format(document).encode()
