"""The routes as Starlette serves them: the asker is known, the request checked, every fault a problem."""

import json
import logging
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from app.api import openapi, speech
from app.api.asking import Asked, check_origin, read_body
from app.api.checking import check, check_query
from app.api.endpoint import Download, Endpoint
from app.api.endpoints import ENDPOINTS
from app.api.problems import Problem, of, went_wrong
from app.api.speech import Speaker, Speakers
from app.errors import AccessError, Message, WorkbenchError
from app.workbench.access import Visitor
from app.workbench.desk import Desk

log = logging.getLogger("workbench")
BASE = "/api/v1"
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
Opened = Callable[[], Desk]
"""Gives the project's desk, and opens the project at the first time."""


class _Anything(Convertor[str]):
    """Whatever stands in an address; Starlette's own `path` stops at a line break."""

    regex = r"[\s\S]*"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("anything", _Anything())


def routes(opened: Opened, *, before: str = "", speakers: Speakers = speech.english) -> list[BaseRoute]:
    """Return the routes, under the path that the app is served at (`server.baseUrlPath`).

    `speakers` put what they say into other languages than English.
    """
    base = f"{_path(before)}{BASE}"
    document = json.dumps(openapi.document(base), ensure_ascii=False).encode()

    async def describe(_: Request) -> Response:
        return Response(document, media_type="application/json")

    by_path: dict[str, dict[str, Endpoint]] = defaultdict(dict)
    for one in ENDPOINTS:
        by_path[one.path][one.method] = one
    return [
        Route(f"{base}/openapi.json", describe, methods=["GET"]),
        *(
            Route(base + path, _serve(methods, opened, speakers), methods=_METHODS)
            for path, methods in by_path.items()
        ),
        # Streamlit would answer every other address with its page.
        Route(f"{base}/{{rest:anything}}", _serve({}, opened, speakers), methods=_METHODS),
    ]


def _path(before: str) -> str:
    inner = before.strip("/")
    return f"/{inner}" if inner else ""


def _serve(methods: Mapping[str, Endpoint], opened: Opened, speakers: Speakers) -> Callable[[Request], Any]:
    async def serve(request: Request) -> Response:
        speaker = speech.chosen(",".join(request.headers.getlist("accept-language")), speakers)
        try:
            one = _endpoint(methods, request)
            if one.method != "GET":
                check_origin(request)
            body = await read_body(request) if one.body else None
            return await run_in_threadpool(_answer, one, opened, request, body, speaker)
        except Problem as problem:
            return problem.response(speaker)
        except WorkbenchError as error:
            return of(error).response(speaker)
        except Exception:  # the log has it; the asker gets no traceback
            log.exception("%s %s", request.method, request.url.path)
            return went_wrong().response(speaker)

    return serve


def _endpoint(methods: Mapping[str, Endpoint], request: Request) -> Endpoint:
    found = methods.get("GET" if request.method == "HEAD" else request.method)
    if found is not None:
        return found
    if not methods:
        raise _nowhere()
    allowed = ", ".join(sorted(methods))
    raise Problem(
        405,
        "method",
        Message("This cannot be done here"),
        Message("This address knows {allowed} only.", allowed=allowed),
        headers={"Allow": allowed},
    )


def _nowhere() -> Problem:
    return Problem(
        404, "not-found", Message("There is no such address"), Message("There is nothing at this address.")
    )


def _answer(one: Endpoint, opened: Opened, request: Request, body: Any, speaker: Speaker) -> Response:
    desk = opened()
    visitor = _visitor(desk, request)
    check_query(request.query_params, one.query)
    if one.body is not None:
        check(body, one.body)
    asked = Asked(
        desk,
        visitor,
        _inner(request),
        request.query_params,
        body,
        request.headers.get("if-none-match", ""),
    )
    answer = one.deed(asked)
    if isinstance(answer, Download):
        return _file(answer)
    return speech.answer(answer, speaker, media="application/json")


def _inner(request: Request) -> Mapping[str, Any]:
    """Return what stands in the address; a number that no store could have is at no address."""
    found = dict(request.path_params)
    if "id" in found:
        if not re.fullmatch(r"[0-9]{1,9}", found["id"]):
            raise _nowhere()
        found["id"] = int(found["id"])
    return found


def _file(download: Download) -> Response:
    # A web page of ours holds people's texts: it is handed over as a file, never shown under our address.
    return Response(
        download.content,
        media_type=download.media,
        headers={
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="{download.file}"',
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _visitor(desk: Desk, request: Request) -> Visitor:
    given = re.fullmatch(r"Bearer ([\x21-\x7e]{1,4096})", request.headers.get("authorization", ""))
    try:
        visitor = desk.doorkeeper.know(given[1]) if given else None
    except AccessError as error:
        raise _who(error.message) from error
    if visitor is None:
        raise _who(Message("Say who asks: “Authorization: Bearer TOKEN”, with a token of this project."))
    return visitor


def _who(detail: Message) -> Problem:
    return Problem(
        401,
        "token",
        Message("A token is needed"),
        detail,
        headers={"WWW-Authenticate": 'Bearer realm="workbench"'},
    )
