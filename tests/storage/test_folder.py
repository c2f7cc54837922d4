from pathlib import Path

import pytest

from app.errors import DocumentError, ProjectError, SettingsError, WorkbenchError
from app.settings import Settings
from app.storage import folder
from app.storage.folder import Folder
from tests import small

_NAMES = (
    ("Interview with Oleksandr.txt", "interview-with-oleksandr"),
    ("Інтерв’ю з Їжаком.md", "interviu-z-izhakom"),
    ("Ось — її голос", "os-ii-holos"),
    ("Räksmörgås på Öland", "raksmorgas-pa-oland"),
    ("../../etc/passwd", "passwd"),
    ("C:\\texts\\One.TXT", "one"),
    ("...", "document"),
    ("你好", "document"),
    ("", "document"),
    ("a" * 200, "a" * 80),
    ("-rf *", "rf"),
)
_REFUSED = ("../x", "a/b", "a.b", "A", "", "-a", ".hidden", "a b", "a\n", "a\0", "ї", "a" * 81, "con:")


@pytest.mark.parametrize(("text", "name"), _NAMES)
def test_a_name_is_made_of_any_title_and_is_one_that_a_file_may_have(text: str, name: str) -> None:
    assert folder.name_for(text) == name
    assert folder.checked_name(name) == name


@pytest.mark.parametrize("name", _REFUSED)
def test_no_name_leads_out_of_the_project(tmp_path: Path, name: str) -> None:
    found = Folder(tmp_path)
    for ask in (
        found.source,
        found.template,
        lambda one: found.catalog(one, "uk"),
        lambda one: found.lock(one, "uk"),
    ):
        with pytest.raises(DocumentError, match="cannot be a document"):
            ask(name)


def test_catalogs_lie_where_gettext_looks_for_them(tmp_path: Path) -> None:
    assert Folder(tmp_path).catalog("a", "pt-BR") == tmp_path / "locales" / "pt_BR" / "LC_MESSAGES" / "a.po"


def test_the_store_is_a_file_in_the_project_unless_the_environment_names_another(tmp_path: Path) -> None:
    found = Folder(tmp_path)
    assert found.database(Settings(), {}) == f"sqlite:///{tmp_path}/.workbench/workbench.db"
    assert found.database(Settings(), {"WORKBENCH_DATABASE": "postgresql://x/y"}) == "postgresql://x/y"


def test_a_folder_without_settings_is_no_project_and_the_way_out_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="workbench init"):
        folder.find(tmp_path)
    with pytest.raises(ProjectError, match="not a folder"):
        folder.find(tmp_path / "missing")


@pytest.mark.parametrize(
    "content", [b"[project\n", b"\xff\xfe", b"a = 1\na = 2\n", b"[project]\nlanguage = 3\n"]
)
def test_broken_settings_are_refused_with_the_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "workbench.toml").write_bytes(content)
    with pytest.raises(SettingsError, match=r"workbench\.toml"):
        folder.settings(Folder(tmp_path))


def test_only_names_that_can_be_documents_are_listed(tmp_path: Path) -> None:
    root = small.make(tmp_path)
    for other in ("Notes.md", ".hidden.md", "a b.md", "readme.txt"):
        (root / "source" / other).touch()
    assert Folder(root).documents() == (small.NAME,)


@pytest.mark.parametrize(
    "content", [None, b"\xff\xfe\x00", "---\ntitle: т\nlanguage: ru\n---\n".encode("cp1251")]
)
def test_a_document_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    root = small.make(tmp_path)
    path = root / "source" / f"{small.NAME}.md"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(WorkbenchError, match=small.NAME):
        folder.document(Folder(root), small.NAME)
