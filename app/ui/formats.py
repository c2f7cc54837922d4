"""What the pages call the formats, and in which groups they stand."""

from collections.abc import Mapping, Sequence

from app.errors import sentence
from app.exchange import EXCHANGES
from app.export import FORMATS
from app.ui.words import _, known

_LABELS = (
    sentence("Web page"),
    sentence("Web page, two languages"),
    sentence("EPUB, two languages"),
    sentence("PDF, two languages"),
    sentence("Word, two languages"),
    sentence("Plain text"),
    sentence("Telegram posts"),
    sentence("WordPress import"),
    sentence("WordPress blocks"),
    sentence("CSV table"),
    sentence("Table (DOCX)"),
)
"""Formats whose names are words of a language; the others are names. (The routes say them too.)"""
_POSTS = ("telegram", "wordpress", "wordpress-blocks", "icml")


SITE = "site"
"""Stands among the formats, and is made of all texts together."""


def label(form: str) -> str:
    """Return what people call a format; that it sets two languages says its group."""
    if form == SITE:
        return _("Small site")
    form = form.removeprefix("bilingual-")
    return known((FORMATS.get(form) or EXCHANGES[form]).label)


def groups() -> Mapping[str, Sequence[str]]:
    """Return all formats by what they are for."""
    posts = [form for form in FORMATS if form in _POSTS]
    two = [form for form, writer in FORMATS.items() if writer.bilingual]
    return {
        _("To read and print"): [
            *(form for form in FORMATS if form not in {*posts, *two}),
            SITE,
        ],
        _("Two languages"): two,
        _("To post and to set"): posts,
        _("For other tools"): list(EXCHANGES),
    }
