"""The formats of an edition. A new one is a new file and a line here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.export import blocks, epub, html, markdown, office, pdf, plain_text, telegram, wordpress
from app.publication import Publication


@dataclass(frozen=True, slots=True)
class Writer:
    """A format: what people call it, and how an edition becomes bytes."""

    label: str
    suffix: str
    """With its dot."""
    media_type: str
    write: Callable[[Publication], bytes]
    """The same publication gives the same bytes: it looks at no clock and asks nobody."""
    bilingual: bool = False
    """Whether it sets two texts side by side, so that `Publication.beside` must be there."""


_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS: Mapping[str, Writer] = {
    "html": Writer("Web page", ".html", "text/html; charset=utf-8", html.write),
    "bilingual-html": Writer(
        "Web page, two languages",
        ".html",
        "text/html; charset=utf-8",
        html.write_bilingual,
        bilingual=True,
    ),
    "epub": Writer("EPUB", ".epub", "application/epub+zip", epub.write),
    "bilingual-epub": Writer(
        "EPUB, two languages", ".epub", "application/epub+zip", epub.write_bilingual, bilingual=True
    ),
    "pdf": Writer("PDF", ".pdf", "application/pdf", pdf.write),
    "bilingual-pdf": Writer(
        "PDF, two languages", ".pdf", "application/pdf", pdf.write_bilingual, bilingual=True
    ),
    "docx": Writer("Word", ".docx", _DOCX, office.write_docx),
    "bilingual-docx": Writer(
        "Word, two languages", ".docx", _DOCX, office.write_bilingual_docx, bilingual=True
    ),
    "odt": Writer("LibreOffice", ".odt", "application/vnd.oasis.opendocument.text", office.write_odt),
    "icml": Writer("InDesign", ".icml", "application/xml", office.write_icml),
    "markdown": Writer("Markdown", ".md", "text/markdown; charset=utf-8", markdown.write),
    "text": Writer("Plain text", ".txt", "text/plain; charset=utf-8", plain_text.write),
    "telegram": Writer("Telegram posts", ".telegram.html", "text/html; charset=utf-8", telegram.write),
    "wordpress": Writer("WordPress import", ".wordpress.xml", "text/xml; charset=utf-8", wordpress.write),
    "wordpress-blocks": Writer("WordPress blocks", ".blocks.html", "text/html; charset=utf-8", blocks.write),
}
"""By the name that the command line knows."""
