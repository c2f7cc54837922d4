"""What the browser fetches of ours: the editor's modules and style, and the fonts, named by their content."""

import gzip
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from app.ui.bundle import bundle

_HERE = Path(__file__).parent
_KINDS = {
    "editor": {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"},
    "fonts": {".woff2": "font/woff2"},
}
"""The folders that are served, and what a file's ending says of it. Nothing else is served."""
_FONTS = {"source-serif-4": "Source Serif 4", "inter": "Inter"}
_LETTERS = {
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,"
    "U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
    "latin-ext": "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,"
    "U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF",
    "cyrillic": "U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116",
    "cyrillic-ext": "U+0460-052F,U+1C80-1C8A,U+20B4,U+2DE0-2DFF,U+A640-A69F,U+FE2E-FE2F",
}
"""Which letters each set holds, as its makers cut it."""
SCRIPT, STYLE = Path("editor", "bundle.js"), Path("editor", "bundle.css")
"""All modules as one, and all styles: made when they are first asked for."""
_FONT = Path("fonts", "source-serif-4-latin-wght-normal.woff2")
FIRST = (SCRIPT, STYLE, _FONT)
"""What the editor cannot be drawn without."""
_EARLY = {
    SCRIPT: "rel=modulepreload",
    STYLE: "rel=preload; as=style",
    _FONT: "rel=preload; as=font; crossorigin",
}
"""How a page asks for it while Streamlit is not there yet."""
_FOR_EVER = "public, max-age=31536000, immutable"


def files() -> Sequence[Path]:
    """Return the files that are served, by their path below this folder."""
    return sorted(
        path.relative_to(_HERE)
        for folder, kinds in _KINDS.items()
        for path in (_HERE / folder).iterdir()
        if path.suffix in kinds
    )


@cache
def _known() -> frozenset[Path]:
    return frozenset({*files(), SCRIPT, STYLE})


@cache
def stamp() -> str:
    """Return a word that is another one as soon as any of the files is: browsers may keep them for ever."""
    content = hashlib.sha256()
    for path in files():
        content.update(f"{path.as_posix()}\n".encode() + (_HERE / path).read_bytes())
    return content.hexdigest()[:16]


def address(path: str = "") -> str:
    """Return the address of a file, seen from a page of the app.

    It is relative, so that it also holds behind a proxy that puts a path before ours.
    """
    return f"assets/{stamp()}/{path}"


def font_faces() -> str:
    """Return the CSS that names our fonts; a browser fetches of them only the letters that a page has."""
    faces = []
    for path in files():
        if found := re.fullmatch(
            r"(.+)-(latin|latin-ext|cyrillic|cyrillic-ext)-wght-(\w+)\.woff2", path.name
        ):
            font, letters, style = found.groups()
            faces.append(
                f'@font-face{{font-family:"{_FONTS[font]}";font-style:{style};font-weight:200 900;'
                f'font-display:swap;src:url("{address(path.as_posix())}") format("woff2");'
                f"unicode-range:{_LETTERS[letters]}}}"
            )
    return "\n".join(faces)


def early() -> Sequence[str]:
    """Return, as links of a head, what a browser may fetch while Streamlit is still unpacking itself."""
    return [f"<{address(path.as_posix())}>; {what}" for path, what in _EARLY.items()]


def prepare() -> None:
    """Make and pack what every page of the editor fetches."""
    for path in (SCRIPT, STYLE):
        _packed(path.parent.as_posix(), path.name)


def routes(*, before: str = "") -> Sequence[BaseRoute]:
    """Return the routes of the files, under the path that the app is served at (`server.baseUrlPath`)."""
    inner = before.strip("/")
    prefix = f"/{inner}" if inner else ""
    return [Route(f"{prefix}/assets/{{stamp}}/{{folder}}/{{name}}", _serve, methods=["GET"])]


async def _serve(request: Request) -> Response:
    folder, name = request.path_params["folder"], request.path_params["name"]
    if Path(folder, name) not in _known():
        raise HTTPException(404)
    # A page that was opened before the app was renewed asks by the old word: it gets what is there now.
    current = request.path_params["stamp"] == stamp()
    kind = _KINDS[folder][Path(name).suffix]
    packed = not kind.startswith("font/") and "gzip" in request.headers.get("accept-encoding", "")
    headers = {
        "Cache-Control": _FOR_EVER if current else "no-store",
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
        **({"Content-Encoding": "gzip"} if packed else {}),
    }
    content = _packed(folder, name) if packed else _content(folder, name)
    return Response(content, media_type=kind, headers=headers)


@cache
def _content(folder: str, name: str) -> bytes:
    # Half a megabyte in all, kept in memory.
    path = Path(folder, name)
    if path == SCRIPT:
        return bundle(_HERE / folder, "main").encode()
    if path == STYLE:
        return b"".join((_HERE / one).read_bytes() for one in files() if one.suffix == ".css")
    return (_HERE / path).read_bytes()


@cache
def _packed(folder: str, name: str) -> bytes:
    return gzip.compress(_content(folder, name), mtime=0)
