"""What browsers may fetch of ours: it is named by its content, and nothing beside it can be had."""

import httpx
import pytest
from anyio.from_thread import start_blocking_portal
from starlette.applications import Starlette

from app.ui import assets


def _get(path: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        served = httpx.ASGITransport(app=Starlette(routes=list(assets.routes())))
        async with httpx.AsyncClient(transport=served, base_url="http://here") as browser:
            return await browser.get(path)

    # In a thread of its own: in this one the browser of other tests may have a loop that runs.
    with start_blocking_portal() as portal:
        return portal.call(ask)


def test_every_file_is_served_as_what_it_is_and_may_be_kept_for_ever() -> None:
    kinds = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
    assert {path.suffix for path in assets.files()} <= set(kinds)
    for path in assets.files():
        answer = _get(f"/{assets.address(path.as_posix())}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(kinds[path.suffix])
        assert "immutable" in answer.headers["cache-control"]


def test_a_page_from_before_a_renewal_gets_what_is_there_now_and_keeps_nothing() -> None:
    answer = _get("/assets/0123456789abcdef/editor/model.js")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "editor/no-such.js",
        "editor/types.d.ts",
        "editor/..%2Fassets.py",
        "editor/%2e%2e%2fassets.py",
        "fonts/README.md",
        "pages/translate.py",
        "../assets.py",
    ],
)
def test_nothing_else_can_be_had(path: str) -> None:
    assert _get(f"/{assets.address(path)}").status_code == 404


def test_an_address_is_relative_so_that_a_proxy_may_put_a_path_before_it() -> None:
    assert not assets.address("editor/model.js").startswith("/")
