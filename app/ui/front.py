"""What stands before Streamlit: answers go out at once, our routes and its files take no detour."""

import contextlib
import logging
import socket
from collections.abc import Callable, Sequence

import anyio
from anyio import to_thread
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from app.ui import shell
from app.ui.given import Mode

log = logging.getLogger("workbench")
_WORTH_IT = 4096
"""Bytes from which on an answer is compressed: less is not on its way any longer for being whole."""
_PATIENCE = 1
"""Seconds for which a page waits for what draws it ahead: Streamlit alone would take longer than that."""


class Front:
    """Answers what it can by itself, and hands the rest to Streamlit's app."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        routes: Sequence[BaseRoute],
        before: str = "",
        ahead: Callable[[Mode, Request], str] | None = None,
    ) -> None:
        inner = before.strip("/")
        self.prefix = f"/{inner}" if inner else ""
        self.app = app
        self.ahead = ahead
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
            elif scope["method"] in {"GET", "HEAD"} and path.startswith(f"{self.prefix}/"):
                inner = path.removeprefix(self.prefix)
                mode = shell.EDITORS.get(inner.removeprefix("/"))
                script = await self._script(mode, Request(scope)) if mode else ""
                app = shell.answer(inner, Headers(scope=scope), ahead=script) or app
        await app(scope, receive, send)

    async def _script(self, mode: Mode, asked: Request) -> str:
        """Return what draws a page ahead; nothing where that takes long, as while the app starts."""
        if self.ahead is None:
            return ""
        with anyio.move_on_after(_PATIENCE):
            try:
                return await to_thread.run_sync(self.ahead, mode, asked, abandon_on_cancel=True)
            except Exception:  # the page does without, and says itself what is wrong
                log.exception("drawing ahead for %s", asked.url.path)
        return ""


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
