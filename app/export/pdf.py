"""An edition as PDF: a pamphlet on A5, two texts side by side on A4, or one under the other."""

from collections.abc import Callable

from app.export import typesetting, typst_data
from app.publication import Layout, Publication

Write = Callable[[Publication], bytes]


def write(publication: Publication) -> bytes:
    """Return the pages of one text. Raise `EditionError` where no font can set it."""
    return typesetting.pdf("edition.typ", typst_data.edition(publication), publication.house)


def write_bilingual(publication: Publication) -> bytes:
    """Return the pages of two texts, paragraph beside paragraph, or under it."""
    page = "under.typ" if publication.layout is Layout.UNDER else "bilingual.typ"
    return typesetting.pdf(page, typst_data.bilingual(publication), publication.house)
