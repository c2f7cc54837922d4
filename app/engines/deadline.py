"""An end for every request: no read lasts beyond the deadline, however slowly a server drips.

The timeouts of requests hold for a single read, so that a byte every few seconds keeps a call alive for ever.
Here each read gets what is left of the time. Looking up a name is the resolver's; that has an end of its own.
"""

import io
import time
from contextvars import ContextVar
from http.client import HTTPResponse
from socket import socket
from typing import Any, cast

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

_ends_at: ContextVar[float] = ContextVar("_ends_at")
"""When the request that this thread makes must be over, by the monotonic clock."""


def start(seconds: float) -> None:
    """Give the request that this thread is about to make so many seconds."""
    _ends_at.set(time.monotonic() + seconds)


class _Reader(io.RawIOBase):
    """A socket's stream, each read of which gets no more than what is left of the time."""

    def __init__(self, stream: io.RawIOBase, sock: socket) -> None:
        super().__init__()
        self._stream = stream
        self._sock = sock
        self._patience = sock.gettimeout()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        left = _ends_at.get() - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._sock.settimeout(left if self._patience is None else min(left, self._patience))
        return cast("io.FileIO", self._stream).readinto(buffer)

    def close(self) -> None:
        self._stream.close()
        super().close()


class _Response(HTTPResponse):
    def __init__(self, sock: socket, *args: Any, **options: Any) -> None:
        super().__init__(sock, *args, **options)
        self.fp = io.BufferedReader(_Reader(self.fp.detach(), sock))


class _Connection(HTTPConnection):
    response_class = _Response


class _SecureConnection(HTTPSConnection):
    response_class = _Response


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


class DeadlineAdapter(HTTPAdapter):
    """A transport for requests that keeps to the deadline, straight or by way of a proxy."""

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        """Make the pools."""
        super().init_poolmanager(*args, **options)
        _keep_deadlines(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        """Make the pools for a proxy."""
        manager = super().proxy_manager_for(proxy, **options)
        _keep_deadlines(manager)
        return manager


def _keep_deadlines(manager: Any) -> None:
    manager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}
