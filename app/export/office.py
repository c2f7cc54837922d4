"""Editions for word processors and for InDesign: DOCX, ODT, ICML."""

from app.export import office_look, pandoc, pandoc_data
from app.publication import Layout, Publication


def write_docx(publication: Publication) -> bytes:
    """Return a DOCX of one text, with footnotes and styles that an editor can change."""
    return _docx(publication, pandoc_data.edition(publication))


def write_bilingual_docx(publication: Publication) -> bytes:
    """Return a DOCX of two texts: a table, or one paragraph under the other."""
    wide = publication.layout is Layout.SIDE
    return _docx(publication, pandoc_data.bilingual(publication), wide=wide)


def write_odt(publication: Publication) -> bytes:
    """Return an ODT of one text."""
    reference = publication.house.templates.get("reference.odt", b"")
    made = pandoc.written(pandoc_data.edition(publication), "odt", reference=reference)
    return office_look.open_document(made, publication)


def write_icml(publication: Publication) -> bytes:
    """Return a text for *File → Place* of InDesign, whose styles are named as in the other two."""
    return pandoc.written(pandoc_data.edition(publication, pictures=False), "icml")


def _docx(publication: Publication, document: pandoc_data.Document, *, wide: bool = False) -> bytes:
    reference = publication.house.templates.get("reference.docx", b"")
    made = pandoc.written(document, "docx", reference=reference)
    return office_look.word(made, publication, wide=wide)
