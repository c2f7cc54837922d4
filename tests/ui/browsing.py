"""A real Chromium, a real `workbench run`, and nothing else: the browser reaches for loopback only."""

import os
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tests.ui.conftest import eventually

_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Whatever a page wants from elsewhere, name or number, is not found: no word of it leaves the machine.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE [::1]",
]
expect.set_options(timeout=30_000)  # a promise kept late on a busy machine is kept
_MISSING = "No Chromium was found: set WORKBENCH_CHROMIUM to the path of one, or run “make test” as root."
_HERE = {"127.0.0.1", "localhost", "[::1]", "::1"}


def _chromium(own: str) -> str | None:
    """Return the path of a Chromium: the one that was named, the system's, or Playwright's own."""
    named = os.environ.get("WORKBENCH_CHROMIUM")
    if named:
        return named
    found = shutil.which("chromium") or shutil.which("google-chrome")
    return found or (own if Path(own).exists() else None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a Chromium. Without one the test is skipped, and fails where CI is set."""
    with sync_playwright() as playwright:
        path = _chromium(playwright.chromium.executable_path)
        if path is None:
            if os.environ.get("CI"):
                pytest.fail(_MISSING)
            pytest.skip(_MISSING)
        browser = playwright.chromium.launch(executable_path=path, args=_OPTIONS)
        try:
            yield browser
        finally:
            browser.close()


class Server:
    """A `workbench run` on a free port of loopback, which can be killed and started again."""

    def __init__(self, project: Path) -> None:
        self.project = project
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [str(Path(sys.executable).with_name("workbench")), "run", "--project", str(self.project)]
        log_file = self.project.parent / "server.log"
        with log_file.open("a") as log:
            self._process = process = subprocess.Popen(
                [*command, "--port", str(self.port), "--host", "127.0.0.1"],
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        eventually(lambda: _answers(self.address) or process.poll() is not None, seconds=60)
        assert process.poll() is None, log_file.read_text("utf-8")

    def kill(self) -> None:
        """End it as a power cut does."""
        assert self._process is not None
        self._process.kill()
        self._process.wait(timeout=30)

    def stop(self) -> None:
        """End it as Ctrl+C does."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(timeout=30)


@contextmanager
def workbench(project: Path) -> Iterator[str]:
    """Run the app for a project on a free port of loopback, and give its address."""
    server = Server(project)
    try:
        server.start()
        yield server.address
    finally:
        server.stop()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


class Person:
    """Somebody with a browser of their own, who reaches for this machine and nothing else."""

    def __init__(
        self,
        browser: Browser,
        address: str,
        *,
        width: int = 1400,
        scheme: str = "light",
        locale: str = "en-GB",
    ) -> None:
        self.address = address
        self.tried: list[str] = []
        """What the browser wanted from elsewhere."""
        self.context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            locale=locale,
            accept_downloads=True,
        )
        self.context.set_default_timeout(30_000)
        # Looked at, not held up: where requests wait for us, pages come a second later and nothing is cached.
        self.context.on("request", lambda request: self._note(request.url))
        self.page: Page = self.context.new_page()
        self.page.on("websocket", lambda opened: self._note(opened.url))

    def _note(self, url: str) -> None:
        """Note an address that is not here."""
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in _HERE:
            self.tried.append(url)

    def go(self, path: str = "") -> "Person":
        """Open a page by its address, and wait until it is drawn."""
        self.page.goto(f"{self.address}/{path}")
        return self.settled()

    def turn_to(self, title: str) -> "Person":
        """Open a page by the menu, within the same visit."""
        folded = self.page.get_by_test_id("stExpandSidebarButton")
        if folded.is_visible():
            folded.click()
        self.page.get_by_test_id("stSidebarNavLink").filter(has_text=title).click()
        expect(self.page.locator('[aria-current="page"]').filter(has_text=title)).to_be_visible()
        return self.settled()

    def settled(self) -> "Person":
        """Wait until no run of the page's script is under way."""
        app = self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')
        expect(app).to_be_visible(timeout=30_000)
        return self

    def introduce(self, name: str) -> "Person":
        """Give a name."""
        self.page.get_by_label("Your name").fill(name)
        self.page.get_by_role("button", name="Begin").click()
        expect(self.page.locator(".wb-name")).to_have_text(name)
        self.page.wait_for_function("document.cookie.includes('workbench_person')")
        return self.settled()

    def remembered(self, name: str) -> "Person":
        """Have the browser know the name from an earlier visit."""
        self.context.add_cookies(
            [{"name": "workbench_person", "value": urllib.parse.quote(name, safe=""), "url": self.address}]
        )
        return self

    def press(self, label: str) -> "Person":
        """Press a button."""
        self.page.get_by_role("button", name=label).click()
        return self

    def leave(self) -> None:
        """Close the browser; it must not have reached for anything elsewhere."""
        try:
            self.context.close()
        except PlaywrightError:
            assert not self.tried
            raise
        assert not self.tried, f"The pages reached for {self.tried}."
