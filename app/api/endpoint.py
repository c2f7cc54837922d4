"""What a route is: one line of the tables that server, OpenAPI document and tests are made from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.api.asking import Asked
from app.api.shapes import Schema


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One method of one address."""

    method: str
    path: str
    """Under the base; `{id}` is a number, other names in braces are texts."""
    name: str
    summary: str
    deed: Callable[[Asked], Any]
    """Gives what is answered: a value for JSON, or a `Download`."""
    answer: Schema
    """Of the JSON; nothing for a route that answers with a file."""
    body: Schema | None = None
    query: Mapping[str, Schema] = field(default_factory=dict)
    """What may stand behind the question mark."""
    needed: tuple[str, ...] = ()
    """Which of that must."""
    media: str = "application/json"
    """What is answered, as a media type; `*/*` where it depends on what was asked for."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file as an answer."""

    file: str
    """Its name."""
    content: bytes
    media: str
