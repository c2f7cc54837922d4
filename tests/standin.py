"""A server on loopback that stands in for a translation service, as good or as bad as a test wants it.

    with StandIn("429", "good") as standin:   # the first request is sent away, the others are answered
        standin.url

It speaks as one of `tests/dialects.py`; Google's page is the first of them. By hand, for looking at the pages
without a network: `python -m tests.standin --port 8901 --mode good`.
"""

import argparse
import json
import re
import socket
import struct
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import urlsplit

from tests.dialects import DIALECTS, ODD_CHATS, Asked
from tests.pseudo import translate

_TOKEN = re.compile(r"\[X\d+X\]")
_WRONG: Final[Mapping[str, str]] = {"uk": "ru", "ru": "uk", "sv": "da"}
STATUSES: Final = frozenset({"400", "402", "401", "403", "404", "413", "429", "456", "500", "503"})


def _good(text: str, target: str) -> str:
    return "\n".join(translate(line, target) for line in text.split("\n"))


def _each(change: Callable[[str], str]) -> Callable[[str, str], str]:
    """Make a mode that spoils each line of a good answer."""
    return lambda text, target: "\n".join(change(line) for line in _good(text, target).split("\n"))


def _second_line_empty(text: str, target: str) -> str:
    lines = _good(text, target).split("\n")
    return "\n".join("—" if number == 1 else line for number, line in enumerate(lines))


