"""The OpenAPI document, made from the table of routes."""

import re
from collections.abc import Mapping
from typing import Any

from app import __version__
from app.api.endpoint import Endpoint
from app.api.endpoints import ENDPOINTS
from app.api.schemas import SCHEMAS
from app.api.shapes import ref

_PROBLEMS: Mapping[str, str] = {
    "400": "The request cannot be read, or lacks something.",
    "401": "The token is missing, was never ours, was revoked, or has run out.",
    "403": "The person's roles do not allow this, or another site's page asks.",
    "404": "There is no such document, language, segment or address.",
    "409": "The store was made anew: load the catalog again.",
    "413": "The request is too large.",
    "415": "The request is not JSON.",
    "422": "The request is not as its schema says, or what it asks for is refused.",
    "500": "The fault is ours; the log of the app says more.",
    "503": "The project or its store cannot be reached just now.",
}
_WITH_BODY = frozenset({"409", "413", "415"})
"""What only who sends something can be told."""


def document(base: str) -> dict[str, Any]:
    """Return the whole document, for an app whose routes begin with `base`."""
    paths: dict[str, dict[str, Any]] = {}
    for one in ENDPOINTS:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Translation workbench",
            "version": __version__,
            "description": (
                "Read documents and catalogs, save translations, review them, take editions. "
                "Errors are problem details (RFC 9457). Sentences for a person are in the language that "
                "“Accept-Language” names first among those we have, English otherwise; “Content-Language” "
                "says which. Make a token with “workbench token add”."
            ),
        },
        "servers": [{"url": base}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(one: Endpoint) -> dict[str, Any]:
    inner = re.findall(r"{(\w+)}", one.path)
    parameters = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "integer" if name == "id" else "string"},
        }
        for name in inner
    ] + [
        {"name": name, "in": "query", "required": name in one.needed, "schema": schema}
        for name, schema in one.query.items()
    ]
    answers = {"200": {"description": "Done.", "content": {one.media: {"schema": one.answer}}}}
    for status, said in _PROBLEMS.items():
        if one.body or status not in _WITH_BODY:
            answers[status] = {
                "description": said,
                "content": {"application/problem+json": {"schema": ref("Problem")}},
            }
    found: dict[str, Any] = {"operationId": one.name, "summary": one.summary, "responses": answers}
    if parameters:
        found["parameters"] = parameters
    if one.body:
        found["requestBody"] = {"required": True, "content": {"application/json": {"schema": one.body}}}
    return found
