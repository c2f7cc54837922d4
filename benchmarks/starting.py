"""How long `workbench run` takes until the page answers, beside an empty Streamlit page."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from benchmarks.measure import ROOT, figure


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _until_healthy(command: list[str], port: int) -> float:
    start = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ
    ) as app:
        try:
            while time.perf_counter() - start < 60:
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                        return time.perf_counter() - start
                except (urllib.error.URLError, OSError):
                    time.sleep(0.02)
            raise TimeoutError("the app did not start within a minute")
        finally:
            app.kill()


def main() -> None:
    """Measure both, each from the start of its process."""
    with tempfile.TemporaryDirectory() as folder:
        for part in ("workbench.toml", "source", "locales"):
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
            copy(ROOT / part, Path(folder) / part)
        port = _free_port()
        ours = [
            str(Path(sys.executable).parent / "workbench"),
            "run",
            "--project",
            folder,
            "--port",
            str(port),
        ]
        ours += ["--host", "127.0.0.1"]
        started = min(_until_healthy(ours, port) for _ in range(2))
        empty = Path(folder) / "empty.py"
        empty.write_text("import streamlit as st\nst.write('empty')\n", encoding="utf-8")
        port = _free_port()
        bare = [sys.executable, "-m", "streamlit", "run", str(empty), "--server.port", str(port)]
        bare += [
            "--server.address",
            "127.0.0.1",
            "--server.headless",
            "true",
            "--browser.gatherUsageStats",
            "false",
        ]
        base = min(_until_healthy(bare, port) for _ in range(2))
        figure(
            "workbench run until the app answers",
            f"{started:.2f} s",
            beside=f"{started / base:.2f} × an empty page",
        )
