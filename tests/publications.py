"""Publications for the tests of formats: the interview as it stands here, and texts of our own."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from app import edition
from app.catalog import Key, State
from app.edition import Edition, EditionParagraph, Piece
from app.export.words import colophon, original, words
from app.markup import Node, NodeKind, parse
from app.publication import Colophon, Publication
from app.storage import po, source

ROOT = Path(__file__).parents[1]
NAME = "interview-with-oleksandr"
LANGUAGES = ("uk", "sv", "ru")
COLOPHON = Colophon(
    source="https://example.org/interview",
    date="2026-11-03",
    rights="CC BY-SA 4.0",
    publisher="Allt åt alla",
    translators=("Олена", "Ivan"),
    reviewers=("Марія",),
    machine=0.62,
)
HOSTILE = (
    '#read("/etc/passwd") #import "x" $x$ @note <note> = = - + / `raw` \\u{41} // so /* so */ #[a] ~ -- ...',
    '"] #panic("out") #["',
    "</w:t></w:r><w:p/> &amp; & < > ]]> <!-- --> <script>alert(1)</script>",
    "[а](javascript:alert(1)) [б](data:text/html,x) [в](#нижче) [г](file:///etc/passwd)",
    "так\N{RIGHT-TO-LEFT OVERRIDE}кат\N{RIGHT-TO-LEFT MARK} \N{LEFT-TO-RIGHT MARK}ні"
    "\x00\x07\x1b\x0b\ud800\uffff",
    "{=openxml} ::: {.x} $\\sum$ \\input{/etc/passwd} %x% {{x}} ${x} --- ''' \"так\" -- 'ні' ...",
    "так  і\tще\N{LINE SEPARATOR}ні\N{PARAGRAPH SEPARATOR}кінець\N{NO-BREAK SPACE}—\N{SOFT HYPHEN}так",
    "= + - 1. # > ",
)
"""Texts that some format would obey, were they not texts."""


@cache
def interview(language: str, beside: str = "") -> Publication:
    """Return the interview with drafts allowed; `en` is the original."""
    return Publication(_edition(language), _edition(beside) if beside else None, COLOPHON)


def _edition(language: str) -> Edition:
    document = source.parse((ROOT / "source" / f"{NAME}.md").read_text("utf-8"), name=NAME, file=NAME)
    if language == document.language:
        return edition.original(document)
    path = ROOT / "locales" / language / "LC_MESSAGES" / f"{NAME}.po"
    catalog = po.read(path.read_bytes(), document=NAME, language=language, file=path.name)
    return edition.make(document, catalog, allow_unreviewed=True)


def piece(text: str, *notes: str, language: str = "uk", state: State = State.REVIEWED) -> Piece:
    return Piece(text, language, state, Key(text), notes=notes)


def made(*paragraphs: EditionParagraph, title: str = "Розмова", language: str = "uk") -> Edition:
    """Return an edition of these paragraphs, translated from English."""
    draft = any(one.state is not State.REVIEWED for paragraph in paragraphs for one in paragraph.pieces)
    named = tuple(one.speaker for one in paragraphs if one.speaker)
    return Edition(
        "talk", piece(title, language=language), language, "en", named, paragraphs, (), draft=draft
    )


def paragraph(
    text: str | Piece, *more: Piece, mark: str = "", speaker: str | Piece | None = None, number: int = 0
) -> EditionParagraph:
    first = piece(text) if isinstance(text, str) else text
    name = piece(speaker) if isinstance(speaker, str) else speaker
    return EditionParagraph(number, mark, name, (first, *more))


def numbered(paragraphs: Sequence[EditionParagraph]) -> tuple[EditionParagraph, ...]:
    return tuple(replace(one, number=number) for number, one in enumerate(paragraphs))


def every_text(text: str, *, language: str = "uk") -> Publication:
    """Return a publication that has this text in every place that a text can have."""
    noted = piece(text, text, language=language)
    here = numbered(
        [
            paragraph(noted, piece(text, language="en"), speaker=piece(text, text)),
            paragraph(text, mark="#"),
            paragraph(piece(text, text), mark="##"),
            paragraph(piece(text, state=State.DRAFT), mark="-"),
            paragraph(text, mark="1."),
            paragraph(text, mark=">"),
        ]
    )
    said = Colophon(source=text, rights=text, publisher=text, translators=(text,), reviewers=(text, text))
    one = made(*here, title=text, language=language)
    return Publication(one, None, said)


def printed(edition: Edition) -> str:
    """Return what a reader is shown of the text, in order, without title and editor's notes."""
    parts = []
    for one in edition.paragraphs:
        if one.speaker is not None:
            parts.append(f"{shown(one.speaker)}:")
        parts.extend(shown(each) for each in one.pieces)
    return " ".join(parts)


def whole(publication: Publication) -> str:
    """Return all that one text's publication shows, from the title to the colophon; no notes."""
    edition, own = publication.edition, words(publication.edition.language)
    opening = [shown(edition.title), original(edition, own), own.draft if publication.draft else ""]
    said = colophon(publication.colophon, own)
    return " ".join([*opening, printed(edition), *([own.about, *said] if said else [])])


def shown(one: Piece) -> str:
    return "".join(_text(node) for node in parse(one.text))


def _text(node: Node) -> str:
    if node.kind is NodeKind.NOTE:
        return f"[{node.text}]"
    if node.kind is NodeKind.BREAK:
        return " "
    return node.text + "".join(_text(child) for child in node.children)
