"""Two git branches that edit different units of one catalog: they merge without a conflict."""

import random
import subprocess
import tempfile
from pathlib import Path

from app.catalog import State, Target
from app.storage.rows import Save
from app.workbench import catalogs
from app.workbench.project import open_project
from benchmarks.measure import many, project, verdict

_MERGES = 30


def main() -> None:
    """Merge thirty times two branches with five edits each, and count what git could not do by itself."""
    merged = 0
    chance = random.Random(11)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "p"
        project(folder, many(600)).store.close()
        _git(folder, "init", "-q", "-b", "main")
        _git(folder, "add", ".")
        _git(folder, "commit", "-qm", "start")
        for number in range(_MERGES):
            units = chance.sample(range(0, 600, 2), 10)
            for branch, mine in (("one", units[:5]), ("two", units[5:])):
                _git(folder, "checkout", "-q", "-b", f"{branch}{number}", "main")
                _save(folder, mine, f"{branch} {number}")
                _git(folder, "commit", "-qam", f"{branch} {number}")
            _git(folder, "checkout", "-q", "main")
            _git(folder, "merge", "-q", f"one{number}")
            merged += _git(folder, "merge", "-q", f"two{number}", check=False) == 0
        with open_project(folder) as opened:
            catalogs.sync(opened, "bench")
    verdict(
        "two branches, different units, one catalog: merged without a conflict",
        f"{merged} of {_MERGES}",
        asked="all",
        met=merged == _MERGES,
    )


def _save(folder: Path, numbers: list[int], text: str) -> None:
    with open_project(folder) as opened:
        catalogs.sync(opened, "bench")
        units = opened.store.units("bench", "uk")
        for number in numbers:
            one = units[number]
            target = Target(f"{text}, {number}", State.TRANSLATED, translator=text)
            opened.store.save(Save(one.id, "uk", one.version, target, "save", person=text))
        catalogs.write(opened, "bench", "uk")


def _git(folder: Path, *words: str, check: bool = True) -> int:
    name = ["-c", "user.name=Bench", "-c", "user.email=bench@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *name, *words], cwd=folder, check=False, capture_output=True)
    if check and done.returncode:
        raise RuntimeError(done.stderr.decode())
    return done.returncode
