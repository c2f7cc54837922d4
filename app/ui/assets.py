"""What the browser fetches of ours: the editor's modules and style, and the fonts, named by their content."""

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

_HERE = Path(__file__).parent
_KINDS = {
    "editor": {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"},
    "fonts": {".woff2": "font/woff2"},
}
"""The folders that are served, and what a file's ending says of it. Nothing else is served."""
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


def routes() -> Sequence[BaseRoute]:
    """Return the routes under which the files are served."""
    return [Route("/assets/{stamp}/{folder}/{name}", _serve, methods=["GET"])]


def _serve(request: Request) -> Response:
    folder, name = request.path_params["folder"], request.path_params["name"]
    if Path(folder, name) not in files():
        raise HTTPException(404)
    # A page that was opened before the app was renewed asks by the old word: it gets what is there now.
    current = request.path_params["stamp"] == stamp()
    kind = _KINDS[folder][Path(name).suffix]
    headers = {"Cache-Control": _FOR_EVER if current else "no-store", "X-Content-Type-Options": "nosniff"}
    return FileResponse(_HERE / folder / name, media_type=kind, headers=headers)
