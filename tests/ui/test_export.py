"""The editions page: what is missing is told, the gate is closed or open, and people choose to be named."""

from collections.abc import Callable
from pathlib import Path

from app.storage.rows import Conflict
from app.workbench import catalogs, crediting, editing, returning
from app.workbench.editing import Where
from app.workbench.project import open_project
from tests.ui.conftest import Visit, stored

_TEXTS = {
    "Where are you from?": "Звідки ти?",
    "I am originally from Donetsk.": "Сам я з Донецька.",
}


def write(folder: Path, texts: dict[str, str], *, reviewed: bool = False) -> None:
    """Translate texts as Olena, and if wanted approve them as Martin."""
    with open_project(folder) as project:
        catalogs.sync(project, "talk")
        units = {one.unit.source: one for one in project.store.units("talk", "uk")}
        for source, text in texts.items():
            one = units[source]
            done = editing.save(project, Where("talk", "uk", one.id, one.version), text, person="Olena")
            assert not isinstance(done, Conflict)
            if reviewed:
                where = Where("talk", "uk", one.id, done.stored.version)
                editing.approve(project, where, person="Martin")


def test_below_the_threshold_the_gate_is_closed_with_counts(
    visit: Callable[..., Visit], folder: Path
) -> None:
    write(folder, _TEXTS)
    page = visit(folder, "Martin").go("editions")
    assert "0 of 4 segments are reviewed, an edition needs 2" in page.text()
    assert page.page.button(key="make-editions").disabled


def test_at_the_threshold_it_makes_what_was_chosen(visit: Callable[..., Visit], folder: Path) -> None:
    write(folder, _TEXTS, reviewed=True)
    page = visit(folder, "Martin").go("editions")
    assert not page.page.warning
    page.click("make-editions")
    assert not page.page.error
    (button,) = page.page.get("download_button")
    assert button.proto.label == "Download the ZIP"


def test_a_draft_edition_passes_the_gate_when_asked_for(visit: Callable[..., Visit], folder: Path) -> None:
    write(folder, _TEXTS)
    page = visit(folder, "Martin").go("editions")
    page.page.checkbox(key="allow-unreviewed").check()
    page.page.run()
    assert "Dotted: nobody has reviewed it." in page.text()
    page.click("make-editions")
    assert page.page.get("download_button")


def test_an_error_in_a_reviewed_text_closes_the_gate(visit: Callable[..., Visit], folder: Path) -> None:
    write(folder, _TEXTS | {"I lived in Europe.": "Я жив у *Європі*."}, reviewed=True)
    page = visit(folder, "Martin").go("editions")
    assert "checks found errors in reviewed texts: 1" in page.text()
    assert "Wavy" in page.text()
    assert page.page.button(key="make-editions").disabled


def test_files_for_other_tools_pass_no_gate(visit: Callable[..., Visit], folder: Path) -> None:
    page = visit(folder, "Martin").go("editions")
    groups = {one.key: one for one in page.page.button_group}
    groups["ed-html"].set_value([])
    groups["ed-xliff"].set_value(["xliff", "csv"])
    page.page.run()
    assert page.page.button(key="make-editions").label == "Make 2 files"
    assert not page.page.button(key="make-editions").disabled


def test_a_person_is_named_by_their_consent_and_takes_it_back(
    visit: Callable[..., Visit], folder: Path
) -> None:
    page = visit(folder, "Olena").go("editions")
    assert "You are not named." in page.text()
    next(one for one in page.page.text_input if one.label == "The name to print").input("О. Коваль")
    page.click("Name me so")
    assert "You are named as “О. Коваль”" in page.text()
    with open_project(folder) as project:
        assert crediting.named(project, "Olena") == "О. Коваль"
    page.click("Do not name me")
    assert "You are not named." in page.text()


def test_a_file_comes_back_after_it_was_told_what_it_brings(
    visit: Callable[..., Visit], folder: Path
) -> None:
    write(folder, _TEXTS)
    with open_project(folder) as project:
        _, content = returning.out(project, "talk", "uk", form="csv")
    page = visit(folder, "Ірина").go("editions")
    edited = content.replace("Звідки ти?".encode(), "Звідки ви?".encode())
    page.page.file_uploader[0].upload("talk.uk.csv", edited)
    page.page.run()
    assert "1 would be taken" in page.text()
    assert stored(folder, "Where are you from?").text == "Звідки ти?", "nothing is taken yet"
    page.click("bring-take")
    assert "Taken: 1. Kept beside ours: 0." in page.text()
    target = stored(folder, "Where are you from?")
    assert (target.text, target.translator) == ("Звідки ви?", "Ірина")


def test_a_file_that_is_none_of_ours_is_refused_in_words(visit: Callable[..., Visit], folder: Path) -> None:
    page = visit(folder, "Ірина").go("editions")
    page.page.file_uploader[0].upload("talk.docx", b"PK\x03\x04")
    page.page.run()
    assert "talk.docx cannot be unpacked" in page.text()


def test_an_empty_project_says_what_to_do(visit: Callable[..., Visit], folder: Path) -> None:
    (folder / "source" / "talk.md").unlink()
    assert "There is no document yet" in visit(folder).go("editions").text()
