"""Whoever asks wrongly hears in words what is wrong, as problem details; nobody sees a traceback."""

import json
import time

import httpx
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.api import serving
from app.api.asking import LARGEST_BODY
from app.api.schemas import LONGEST_TEXT, MOST_OPERATIONS
from app.errors import ProjectError
from app.workbench.access import Visitor
from app.workbench.desk import Desk
from tests import small
from tests.api.conftest import CATALOG, Ask, Asker, save

_Q = "Who are you?"


def _is_problem(answer: httpx.Response, status: int, word: str) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    found = answer.json()
    assert found["status"] == status
    assert word in found["detail"]
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer x", "Basic eDp5", "Bearer eyJwZXJzb24iOiJ4In0.AAAA", "Bearer " + "a" * 9_000],
)
def test_nobody_is_let_in_without_a_token_of_ours(client: TestClient, header: str) -> None:
    answer = client.get(f"{serving.BASE}/documents", headers={"Authorization": header} if header else {})
    _is_problem(answer, 401, "token")
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_token_that_has_run_out_is_told_from_one_that_was_never_ours(
    client: TestClient, desk: Desk
) -> None:
    old = desk.doorkeeper.mint(Visitor("Олена"), now=time.time() - 4_000)
    _is_problem(Asker(client, desk, old).get("/documents"), 401, "open for a while")


@pytest.mark.parametrize(
    ("path", "status", "word"),
    [
        ("/nothing", 404, "nothing at this address"),
        ("/catalogs/unknown/uk", 404, "no document"),
        ("/catalogs/..%2F..%2Fetc/uk", 404, ""),
        (f"/catalogs/{small.NAME}/de", 404, "does not translate into"),
        (f"{CATALOG}/units/999999", 404, "no segment"),
        (f"{CATALOG}/units/x", 404, "nothing at this address"),
        ("/nothing/%0A/x", 404, "nothing at this address"),
        (f"{CATALOG}/units/{'9' * 5_000}", 404, "nothing at this address"),
        (f"{CATALOG}/changes", 400, "since"),
        (f"{CATALOG}/changes?since=x", 400, "since"),
        (f"{CATALOG}/changes?since=-1", 400, "since"),
    ],
)
def test_what_is_not_there_is_said_in_words(ask: Ask, path: str, status: int, word: str) -> None:
    _is_problem(ask().get(path), status, word)


def test_another_method_is_refused_with_those_that_there_are(ask: Ask) -> None:
    answer = ask().delete("/documents")
    _is_problem(answer, 405, "GET")
    assert answer.headers["allow"] == "GET"


_UNIT = {"id": "1", "unit": 4, "base": 0, "move": "save", "text": "x"}


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ([], "must be an object"),
        ({}, "lacks “generation”"),
        ({"generation": 1, "operations": [_UNIT]}, "/generation must be a text"),
        ({"generation": "g", "operations": []}, "/operations must hold"),
        ({"generation": "g", "operations": [_UNIT] * (MOST_OPERATIONS + 1)}, "/operations must hold"),
        ({"generation": "g", "operations": [_UNIT], "more": 1}, "“more”, which is not known"),
        ({"generation": "g", "operations": ["x"]}, "/operations/0 must be an object"),
        ({"generation": "g", "operations": [{**_UNIT, "unit": "4"}]}, "/operations/0/unit must be a whole"),
        ({"generation": "g", "operations": [{**_UNIT, "unit": True}]}, "/operations/0/unit must be a whole"),
        ({"generation": "g", "operations": [{**_UNIT, "unit": 4.5}]}, "/operations/0/unit must be a whole"),
        (
            {"generation": "g", "operations": [{**_UNIT, "unit": 10**30}]},
            "/operations/0/unit is out of range",
        ),
        ({"generation": "g", "operations": [{**_UNIT, "base": -1}]}, "/operations/0/base is out of range"),
        (
            {"generation": "g", "operations": [{**_UNIT, "move": "steal"}]},
            "/operations/0/move must be one of",
        ),
        ({"generation": "g", "operations": [{**_UNIT, "id": ""}]}, "/operations/0/id must not be empty"),
        ({"generation": "g", "operations": [{**_UNIT, "text": None}]}, "/operations/0/text must be a text"),
        (
            {"generation": "g", "operations": [{**_UNIT, "text": "x" * (LONGEST_TEXT + 1)}]},
            "/operations/0/text may have",
        ),
    ],
)
def test_a_request_that_is_not_as_it_should_be_is_told_where(ask: Ask, body: object, word: str) -> None:
    _is_problem(ask().post(f"{CATALOG}/operations", body), 422, word)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe", b"[" * 200_000, b'{"a": NaN}', b'{"a": Infinity}', b"'x'"]
)
def test_what_is_not_json_is_refused(ask: Ask, content: bytes) -> None:
    one = ask()
    headers = {"Authorization": f"Bearer {one.token}", "Content-Type": "application/json"}
    answer = one.client.post(f"{serving.BASE}{CATALOG}/operations", content=content, headers=headers)
    _is_problem(answer, 400, "JSON")


