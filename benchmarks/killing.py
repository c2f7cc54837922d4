"""Kill the processes that save, again and again: nothing acknowledged is lost, the PO is whole."""

import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from app.catalog import State, Target
from app.storage import po
from app.storage.rows import Conflict, Save
from app.workbench import catalogs, stores, writing
from app.workbench.project import open_project
from app.workbench.writing import Writer
from benchmarks.measure import figure, many, project, verdict

_WRITERS = 3
_PATIENCE = 60.0
"""Seconds in which the processes must have begun to save."""


def main(kills: int = 200) -> None:
    """Kill `kills` times, all writers at once, and look at store and PO after each restart."""
    chance = random.Random(3)
    acknowledged: dict[int, int] = {}
    saved = lost = broken = disagreed = unsound = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "p"
        project(folder, many(600)).store.close()
        path = folder / "locales" / "uk" / "LC_MESSAGES" / "bench.po"
        for _ in range(kills):
            logs = [Path(name) / f"log{number}" for number in range(_WRITERS)]
            writers = [_writer(folder, number, log) for number, log in enumerate(logs)]
            begun = time.monotonic()
            while not all(log.exists() and log.stat().st_size for log in logs):
                if time.monotonic() - begun > _PATIENCE:
                    raise RuntimeError("The processes that save did not begin.")
                time.sleep(0.01)
            time.sleep(chance.uniform(0.0, 1.2))
            for process in writers:
                os.kill(process, signal.SIGKILL)
            for process in writers:
                os.waitpid(process, 0)
            for log in logs:
                for line in log.read_text(encoding="ascii").split("\n")[:-1]:
                    unit, version = map(int, line.split())
                    acknowledged[unit] = max(version, acknowledged.get(unit, 0))
                    saved += 1
                log.unlink()
            content = path.read_bytes()
            broken += _broken(path, content)
            with open_project(folder) as opened:
                catalogs.sync(opened, "bench")
                kept = {one.id: one.version for one in opened.store.units("bench", "uk")}
                lost += sum(kept[unit] < version for unit, version in acknowledged.items())
                unsound += bool(opened.store.unsound())
                disagreed += bool(list(stores.check(opened)))
            broken += _refused(path)
    figure(f"{kills} × kill -9 of {_WRITERS} writers: saves acknowledged", f"{saved}")
    for what, count in (
        ("acknowledged saves lost", lost),
        ("PO that does not parse or pass msgfmt --check", broken),
        ("databases damaged", unsound),
        ("PO and store disagree after the restart", disagreed),
    ):
        verdict(f"  {what}", f"{count}", asked="0", met=count == 0)


def _writer(folder: Path, number: int, log: Path) -> int:
    """Start a process that saves until it is killed, and return its id.

    It is forked, for a new interpreter takes longer to start than it is to live; the parent has no threads
    and has closed its store. The lease is a short one, or that of the dead would keep the living from writing
    the catalog at all.
    """
    process = os.fork()
    if process == 0:
        writing._LEASE = 0.5
        try:
            _save_until_killed(folder, number, log)
        finally:
            os._exit(1)  # only reached where it could not even begin
    return process


def _broken(path: Path, content: bytes) -> bool:
    try:
        po.read(content, document="bench", language="uk", file=path.name)
    except Exception:  # noqa: BLE001  # whatever it is, the file is not whole
        return True
    return _refused(path)


def _refused(path: Path) -> bool:
    """Say whether gettext refuses a file; that it can be read after a restart `stores.check` has proved."""
    if shutil.which("msgfmt") is None:
        return False
    command = ["msgfmt", "--check", "-o", os.devnull, str(path)]
    return subprocess.run(command, capture_output=True, check=False).returncode != 0


def _save_until_killed(folder: Path, number: int, log: Path) -> None:
    """Save as fast as it goes, and write down each save after it was acknowledged."""
    chance = random.Random(f"{number} {time.time()}")
    with open_project(folder) as opened, log.open("w", encoding="ascii") as file:
        Writer(opened)
        units = opened.store.units("bench", "uk")
        versions = {one.id: one.version for one in units}
        while True:
            one = chance.choice(units)
            target = Target(f"Текст {chance.random()}", State.TRANSLATED, translator="Оля")
            done = opened.store.save(Save(one.id, "uk", versions[one.id], target, "save"))
            if isinstance(done, Conflict):
                versions[one.id] = done.theirs.version
            else:
                versions[one.id] = done.version
                file.write(f"{one.id} {done.version}\n")
                file.flush()
