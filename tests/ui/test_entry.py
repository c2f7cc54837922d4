"""The frame of all pages: who is there, and what is said when the project cannot be opened."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.conftest import Visit, make_project

HOSTILE_NAMES = (
    "<script>alert(1)</script>",
    "**Olena** [x](y)",
    ":red[Olena]",
    "\N{RIGHT-TO-LEFT OVERRIDE}anelO",
)


def test_a_name_is_asked_for_once(visit: Callable[..., Visit], folder: Path) -> None:
    here = visit(folder)
    assert "Begin" in here.labels()
    here.introduce("Olena")
    for address in ("translate", "review", "editions", "add", ""):
        here.go(address)
        assert "Begin" not in here.labels()
        assert "Olena" in here.text()


def test_an_empty_name_is_refused_in_words(visit: Callable[..., Visit], folder: Path) -> None:
    here = visit(folder).introduce(" \N{ZERO WIDTH SPACE} ")
    assert "Please give a name" in here.text()
    assert "Begin" in here.labels()


def test_another_person_can_take_the_seat(visit: Callable[..., Visit], folder: Path) -> None:
    here = visit(folder, "Olena").click("Somebody else").introduce("Martin")
    assert "Martin" in here.text()
    assert "Olena" not in here.text()


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_name_is_shown_as_it_was_given(visit: Callable[..., Visit], folder: Path, name: str) -> None:
    here = visit(folder, name)
    assert name.replace("\N{RIGHT-TO-LEFT OVERRIDE}", "") in here.text()
    assert "<script>" not in here.html()
    assert not here.page.markdown


def test_a_folder_that_is_no_project_is_said_with_the_way_out(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    here = visit(tmp_path)
    assert "workbench init" in here.text()


def test_a_catalog_that_cannot_be_read_is_named_and_left_alone(
    visit: Callable[..., Visit], folder: Path
) -> None:
    broken = folder / "locales" / "uk" / "LC_MESSAGES" / "talk.po"
    broken.parent.mkdir(parents=True)
    broken.write_text('msgid "unfinished', "utf-8")
    here = visit(folder, "Olena")
    assert "locales/uk/LC_MESSAGES/talk.po" in here.text()
    assert broken.read_text("utf-8") == 'msgid "unfinished'


def test_a_project_without_a_document_says_where_to_begin(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    here = visit(make_project(tmp_path / "empty", source=""), "Olena")
    for address in ("", "translate", "review", "editions"):
        assert "Add a document" in here.go(address).text()
