"""Problem details (RFC 9457): what went wrong with a request, in words and for programs."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from app.errors import (
    AccessError,
    DocumentError,
    Message,
    ProjectError,
    ReviewError,
    StoreError,
    WorkbenchError,
)

_KINDS: tuple[tuple[type[WorkbenchError], int, str, str], ...] = (
    (AccessError, 403, "forbidden", "You may not do this"),
    (ReviewError, 422, "refused", "This move is refused"),
    (DocumentError, 404, "not-found", "There is no such thing"),
    (StoreError, 503, "store", "The store does not answer"),
    (ProjectError, 503, "project", "The project cannot be opened"),
    (WorkbenchError, 422, "refused", "This is refused"),
)
"""Which error of ours is which problem; the first that fits."""


class Problem(Exception):  # noqa: N818  # RFC 9457's own word
    """A request that is answered with a problem.

    What reaches a person who translates is a `Message`; what only who writes a program meets is English.
    """

    def __init__(
        self,
        status: int,
        kind: str,
        title: str,
        detail: Message | str,
        *,
        headers: Mapping[str, str] | None = None,
        **fields: Any,
    ) -> None:
        super().__init__(str(detail))
        self.status, self.kind, self.title, self.detail = status, kind, title, detail
        self.headers, self.fields = headers or {}, fields

    def content(self) -> dict[str, Any]:
        """Return what the answer says."""
        return {
            "type": f"urn:workbench:problem:{self.kind}",
            "title": self.title,
            "status": self.status,
            "detail": str(self.detail),
            **self.fields,
        }

    def response(self) -> Response:
        """Return the answer."""
        return Response(
            json.dumps(self.content(), ensure_ascii=False),
            self.status,
            media_type="application/problem+json",
            headers={"Cache-Control": "no-store", **self.headers},
        )


def of(error: WorkbenchError) -> Problem:
    """Return the problem that an error of ours is."""
    status, kind, title = next(found[1:] for found in _KINDS if isinstance(error, found[0]))
    return Problem(status, kind, title, error.message)


def went_wrong() -> Problem:
    """Return what is said where the fault is ours; the log has the rest."""
    return Problem(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "fault",
        "Something went wrong on our side",
        Message("Something went wrong on our side; the log of the app says what. Nothing was changed by it."),
    )