ANSWERS: Final[Mapping[str, Callable[[str, str], str]]] = {
    "good": _good,
    "slow": _good,
    "uneven": _good,
    "no-charset": _good,
    "truncated": _good,
    "cut": _good,
    "quota": lambda text, target: "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY.",
    "quota-lines": _each(lambda line: "You have exceeded your quota."),
    "error-text": _each(lambda line: "Error 500 (Server Error)!!1"),
    "json-error": _each(lambda line: '{"error": {"code": 403, "message": "forbidden"}}'),
    "empty": _each(lambda line: ""),
    "none": _each(lambda line: "None"),
    "dots": _each(lambda line: "…"),
    "unchanged": lambda text, target: text,
    "half": _each(lambda line: line[: len(line) // 2]),
    "loop": _each(lambda line: f"{line} " * 12),
    "mojibake": _each(lambda line: line.encode().decode("latin-1")),
    "questions": _each(lambda line: re.sub(r"[^\W\d_]", "?", line)),
    "wrong-language": lambda text, target: _good(text, _WRONG[target]),
    "wrong-script": lambda text, target: _good(text, "sv" if target != "sv" else "uk"),
    "missing-line": lambda text, target: "\n".join(
        _good(text, target).split("\n")[:-1] or [_good(text, target)]
    ),
    "glued-lines": lambda text, target: _good(text, target).replace("\n", " "),
    "second-line-empty": _second_line_empty,
    "token-lost": _each(lambda line: _TOKEN.sub("", line, count=1)),
    "token-doubled": _each(lambda line: _TOKEN.sub(r"\g<0> \g<0>", line, count=1)),
    "token-broken": _each(lambda line: line.replace("[X", "(X")),
    "token-glued": _each(lambda line: re.sub(r"\s*(\[X\d+X\])\s*", r"\1", line)),
    "digits-lost": _each(lambda line: re.sub(r"(?<![X\d])\d+(?![X\d])", "", line)),
    "token-loose": _each(lambda line: _TOKEN.sub(lambda match: f" [ х {match[0][2:-2]} Х ] ", line)),
}
"""What the page says, mode by mode, for the lines that were sent and the target language."""
WIRE: Final = frozenset(
    {"hang", "drip", "drip-headers", "reset", "endless", "elsewhere", "circle", "error-page"}
)
"""Modes in which no page with a result comes."""
MODES: Final = (*ANSWERS, *sorted(STATUSES), *sorted(WIRE), *ODD_CHATS)


class StandIn:
    """The server; each request takes the next of its modes, and the last one stays."""

    def __init__(
        self,
        *modes: str,
        dialect: str = "google",
        delay: float = 0.2,
        retry_after: str = "0",
        port: int = 0,
        places: int = 1_000,
    ) -> None:
        """Make one that answers so many requests at once, and sends the others away with 429."""
        unknown = set(modes) - set(MODES)
        if unknown:
            raise ValueError(f"No such mode: {', '.join(unknown)}")
        self._modes = modes or ("good",)
        self.dialect = DIALECTS[dialect]
        self.delay = delay
        self.retry_after = retry_after
        self.places = places
        self.requests = 0
        self.connections = 0
        self.at_once = 0
        self.most_at_once = 0
        self.texts: list[str] = []
        self.asked: list[Asked] = []
        self.headers: list[Mapping[str, str]] = []
        self.others: list[Any] = []
        self.released = threading.Event()
        self.lock = threading.Lock()
        self._server = _Server(("127.0.0.1", port), self)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})

    @property
    def url(self) -> str:
        """Where the service is, as the engine's settings have it."""
        return f"http://127.0.0.1:{self._server.server_address[1]}{self.dialect.base}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def take(self, asked: Asked, headers: Mapping[str, str]) -> str:
        """Count a request and return its mode."""
        with self.lock:
            mode = self._modes[min(self.requests, len(self._modes) - 1)]
            self.requests += 1
            self.texts.append("\n".join(asked.texts))
            self.asked.append(asked)
            self.headers.append(headers)
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            return mode if self.at_once <= self.places else "429"

    def leave(self) -> None:
        """Count a request as done."""
        with self.lock:
            self.at_once -= 1


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], standin: StandIn) -> None:
        self.standin = standin
        super().__init__(address, _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that hangs up is what many tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else an answer waits 40 ms for the other side's word of its headers
    server: _Server

    def setup(self) -> None:
        super().setup()
        with self.server.standin.lock:
            self.server.standin.connections += 1

    def do_GET(self) -> None:
        self._serve(None)

    def do_POST(self) -> None:
        self._serve(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def do_CONNECT(self) -> None:
        self.send_error(502, "This proxy leads nowhere")

    def _serve(self, content: Any) -> None:
        dialect = self.server.standin.dialect
        for end, answer in (dialect.other or {}).items():
            if urlsplit(self.path).path.endswith(end):
                self.server.standin.others.append(content)
                self._send(answer(content))
                return
        asked = dialect.asked(self.path, content)
        mode = self.server.standin.take(asked, dict(self.headers))
        try:
            self._answer(mode, asked)
        finally:
            self.server.standin.leave()

    def _answer(self, mode: str, asked: Asked) -> None:
        began, standin = time.monotonic(), self.server.standin
        text = "\n".join(asked.texts)
        if mode in STATUSES:
            self._send(f"<html><body>Error {mode}</body></html>", status=int(mode))
        elif mode in WIRE:
            getattr(self, f"_{mode.replace('-', '_')}")()
        elif mode in ODD_CHATS:
            self._send(ODD_CHATS[mode](_good(text, asked.target).split("\n")))
        else:
            if mode == "slow":
                standin.released.wait(standin.delay)
            if mode == "uneven":
                standin.released.wait(zlib.crc32(text.encode()) % 7 * standin.delay / 7)
            page = standin.dialect.answer(ANSWERS[mode](text, asked.target).split("\n"))
            if mode == "slow":  # so long all in all
                standin.released.wait(max(0.0, standin.delay - (time.monotonic() - began)))
            if mode == "cut":
                self._send(page[: (page.find("</div>") + 1 or len(page)) - 10], length=False)
            else:
                self._send(page, charset=mode != "no-charset", missing=40 if mode == "truncated" else 0)

    def _send(
        self, page: str, *, status: int = 200, charset: bool = True, missing: int = 0, length: bool = True
    ) -> None:
        body = page.encode()
        self.send_response(status)
        kind = self.server.standin.dialect.type
        self.send_header("Content-Type", kind if charset else kind.split(";", maxsplit=1)[0])
        if length:
            self.send_header("Content-Length", str(len(body)))
        if status in {429, 503}:
            self.send_header("Retry-After", self.server.standin.retry_after)
        if missing or not length:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body[: len(body) - missing])

    def _error_page(self) -> None:
        self._send("<!DOCTYPE html><html><head><title>Error 500</title></head><body>Try later.</body></html>")

    def _hang(self) -> None:
        self.server.standin.released.wait()
        self.close_connection = True

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=UTF-8")
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self._drop_by_drop(b" ")

    def _drip_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        self._drop_by_drop(b"x")

    def _drop_by_drop(self, drop: bytes) -> None:
        while not self.server.standin.released.wait(0.05):
            self.wfile.write(drop)
        self.close_connection = True

    def _reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def _endless(self) -> None:
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        while not self.server.standin.released.is_set():
            self.wfile.write(b"<p>more</p>" * 1000)

    def _elsewhere(self) -> None:
        self._redirect("http://consent.example.org/m?q=taken")

    def _circle(self) -> None:
        self._redirect(self.path)

    def _redirect(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the base class names it so
        """Say nothing."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8901)
    parser.add_argument("--mode", choices=MODES, default="good")
    parser.add_argument("--dialect", choices=DIALECTS, default="google")
    options = parser.parse_args()
    with StandIn(options.mode, port=options.port, dialect=options.dialect) as standin:
        print(standin.url, flush=True)  # noqa: T201  the address is what it is started for
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    main()
