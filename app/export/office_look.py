"""How a word processor's document looks: our styles, page and foot laid over what pandoc wrote."""

import re
import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Template

from app.export import zipped
from app.export.flow import flow
from app.export.harmless import line
from app.export.html_text import escape
from app.export.pandoc_data import regional, right_to_left
from app.export.words import words
from app.markup import plain
from app.publication import House, Publication

_FOLDER = Path(__file__).with_name("office")
_FONT = "Georgia"
"""On every Windows and Mac, with Cyrillic; elsewhere another takes its place."""
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_SECTION = re.compile(r"<w:sectPr\b.*?</w:sectPr>|<w:sectPr\s*/>", re.DOTALL)
_FOOTER = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
_FOOTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_WIDE, _NARROW = "2.2cm", "3.5cm"
"""Margins of two columns, and of one with some seventy letters on a line."""
_TWENTIETHS = {_WIDE: 1247, _NARROW: 1984}


def word(content: bytes, publication: Publication, *, wide: bool) -> bytes:
    """Return a DOCX in our styles, or as the house's `reference.docx` has made it."""
    files = _files(content)
    files["docProps/core.xml"] = _word_facts(publication)
    if "reference.docx" not in publication.house.templates:
        values = _values(publication, wide=wide)
        said = f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t>{values["said"]}</w:t></w:r></w:p>'
        values["draft"] = said if publication.draft else ""
        files["word/styles.xml"] = _filled("word-styles.xml", values | {"accent": values["accent"][1:]})
        files["word/footer1.xml"] = _filled("word-footer.xml", values)
        _replace(
            files,
            "[Content_Types].xml",
            "</Types>",
            f'<Override PartName="/word/footer1.xml" ContentType="{_FOOTER_TYPE}"/></Types>',
        )
        _replace(
            files,
            "word/_rels/document.xml.rels",
            "</Relationships>",
            f'<Relationship Type="{_FOOTER}" Id="foot" Target="footer1.xml"/></Relationships>',
        )
        document = files["word/document.xml"].decode()
        files["word/document.xml"] = _SECTION.sub(lambda _: _section(values), document).encode()
    return zipped.pack(files)


def open_document(content: bytes, publication: Publication, *, wide: bool = False) -> bytes:
    """Return an ODT in our styles, or as the house's `reference.odt` has made it."""
    files = _files(content)
    files["meta.xml"] = _open_facts(publication)
    if "reference.odt" not in publication.house.templates:
        values = _values(publication, wide=wide)
        values["draft"] = (
            f'<text:p text:style-name="Footer">{values["said"]}</text:p>' if publication.draft else ""
        )
        files["styles.xml"] = _filled("open-styles.xml", values)
    return zipped.pack(files, stored="mimetype")


def _files(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _replace(files: dict[str, bytes], name: str, before: str, after: str) -> None:
    files[name] = files[name].decode().replace(before, after).encode()


def _values(publication: Publication, *, wide: bool) -> dict[str, str]:
    """Return what the styles leave open, ready to stand in an attribute."""
    house, edition = publication.house, publication.edition
    accent = house.accent if _COLOUR.fullmatch(house.accent) else House().accent
    text_font = line(house.text_font) or _FONT
    notes = flow(edition).notes
    found = {
        "accent": accent,
        "text_font": text_font.replace("'", ""),
        "heading_font": (line(house.heading_font) or text_font).replace("'", ""),
        "said": words(edition.language).draft,
        "margin": _WIDE if wide else _NARROW,
        "counting": "a" if notes and not notes[0].mark.isdigit() else "1",
        "direction": "rl-tb" if right_to_left(edition.language) else "lr-tb",
    }
    return {name: escape(value) for name, value in (found | _tongue(edition.language)).items()}


def _tongue(code: str) -> dict[str, str]:
    whole = regional(code)
    tongue, _, country = whole.partition("-")
    return {"language": whole, "tongue": tongue, "country": country.rpartition("-")[2] or "none"}


def _section(values: Mapping[str, str]) -> str:
    side = _TWENTIETHS[values["margin"]]
    counting = "lowerLetter" if values["counting"] == "a" else "decimal"
    turned = "<w:bidi/>" if values["direction"] == "rl-tb" else ""
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="foot"/>'
        f'<w:footnotePr><w:numFmt w:val="{counting}"/></w:footnotePr>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar w:top="1588" w:right="{side}" w:bottom="1588" w:left="{side}" '
        f'w:header="709" w:footer="794" w:gutter="0"/>{turned}</w:sectPr>'
    )


def _filled(name: str, values: Mapping[str, str]) -> bytes:
    return _template(name).substitute(values).encode()


@cache
def _template(name: str) -> Template:
    return Template((_FOLDER / name).read_text("utf-8"))


def _facts(publication: Publication) -> tuple[str, str, str]:
    edition = publication.edition
    title = line(plain(edition.title.text)).strip() or edition.name
    people = ", ".join(line(name) for name in publication.colophon.translators)
    return escape(title), escape(people), escape(edition.language.replace("_", "-"))


def _word_facts(publication: Publication) -> bytes:
    title, people, language = _facts(publication)
    day = publication.colophon.date
    when = f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified>' if day else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        "<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>{people}</dc:creator><dc:language>{language}</dc:language>"
        f"{when}</cp:coreProperties>\n"
    ).encode()


def _open_facts(publication: Publication) -> bytes:
    title, people, language = _facts(publication)
    day = publication.colophon.date
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"><office:meta>'
        f"<dc:title>{title}</dc:title><dc:creator>{people}</dc:creator><dc:language>{language}</dc:language>"
        + (f"<dc:date>{day}T00:00:00</dc:date>" if day else "")
        + "</office:meta></office:document-meta>\n"
    ).encode()
