"""The OpenAPI document is valid, and the answers are what it says."""

from typing import Any

import jsonschema
import pytest
from openapi_spec_validator import validate
from starlette.testclient import TestClient

from app.api import openapi, serving
from app.api.checking import check
from app.api.endpoints import ENDPOINTS
from app.api.problems import Problem
from app.api.schemas import SCHEMAS
from tests.api.conftest import CATALOG, Ask, move, save


def test_the_document_is_valid_and_names_every_route(client: TestClient) -> None:
    found = client.get(f"{serving.BASE}/openapi.json").json()
    validate(found)
    told = {(method.upper(), path) for path, methods in found["paths"].items() for method in methods}
    assert told == {(one.method, one.path) for one in ENDPOINTS}


def _fits(value: Any, name: str) -> None:
    whole = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": SCHEMAS}}
    jsonschema.Draft202012Validator(whole).validate(value)


def test_every_answer_is_as_its_schema_says(ask: Ask) -> None:
    olena = ask()
    unit, other = olena.unit("Who are you?"), olena.unit("I am a nurse.")
    sent = {
        "generation": olena.desk.project.store.generation(),
        "operations": [
            save(unit, "Хто ви?", id="1"),
            save(unit, "Хто ти?", id="2"),
            save(other, " ", id="3"),
            move(other, "approve", id="4"),
        ],
    }
    results = olena.post(f"{CATALOG}/operations", sent).json()
    assert [one["status"] for one in results["results"]] == ["done", "conflict", "refused", "refused"]
    _fits(results, "Results")
    _fits(olena.get("/documents").json(), "Project")
    _fits(olena.get(CATALOG).json(), "Catalog")
    _fits(olena.get(f"{CATALOG}/changes", since=0).json(), "Changes")
    _fits(olena.get(f"{CATALOG}/units/{unit['id']}").json(), "Panel")
    _fits(olena.post(f"{CATALOG}/findings", {"unit": unit["id"], "text": "Хто"}).json(), "Findings")
    _fits(olena.get("/nothing").json(), "Problem")


_GOOD = {"id": "1", "unit": 4, "base": 0, "move": "save", "text": "x"}
_SENT = [
    {"generation": "g", "operations": [_GOOD]},
    {"generation": "g", "operations": [{**_GOOD, "unit": "4"}]},
    {"generation": "g", "operations": [{**_GOOD, "unit": True}]},
    {"generation": "g", "operations": [{**_GOOD, "base": -1}]},
    {"generation": "g", "operations": [{**_GOOD, "move": "steal"}]},
    {"generation": "g", "operations": [{**_GOOD, "more": 1}]},
    {"generation": "g", "operations": [{"id": "1"}]},
    {"generation": "g", "operations": []},
    {"generation": "g" * 201, "operations": [_GOOD]},
    {"operations": [_GOOD]},
    [],
    None,
    "x",
]


@pytest.mark.parametrize("sent", _SENT)
def test_our_checking_of_requests_agrees_with_a_whole_validator(sent: Any) -> None:
    try:
        check(sent, {"$ref": "#/components/schemas/Operations"})
    except Problem:
        ours = False
    else:
        ours = True
    whole = {"$ref": "#/components/schemas/Operations", "components": {"schemas": SCHEMAS}}
    assert ours is jsonschema.Draft202012Validator(whole).is_valid(sent)


def test_every_endpoint_has_words_of_its_own() -> None:
    assert len({one.name for one in ENDPOINTS}) == len({one.summary for one in ENDPOINTS}) == len(ENDPOINTS)
    assert openapi.document("/x")["servers"] == [{"url": "/x"}]
