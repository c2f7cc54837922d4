"""A page of HTML that needs nothing else: its style is within, and nothing is fetched from elsewhere."""

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from app.export.fonts import TYPES, faces
from app.export.harmless import line
from app.export.html_text import attributes, escape
from app.publication import House

_FOLDER = Path(__file__).with_name("css")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_PICTURES = ("image/png", "image/jpeg", "image/svg+xml")


def page(
    title: str,
    language: str,
    *,
    style: str,
    body: Iterable[str],
    head: Sequence[str] = (),
    script: str = "",
    look: str = "",
) -> bytes:
    """Return a whole page as UTF-8. The title is plain text; the other parts are HTML, CSS and a script."""
    # what is not named here is not allowed, so that even a fault of ours could fetch or run nothing
    policy = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    if "@font-face" in style:
        policy += "; font-src data:"
    if script:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        policy += f"; script-src 'sha256-{digest}'"
    lines = [
        "<!DOCTYPE html>",
        f"<html{attributes(language)}>",
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="generator" content="Translation Workbench">',
        f"<title>{escape(line(title).strip()) or '…'}</title>",
        *head,
        f"<style>\n{style}</style>",
        "</head>",
        f"<body{f' class={chr(34)}{look}{chr(34)}' if look else ''}>",
        *body,
        *([f"<script>{script}</script>"] if script else []),
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(lines).encode()


def style(
    house: House, *names: str, own: str = "edition.css", colours: bool = True, files: Sequence[str] = ()
) -> str:
    """Return the style of these names with the house's colours and fonts; the house's own file comes last.

    The font files are in it, or have been laid beside it under the names of `files`.
    """
    parts = [_file(name) for name in names]
    parts += [_colours(house) if colours else "", _faces(house, files), _fonts(house)]
    parts.append(house.templates.get(own, b"").decode("utf-8", "replace"))
    # nothing in a style may end the element that holds it
    return "\n".join(part.rstrip("\n") for part in parts if part).replace("</", "<\\/") + "\n"


@cache
def _file(name: str) -> str:
    return (_FOLDER / f"{name}.css").read_text("utf-8")


def _colours(house: House) -> str:
    given = House()
    light, dark = (
        own if _COLOUR.fullmatch(own) else ours
        for own, ours in ((house.accent, given.accent), (house.accent_dark, given.accent_dark))
    )
    if (light, dark) == (given.accent, given.accent_dark):
        return ""
    return (
        f"@media screen {{ :root {{ --accent: {light}; }} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ --accent: {dark}; }} }}\n"
    )


def _faces(house: House, files: Sequence[str]) -> str:
    found = ""
    for number, face in enumerate(faces(house)):
        data = base64.b64encode(face.content).decode() if not files else ""
        source = files[number] if files else f"data:{TYPES[face.suffix]};base64,{data}"
        found += (
            f"@font-face {{ font-family: {string(face.family)}; font-weight: {face.weight}; "
            f"font-style: {'italic' if face.italic else 'normal'}; src: url({source}); }}\n"
        )
    return found


def _fonts(house: House) -> str:
    found = ""
    if house.text_font:
        found += f"body {{ font-family: {string(house.text_font)}, serif; }}\n"
    if house.heading_font:
        heads = "h1, h2, h3, h4, h5, h6, .speaker"
        found += f"{heads} {{ font-family: {string(house.heading_font)}, sans-serif; }}\n"
    return found


def string(text: str) -> str:
    r"""Return a text as a string of CSS, whatever stands in it.

    >>> print(string('Spectral"; } x'))
    "Spectral ; } x"
    """
    return '"' + re.sub(r'[\\"<]', " ", line(text)) + '"'


def logo(house: House, publisher: str) -> str:
    """Return the house's picture as an element that carries it; nothing where it has none."""
    if not house.logo or house.logo_type not in _PICTURES:
        return ""
    data = base64.b64encode(house.logo).decode()
    source = f"data:{house.logo_type};base64,{data}"
    return f'<p class="logo"><img src="{source}" alt="{escape(line(publisher))}"></p>'
