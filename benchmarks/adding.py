"""How long `workbench add` takes on the interview, beside a Python that only starts."""

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import INTERVIEW, best, figure

WORKBENCH = Path(sys.executable).parent / "workbench"


def main() -> None:
    """Measure the whole command, process start included."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([WORKBENCH, "init", folder], check=True, capture_output=True)
        text = INTERVIEW / "interview-with-oleksandr.txt"
        add = [
            str(WORKBENCH),
            "add",
            str(text),
            "--project",
            folder,
            "--alias",
            "Alexander=Oleksandr",
            "--yes",
        ]
        whole = best(lambda: subprocess.run(add, check=True, capture_output=True))
        bare = best(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))
        figure(
            "workbench add, the whole command", f"{whole:.2f} s", beside=f"{whole / bare:.0f} × a bare Python"
        )
        sync = best(
            lambda: subprocess.run([WORKBENCH, "sync", "--project", folder], check=True, capture_output=True)
        )
        figure(
            "workbench sync with nothing to do", f"{sync:.2f} s", beside=f"{sync / bare:.0f} × a bare Python"
        )
