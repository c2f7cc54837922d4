"""One request to an engine's server: with an end, a size, and no way to another host.

The only door to requests. The text that is sent must not show up elsewhere: requests puts the whole address
into its errors, and urllib3 into its log, so neither is passed on.
"""

import contextlib
import ipaddress
import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from urllib3.exceptions import ReadTimeoutError

from app.engines import deadline, statuses
from app.engines.options import seconds
from app.errors import EngineError, EngineErrorKind

_MAX_BYTES = 1_000_000
_MAX_REDIRECTS = 3
_CHUNK = 16_384
_PIECE = 1 << 16


def _without_addresses(record: logging.LogRecord) -> bool:
    """Drop urllib3's log lines of single requests: the text stands in the address."""
    return record.levelno > logging.DEBUG


logging.getLogger("urllib3.connectionpool").addFilter(_without_addresses)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a request may take, in seconds."""

    connect: float
    read: float
    """Between two pieces of an answer."""
    deadline: float
    """From asking to the answer's last byte."""

    @classmethod
    def of(
        cls, options: Mapping[str, str], *, engine: str, read: float = 15.0, all_in_all: float = 20.0
    ) -> "Patience":
        """Read `connect_timeout`, `read_timeout` and `deadline` of an `[engines.NAME]` table."""
        return cls(
            seconds(options, "connect_timeout", 5.0, engine=engine),
            seconds(options, "read_timeout", read, engine=engine),
            seconds(options, "deadline", all_in_all, engine=engine),
        )


PATIENCE = frozenset({"connect_timeout", "read_timeout", "deadline"})
"""The names of the options that `Patience.of` reads."""


@dataclass(frozen=True, slots=True)
class Stream:
    """An answer that is read piece by piece."""

    status: int
    headers: Mapping[str, str]
    pieces: Iterator[bytes]


