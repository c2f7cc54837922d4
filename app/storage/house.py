"""A publisher's house style: the folder `house/` of a project and its settings, checked before use.

Whoever can write into the folder is trusted with the look of editions, not with the reader's machine: no
style fetches from elsewhere, no logo runs a script.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from app.errors import SettingsError
from app.publication import House, Layout, NoteStyle, SpeakerStyle
from app.settings import Settings
from app.storage import files
from app.storage.folder import SETTINGS, Folder

FOLDER = "house"
_LARGEST = 16 * 1024 * 1024
_STYLES = ("edition.css", "book.css")
_PAGES = ("edition.typ", "bilingual.typ", "under.typ")
_REFERENCES = {"reference.docx": "word/styles.xml", "reference.odt": "styles.xml"}
_FONTS = (".otf", ".ttf")
_LOGOS = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}
_KNOWN = (*_STYLES, *_PAGES, *_REFERENCES, "*.otf", "*.ttf", "README*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_CONTRAST = 4.5
"""Between a colour and the page, as WCAG asks of text."""
_PAPER, _NIGHT = "#ffffff", "#191816"
_FETCHES = re.compile(rb"@import|@charset|expression\s*\(|url\(\s*['\"]?\s*(?!data:image/|#)", re.IGNORECASE)
_SVG_NO = frozenset({"script", "foreignObject", "iframe", "image", "use", "animate", "set", "style", "a"})


def read(folder: Folder, settings: Settings) -> House:
    """Return the house style of a project; without folder and settings, what editions look like without any.

    Raise `SettingsError` that names the file or the key, and what may stand there.
    """
    said = settings.house
    templates = _templates(folder.root / FOLDER, said.get("logo", ""))
    logo, kind = _logo(folder.root / FOLDER, said.get("logo", ""))
    plain = House()
    return House(
        text_font=_font(said, "text_font"),
        heading_font=_font(said, "heading_font"),
        accent=_colour(said, "accent", plain.accent, paper=_PAPER),
        accent_dark=_colour(said, "accent_dark", plain.accent_dark, paper=_NIGHT),
        logo=logo,
        logo_type=kind,
        speakers=SpeakerStyle(_one_of(said, "speakers", [one.value for one in SpeakerStyle])),
        notes=NoteStyle(_one_of(said, "notes", [one.value for one in NoteStyle])),
        templates=templates,
    )


def layout(settings: Settings) -> Layout:
    """Return how two texts stand to each other in bilingual editions."""
    return Layout(_one_of(settings.house, "layout", [one.value for one in Layout]))


def _one_of(said: Mapping[str, str], key: str, known: list[str]) -> str:
    found = said.get(key, known[0])
    if found not in known:
        raise SettingsError(
            "{file}: {key} in [house] is “{value}”. It may be: {known}.",
            file=SETTINGS,
            key=key,
            value=found,
            known=", ".join(known),
        )
    return found


def _font(said: Mapping[str, str], key: str) -> str:
    found = said.get(key, "").strip()
    if not re.fullmatch(r"[\w .-]{0,80}", found):
        raise SettingsError(
            "{file}: {key} in [house] is the name of a font, of letters, digits and blanks; it is “{value}”.",
            file=SETTINGS,
            key=key,
            value=found,
        )
    return found


def _colour(said: Mapping[str, str], key: str, usual: str, *, paper: str) -> str:
    found = said.get(key, usual)
    if not _COLOUR.fullmatch(found):
        raise SettingsError(
            "{file}: {key} in [house] is a colour, as in “{example}”; it is “{value}”.",
            file=SETTINGS,
            key=key,
            example=usual,
            value=found,
        )
    if (ratio := contrast(found, paper)) < _CONTRAST:
        raise SettingsError(
            "{file}: {key} in [house], {value}, is hard to read: its contrast with the page is {ratio}, and "
            "text needs {needed}. Choose one that stands out more.",
            file=SETTINGS,
            key=key,
            value=found,
            ratio=f"{ratio:.1f}",
            needed=_CONTRAST,
        )
    return found.lower()


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG counts it.

    >>> round(contrast("#000000", "#ffffff")), round(contrast("#777777", "#ffffff"), 1)
    (21, 4.5)
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _templates(house: Path, logo: str) -> dict[str, bytes]:
    if not house.is_dir():
        return {}
    found: dict[str, bytes] = {}
    for path in sorted(house.iterdir()):
        name = path.name
        if name == logo or name.startswith((".", "README")) or path.is_dir():
            continue
        if name not in {*_STYLES, *_PAGES, *_REFERENCES} and path.suffix.lower() not in _FONTS:
            raise SettingsError(
                "{file} is not known to the house style. Known are: {known}; and the logo that "
                "[house] names.",
                file=f"{FOLDER}/{name}",
                known=", ".join(_KNOWN),
            )
        found[name] = _content(house, path)
        _check(name, found[name])
    return found


def _content(house: Path, path: Path) -> bytes:
    inside = path.resolve().is_relative_to(house.resolve())
    if not inside or not path.is_file():
        raise SettingsError(
            "{file} leads out of the folder, or is no file. Put the file itself there.",
            file=f"{FOLDER}/{path.name}",
        )
    if path.stat().st_size > _LARGEST:
        raise SettingsError(
            "{file} has more than {most} MB. Make it smaller.",
            file=f"{FOLDER}/{path.name}",
            most=_LARGEST // 1024 // 1024,
        )
    return files.read(path)


def _check(name: str, content: bytes) -> None:
    if name in _STYLES or name in _PAGES:
        _check_text(name, content)
    elif name in _REFERENCES:
        _check_reference(name, content)
    elif content[:4] not in {b"OTTO", b"\0\1\0\0", b"true"}:
        raise SettingsError(
            "{file} is not an OpenType or TrueType font. Fonts are files .otf or .ttf, not .woff.",
            file=f"{FOLDER}/{name}",
        )


def _check_text(name: str, content: bytes) -> None:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SettingsError(
            "{file}, line {line}: this is not UTF-8 text. Save it as UTF-8.",
            file=f"{FOLDER}/{name}",
            line=content[: error.start].count(b"\n") + 1,
        ) from error
    bad = (
        (_FETCHES.search(content) or re.search(rb"</style|<!--", content, re.IGNORECASE))
        if name in _STYLES
        else None
    )
    if bad is not None:
        raise SettingsError(
            "{file}, line {line}: “{text}” is not allowed, for a page must fetch nothing from elsewhere. Put "
            "pictures in as data:image/… and fonts into [house].",
            file=f"{FOLDER}/{name}",
            line=content[: bad.start()].count(b"\n") + 1,
            text=bad[0].decode("utf-8", "replace"),
        )


def _check_reference(name: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            whole = _REFERENCES[name] in archive.namelist()
    except zipfile.BadZipFile:
        whole = False
    if not whole:
        raise SettingsError(
            "{file} is not a document of its kind. Open an edition in Word or LibreOffice, change its "
            "styles, and save it under this name.",
            file=f"{FOLDER}/{name}",
        )


def _logo(house: Path, name: str) -> tuple[bytes, str]:
    if not name:
        return b"", ""
    path = house / name
    kind = _LOGOS.get(path.suffix.lower(), "")
    if Path(name).name != name or not kind:
        raise SettingsError(
            "{file}: logo in [house] is a file in the folder “{folder}”, and ends in {known}; it is "
            "“{value}”.",
            file=SETTINGS,
            folder=FOLDER,
            known=", ".join(_LOGOS),
            value=name,
        )
    if not path.exists():
        raise SettingsError(
            "{file}: logo in [house] names “{value}”, which is not in the folder “{folder}”.",
            file=SETTINGS,
            value=name,
            folder=FOLDER,
        )
    content = _content(house, path)
    starts = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
    good = content.startswith(starts[kind]) if kind in starts else _harmless_svg(content)
    if not good:
        raise SettingsError(
            "{file} is not the picture that its name says, or holds a script or links. Save it anew as "
            "PNG, or as a plain SVG.",
            file=f"{FOLDER}/{name}",
        )
    return content, kind


def _harmless_svg(content: bytes) -> bool:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return False
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return False
    if etree.QName(root).localname != "svg":
        return False
    for one in root.iter():
        if not isinstance(one.tag, str):
            continue
        if etree.QName(one).localname in _SVG_NO:
            return False
        for key, value in one.attrib.items():
            name, words = etree.QName(str(key)).localname.lower(), str(value)
            if (
                name.startswith("on")
                or (name == "href" and not words.startswith("#"))
                or "url(" in words.replace("url(#", "")
            ):
                return False
    return True