def test_a_form_of_another_kind_is_refused(ask: Ask) -> None:
    one = ask()
    headers = {"Authorization": f"Bearer {one.token}", "Content-Type": "text/plain"}
    answer = one.client.post(f"{serving.BASE}{CATALOG}/operations", content=b"{}", headers=headers)
    _is_problem(answer, 415, "application/json")


def test_a_request_without_end_is_not_read_to_its_end(ask: Ask) -> None:
    one = ask()
    headers = {"Authorization": f"Bearer {one.token}", "Content-Type": "application/json"}
    content = b'"' + b"x" * (LARGEST_BODY + 1) + b'"'
    answer = one.client.post(f"{serving.BASE}{CATALOG}/operations", content=content, headers=headers)
    _is_problem(answer, 413, "MB")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://behind.a.proxy"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://testserver"}, 200),
        ({}, 200),
    ],
)
def test_pages_of_other_sites_write_nothing(ask: Ask, headers: dict[str, str], status: int) -> None:
    one = ask()
    sent = {"generation": one.desk.project.store.generation(), "operations": [save(one.unit(_Q), "Хто ви?")]}
    answer = one.post(f"{CATALOG}/operations", sent, headers)
    assert answer.status_code == status
    assert (one.unit(_Q)["version"] == 1) is (status == 200)
    assert "access-control-allow-origin" not in answer.headers


def test_a_fault_of_ours_is_said_without_a_traceback(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    one = ask()
    monkeypatch.setattr(one.desk.project.store, "units", None)
    _is_problem(one.get(CATALOG), 500, "our side")


def test_a_project_that_cannot_be_opened_is_said(client: TestClient) -> None:
    def opened() -> Desk:
        raise ProjectError("{folder} is not a folder.", folder="/nowhere")

    with TestClient(Starlette(routes=serving.routes(opened))) as other:
        _is_problem(other.get(f"{serving.BASE}/documents"), 503, "/nowhere is not a folder")


def test_under_a_path_of_its_own_the_routes_stand_there(desk: Desk) -> None:
    with TestClient(Starlette(routes=serving.routes(lambda: desk, before="/talks/"))) as client:
        assert client.get("/talks/api/v1/openapi.json").json()["servers"] == [{"url": "/talks/api/v1"}]
        assert client.get("/talks/api/v1/documents").status_code == 401
        assert client.get("/api/v1/documents").status_code == 404


def test_an_answer_is_json_in_utf_8_whatever_stands_in_a_text(ask: Ask) -> None:
    hostile = "<script>alert(1)</script> \N{RIGHT-TO-LEFT OVERRIDE}x \U0001f469‍\U0001f52c \x00\ud800 \u2028"
    one = ask()
    raw = json.dumps(
        {"generation": one.desk.project.store.generation(), "operations": [save(one.unit(_Q), hostile)]}
    )
    headers = {"Authorization": f"Bearer {one.token}", "Content-Type": "application/json"}
    answer = one.client.post(f"{serving.BASE}{CATALOG}/operations", content=raw, headers=headers)
    kept = answer.json()["results"][0]["unit"]["target"]["text"]
    assert kept == "<script>alert(1)</script> \N{RIGHT-TO-LEFT OVERRIDE}x \U0001f469‍\U0001f52c"
    assert answer.headers["content-type"] == "application/json"
