"""A publication as data for our Typst pages: text stays text, whatever it would mean in Typst.

`typst/shared.typ` says how the data is read there.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from app.export.flow import Flow, Note, Paragraph, Shape, Text, flow
from app.export.harmless import leads_out, line, links
from app.export.rows import Row, counted, flows, rows
from app.export.words import colophon, original, own_name, words
from app.markup import Node, NodeKind, parse, plain
from app.publication import House, Publication

Data = dict[str, Any]
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][A-Za-z]{4})?(?:[-_]([A-Z]{2}))?")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_FRAMES: Mapping[NodeKind, str] = {NodeKind.EM: "em", NodeKind.STRONG: "strong"}
_CONTENTS = 3
"""How many headings a text must have to open with a table of contents."""
_HEAD = 60
"""How many letters of the title stand over every page."""
LOGOS: Mapping[str, str] = {"image/png": "logo.png", "image/jpeg": "logo.jpg", "image/svg+xml": "logo.svg"}
"""The names of the files that a page template finds its picture by."""


def edition(publication: Publication) -> Data:
    """Return one text with everything round it."""
    text = flow(publication.edition)
    items = [
        {"shape": str(stretch.shape), "items": [_item(*one) for one in counted(stretch)]}
        for turn in text.turns
        for stretch in turn.stretches
    ]
    headings = sum(one.shape is Shape.HEADING for one in text.paragraphs())
    return _round(publication, [text]) | {
        "title": _text(text.title),
        "contents": headings >= _CONTENTS,
        "stretches": items,
    }


def bilingual(publication: Publication) -> Data:
    """Return two texts in rows, with everything round them."""
    editions = (publication.edition, publication.beside or publication.edition)
    texts = flows(publication)
    return _round(publication, texts) | {
        "titles": [_text(text.title, side) for side, text in enumerate(texts)],
        "languages": [language(one.language) for one in editions],
        "names": [line(own_name(one.language)) for one in editions],
        "rows": [_row(row) for row in rows(*texts)],
    }


def _row(row: Row) -> Data:
    cells = [_item(cell, row.number, side) if cell else {} for side, cell in enumerate(row.cells)]
    return {"shape": str(row.shape), "number": row.number, "cells": cells}


def _item(paragraph: Paragraph, number: int, side: int = 0) -> Data:
    item = {"number": number, "text": [node for text in paragraph.texts for node in _text(text, side)]}
    return item | ({"speaker": _text(paragraph.label, side)} if paragraph.label else {})


def _text(text: Text, side: int = 0) -> list[Any]:
    piece = {
        "is": "piece",
        "language": language(text.piece.language),
        "standing": str(text.standing),
        "body": _nodes(parse(text.piece.text)),
        "notes": [_note(note, side) for note in text.notes],
    }
    after = {"is": "break"} if text.after == "\n" else text.after
    return [piece, after] if after else [piece]


def _note(note: Note, side: int) -> Data:
    return {
        # two texts count their notes each for itself
        "name": f"note-{side}-{note.number}",
        "mark": note.mark,
        "language": language(note.language),
        "body": _nodes(parse(note.text)),
    }


def _nodes(nodes: Sequence[Node]) -> list[Any]:
    return [_node(node) for node in nodes]


def _node(node: Node) -> Any:
    if node.kind is NodeKind.TEXT:
        return line(node.text)
    if node.kind is NodeKind.BREAK:
        return {"is": "break"}
    if node.kind in {NodeKind.CODE, NodeKind.NOTE}:
        return {"is": "code" if node.kind is NodeKind.CODE else "mark", "text": line(node.text)}
    body = _nodes(node.children)
    if node.kind is NodeKind.LINK:
        return {"is": "link" if leads_out(node.href) else "plain", "to": line(node.href), "body": body}
    return {"is": _FRAMES[node.kind], "body": body}


def language(code: str) -> Data:
    """Return a language as Typst wants it; what it cannot take is English.

    >>> language("pt-BR"), language("uk")
    ({'lang': 'pt', 'region': 'BR'}, {'lang': 'uk'})
    """
    match = _LANGUAGE.fullmatch(code)
    if match is None:
        return {"lang": "en"}
    return {"lang": match[1], "region": match[2]} if match[2] else {"lang": match[1]}


def _round(publication: Publication, texts: Sequence[Flow]) -> Data:
    """Return what stands before and after the text."""
    text, said = publication.edition, publication.colophon
    own = words(text.language)
    title = line(plain(text.title.text)).strip()
    found: Data = {
        "language": language(text.language),
        "own": language(own.language),
        "plain_title": title or text.name,
        "running_title": _shortened(title),
        # that an original is in its own language goes without saying
        "from": line(original(text, own))
        if publication.beside or text.language != text.source_language
        else "",
        "contents_title": own.contents,
        "notes_title": own.notes,
        "notes": [_note(note, side) for side, one in enumerate(texts) for note in one.notes],
        "colophon": {
            "title": own.about,
            "lines": [_linked(line(one)) for one in colophon(said, own)],
        },
        "house": _house(publication.house, said.publisher),
    }
    if said.date:
        found["date"] = dict(zip(("year", "month", "day"), map(int, said.date.split("-")), strict=True))
    return found | ({"draft": own.draft} if publication.draft else {})


def _house(house: House, publisher: str) -> Data:
    found: Data = {
        "accent": house.accent if _COLOUR.fullmatch(house.accent) else House().accent,
        "text_font": [house.text_font] if house.text_font else [],
        "heading_font": [house.heading_font] if house.heading_font else [],
        "speakers": str(house.speakers),
        "notes": str(house.notes),
    }
    if house.logo and house.logo_type in LOGOS:
        # without a name it would only be told that there is a picture
        found["logo"] = {"file": LOGOS[house.logo_type], "alt": line(publisher)}
    return found


def _shortened(title: str) -> str:
    r"""Return a title that fits over a page, cut between words.

    >>> _shortened("Слово " * 20)[-7:]
    'Слово\xa0…'
    """
    if len(title) <= _HEAD:
        return title
    cut = title[:_HEAD].rsplit(" ", 1)[0].rstrip(" ,;:–—")
    return f"{cut}\N{NO-BREAK SPACE}…"


def _linked(text: str) -> list[Any]:
    return [
        {"is": "link", "to": part, "body": [part]} if leads_out(part) else part
        for part in links(text)
        if part
    ]
