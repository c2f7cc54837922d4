"""What an electronic book says of itself: its files, its order, who made it, who can read it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.export.facts import relative
from app.export.harmless import line
from app.export.html_text import escape
from app.export.words import words
from app.publication import Publication

LOGOS: Mapping[str, str] = {"image/png": "logo.png", "image/jpeg": "logo.jpg", "image/svg+xml": "logo.svg"}
_NO_DAY = "1980-01-01"
"""A book must say when it was changed last; where nobody knows, it is the day that its ZIP has too."""
_FEATURES = ("displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents")


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the book."""

    file: str
    media_type: str
    properties: str = ""
    spine: bool = False
    """Whether it is read, from beginning to end or when one goes to it."""

    @property
    def name(self) -> str:
        """What the package calls it."""
        return self.file.replace(".", "-")


def container(package_file: str) -> bytes:
    """Return the file that leads a reader to the package."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">\n<rootfiles>\n'
        f'<rootfile full-path="{package_file}" media-type="application/oebps-package+xml"/>\n'
        "</rootfiles>\n</container>\n"
    ).encode()


def package(publication: Publication, title: str, items: Sequence[Item], languages: Sequence[str]) -> bytes:
    """Return the package document. `languages` are given where the book has two."""
    edition = publication.edition
    manifest = "\n".join(
        f'<item id="{one.name}" href="{one.file}" media-type="{one.media_type}"'
        + (f' properties="{one.properties}"' if one.properties else "")
        + "/>"
        for one in items
    )
    spine = "\n".join(
        # contents are looked at, not read
        f'<itemref idref="{one.name}" linear="{"no" if one.properties == "nav" else "yes"}"/>'
        for one in items
        if one.spine
    )
    codes = dict.fromkeys(one.replace("_", "-") for one in (edition.language, *languages))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="identifier" '
        f'xml:lang="{escape(edition.language.replace("_", "-"))}">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        + "\n".join(_metadata(publication, title, tuple(codes), pictures=_pictured(items)))
        + f"\n</metadata>\n<manifest>\n{manifest}\n</manifest>\n<spine>\n{spine}\n</spine>\n</package>\n"
    ).encode()


def _pictured(items: Sequence[Item]) -> bool:
    return any(one.media_type.startswith("image/") for one in items)


def _metadata(
    publication: Publication, title: str, languages: Sequence[str], *, pictures: bool
) -> Iterator[str]:
    said = publication.colophon
    yield f'<dc:identifier id="identifier">{escape(_urn(publication))}</dc:identifier>'
    yield f"<dc:title>{escape(title)}</dc:title>"
    yield from (f"<dc:language>{escape(code)}</dc:language>" for code in languages)
    for role, names in (("trl", said.translators), ("edt", said.reviewers)):
        for number, name in enumerate(names, 1):
            yield f'<dc:contributor id="{role}-{number}">{_said(name)}</dc:contributor>'
            yield f'<meta refines="#{role}-{number}" property="role" scheme="marc:relators">{role}</meta>'
    for element, text in (
        ("publisher", said.publisher),
        ("rights", said.rights),
        ("source", said.source),
        ("date", said.date),
    ):
        if _said(text):
            yield f"<dc:{element}>{_said(text)}</dc:{element}>"
    yield f'<meta property="dcterms:modified">{said.date or _NO_DAY}T00:00:00Z</meta>'
    yield from _access(words(publication.edition.language).accessible, pictures=pictures)


def _urn(publication: Publication) -> str:
    return "urn:" + relative(publication.identifier.removeprefix("urn:")).replace("%3A", ":")


def _said(text: str) -> str:
    return escape(line(text).strip())


def _access(summary: str, *, pictures: bool) -> Iterator[str]:
    """Yield what schema.org and EPUB Accessibility ask to be said, so that people can choose by it."""
    yield '<meta property="schema:accessMode">textual</meta>'
    if pictures:
        yield '<meta property="schema:accessMode">visual</meta>'
    yield '<meta property="schema:accessModeSufficient">textual</meta>'
    for feature in (*_FEATURES, *(["alternativeText"] if pictures else [])):
        yield f'<meta property="schema:accessibilityFeature">{feature}</meta>'
    yield '<meta property="schema:accessibilityHazard">none</meta>'
    yield f'<meta property="schema:accessibilitySummary">{escape(summary)}</meta>'
    yield '<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.1 Level AA</meta>'
