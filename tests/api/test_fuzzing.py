"""Whatever is sent to a route: never a fault of ours, and every answer is as the OpenAPI document says."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.api import serving
from app.api.endpoint import Endpoint
from app.api.endpoints import ENDPOINTS
from app.api.schemas import SCHEMAS
from app.workbench.access import Visitor
from app.workbench.desk import Desk
from tests import small
from tests.api.schemas import HOSTILE, fitting, nearly

# By what an address or its query calls them.
_KNOWN: dict[str, list[str]] = {
    "document": [small.NAME],
    "language": ["uk", "sv", "en"],
    "id": [str(number) for number in range(1, small.UNITS + 2)],
    # A PDF takes seconds; what is asked for wrongly is refused before.
    "format": ["html", "markdown", "text", "xliff", "csv", "bilingual"],
    "since": ["0", "1"],
    "beside": ["en", "sv", "uk"],
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with small.synced(tmp_path_factory.mktemp("fuzz") / "talks", alone=True, remote=False) as project:
        desk = Desk(project)
        project.written_behind.set()  # as in the app; nothing is written behind here
        token = desk.doorkeeper.mint(Visitor("Олена"))
        with TestClient(
            Starlette(routes=serving.routes(lambda: desk)), headers={"Authorization": f"Bearer {token}"}
        ) as opened:
            yield opened


_HOSTILE = st.sampled_from(HOSTILE) | st.text(max_size=6) | st.just("9" * 5_000)


@st.composite
def _requests(draw: st.DrawFn, one: Endpoint) -> tuple[str, Any]:
    """Draw an address and what is sent there: all of it good, or bad in one of its parts."""
    bad = draw(st.sampled_from(["nothing", "nothing", "address", "query", "body"]))

    def filled(match: re.Match[str]) -> str:
        hostile = bad == "address" and draw(st.booleans())
        part: str = draw(_HOSTILE if hostile else st.sampled_from(_KNOWN[match[1]]))
        # A client leaves “.” and “..” out of an address, and asks for another one.
        return "x" if part in {"", ".", ".."} else quote(part.encode("utf-8", "surrogatepass"), safe="")

    path = re.sub(r"{(\w+)}", filled, one.path)
    query = {}
    for name, schema in one.query.items():
        if name in one.needed or draw(st.booleans()):
            known = st.sampled_from(_KNOWN[name]) if name in _KNOWN else fitting(schema).map(str)
            query[name] = draw(_HOSTILE if bad == "query" else known)
    asked = urlencode({name: value.encode("utf-8", "surrogatepass") for name, value in query.items()})
    body = None
    if one.body is not None:
        body = draw(nearly(one.body) if bad == "body" else fitting(one.body))
    return f"{path}?{asked}", body


def _as_seen(client: TestClient, body: Any) -> Any:
    """Name the store's own generation and versions where some are named, so that what is sent gets far."""
    if not isinstance(body, dict) or not isinstance(body.get("generation"), str):
        return body
    now = client.get(f"{serving.BASE}/catalogs/{small.NAME}/uk").json()
    seen = {one["id"]: one["version"] for one in now["units"]}
    sent = body | {"generation": now["generation"]}
    for one in sent["operations"] if isinstance(sent.get("operations"), list) else ():
        if isinstance(one, dict) and isinstance(one.get("unit"), int) and one["unit"] in seen:
            one["base"] = seen[one["unit"]]
    return sent


def _fits(value: Any, schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(schema | {"components": {"schemas": SCHEMAS}}).validate(value)


def _check(answer: httpx.Response, one: Endpoint) -> None:
    kind = answer.headers["content-type"].partition(";")[0]
    assert answer.status_code < 500, answer.text[:2_000]
    if answer.status_code != 200:
        assert kind == "application/problem+json"
        _fits(answer.json(), {"$ref": "#/components/schemas/Problem"})
    elif one.media == "application/json":
        assert kind == "application/json"
        _fits(answer.json(), one.answer)
    else:
        assert one.media in {"*/*", kind}
        assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize("one", ENDPOINTS, ids=lambda one: one.name)
@given(data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_no_request_is_a_fault_of_ours(client: TestClient, one: Endpoint, data: st.DataObject) -> None:
    path, body = data.draw(_requests(one))
    answer = client.request(
        one.method,
        serving.BASE + path,
        content=json.dumps(_as_seen(client, body)) if one.body else None,
        headers={"Content-Type": "application/json"} if one.body else {},
    )
    _check(answer, one)
