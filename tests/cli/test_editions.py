"""Editions on the command line: made, checked, and whom they name."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import main
from app.workbench.project import Project
from tests import small
from tests.workbench.test_publishing import _TARGETS


@pytest.fixture
def root(project: Project) -> Path:
    for source, target in _TARGETS.items():
        small.reviewed(project, source, target)
    return project.folder.root


def _in(root: Path, *words: object) -> Result:
    return CliRunner().invoke(main, [*map(str, words), "--project", str(root)])


def test_published_then_edited_the_check_tells_what_changed_and_ends_with_1(
    root: Path, project: Project, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    made = _in(root, "export", "-l", "uk", "--format", "html,tmx", "--out", out, "--zip")
    assert made.exit_code == 0, made.output
    assert "manifest.json" in made.output
    with zipfile.ZipFile(out / "editions.zip") as archive:
        assert archive.namelist() == ["manifest.json", "short-talk.uk.html", "short-talk.uk.tmx"]
    assert "all as they would be made now" in _in(root, "export", "--check", out).output
    small.reviewed(project, "Who are you?", "Хто ж ви?")
    told = _in(root, "export", "--check", out)
    assert told.exit_code == 1
    assert "short-talk, uk: 1 sentences are not as published" in told.output
    assert "  changed: Who are you?\n    - Хто ви?\n    + Хто ж ви?" in told.output
    assert "short-talk, uk for other tools: 1 sentences" in told.output
    data = json.loads(_in(root, "export", "--check", out, "--json").output)
    assert (data["fresh"], data["files"]) == (False, 2)
    assert {one["kind"] for one in data["behind"]} == {"edition", "exchange"}


def test_a_folder_without_editions_cannot_be_checked(root: Path, tmp_path: Path) -> None:
    told = _in(root, "export", "--check", tmp_path)
    assert told.exit_code == 1
    assert "has no manifest.json" in told.stderr


def test_people_are_named_and_taken_off_again(root: Path, tmp_path: Path) -> None:
    assert _in(root, "credit").output == ""
    assert "as О. К." in _in(root, "credit", "--person", "Олена", "--name", "О. К.").output
    assert _in(root, "credit").output == "Олена: О. К.\n"
    _in(root, "export", "-l", "uk", "--format", "text", "--out", tmp_path)
    assert "О. К." in (tmp_path / "short-talk.uk.txt").read_text("utf-8")
    assert "not named" in _in(root, "credit", "--person", "Олена", "--withdraw").output
    assert _in(root, "credit").output == ""
    _in(root, "export", "-l", "uk", "--format", "text", "--out", tmp_path)
    assert "О. К." not in (tmp_path / "short-talk.uk.txt").read_text("utf-8")


def test_every_format_is_the_same_file_in_another_process_place_and_time(
    root: Path, project: Project, tmp_path: Path
) -> None:
    project.store.close()
    python = [sys.executable, "-c", "from app.cli import main; main()"]
    command = [*python, "export", "-l", "uk", "--format", "all", "--project", str(root)]
    places = (("1", "UTC", "C"), ("77", "Asia/Tokyo", "C.UTF-8"))
    runs = []
    for seed, zone, locale in places:
        elsewhere = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        runs.append(subprocess.Popen([*command, "--out", str(tmp_path / seed)], env=elsewhere))
    assert [run.wait(timeout=120) for run in runs] == [0, 0]
    found = [small.tree(tmp_path / seed) for seed, _, _ in places]
    assert found[0].keys() == found[1].keys()
    assert [name for name in found[0] if found[0][name] != found[1][name]] == []
