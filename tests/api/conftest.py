"""The routes over a small project, asked by people with tokens, without a network."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.api import serving
from app.roles import EVERY_ROLE, Role
from app.workbench.access import Visitor
from app.workbench.desk import Desk
from app.workbench.project import Project
from tests import small

CATALOG = f"/catalogs/{small.NAME}/uk"


@dataclass
class Asker:
    """A person with a token, at a page or a program of their own."""

    client: TestClient
    desk: Desk
    token: str

    def get(self, path: str, **query: Any) -> httpx.Response:
        answer: httpx.Response = self.client.get(
            serving.BASE + path, params=query or None, headers=self._headers()
        )
        return answer

    def post(self, path: str, body: Any, headers: dict[str, str] | None = None) -> httpx.Response:
        answer: httpx.Response = self.client.post(
            serving.BASE + path, json=body, headers=self._headers() | (headers or {})
        )
        return answer

    def delete(self, path: str) -> httpx.Response:
        answer: httpx.Response = self.client.delete(serving.BASE + path, headers=self._headers())
        return answer

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def operate(self, *operations: dict[str, Any]) -> list[dict[str, Any]]:
        """Send operations to the Ukrainian catalog, and return their results."""
        sent = {"generation": self.desk.project.store.generation(), "operations": list(operations)}
        answer = self.post(f"{CATALOG}/operations", sent)
        assert answer.status_code == 200, answer.text
        results: list[dict[str, Any]] = answer.json()["results"]
        return results

    def units(self) -> list[dict[str, Any]]:
        """Return the Ukrainian catalog's units."""
        units: list[dict[str, Any]] = self.get(CATALOG).json()["units"]
        return units

    def unit(self, source: str) -> dict[str, Any]:
        """Return the unit with a source."""
        return next(one for one in self.units() if one["source"] == source)


@pytest.fixture
def desk(project: Project) -> Desk:
    return Desk(project)


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=serving.routes(lambda: desk))) as opened:
        yield opened


Ask = Callable[..., Asker]


@pytest.fixture
def ask(client: TestClient, desk: Desk) -> Ask:
    """Let a person in: `ask("Олена")`, or with some roles only."""

    def let_in(person: str = "Олена", roles: frozenset[Role] = EVERY_ROLE, seat: str = "1") -> Asker:
        return Asker(client, desk, desk.doorkeeper.mint(Visitor(person, roles, seat)))

    return let_in


def save(unit: dict[str, Any], text: str, *, id: str = "op-1") -> dict[str, Any]:  # noqa: A002  # the wire's word
    """Return the operation of somebody who saves a unit as they see it."""
    return {"id": id, "unit": unit["id"], "base": unit["version"], "move": "save", "text": text}


def move(unit: dict[str, Any], word: str, *, id: str = "op-2", **more: Any) -> dict[str, Any]:  # noqa: A002
    """Return another operation on a unit as somebody sees it."""
    return {"id": id, "unit": unit["id"], "base": unit["version"], "move": word, **more}
