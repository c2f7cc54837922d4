"""The page that adds a document: what was found is shown first; what cannot be read is refused in words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.conftest import TALK, Visit, make_project

_TEXT = """\
Second talk

Martin: Where are you from?

Oleksandr: I lived in Europe. I lived in Kharkiv.

Martin: And now?

Oleksandr: Here.
"""


def _upload(here: Visit, name: str, content: bytes) -> Visit:
    here.go("add").page.file_uploader[0].upload(name, content)
    here.page.run()
    assert not here.page.exception
    return here


def test_nothing_is_written_before_the_person_agrees(visit: Callable[..., Visit], folder: Path) -> None:
    here = _upload(visit(folder, "Olena"), "second.txt", _TEXT.encode())
    assert "Martin (2), Oleksandr (2)" in here.text()
    assert [path.name for path in (folder / "source").iterdir()] == ["talk.md"]


def test_an_added_document_is_in_the_project_with_its_catalogs(
    visit: Callable[..., Visit], folder: Path
) -> None:
    here = _upload(visit(folder, "Olena"), "second.txt", _TEXT.encode()).click("Add it")
    assert "was added." in here.text()
    name = next(path.stem for path in (folder / "source").iterdir() if path.name != "talk.md")
    assert "**Oleksandr:** I lived in Europe.\nI lived in Kharkiv." in (
        folder / "source" / f"{name}.md"
    ).read_text("utf-8")
    assert (folder / "locales" / "uk" / "LC_MESSAGES" / f"{name}.po").exists()


def test_another_text_of_the_same_name_is_not_written_without_being_asked(
    visit: Callable[..., Visit], folder: Path
) -> None:
    here = _upload(visit(folder, "Olena"), "talk.md", b"# Talk\n\nQuite another text.\n")
    assert "Add it" in here.labels()
    assert next(one for one in here.page.button if one.label == "Add it").disabled
    assert (folder / "source" / "talk.md").read_text("utf-8") == TALK


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4),
        ("letter.docx", b"PK\x03\x04" + bytes(200)),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(
    visit: Callable[..., Visit], folder: Path, name: str, content: bytes
) -> None:
    here = _upload(visit(folder, "Olena"), name, content)
    assert name in here.page.error[0].value.replace("\\", "")
    assert "Add it" not in here.labels()


def test_an_alias_that_is_none_is_refused_in_words(visit: Callable[..., Visit], folder: Path) -> None:
    here = _upload(visit(folder, "Olena"), "second.txt", _TEXT.encode())
    here.page.text_input[1].input("Alexander")
    here.page.run()
    assert "is not an alias" in here.text()


def test_a_text_without_speakers_works_too(visit: Callable[..., Visit], tmp_path: Path) -> None:
    here = visit(make_project(tmp_path / "empty", source=""), "Olena")
    _upload(here, "essay.md", b"# An essay\n\nOne thought. Another <b>thought</b>.\n")
    assert "a text without speakers works too" in here.text()
    here.click("Add it")
    assert (tmp_path / "empty" / "source" / "an-essay.md").exists()


@pytest.mark.parametrize("name", ["../../escape.txt", "<b>.txt", "..\\..\\escape.txt"])
def test_a_hostile_file_name_stays_in_the_folder(
    visit: Callable[..., Visit], folder: Path, name: str
) -> None:
    here = _upload(visit(folder, "Olena"), name, b"One thought. Another thought.\n").click("Add it")
    assert "was added." in here.text()
    assert len(list((folder / "source").iterdir())) == 2
    assert not list(folder.parent.glob("*escape*"))
