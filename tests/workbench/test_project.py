import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.errors import ProjectError, SettingsError, StoreError, WorkbenchError
from app.workbench import catalogs, editing
from app.workbench import project as projects
from tests import small


def test_a_new_project_can_be_opened_and_says_the_defaults(tmp_path: Path) -> None:
    root = tmp_path / "talks"
    assert projects.init(root) == root / "workbench.toml"
    with projects.open_project(root) as project:
        assert project.name == "talks"
        assert project.settings.languages == ("uk", "sv", "ru")
        assert project.settings.threshold == 0.8
    assert ".workbench/" in (root / ".gitignore").read_text("utf-8")
    assert {path.name for path in root.iterdir()} >= {"source", "locales"}


def test_a_project_is_not_made_twice_and_what_lies_there_stays(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n", encoding="utf-8")
    projects.init(tmp_path)
    before = small.tree(tmp_path)
    with pytest.raises(ProjectError, match="nothing was changed"):
        projects.init(tmp_path)
    assert small.tree(tmp_path) == before
    assert before[".gitignore"] == b"mine\n"


def test_a_project_is_not_made_in_a_files_place(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WorkbenchError):
        projects.init(tmp_path / "file")


@pytest.mark.parametrize("name", ['a"b', "a\\b", "ї [x]", "{name}", '"""', "#"])
def test_whatever_a_folder_is_called_its_settings_are_valid(tmp_path: Path, name: str) -> None:
    root = tmp_path / name
    projects.init(root)
    with projects.open_project(root) as project:
        assert project.name


def test_a_language_that_is_none_is_refused_when_the_project_opens(tmp_path: Path) -> None:
    small.make(tmp_path, languages=("uk", "klingon"))
    with pytest.raises(SettingsError, match="klingon"):
        projects.open_project(tmp_path)


def test_what_a_killed_writer_left_is_swept_when_the_project_opens(tmp_path: Path) -> None:
    root = small.make(tmp_path)
    left = root / "source" / ".a.md.x.part"
    left.touch()
    os.utime(left, (0, 0))
    with projects.open_project(root):
        assert not left.exists()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Make a folder that everybody may enter; only its owner may enter those above tmp_path."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def _bound(*paths: Path) -> Iterator[None]:
    """Take away the right to write in folders, and for root also root's exemption."""
    for path in paths:
        path.chmod(0o555)
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        if was == 0:
            os.seteuid(0)
        for path in paths:
            path.chmod(0o755)


def test_a_read_only_folder_is_told_and_nothing_in_it_changes(open_folder: Path) -> None:
    with small.synced(open_folder):
        pass
    small.lose_store(open_folder)
    before = small.tree(open_folder)
    with _bound(open_folder), pytest.raises(StoreError, match="cannot be opened"):
        projects.open_project(open_folder)
    assert small.tree(open_folder) == before


def test_a_read_only_catalog_keeps_the_text_in_the_store_and_follows_later(open_folder: Path) -> None:
    with small.synced(open_folder) as project:
        path = small.catalog_file(open_folder)
        for one in (open_folder / ".workbench", *(open_folder / ".workbench").rglob("*")):
            one.chmod(0o777 if one.is_dir() else 0o666)
        before = path.read_bytes()
        where = small.where(project, "Who are you?")
        with _bound(path.parent):
            done = editing.save(project, where, "Хто ви?", person="Олена")
        assert isinstance(done, editing.Done)
        assert isinstance(done.trouble, ProjectError)
        assert path.name in str(done.trouble)
        assert path.read_bytes() == before
        assert small.unit(project, "Who are you?").unit.target.text == "Хто ви?"
        catalogs.write(project, small.NAME, "uk")
        assert "Хто ви?" in path.read_text("utf-8")


def test_a_store_elsewhere_is_used_where_the_environment_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_DATABASE", f"sqlite:///{tmp_path}/elsewhere.db")
    with small.synced(tmp_path / "talks") as project:
        small.saved(project, "Who are you?", "Хто ви?")
    assert (tmp_path / "elsewhere.db").is_file()
    assert not (tmp_path / "talks" / ".workbench" / "workbench.db").exists()
