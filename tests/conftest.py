"""No test reaches a network: whoever tries fails, even where the code under test swallows the error.

What takes long begins first, and a browser is started once.
"""

import ipaddress
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from playwright.sync_api import Browser

from app.workbench.project import Project
from tests import small
from tests.ui.browsing import chromium

_LONG = (
    "export/test_pdf.py",
    "ui/test_keeping.py",
    "ui/test_accessibility.py",
    "ui/test_every_key.py",
    "export/test_judged.py",
    "ui/test_story.py",
    "ui/test_hostile.py",
    "ui/test_translate.py",
    "ui/test_together.py",
    "ui/test_keys.py",
    "ui/test_review.py",
    "export/test_seen.py",
    "ui/test_address.py",
    "ui/test_editions.py",
    "ui/test_memory.py",
    "ui/test_resegment.py",
    "ui/test_speech.py",
    "cli/test_commands.py",
    "storage/test_postgres.py",
    "workbench/test_writing.py",
    "workbench/test_model.py",
)
"""Files whose tests take more than some ten seconds together, the longest first."""
_TESTS = Path(__file__).parent
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")


def _is_here(address: Any) -> bool:
    """Say whether an address is on this machine: loopback, a unix socket, or no address at all."""
    host = address[0] if isinstance(address, tuple) else address
    if isinstance(host, bytes):
        host = host.decode()
    if host in {None, "", "localhost"} or not isinstance(address, tuple):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def _attempts() -> Iterator[list[str]]:
    """Stand guard over every socket of the session, and note who tried to get out."""
    attempts: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        for name in _PROXIES:
            patch.delenv(name, raising=False)

        def guard(address: Any) -> None:
            if not _is_here(address):
                attempts.append(str(address))
                pytest.fail(f"A test reached for {address}; tests speak to loopback only.")

        connect, connect_ex, lookup = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

        def guarded_connect(self: socket.socket, address: Any, /) -> None:
            guard(address)
            connect(self, address)

        def guarded_connect_ex(self: socket.socket, address: Any, /) -> int:
            guard(address)
            return connect_ex(self, address)

        def guarded_lookup(host: Any, *args: Any, **options: Any) -> Any:
            guard((host, 0))
            return lookup(host, *args, **options)

        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        patch.setattr(socket, "getaddrinfo", guarded_lookup)
        yield attempts


@pytest.fixture(autouse=True)
def outside(_attempts: list[str]) -> Iterator[list[str]]:
    """Fail the test in which somebody tried to get out; a test that means to try empties the list."""
    _attempts.clear()
    yield _attempts
    assert not _attempts, f"Tests speak to loopback only, not to {_attempts}."


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start a Chromium, once for all tests of this process; each visitor has a profile of their own in it."""
    with chromium() as opened:
        yield opened


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long, so that no process is left with one when the other has done."""
    rank = {_TESTS / name: place for place, name in enumerate(_LONG)}
    items.sort(key=lambda item: rank.get(item.path, len(rank)))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Open a synced project with a small interview, where two people are needed."""
    with small.synced(tmp_path / "talks") as opened:
        yield opened


# On a machine that decides whether work lands, the same examples each time; at home, new ones.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
hypothesis.settings.register_profile("home", deadline=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "home")
