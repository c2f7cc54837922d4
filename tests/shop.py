"""A server on loopback where models are to be had: Mozilla's list of records, Argos' index, and their files.

with Shop({"m.argosmodel": content}, "broken-off", "good") as shop:
    shop.argos, shop.firefox
"""

import hashlib
import json
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import parse_qs, urlsplit

MODES: Final = frozenset(
    {"good", "broken-off", "no-range", "changed", "wrong", "longer", "other-part", "500", "404", "elsewhere"}
)
"""What the server does with a file; each request for one takes the next, and the last one stays."""
_RECORDS: Final = "/v1/buckets/main/collections/models/records"
_TYPES: Final = {"model": "model", "lex": "lex", "vocab": "vocab"}


class Shop:
    """The server."""

    def __init__(self, files: Mapping[str, bytes], *modes: str) -> None:
        assert set(modes) <= MODES
        self.files = dict(files)
        self.modes = modes or ("good",)
        self.fetched: list[tuple[str, str]] = []
        """File and Range of each request for a file, but for those that ask for its length only."""
        self.asked: list[str] = []
        self.records: list[dict[str, Any]] = []
        self.index: Any = None
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads = True
        self._server.shop = self  # type: ignore[attr-defined]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def firefox(self) -> str:
        return self.root + _RECORDS

    @property
    def argos(self) -> str:
        return f"{self.root}/index.json"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def record(
        self, name: str, content: bytes, version: str = "3.0", changes: Mapping[str, Any] | None = None
    ) -> None:
        """Put a file of the Firefox model from English into Ukrainian on the list."""
        self.files[f"{version}/{name}"] = content
        one: dict[str, Any] = {
            "name": name,
            "fileType": _TYPES[name.partition(".")[0]],
            "sourceLanguage": "en",
            "targetLanguage": "uk",
            "version": version,
            "filter_expression": "",
            "attachment": {
                "hash": hashlib.sha256(content).hexdigest(),
                "size": len(content),
                "filename": name,
                "location": f"files/{version}/{name}",
            },
        }
        attachment = dict(one["attachment"]) | dict((changes or {}).get("attachment", {}))
        self.records.append(one | dict(changes or {}) | {"attachment": attachment})

    def package(self, name: str, content: bytes, *, version: str = "1.9", **changes: Any) -> None:
        """Put the Argos package from English into Ukrainian on the index."""
        self.files[name] = content
        one = {
            "from_code": "en",
            "to_code": "uk",
            "package_version": version,
            "links": [f"ipfs://{name}", f"{self.root}/files/{name}"],
        }
        self.index = [*(self.index or []), one | changes]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        shop: Shop = self.server.shop  # type: ignore[attr-defined]
        parts = urlsplit(self.path)
        shop.asked.append(self.path)
        if parts.path == "/v1/":
            self._json({"capabilities": {"attachments": {"base_url": f"{shop.root}/"}}})
        elif parts.path == _RECORDS:
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            self._json(
                {"data": [one for one in shop.records if all(one.get(key) == query[key] for key in query)]}
            )
        elif parts.path == "/index.json":
            self._json(shop.index)
        else:
            self._file(shop, parts.path.removeprefix("/files/"))

    def _json(self, content: Any) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _file(self, shop: Shop, name: str) -> None:
        content = shop.files[name]
        wanted = self.headers.get("Range", "")
        if wanted == "bytes=0-0":
            self._send(206, content[:1], f"bytes 0-0/{len(content)}")
            return
        mode = shop.modes[min(len(shop.fetched), len(shop.modes) - 1)]
        shop.fetched.append((name, wanted))
        begin = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted else 0
        mark = f'"{hashlib.sha256(content).hexdigest()[:8]}"'
        if mode == "elsewhere":
            self.send_response(302)
            self.send_header("Location", f"/files/{name}")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif mode in {"500", "404"}:
            self._send(int(mode), b"")
        elif mode == "wrong":
            self._send(200, bytes(len(content)))
        elif mode == "longer":
            self._send(200, content + bytes(len(content) + 1_000_000), length=False)
        elif mode == "other-part" and begin:
            self._send(206, content[begin + 1 :], f"bytes {begin + 1}-{len(content) - 1}/{len(content)}")
        elif begin >= len(content) > 0 and wanted:
            self._send(416, b"", f"bytes */{len(content)}")
        elif begin and mode != "no-range" and self.headers.get("If-Range", mark) == mark:
            rest = content[begin:]
            self._send(206, rest, f"bytes {begin}-{len(content) - 1}/{len(content)}", mark=mark)
        elif mode == "broken-off":
            self._send(200, content, mark=mark, only=len(content) // 2)
        else:
            self._send(200, content, mark=mark)

    def _send(
        self,
        status: int,
        body: bytes,
        part: str = "",
        *,
        mark: str = "",
        only: int | None = None,
        length: bool = True,
    ) -> None:
        self.send_response(status)
        if length:
            self.send_header("Content-Length", str(len(body)))
        else:
            self.send_header("Connection", "close")
            self.close_connection = True
        if part:
            self.send_header("Content-Range", part)
        if mark:
            self.send_header("ETag", mark)
        self.end_headers()
        self.wfile.write(body if only is None else body[:only])
        if only is not None:
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the base class names it so
        """Say nothing."""
