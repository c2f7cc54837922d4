"""Streamlit's own page and files, as we hand them out: from memory, packed, all that is needed named early.

Streamlit reads its files from the disk in pieces at each request, and sends them as they are. Their names
carry their content: read once they are good for ever, and packed they are a third on a slow line.
"""

import gzip
import mimetypes
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from streamlit import file_util

from app.ui import assets
from app.ui.given import Mode

_FOR_EVER = "public, immutable, max-age=31536000"
_PACKED = frozenset({".js", ".css", ".html"})
EDITORS: Mapping[str, Mode] = {"translate": "translate", "review": "review"}
"""The pages of the editor, and how it is drawn there."""
PAGES = frozenset({*EDITORS, "drafts", "editions", "add", "programs"})
"""The pages of the app, by their address; the overview has none but the app's own."""
_OVERVIEW = "/overview"
"""What one would look for it at, as Streamlit does not: it would say that there is no such page."""
_LATER = ("BidiComponent", "Html", "Button")
"""The parts of Streamlit that the editor's page asks for only when it is drawn."""
# Streamlit's own face, 170 kB; our pages are set in others.
_UNUSED = re.compile(r'<link\s+rel="preload"\s+href="\./static/media/SourceSans[^>]*/>')
_IMPORTED = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
# All that Streamlit is unpacked from, as its page names it.
_STREAMLIT = re.compile(
    r'(?:\s*<(?:script type="module"[^>]*></script|link rel="(?:modulepreload|stylesheet)"[^>]*)>)+'
)
# From any page but the first, Streamlit would look for its server below that page, and then wait a moment.
_HOME = '<script>window.__streamlit = { BACKEND_BASE_URL: new URL(".", location.href).href };</script>'

# What lies in a template is neither fetched nor run. Should nobody call, Streamlit begins all the same.
_WAITING = "streamlit"
_UNPACK = f"""<script>
window.workbenchUnpack = () => {{
  const tags = document.getElementById("{_WAITING}");
  tags?.replaceWith(document.importNode(tags.content, true));
}};
addEventListener("DOMContentLoaded", () => setTimeout(window.workbenchUnpack, 1000));
</script>"""


def answer(path: str, asked: Headers, *, ahead: str = "") -> Response | None:
    """Return Streamlit's page or one of its files; None for an address that is not known here.

    `ahead` is a script that has Streamlit wait: it calls `window.workbenchUnpack` when Streamlit may begin.
    It is this visitor's alone.
    """
    packed = "gzip" in asked.get("accept-encoding", "")
    if path.startswith("/static/"):
        file = _files().get(path.removeprefix("/static/"))
        return None if file is None else _file(file, packed=packed)
    if path == _OVERVIEW:
        return RedirectResponse(".")
    name = path.removeprefix("/")
    page = _page() if name in PAGES or path == "/" else None
    if page is None:
        return None
    headers = {"Cache-Control": "no-store" if ahead else "no-cache"}
    if ahead:
        headers["Link"] = ", ".join(assets.early())
        page = _waiting(page).replace(_HOME, _HOME + _UNPACK + ahead, 1)
    elif name in EDITORS:
        later = [f"<static/js/{name}>; rel=modulepreload; crossorigin" for name in _later()]
        headers["Link"] = ", ".join([*assets.early(), *later])
    content = page.encode()
    if packed:
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        content = gzip.compress(content, compresslevel=5, mtime=0)
    return Response(content, media_type="text/html", headers=headers)


def prepare() -> None:
    """Read and pack what the first visitor's browser will fetch, which takes a moment."""
    assets.prepare()
    for name in (*_named(), *_later()):
        if (path := _files().get(f"js/{name}")) is not None:
            _smaller(path)


def _file(path: Path, *, packed: bool) -> Response:
    packed = packed and path.suffix in _PACKED
    headers = {
        "Cache-Control": _FOR_EVER,
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
        **({"Content-Encoding": "gzip"} if packed else {}),
    }
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Response(_smaller(path) if packed else _content(path), media_type=kind, headers=headers)


def _root() -> Path:
    return Path(file_util.get_static_dir())


@cache
def _files() -> Mapping[str, Path]:
    """Return Streamlit's files by their address below `static/`; nothing beside them can be had."""
    root = _root() / "static"
    return {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}


@cache
def _content(path: Path) -> bytes:
    return path.read_bytes()


@cache
def _smaller(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)


@cache
def _page() -> str | None:
    """Return the page that Streamlit is unpacked in, and which tells it where its server is."""
    page = (_root() / "index.html").read_text("utf-8")
    if "<head>" not in page or "__streamlit" in page:
        return None  # another Streamlit than we know: it answers for itself
    page = _UNUSED.sub("", page, count=1)
    return page.replace("<head>", f"<head>{_HOME}", 1)


def _waiting(page: str) -> str:
    """Return Streamlit's page so that it waits; as it is where we do not know it."""
    later = "".join(f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in _later())
    return _STREAMLIT.sub(
        lambda tags: f'<template id="{_WAITING}">{tags[0]}{later}</template>', page, count=1
    )


@cache
def _later() -> Sequence[str]:
    """Return the modules that Streamlit will ask for one after the other, once it draws the editor."""
    scripts = {path.name: path for name, path in _files().items() if name.startswith("js/")}
    wanted = [name for name in scripts if name.partition(".")[0] in _LATER and name.count(".") == 2]
    there = set(_named())
    found: dict[str, None] = {}
    while wanted:
        name = wanted.pop()
        if name in found or name in there or name not in scripts:
            continue
        found[name] = None
        wanted += _imports(scripts[name].read_text("utf-8"))
    return tuple(found)


def _named() -> Sequence[str]:
    """Return the modules that Streamlit's page names."""
    return re.findall(r'"\./static/js/([\w.-]+\.js)"', (_root() / "index.html").read_text("utf-8"))


def _imports(script: str) -> Iterator[str]:
    return (one[1] for one in _IMPORTED.finditer(script))
