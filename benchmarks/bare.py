"""What the editor is measured against: a form page that posts a text, and an empty Streamlit page."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FORM = """
import sqlite3
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.routing import Route

def opened():
    database = sqlite3.connect("posts.db", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE IF NOT EXISTS post (text TEXT)")
    return database

def page(_):
    return HTMLResponse("<!doctype html><title>Form</title><form method=post>"
                        "<textarea name=text autofocus></textarea><button>Save</button></form>")

async def post(request):
    text = (await request.body()).decode()
    opened().execute("INSERT INTO post VALUES (?)", (text,))
    return RedirectResponse("/", 303)

app = Starlette(routes=[Route("/", page, methods=["GET"]), Route("/", post, methods=["POST"])])
"""
"""As bare as can be: no sign-in, no templates, one durable row."""


def free_port() -> int:
    """Return a port of loopback that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


@contextmanager
def form_page(folder: Path) -> Iterator[str]:
    """Serve a form page, and give its address."""
    (folder / "form.py").write_text(_FORM, "utf-8")
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "form:app", "--port", str(port), "--log-level", "error"]
    with _served(command, folder, f"http://127.0.0.1:{port}/") as address:
        yield address


@contextmanager
def empty_streamlit(folder: Path) -> Iterator[str]:
    """Serve a Streamlit page with one word on it, and give its address."""
    (folder / "empty.py").write_text("import streamlit as st\nst.write('empty')\n", "utf-8")
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "empty.py", "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--server.headless", "true"]
    command += ["--browser.gatherUsageStats", "false"]
    with _served(command, folder, f"http://127.0.0.1:{port}/") as address:
        yield address


@contextmanager
def _served(command: list[str], folder: Path, address: str) -> Iterator[str]:
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            for _ in range(1200):
                try:
                    with urllib.request.urlopen(address, timeout=2):
                        break
                except (urllib.error.URLError, OSError):
                    time.sleep(0.05)
            yield address
        finally:
            process.terminate()