def on_this_machine(url: str) -> bool:
    """Say whether an address is this machine's own, so that what is sent to it goes nowhere else.

    Read as requests reads it when it connects: another reading of one address is how texts get lost. A name
    other than `localhost` may be anybody's, whatever it means today.

    >>> on_this_machine("http://127.0.0.1:11434/v1"), on_this_machine("https://127.0.0.1.example.org/")
    (True, False)
    """
    request = requests.PreparedRequest()
    try:
        request.prepare_url(url, None)
    except (requests.RequestException, ValueError):
        return False
    host = urlsplit(request.url or "").hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Leave a request as it is: without this, requests looks for passwords in ~/.netrc."""
    return request


class Connection:
    """Kept-alive connections to one server; several threads may ask at the same time."""

    def __init__(self, label: str, patience: Patience, *, here: bool = False, key: str = "") -> None:
        """Make one that is not open yet.

        `here` keeps the text on this machine, whatever proxies are set; `key` names the variable to look at
        when the server does not let us in.
        """
        self._label = label
        self._key = key
        self._patience = patience
        self._session = requests.Session()
        self._session.auth = _as_it_is
        if here:
            self._session.trust_env = False
        self._session.mount("http://", deadline.DeadlineAdapter())
        self._session.mount("https://", deadline.DeadlineAdapter())

    def fetch(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        json: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> str:
        """Send one request and return the answer's body as text.

        Raise `EngineError`, with its kind, for everything else that can come of it.
        """
        deadline.start(self._patience.deadline)
        try:
            body, encoding = self._body(method, url, params=params, json=json, headers=headers)
            return body.decode(encoding)
        except EngineError as error:
            failure = error
        except UnicodeError:
            failure = self._error(EngineErrorKind.BAD_ANSWER, "The letters of {engine}’s answer are broken.")
        except (requests.RequestException, OSError, ValueError, LookupError) as error:
            failure = self._failure(error)
        # Not inside the handler: the library's error, which holds the text, must not be chained to ours.
        raise failure

    def fetch_json(self, method: str, url: str, **content: Any) -> Any:
        """Send one request and return the JSON of its answer; an answer that is none is a BAD_ANSWER."""
        text = self.fetch(method, url, **content)
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            failure = self.bad_answer()
        raise failure

    @contextlib.contextmanager
    def stream(self, url: str, *, headers: Mapping[str, str] | None = None) -> Iterator[Stream]:
        """Ask for a large file, to be read piece by piece; the deadline holds for each piece.

        Redirects are followed, to encrypted addresses only: nothing of a person's goes there. Raise
        `EngineError` for every other status than 200, 206 and 416.
        """
        deadline.start(self._patience.deadline)
        try:
            with self._follow(url, headers or {}) as response:
                if response.status_code != 416:
                    self._check(response)
                yield Stream(response.status_code, response.headers, self._pieces(response))
                return
        except (requests.RequestException, OSError, ValueError, LookupError) as error:
            if isinstance(error, OSError) and not isinstance(error, requests.RequestException | TimeoutError):
                raise  # the disk's, not the line's
            failure = self._failure(error)
        raise failure

    def _follow(self, url: str, headers: Mapping[str, str]) -> requests.Response:
        for _ in range(_MAX_REDIRECTS + 1):
            response = self._session.get(
                url,
                headers={"Accept-Encoding": "identity", **headers},
                timeout=(self._patience.connect, self._patience.read),
                stream=True,
                allow_redirects=False,
            )
            if not response.is_redirect:
                return response
            response.close()
            where = urljoin(url, response.headers["Location"])
            if urlsplit(where).scheme != "https" and not on_this_machine(url):
                raise self._error(
                    EngineErrorKind.BAD_ANSWER, "{engine} sends us to an address that is not encrypted."
                )
            url = where
        raise self._error(EngineErrorKind.BAD_ANSWER, "{engine} sends us round in circles.")

    def _pieces(self, response: requests.Response) -> Iterator[bytes]:
        for piece in response.iter_content(_PIECE):
            yield piece
            deadline.start(self._patience.deadline)

    def bad_answer(self) -> EngineError:
        """Return the error for an answer that is no translation."""
        return self._error(
            EngineErrorKind.BAD_ANSWER,
            "{engine} gave an answer that holds no translation. Try again later, or take another engine.",
        )

    def wrong_count(self, given: int, asked: int) -> EngineError:
        """Return the error for another number of answers than was asked for."""
        return self._error(
            EngineErrorKind.BAD_ANSWER,
            "{engine} was asked for {asked} texts and gave {given}. Ask for them one at a time.",
            given=given,
            asked=asked,
        )

    def _body(self, method: str, url: str, **content: Any) -> tuple[bytes, str]:
        """Return the answer's bytes and their encoding; follow redirects, but not to another server."""
        for _ in range(_MAX_REDIRECTS + 1):
            with self._session.request(
                method,
                url,
                timeout=(min(self._patience.connect, self._patience.deadline), self._patience.read),
                stream=True,
                allow_redirects=False,
                **content,
            ) as response:
                if not response.is_redirect:
                    self._check(response)
                    return self._read(response), _encoding(response)
                where = urljoin(url, response.headers["Location"])
            if urlsplit(where)[:2] != urlsplit(url)[:2]:
                raise self._error(
                    EngineErrorKind.BAD_ANSWER,
                    "{engine} sends us to another server, {host}; nothing was sent there. "
                    "Check the engine’s address in workbench.toml, or try again later.",
                    host=urlsplit(where).hostname,
                )
            url, content = where, content | {"params": None}  # the new address has them, if they are wanted
        raise self._error(EngineErrorKind.BAD_ANSWER, "{engine} sends us round in circles.")

    def _read(self, response: requests.Response) -> bytes:
        body = bytearray()
        for chunk in response.iter_content(_CHUNK):
            body += chunk
            if len(body) > _MAX_BYTES:
                raise self._error(EngineErrorKind.BAD_ANSWER, "{engine} gave an answer without end.")
        return bytes(body)

    def _check(self, response: requests.Response) -> None:
        status = response.status_code
        if 200 <= status < 300:
            return
        kind, text = statuses.meaning(status, keyed=bool(self._key))
        raise self._error(
            kind,
            text,
            retry_after=statuses.retry_after(response.headers.get("Retry-After", "")),
            status=status,
            variable=self._key,
        )

    def _failure(self, error: Exception) -> EngineError:
        cause = error.args[0] if error.args else None
        if isinstance(error, requests.Timeout | TimeoutError) or isinstance(cause, ReadTimeoutError):
            return self._error(
                EngineErrorKind.TIMEOUT,
                "{engine} did not answer within {seconds} seconds. Try again later, or take another engine.",
                seconds=f"{self._patience.deadline:g}",
            )
        if isinstance(error, requests.RequestException) and isinstance(error, ValueError):
            return self._error(
                EngineErrorKind.UNSUPPORTED,
                "The address of {engine} in workbench.toml is not one that can be asked. "
                "It begins with https:// or http://.",
            )
        return self._error(
            EngineErrorKind.NETWORK,
            "{engine} cannot be reached, or the line broke. Check the network, then try again.",
        )

    def _error(
        self, kind: EngineErrorKind, text: str, /, retry_after: float | None = None, **values: Any
    ) -> EngineError:
        return EngineError(kind, text, retry_after=retry_after, engine=self._label, **values)


def _encoding(response: requests.Response) -> str:
    # requests takes text without a charset for Latin-1; nothing on this road is Latin-1.
    return response.encoding if response.encoding not in {None, "ISO-8859-1"} else "utf-8"
