"""Problem details (RFC 9457): what went wrong with a request, in words and for programs."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from app.api import speech
from app.api.speech import Speaker
from app.errors import (
    AccessError,
    DocumentError,
    Message,
    ProjectError,
    ReviewError,
    StoreError,
    WorkbenchError,
)

_KINDS: tuple[tuple[type[WorkbenchError], int, str, Message], ...] = (
    (AccessError, 403, "forbidden", Message("You may not do this")),
    (ReviewError, 422, "refused", Message("This move is refused")),
    (DocumentError, 404, "not-found", Message("There is no such thing")),
    (StoreError, 503, "store", Message("The store does not answer")),
    (ProjectError, 503, "project", Message("The project cannot be opened")),
    (WorkbenchError, 422, "refused", Message("This is refused")),
)
"""Which error of ours is which problem; the first that fits."""


class Problem(Exception):  # noqa: N818  # RFC 9457's own word
    """A request that is answered with a problem, in the asker's language."""

    def __init__(
        self,
        status: int,
        kind: str,
        title: Message,
        detail: Message,
        *,
        headers: Mapping[str, str] | None = None,
        **fields: Any,
    ) -> None:
        super().__init__(str(detail))
        self.status, self.kind, self.title, self.detail = status, kind, title, detail
        self.headers, self.fields = headers or {}, fields

    def response(self, speaker: Speaker) -> Response:
        """Return the answer."""
        content = {
            "type": f"urn:workbench:problem:{self.kind}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            **self.fields,
        }
        return speech.answer(
            content, speaker, status=self.status, media="application/problem+json", headers=self.headers
        )


def of(error: WorkbenchError) -> Problem:
    """Return the problem that an error of ours is."""
    status, kind, title = next(found[1:] for found in _KINDS if isinstance(error, found[0]))
    return Problem(status, kind, title, error.message)


def unreadable(detail: Message) -> Problem:
    """Return what is said of an address that cannot be read."""
    return Problem(HTTPStatus.BAD_REQUEST, "request", Message("The request is not as it should be"), detail)


def not_there(detail: Message) -> Problem:
    """Return what is said of what the address names and we do not have."""
    return Problem(HTTPStatus.NOT_FOUND, "not-found", Message("There is no such thing"), detail)


def went_wrong() -> Problem:
    """Return what is said where the fault is ours; the log has the rest."""
    return Problem(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "fault",
        Message("Something went wrong on our side"),
        Message("Something went wrong on our side; the log of the app says what. Nothing was changed by it."),
    )
