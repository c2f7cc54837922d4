"""What stands before Streamlit: which requests it answers itself, and that no answer waits for half of it."""

import asyncio
import socket
from typing import Any

import httpx
import pytest
from anyio.from_thread import start_blocking_portal
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from app.ui import front
from app.ui.front import Front
from app.ui.given import Mode


async def _streamlit(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse(f"Streamlit, {scope['type']} {scope['path']}")(scope, receive, send)


async def _ours(request: Request) -> Response:
    return PlainTextResponse(f"ours, {request.url.path} " + "x" * int(request.query_params.get("long", 0)))


def _get(path: str, *, before: str = "", method: str = "GET") -> httpx.Response:
    prefix = f"/{before}" if before else ""
    routes = [Route(f"{prefix}/{place}/{{rest:path}}", _ours) for place in ("api", "assets")]
    served = httpx.ASGITransport(app=Front(_streamlit, routes=routes, before=before))

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=served, base_url="http://here") as browser:
            return await browser.request(method, path)

    with start_blocking_portal() as portal:
        return portal.call(ask)


@pytest.mark.parametrize(
    ("path", "before", "said"),
    [
        ("/api/v1/documents", "", "ours, /api/v1/documents"),
        ("/assets/1/editor/bundle.js", "", "ours, /assets/1/editor/bundle.js"),
        ("/desk/api/v1/documents", "desk", "ours, /desk/api/v1/documents"),
        ("/", "desk", "Streamlit, http /"),
        ("/translate", "desk", "Streamlit, http /translate"),
        ("/_stcore/health", "", "Streamlit, http /_stcore/health"),
        ("/apiary", "", "Streamlit, http /apiary"),
        ("/no-such-page", "", "Streamlit, http /no-such-page"),
        ("/static/js/no-such-file.js", "", "Streamlit, http /static/js/no-such-file.js"),
        ("/api/v1/documents", "desk", "Streamlit, http /api/v1/documents"),
    ],
)
def test_our_routes_are_answered_here_and_the_rest_by_streamlit(path: str, before: str, said: str) -> None:
    assert _get(path, before=before).text.strip() == said


def test_a_page_of_the_app_is_answered_here_and_a_form_that_is_sent_to_it_is_not() -> None:
    assert "<html" in _get("/translate").text
    assert "<html" in _get("/desk/translate", before="desk").text
    assert _get("/translate", method="POST").text == "Streamlit, http /translate"


@pytest.mark.parametrize(("long", "packed"), [(100, None), (100_000, "gzip")])
def test_long_answers_are_packed(long: int, packed: str | None) -> None:
    assert _get(f"/api/v1/x?long={long}").headers.get("content-encoding") == packed


class _Connection:
    """Stands for a server's own connection, whose `send` an app is handed."""

    def __init__(self, line: socket.socket) -> None:
        self.transport, self.line = self, line

    def get_extra_info(self, name: str) -> socket.socket | None:
        return self.line if name == "socket" else None

    async def send(self, _: Any) -> None:
        """Send nothing."""


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_the_end_of_an_answer_does_not_wait_for_its_beginning_to_be_acknowledged(kind: str) -> None:
    async def nothing(_scope: Scope, _receive: Receive, _send: Send) -> None:
        """Answer nothing."""

    async def receive() -> Any:
        raise AssertionError

    scope = {"type": kind, "path": "/_stcore/stream", "method": "GET", "headers": []}
    # As Streamlit makes its listening socket: no protocol is named, so asyncio leaves the line as it is.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as line:
        assert not line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        with start_blocking_portal() as portal:
            portal.call(Front(nothing, routes=[]), scope, receive, _Connection(line).send)
        assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_server_that_shows_no_connection_or_another_kind_stays_as_it_is() -> None:
    front.send_at_once(asyncio.sleep)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        front.send_at_once(_Connection(ours).send)


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a page wait for what it may ask ahead as long as a busy machine takes."""
    monkeypatch.setattr(front, "_PATIENCE", 60)


def _page(script: str | Exception, path: str = "/translate?document=a") -> httpx.Response:
    def ahead(mode: Mode, asked: Request) -> str:
        assert mode == "translate"
        assert asked.query_params.get("document") == "a"
        assert asked.cookies.get("name") == "Olena"
        if isinstance(script, Exception):
            raise script
        return script

    served = httpx.ASGITransport(app=Front(_streamlit, routes=[], ahead=ahead))

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=served, base_url="http://here") as browser:
            return await browser.get(path, headers={"Cookie": "name=Olena"})

    with start_blocking_portal() as portal:
        return portal.call(ask)


def test_an_editors_page_asks_ahead_and_is_its_visitors_alone() -> None:
    answer = _page("<script>ahead()</script>")
    assert answer.text.index("ahead()") < answer.text.index("/static/js/")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("script", ["", ValueError("the project cannot be opened")])
def test_a_page_does_without_where_nothing_can_be_asked_ahead(script: str | Exception) -> None:
    answer = _page(script)
    assert "<html" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


def test_other_pages_ask_nothing_ahead() -> None:
    assert "<html" in _page(AssertionError("asked"), "/editions").text
