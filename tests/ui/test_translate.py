"""The translate page: what a person writes is in the PO; what goes wrong is said, and nothing is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app import review
from app.storage.rows import Save
from app.workbench import catalogs
from app.workbench.project import open_project
from tests.ui.conftest import Visit, entry, eventually, make_project, stored

_FIRST, _SECOND, _THIRD = (
    "I am originally from Donetsk.",
    "I lived in Europe.",
    "I lived in Kharkiv for a while.",
)
HOSTILE = (
    "<script>alert(1)</script>",
    "**bold** [x](javascript:alert(1))",
    "</div><h1>x",
    '"quoted" \\ back',
)


@pytest.fixture
def olena(visit: Callable[..., Visit], folder: Path) -> Visit:
    return visit(folder, "Olena").go("translate")


def test_a_saved_text_is_in_the_po_and_awaits_review(olena: Visit, folder: Path) -> None:
    olena.open(_FIRST).write("Сам я з Донецька.").click("save")
    eventually(lambda: entry(folder, _FIRST).msgstr == "Сам я з Донецька.")
    assert entry(folder, _FIRST).fuzzy
    assert "translated: Olena; awaiting review" in entry(folder, _FIRST).tcomment
    assert "Saved." in olena.text()


def test_saving_goes_on_to_the_next_that_needs_a_translator(olena: Visit) -> None:
    olena.open(_SECOND).write("Жив у Європі.").click("save")
    olena.open(_FIRST).write("Сам я з Донецька.").click("save")
    assert f'here" lang="en" dir="auto">{_THIRD}' in olena.html(), "the second is done and is passed over"


def test_an_empty_text_is_refused_in_words(olena: Visit, folder: Path) -> None:
    olena.open(_FIRST).write("  ").click("save")
    assert "An empty text is not saved" in olena.text()
    assert stored(folder, _FIRST).text == ""


def test_text_that_was_not_saved_is_there_when_one_comes_back(olena: Visit, folder: Path) -> None:
    olena.open(_FIRST).write("Сам я").open(_SECOND)
    assert olena.page.text_area[0].value == ""
    olena.open(_FIRST)
    assert olena.page.text_area[0].value == "Сам я"
    assert "Not saved yet." in olena.text()
    assert stored(folder, _FIRST).text == ""


def test_a_draft_is_accepted_as_it_stands(olena: Visit, folder: Path) -> None:
    with open_project(folder) as project:
        unit = next(one for one in project.store.units("talk", "uk") if one.unit.source == _FIRST)
        target = review.draft(unit.unit.target, "Сам я з Донецька.", origin="google")
        assert target is not None
        project.store.save(Save(unit.id, "uk", unit.version, target, "draft"))
    olena.go("translate").open(_FIRST)
    assert "Draft from: google" in olena.text()
    olena.click("Accept the draft, next")
    eventually(lambda: "translated: Olena" in entry(folder, _FIRST).tcomment)
    assert entry(folder, _FIRST).msgstr == "Сам я з Донецька."


def test_findings_stand_beside_the_text(olena: Visit) -> None:
    olena.open("Where are you from?").write("Звідки (ти?")
    assert 'class="wb-find"' in olena.html()


def _both(olena: Visit, visit: Callable[..., Visit], folder: Path) -> Visit:
    """Have Martin save while Olena has the segment open."""
    olena.open(_FIRST)
    visit(folder, "Martin").go("translate").open(_FIRST).write("Я з Донецька родом.").click("save")
    return olena.write("Сам я з Донецька.").click("save")


def test_a_conflict_shows_both_texts(olena: Visit, visit: Callable[..., Visit], folder: Path) -> None:
    said = _both(olena, visit, folder).text()
    assert "Martin saved another text in the meantime" in said
    assert "Сам я з Донецька." in said
    assert "Я з Донецька родом." in said
    eventually(lambda: entry(folder, _FIRST).msgstr == "Я з Донецька родом.")


def test_in_a_conflict_one_can_keep_ones_own(olena: Visit, visit: Callable[..., Visit], folder: Path) -> None:
    _both(olena, visit, folder).click("Keep mine")
    eventually(lambda: entry(folder, _FIRST).msgstr == "Сам я з Донецька.")
    assert "translated: Olena" in entry(folder, _FIRST).tcomment
    assert "Keep mine" not in olena.labels()


def test_in_a_conflict_one_can_keep_theirs(olena: Visit, visit: Callable[..., Visit], folder: Path) -> None:
    _both(olena, visit, folder).click("Keep theirs").open(_SECOND).open(_FIRST)
    assert olena.page.text_area[0].value == "Я з Донецька родом."
    eventually(lambda: "translated: Martin" in entry(folder, _FIRST).tcomment)


def test_a_segment_that_leaves_the_document_makes_room_for_the_next(olena: Visit, folder: Path) -> None:
    olena.open(_FIRST).write("Сам я з Донецька.")
    source = folder / "source" / "talk.md"
    source.write_text(source.read_text("utf-8").replace(f"{_SECOND}\n", "").replace(_FIRST, _SECOND), "utf-8")
    with open_project(folder) as project:
        catalogs.sync(project, "talk")
    olena.click("Save, next")
    assert _FIRST not in olena.text()
    assert not olena.page.error


def test_the_filters_show_what_was_asked_for(olena: Visit) -> None:
    olena.page.text_input[0].input("kharkiv")
    olena.page.run()
    assert _THIRD in olena.text()
    assert _SECOND not in olena.text()
    olena.page.text_input[0].input("no such words")
    olena.page.run()
    assert "No segment matches this filter." in olena.text()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_shown_and_kept_letter_by_letter(olena: Visit, folder: Path, text: str) -> None:
    olena.open(_FIRST).write(text).click("save").open(_THIRD)
    assert text in olena.text()
    assert "<script>" not in olena.html()
    assert "<h1>x" not in olena.html()
    eventually(lambda: entry(folder, _FIRST).msgstr == text)


def test_a_hostile_source_is_shown_as_text(visit: Callable[..., Visit], tmp_path: Path) -> None:
    line = "Look: &lt;b&gt; <svg onload=alert(1)> and `code`"
    source = f"---\ntitle: T\nlanguage: en\n---\n\n{line}\n"
    here = visit(make_project(tmp_path / "p", source=source), "Olena").go("translate")
    assert "<svg" not in here.html()
    assert "&amp;lt;b&amp;gt;" in here.html()
