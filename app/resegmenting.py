"""Cut a segment in two, or make two one, for all languages: what becomes of the document and of translations.

What a reader sees of the source stays the same, so nothing that was translated is thrown away; but each
translation was made for other segments, and needs a look.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from app import markup, review, segmentation
from app.catalog import Target
from app.document import Document, Paragraph, Segment
from app.errors import ReviewError
from app.markup import NodeKind

_ENDED = re.compile(r"[.!?…。！？]+[\"'“”„«»‘’‹›)\]*_]*$")


def split(document: Document, number: int, at: int) -> Document:
    """Return the document with a segment cut in two; `number` counts its segments from 0, `at` characters.

    Raise `ReviewError` where the cut would leave nothing on one side, or go through a link or emphasis.
    """
    where, inner = _find(document, number)
    paragraph = document.paragraphs[where]
    segment = paragraph.segments[inner]
    first, second = segment.text[:at].rstrip(), segment.text[at:].lstrip()
    if not first or not second:
        raise ReviewError("There must be some text before the cut and some behind it.")
    if paragraph.heading:
        raise ReviewError("A heading stays one segment; cut it in the source file into two headings.")
    if (len(first) - len(first.rstrip("\\"))) % 2:
        raise ReviewError("The cut would part a backslash from its letter. Cut before or behind.")
    if _skeleton(first, second) != _skeleton(segment.text):
        raise ReviewError(
            "The cut would go through a link, a note or emphasised words. Cut before or behind."
        )
    parts = (Segment(first), Segment(second, segment.hard_break))
    return _with(document, where, replace(paragraph, segments=_put(paragraph.segments, inner, 1, parts)))


def join(document: Document, number: int) -> Document:
    """Return the document with a segment joined to the one before it.

    Over a blank line two paragraphs become one, as where a page break had cut a paragraph. Raise
    `ReviewError` where a turn, a list's item or a heading begins between the two, or a printed line ends.
    """
    where, inner = _find(document, number)
    paragraph = document.paragraphs[where]
    if inner:
        before, after = paragraph.segments[inner - 1], paragraph.segments[inner]
        together = replace(paragraph, segments=_put(paragraph.segments, inner - 1, 2, (_one(before, after),)))
        return _with(document, where, together)
    if not where or not document.paragraphs[where - 1].segments:
        raise ReviewError("There is no segment before this one to join it to.")
    above = document.paragraphs[where - 1]
    if paragraph.mark or paragraph.speaker is not None or above.heading:
        raise ReviewError("A turn, a heading or an item of a list begins here, so the two stay apart.")
    middle = _one(above.segments[-1], paragraph.segments[0])
    whole = replace(above, segments=(*above.segments[:-1], middle, *paragraph.segments[1:]))
    paragraphs = (*document.paragraphs[: where - 1], whole, *document.paragraphs[where + 1 :])
    return replace(document, paragraphs=paragraphs)


def split_target(
    target: Target, first: str, second: str, *, source_language: str, language: str
) -> tuple[Target, Target]:
    """Return what becomes of a translation whose source is cut into two texts.

    Where the cut stands between sentences, and the translation has as many of them, it is cut there too;
    else the first segment keeps all of it. What has text needs work; nothing of it is lost.
    """
    whole = f"{first} {second}"
    if target.joined:
        return review.source_changed(target, previous_source=whole), Target()
    mine, rest = target.text, ""
    if _ENDED.search(first):
        count = len(segmentation.split(first, language=source_language))
        behind = len(segmentation.split(second, language=source_language))
        sentences = [one.text for one in segmentation.split(target.text, language=language)]
        if len(sentences) == count + behind:
            mine, rest = " ".join(sentences[:count]), " ".join(sentences[count:])
    here = review.source_changed(replace(target, text=mine), previous_source=whole)
    if not rest:
        return here, Target()
    return here, replace(here, text=rest, notes=())


def join_target(head: Target, tail: Target, *, previous_source: str) -> Target:
    """Return what becomes of two translations whose sources are joined: both texts in one, needing work."""
    texts = [one.text.strip() for one in (head, tail) if one.text.strip()]
    if not texts:
        return review.source_changed(head, previous_source=previous_source)
    base = head if head.text.strip() else tail
    together = replace(
        base,
        text=" ".join(texts),
        origin=head.origin or tail.origin,
        translator=head.translator or tail.translator,
        notes=(*head.notes, *tail.notes),
        previous_source="",
    )
    return review.source_changed(together, previous_source=previous_source)


def _one(before: Segment, after: Segment) -> Segment:
    if before.hard_break:
        raise ReviewError("A printed line ends between these two, so they stay apart.")
    return Segment(f"{before.text} {after.text}", after.hard_break)


def _find(document: Document, number: int) -> tuple[int, int]:
    """Return the paragraph of a segment, and its place there."""
    left = number
    for where, paragraph in enumerate(document.paragraphs):
        if 0 <= left < len(paragraph.segments):
            return where, left
        left -= len(paragraph.segments)
    raise ReviewError("The document has no segment {number}.", number=number + 1)


def _put(segments: Sequence[Segment], at: int, count: int, instead: Sequence[Segment]) -> tuple[Segment, ...]:
    return (*segments[:at], *instead, *segments[at + count :])


def _with(document: Document, where: int, paragraph: Paragraph) -> Document:
    paragraphs = (*document.paragraphs[:where], paragraph, *document.paragraphs[where + 1 :])
    return replace(document, paragraphs=paragraphs)


def _skeleton(*texts: str) -> tuple[str, list[str]]:
    """Return what a reader sees of texts, without blanks, and the marks round it."""
    nodes = [node for text in texts for node in markup.walk(markup.parse(text))]
    marks = [f"{node.kind} {node.href}" for node in nodes if node.kind is not NodeKind.TEXT]
    return "".join("".join(node.text for node in nodes).split()), marks
