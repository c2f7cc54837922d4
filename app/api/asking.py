"""A request, as far as a route needs to know of it: who asks, for what, with what."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request

from app.api.problems import Problem, unreadable
from app.errors import Message
from app.workbench.access import Visitor
from app.workbench.desk import Desk

LARGEST_BODY = 4 * 1024 * 1024
"""Bytes of a request; a full load of operations stays under it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a route is handed."""

    desk: Desk
    visitor: Visitor
    path: Mapping[str, Any] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    known: str = ""
    """The ETag that the asker has."""

    @property
    def document(self) -> str:
        """Return the document in the address."""
        return str(self.path["document"])

    @property
    def language(self) -> str:
        """Return the language in the address."""
        return str(self.path["language"])

    def number(self, name: str) -> int | None:
        """Return a number of the query, or None where it is not given."""
        given = self.query.get(name, "")
        if not given:
            return None
        if not given.isascii() or not given.isdigit() or len(given) > 9:
            raise unreadable(Message("“{name}” in the address must be a whole number.", name=name))
        return int(given)


def cursor_of(given: str, *, name: str = "since") -> str:
    """Return a cursor that we handed out, or raise a problem, which calls it by `name`."""
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", given):
        raise unreadable(
            Message("Say “{name}”: the cursor of the catalog, or of the last changes.", name=name)
        )
    return given


async def read_body(request: Request) -> Any:
    """Return what a request holds as JSON. It is refused where it is too large, or is not JSON."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Problem(
            415,
            "media-type",
            Message("This is not JSON"),
            Message("Send JSON, with the header “Content-Type: application/json”."),
        )
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST_BODY:
            raise Problem(
                413,
                "too-large",
                Message("This is too much at once"),
                Message("A request may have {most} MB; send it in parts.", most=LARGEST_BODY // 2**20),
            )
        parts.append(part)
    try:
        return json.loads(b"".join(parts), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        said = Message("The request does not hold valid JSON.")
        raise Problem(400, "json", Message("This is not JSON"), said) from error


def _no_number(word: str) -> None:
    raise ValueError(word)


def check_origin(request: Request) -> None:
    """Refuse a write that another site's page sends through a person's browser."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    # The browser says by itself where a request comes from; older ones name the origin alone.
    here = site in {"same-origin", "none"} if site else origin is None or _host(origin) == _own(request)
    if not here:
        raise Problem(
            403,
            "origin",
            Message("This comes from another site"),
            Message("Pages of other sites may not write here."),
        )


def _host(origin: str) -> str:
    return origin.partition("://")[2].lower()


def _own(request: Request) -> str:
    return request.headers.get("host", "").lower()
