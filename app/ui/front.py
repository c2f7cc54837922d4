"""What stands before Streamlit: answers go out at once, our routes and its files take no detour."""

import contextlib
import socket
from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from app.ui import shell

_WORTH_IT = 4096
"""Bytes from which on an answer is compressed: less is not on its way any longer for being whole."""


class Front:
    """Answers what it can by itself, and hands the rest to Streamlit's app."""

    def __init__(self, app: ASGIApp, *, routes: Sequence[BaseRoute], before: str = "") -> None:
        inner = before.strip("/")
        self.prefix = f"/{inner}" if inner else ""
        self.app = app
        self.ours = Starlette(
            routes=routes,
            middleware=[Middleware(GZipMiddleware, minimum_size=_WORTH_IT, compresslevel=5)],
        )
        self.places = tuple(f"{self.prefix}/{place}/" for place in ("api", "assets"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or take one connection."""
        if scope["type"] in {"http", "websocket"}:
            send_at_once(send)
        app = self.app
        if scope["type"] == "http":
            path: str = scope["path"]
            if path.startswith(self.places):
                app = self.ours
            elif scope["method"] in {"GET", "HEAD"}:
                app = shell.answer(path.removeprefix(self.prefix), Headers(scope=scope)) or app
        await app(scope, receive, send)


def send_at_once(send: object) -> None:
    """Have the system send the rest of an answer while its beginning is not acknowledged yet.

    The server writes head and body of an answer one after the other. Where its listening socket was made
    without naming TCP, as Streamlit makes it, asyncio leaves Nagle's rule on: the body then waits for the
    browser's acknowledgement of the head, which it puts off for 40 ms. There is no setting for it, so we go
    by the server's own connection; a server that has none to show stays as it is.
    """
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    line = transport.get_extra_info("socket") if transport is not None else None
    if line is not None and line.family in {socket.AF_INET, socket.AF_INET6}:
        with contextlib.suppress(OSError):
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
