"""What a page tells machines about an edition: search engines, catalogs, who previews links."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from app.export.harmless import address, leads_out, line
from app.export.html_text import escape
from app.export.words import Words, original
from app.markup import plain
from app.publication import Publication

_OPENING = 200
"""How many letters of the text describe it."""
_ONLY_LETTERS = re.compile(r"[<>&\u2028\u2029]")


def tags(publication: Publication, says: Words) -> list[str]:
    """Return the elements of a page's head; a draft asks to be found by nobody."""
    edition, said = publication.edition, publication.colophon
    found = [_meta("robots", "noindex")] if publication.draft else []
    found += [_meta("description", description(publication) or original(edition, says))]
    found += [_meta("author", name) for name in said.translators]
    if said.date:
        found.append(_meta("dcterms.date", said.date))
    if said.rights:
        found.append(_meta("dcterms.rights", said.rights))
    title = line(plain(edition.title.text)).strip() or edition.name
    properties = {"og:type": "article", "og:title": title, "og:locale": edition.language.replace("-", "_")}
    found += [f'<meta property="{name}" content="{escape(value)}">' for name, value in properties.items()]
    found += alternates(publication.alternates, edition.source_language)
    return [*found, f'<script type="application/ld+json">{_linked_data(publication, title)}</script>']


def _meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{escape(line(content))}">'


def description(publication: Publication) -> str:
    """Return how the text begins, cut between two words."""
    text = " ".join(
        line(plain(piece.text))
        for one in publication.edition.paragraphs[:4]
        if not one.mark
        for piece in one.pieces
    ).strip()
    if len(text) <= _OPENING:
        return text
    return text[:_OPENING].rsplit(" ", 1)[0].rstrip(" ,;:–—") + "\N{NO-BREAK SPACE}…"


def alternates(files: Mapping[str, str], source_language: str) -> Iterator[str]:
    """Yield links to the same edition in other languages; who reads none of them is led to the original."""
    if len(files) < 2:
        return
    for language, file in files.items():
        yield _alternate(language.replace("_", "-"), file)
    yield _alternate("x-default", files.get(source_language) or next(iter(files.values())))


def _alternate(language: str, file: str) -> str:
    return f'<link rel="alternate" hreflang="{escape(language)}" href="{escape(relative(file))}">'


def relative(file: str) -> str:
    """Return a file's name as an address beside the page.

    >>> relative("so:war.html"), relative("а b/c#.html")
    ('so%3Awar.html', 'а%20b/c%23.html')
    """
    return re.sub(r"[^\w./+~-]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), file)


def _linked_data(publication: Publication, title: str) -> str:
    """Return the edition as schema.org has it. Nothing in it can end the element, nor begin another."""
    edition, said = publication.edition, publication.colophon
    source: dict[str, Any] = {"@type": "CreativeWork", "inLanguage": edition.source_language}
    if leads_out(said.source):
        source["url"] = address(said.source)
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": title,
        "inLanguage": [edition.language, publication.beside.language]
        if publication.beside
        else edition.language,
    }
    if edition.language != edition.source_language:
        found["translationOfWork"] = source
    if said.translators:
        found["translator"] = [{"@type": "Person", "name": line(name)} for name in said.translators]
    if said.reviewers:
        found["editor"] = [{"@type": "Person", "name": line(name)} for name in said.reviewers]
    if said.publisher:
        found["publisher"] = {"@type": "Organization", "name": line(said.publisher)}
    if said.date:
        found["dateModified"] = said.date
    if said.rights:
        found["copyrightNotice"] = line(said.rights)
    return _ONLY_LETTERS.sub(lambda mark: f"\\u{ord(mark[0]):04x}", json.dumps(found, ensure_ascii=False))
