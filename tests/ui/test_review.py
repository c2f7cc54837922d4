"""The review page: a second person approves or sends back; nobody approves the own text unless allowed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.catalog import State
from app.workbench.project import open_project
from tests.ui.conftest import Visit, entry, eventually, make_project, stored
from tests.ui.editing import translate

_FIRST, _SECOND = "I am originally from Donetsk.", "I lived in Europe."


@pytest.fixture
def translated(folder: Path) -> Path:
    translate(folder, {_FIRST: "Сам я з Донецька.", _SECOND: "Жив у Європі."})
    return folder


def test_an_approved_text_is_reviewed_in_the_po(visit: Callable[..., Visit], translated: Path) -> None:
    visit(translated, "Martin").go("review").click("Approve, next")
    eventually(lambda: "reviewed: Martin" in entry(translated, _FIRST).tcomment)
    assert not entry(translated, _FIRST).fuzzy
    assert "translated: Olena" in entry(translated, _FIRST).tcomment
    assert entry(translated, _SECOND).fuzzy


def test_a_text_goes_back_with_its_reason(visit: Callable[..., Visit], translated: Path) -> None:
    martin = visit(translated, "Martin").go("review").write("Звучить сухо <b>").click("Send back, next")
    assert _SECOND in martin.text(), "the next one is open"
    eventually(lambda: "Звучить сухо <b>" in entry(translated, _FIRST).tcomment)
    assert entry(translated, _FIRST).fuzzy
    assert stored(translated, _FIRST).reason == "Звучить сухо <b>"


def test_sending_back_without_a_reason_is_refused_in_words(
    visit: Callable[..., Visit], translated: Path
) -> None:
    martin = visit(translated, "Martin").go("review").click("Send back, next")
    assert "Please say in a few words why it goes back" in martin.text()


def test_whoever_wrote_a_reason_has_not_approved(visit: Callable[..., Visit], translated: Path) -> None:
    martin = visit(translated, "Martin").go("review").write("Звучить сухо").click("Approve, next")
    assert "There is a reason." in martin.text()
    assert stored(translated, _FIRST).state is State.TRANSLATED


@pytest.mark.parametrize("name", ["Olena", "OLENA", "olena "])
def test_ones_own_text_cannot_be_approved(visit: Callable[..., Visit], translated: Path, name: str) -> None:
    olena = visit(translated, name).go("review")
    assert "2 of your own translations wait for another person." in olena.text()
    assert not {"Approve, next", "Send back, next"} & set(olena.labels())


def test_one_person_alone_can_approve_where_the_project_allows_it_and_the_po_says_so(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    folder = make_project(tmp_path / "alone", alone=True)
    translate(folder, {_FIRST: "Сам я з Донецька."})
    olena = visit(folder, "Olena").go("review")
    assert "alone" in olena.text()
    olena.click("Approve, next")
    eventually(lambda: "alone" in entry(folder, _FIRST).tcomment)
    assert not entry(folder, _FIRST).fuzzy


def test_a_text_that_changed_under_the_reviewer_is_not_approved(
    visit: Callable[..., Visit], translated: Path
) -> None:
    martin = visit(translated, "Martin").go("review")
    translate(translated, {_FIRST: "Я з Донецька родом."})
    martin.click("Approve, next")
    eventually(lambda: entry(translated, _FIRST).msgstr == "Я з Донецька родом.")
    assert entry(translated, _FIRST).fuzzy
    assert "The text has changed while you were reading it." in martin.text()
    assert "Я з Донецька родом." in martin.text()


def test_a_hostile_translators_name_is_shown_as_text(visit: Callable[..., Visit], folder: Path) -> None:
    name = "<img src=x onerror=alert(1)>"
    translate(folder, {_FIRST: "Сам я з Донецька."}, person=name)
    martin = visit(folder, "Martin").go("review")
    assert f"by {name}" in martin.text()
    assert "<img" not in martin.html()


def test_editing_it_oneself_opens_the_segment(visit: Callable[..., Visit], translated: Path) -> None:
    martin = visit(translated, "Martin").go("review").click("Edit it myself")
    with open_project(translated) as project:
        first = next(one.id for one in project.store.units("talk", "uk") if one.unit.source == _FIRST)
    assert martin.page.session_state["workbench begins with"] == first
