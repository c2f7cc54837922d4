"""Git tells who committed a file as it stands."""

import subprocess
from pathlib import Path

from app.storage import git


def _run(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=Олена", "-c", "user.email=o@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def test_the_author_is_known_where_the_content_is_committed(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text("one", encoding="utf-8")
    assert git.last_author(path) == "", "outside of a repository"
    _run(tmp_path, "init", "-q")
    assert git.last_author(path) == "", "not committed yet"
    _run(tmp_path, "add", ".")
    _run(tmp_path, "commit", "-qm", "one")
    assert git.last_author(path) == "Олена"
    path.write_text("two", encoding="utf-8")
    assert git.last_author(path) == "", "changed since"
