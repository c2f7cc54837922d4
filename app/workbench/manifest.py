"""The manifest of published editions: what each file is, what it was made from, and its sentences as digests.

It says nothing of clocks and machines, so that the same catalogs give the same manifest.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from app.catalog import Catalog, State, Target
from app.edition import Edition, Piece
from app.errors import EditionError
from app.exchange.parcel import unit_id
from app.returning import Base
from app.storage import files

NAME = "manifest.json"
SITE = "site"
"""The format of a site's pages; what it holds to download is `site-` with its format."""
_KIND = "translation-workbench editions"
_VERSION = 1
_SOURCE = "s"
_MARKS: Mapping[State, str] = {
    State.EMPTY: "e",
    State.DRAFT: "d",
    State.NEEDS_WORK: "n",
    State.TRANSLATED: "t",
    State.REVIEWED: "r",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text as it was published."""

    id: str
    """The unit's, as in `exchange.parcel.unit_id`."""
    mark: str
    """The state's letter, or `s` where the source stands in the translation's place."""
    digest: str
    """Of the text with its notes."""

    def __str__(self) -> str:
        return f"{self.id}:{self.mark}{self.digest}"

    @staticmethod
    def parse(token: str) -> "Sentence":
        """Return a sentence from what stands in a manifest."""
        number, _, rest = token.partition(":")
        return Sentence(number, rest[:1], rest[1:])


@dataclass(frozen=True, slots=True)
class Text:
    """A document in one language as it was published, whatever the formats."""

    document: str
    language: str
    kind: str
    """`edition`, or `exchange` for what goes to other tools with every unit's state."""
    unreviewed: bool
    """Whether texts that nobody has reviewed were allowed."""
    day: str
    """Of the last deed in it; empty for the original."""
    counts: Mapping[str, int]
    """Segments, title and names by the state of their translation."""
    missing: int
    """Texts that stand in the source language."""
    sentences: tuple[Sentence, ...]

    @property
    def revision(self) -> str:
        """Return a word that changes with any text, note or state."""
        return hashlib.sha256("\n".join(map(str, self.sentences)).encode()).hexdigest()[:16]

    @property
    def key(self) -> tuple[str, str, str, bool]:
        """Return what tells it from the others of a manifest."""
        return self.document, self.language, self.kind, self.unreviewed


@dataclass(frozen=True, slots=True)
class File:
    """A published file."""

    name: str
    """Within the folder; of a site, with the folder of its language before it."""
    document: str
    language: str
    format: str
    sha256: str
    size: int
    beside: str = ""
    """The second language, where it has two."""
    draft: bool = False
    unreviewed: bool = False
    """As of its texts."""
    look: str = ""
    """Of the house style, the colophon and the workbench's version."""

    @property
    def kind(self) -> str:
        """Return which of the texts it was made from."""
        return "exchange" if not self.look else "edition"

    @property
    def on_site(self) -> bool:
        """Say whether it belongs to a site, as a page or to download."""
        return self.format.startswith(SITE)

    def as_made(self, folder: Path) -> bool:
        """Say whether it lies in a folder as it was made: what somebody has changed since is theirs."""
        path = folder / self.name
        return path.is_file() and hashlib.sha256(files.read(path)).hexdigest() == self.sha256


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that lies in a folder of editions."""

    workbench: str
    files: tuple[File, ...] = ()
    texts: tuple[Text, ...] = field(default=())

    def write(self) -> bytes:
        """Return the manifest as JSON, in an order that does not depend on how it was made."""
        table = {
            "kind": _KIND,
            "version": _VERSION,
            "workbench": self.workbench,
            "files": [asdict(one) for one in sorted(self.files, key=lambda one: one.name)],
            "texts": [
                {
                    "document": one.document,
                    "language": one.language,
                    "kind": one.kind,
                    "unreviewed": one.unreviewed,
                    "revision": one.revision,
                    "day": one.day,
                    "counts": dict(one.counts),
                    "missing": one.missing,
                    "sentences": [str(sentence) for sentence in one.sentences],
                }
                for one in sorted(self.texts, key=lambda one: one.key)
            ],
        }
        return (json.dumps(table, ensure_ascii=False, indent=1) + "\n").encode()

    def without(self, gone: Sequence[str]) -> "Manifest":
        """Return the manifest without some files, and without the texts that only they had."""
        kept = tuple(one for one in self.files if one.name not in gone)
        return Manifest(self.workbench, kept, _needed(kept, self.texts))

    def joined(self, newer: "Manifest") -> "Manifest":
        """Return this manifest with a newer one's files in the place of those that they replace."""
        made = {_slot(one) for one in newer.files}
        kept = tuple(one for one in self.files if _slot(one) not in made)
        texts = {one.key: one for one in (*_needed(kept, self.texts), *newer.texts)}
        return Manifest(newer.workbench, (*kept, *newer.files), tuple(texts.values()))

    def replaced(self, newer: "Manifest") -> tuple[File, ...]:
        """Return the files that a newer run makes anew under another name, as a draft that is now final."""
        made = {_slot(one): one.name for one in newer.files}
        names = {one.name for one in newer.files}
        return tuple(one for one in self.files if _slot(one) in made and one.name not in names)


def _slot(file: File) -> tuple[str, str, str, str]:
    return file.document, file.language, file.beside, file.format


def _needed(files: Sequence[File], texts: Sequence[Text]) -> tuple[Text, ...]:
    wanted = {
        (one.document, code, one.kind, one.unreviewed) for one in files for code in (one.language, one.beside)
    }
    return tuple(one for one in texts if one.key in wanted)


def text_of(edition: Edition, *, unreviewed: bool, day: str) -> Text:
    """Return an edition as a manifest keeps it."""
    pieces = list(edition.pieces())
    counts = dict.fromkeys((state.value for state in State), 0)
    for piece in pieces:
        counts[piece.state.value] += 1
    return Text(
        edition.name,
        edition.language,
        "edition",
        unreviewed,
        day,
        counts,
        len(edition.missing),
        tuple(sentence(piece, edition.language) for piece in pieces),
    )


def text_of_catalog(catalog: Catalog) -> Text:
    """Return a catalog, as it goes to other tools, as a manifest keeps it."""
    counts = dict.fromkeys((state.value for state in State), 0)
    for unit in catalog.live:
        counts[unit.target.state.value] += 1
    bases = [(unit, str(Base.of(unit.target))) for unit in catalog.live]
    return Text(
        catalog.document,
        catalog.language,
        "exchange",
        unreviewed=True,
        day="",
        counts=counts,
        missing=counts[State.EMPTY.value],
        sentences=tuple(Sentence(unit_id(unit.key), base[0], base[1:]) for unit, base in bases),
    )


def sentence(piece: Piece, language: str) -> Sentence:
    """Return a text of an edition as a manifest keeps it."""
    mark = _MARKS[piece.state] if piece.language == language else _SOURCE
    return Sentence(unit_id(piece.key), mark, digest(piece.text, piece.notes))


def digest(text: str, notes: Sequence[str] = ()) -> str:
    """Return the digest of a text with its notes."""
    return hashlib.sha256("\0".join((text, *notes)).encode("utf-8", "replace")).hexdigest()[:12]


def digest_of_exchange(target: Target) -> str:
    """Return the digest of a text as files for other tools have it."""
    return str(Base.of(target))[1:]


def read(folder: Path) -> Manifest | None:
    """Return the manifest of a folder; None where there is none.

    Raise `EditionError` where a file of that name is something else: it is not overwritten.
    """
    path = folder / NAME
    if not path.exists():
        return None
    try:
        return _parsed(json.loads(files.read(path)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise EditionError(
            "{file} is not the list of editions that this workbench writes, or was changed by hand. Choose "
            "another folder, or move it away and export again.",
            file=path,
        ) from error


def _parsed(table: Mapping[str, Any]) -> Manifest:
    if table["kind"] != _KIND or table["version"] != _VERSION:
        raise ValueError(table["kind"])
    return Manifest(
        str(table["workbench"]),
        tuple(_file(one) for one in table["files"]),
        tuple(_text(one) for one in table["texts"]),
    )


def _file(table: Mapping[str, Any]) -> File:
    texts = {
        key: str(table[key]) for key in ("name", "document", "language", "format", "sha256", "beside", "look")
    }
    place = PurePosixPath(texts["name"])
    depth = 2 if texts["format"].startswith(SITE) else 1
    inside = 0 < len(place.parts) <= depth and str(place) == texts["name"] and "\\" not in texts["name"]
    if not inside or place.is_absolute() or ".." in place.parts or place.name == NAME:
        raise ValueError(texts["name"])
    return File(
        **texts, size=int(table["size"]), draft=bool(table["draft"]), unreviewed=bool(table["unreviewed"])
    )


def _text(table: Mapping[str, Any]) -> Text:
    return Text(
        str(table["document"]),
        str(table["language"]),
        str(table["kind"]),
        bool(table["unreviewed"]),
        str(table["day"]),
        {str(key): int(value) for key, value in table["counts"].items()},
        int(table["missing"]),
        tuple(Sentence.parse(str(one)) for one in table["sentences"]),
    )
