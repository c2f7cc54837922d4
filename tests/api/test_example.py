"""The worked example of docs/api.md, letter by letter, with curl against a real app."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import small
from tests.ui.browsing import workbench

_PAGE = Path(__file__).parents[2] / "docs" / "api.md"


@pytest.mark.skipif(not (shutil.which("curl") or os.environ.get("CI")), reason="curl is not installed")
def test_the_example_of_the_documentation_does_what_it_says(tmp_path: Path) -> None:
    found = re.search(r"## A worked example\n.*?```sh\n(.*?)```", _PAGE.read_text("utf-8"), re.S)
    assert found
    with small.synced(tmp_path / "interviews"):
        pass
    with workbench(tmp_path / "interviews") as address:
        script = found[1].replace("http://localhost:8501", address)
        assert address in script
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=tmp_path,
            env=os.environ | {"PATH": path},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert '"person":"Olena"' in done.stdout
    assert "Token 1 of Olena is revoked." in done.stdout

    def answer(name: str) -> dict[str, object]:
        read: dict[str, object] = json.loads((tmp_path / name).read_text("utf-8"))
        return read

    assert answer("first.json") == answer("again.json")
    assert '"status": "done"' in json.dumps(answer("first.json"))
    assert "Хто ви?" in json.dumps(answer("changes.json"), ensure_ascii=False)
    assert answer("problem.json")["status"] == 403
    assert 'msgstr "Хто ви?"' in (tmp_path / "short-talk.uk.po").read_text("utf-8")
    assert "Хто ви?" in (tmp_path / "short-talk.uk.html").read_text("utf-8")
