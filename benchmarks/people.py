"""Thirty people in one process: each has the page open, looks what is new, and saves every five seconds."""

import http.client
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from app.roles import EVERY_ROLE
from app.workbench import tokens
from app.workbench.project import open_project
from benchmarks.measure import figure, many, project, quantile, verdict

_PEOPLE = 30
_UNITS = 600
_EVERY, _LOOKS = 5.0, 3.0
"""Seconds from save to save, and from look to look, of each person."""
_SECONDS = 60.0
_MOST_MS, _MOST_MB = 300, 200


@dataclass
class _Seen:
    """What one person saw."""

    saves: list[float] = field(default_factory=list)
    looks: list[float] = field(default_factory=list)
    kept: dict[int, int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    drawn: int = 0
    """Messages that the page got: none means that it was never open."""


def main() -> None:
    """Measure what a person waits for, and what the process takes."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "p"
        with project(root, many(_UNITS)) as opened:
            words = [
                tokens.make(opened, f"Person {number}", roles=EVERY_ROLE).word for number in range(_PEOPLE)
            ]
            units = [one.id for one in opened.store.units("bench", "uk")]
        with _server(root) as (port, process):
            alone = _memory(process.pid, "VmRSS")
            seen = [_Seen() for _ in range(_PEOPLE)]
            end = time.monotonic() + _SECONDS
            people = [
                threading.Thread(
                    target=_work, args=(port, words[number], units[number::_PEOPLE], seen[number], end)
                )
                for number in range(_PEOPLE)
            ]
            for one in people:
                one.start()
            for one in people:
                one.join()
            most = _memory(process.pid, "VmHWM")
        _tell(seen, alone, most)
        _prove(root, seen)


def _tell(seen: list[_Seen], alone: float, most: float) -> None:
    saves = [took * 1000 for one in seen for took in one.saves]
    looks = [took * 1000 for one in seen for took in one.looks]
    refused = [said for one in seen for said in one.refused]
    figure(
        f"{_PEOPLE} people, a save every {_EVERY:g} s: saves, pages open",
        f"{len(saves)}",
        beside=f"{sum(bool(one.drawn) for one in seen)} pages",
    )
    figure("looking what is new, p50 / p95", f"{quantile(looks, 0.5):.0f} / {quantile(looks, 0.95):.0f} ms")
    figure("saving, p50", f"{quantile(saves, 0.5):.0f} ms")
    slow = quantile(saves, 0.95)
    verdict("saving, p95", f"{slow:.0f} ms", asked=f"at most {_MOST_MS} ms", met=slow <= _MOST_MS)
    verdict("saves that were refused or failed", str(len(refused)), asked="none", met=not refused)
    for said in refused[:3]:
        print(f"  {said}")
    figure("memory of the server before anybody came", f"{alone:.0f} MB")
    verdict(
        "memory of the server at its highest",
        f"{most:.0f} MB",
        asked=f"at most {_MOST_MB} MB",
        met=most <= _MOST_MB,
    )


def _prove(root: Path, seen: list[_Seen]) -> None:
    with open_project(root) as opened:
        versions = {one.id: one.version for one in opened.store.units("bench", "uk")}
    lost = sum(versions[unit] < version for one in seen for unit, version in one.kept.items())
    verdict("acknowledged saves that are not in the store", str(lost), asked="none", met=not lost)


@contextmanager
def _server(root: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [str(Path(sys.executable).with_name("workbench")), "run", "--project", str(root)]
    command += ["--port", str(port), "--host", "127.0.0.1"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ)
    try:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with suppress(OSError, http.client.HTTPException):
                if _ask(_Line(port), "GET", "/_stcore/health")[0] == 200:
                    break
            time.sleep(0.1)
        yield port, process
    finally:
        process.terminate()
        process.wait(timeout=30)


def _memory(process: int, what: str) -> float:
    """Return a process's memory in megabytes: VmRSS now, VmHWM at its highest."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith(what))
    return int(line.split()[1]) / 1024


class _Line(http.client.HTTPConnection):
    """A connection that answers at once, as a browser's does: Python's own waits 40 ms for more to send."""

    def __init__(self, port: int) -> None:
        super().__init__("127.0.0.1", port, timeout=30)

    def connect(self) -> None:
        super().connect()
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)


def _ask(line: _Line, method: str, path: str, token: str = "", body: Any = None) -> tuple[int, Any]:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"} if token else {}
    line.request(method, path, None if body is None else json.dumps(body).encode(), headers)
    answer = line.getresponse()
    content = answer.read()
    return answer.status, json.loads(content) if token else content


def _work(port: int, token: str, units: list[int], seen: _Seen, end: float) -> None:
    """Open the page, then save and look as a person and their page do, until the time is over."""
    chance = random.Random(token)
    time.sleep(chance.uniform(0, _EVERY))
    with _page(port, seen):
        _save_and_look(_Line(port), token, units, seen, end)


def _save_and_look(line: _Line, token: str, units: list[int], seen: _Seen, end: float) -> None:
    catalog = "/api/v1/catalogs/bench/uk"
    _, opened = _ask(line, "GET", catalog, token)
    versions = {one["id"]: one["version"] for one in opened["units"]}
    cursor, step = opened["cursor"], 0
    save_at = time.monotonic() + _EVERY
    look_at = time.monotonic() + _LOOKS
    while (now := min(save_at, look_at)) < end:
        time.sleep(max(0.0, now - time.monotonic()))
        start = time.perf_counter()
        if now == look_at:
            look_at += _LOOKS
            _, news = _ask(line, "GET", f"{catalog}/changes?since={cursor}&unit={units[0]}", token)
            seen.looks.append(time.perf_counter() - start)
            cursor = news["cursor"]
            continue
        save_at += _EVERY
        unit = units[step % len(units)]
        step += 1
        sent = {
            "id": f"{token[-8:]}-{step}",
            "unit": unit,
            "base": versions[unit],
            "move": "save",
            "text": f"Текст {step}",
        }
        body = {"generation": opened["generation"], "operations": [sent]}
        status, answer = _ask(line, "POST", f"{catalog}/operations", token, body)
        seen.saves.append(time.perf_counter() - start)
        result = answer["results"][0] if status == 200 else {"status": answer}
        if result["status"] == "done":
            versions[unit] = seen.kept[unit] = result["unit"]["version"]
        else:
            seen.refused.append(str(result)[:200])


@contextmanager
def _page(port: int, seen: _Seen) -> Iterator[None]:
    """Hold the translate page open, as a browser does: its script runs in the same process."""
    name = urllib.parse.quote("A person")
    with connect(
        f"ws://127.0.0.1:{port}/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]  # a new type of str that says no more
        additional_headers={"Cookie": f"workbench_person={name}"},
        max_size=None,
    ) as held:
        message = BackMsg()
        message.rerun_script.page_name = "translate"
        held.send(message.SerializeToString())
        threading.Thread(target=_drain, args=(held, seen), daemon=True).start()
        yield


def _drain(held: ClientConnection, seen: _Seen) -> None:
    with suppress(ConnectionClosed):
        for _ in held:
            seen.drawn += 1


if __name__ == "__main__":
    main()
