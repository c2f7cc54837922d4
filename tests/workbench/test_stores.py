"""The store is looked after: what does not agree is said, and a move takes everything along."""

from pathlib import Path

from sqlalchemy import update

from app.storage import schema
from app.storage.store import Store
from app.workbench import catalogs, editing, stores
from app.workbench import project as projects
from tests.projects import NAME, catalog_path, make, opened, unit, where


def test_a_fresh_project_agrees(tmp_path: Path) -> None:
    with opened(make(tmp_path / "p")) as project:
        assert list(stores.check(project)) == []


def test_a_catalog_that_says_something_else_is_named(tmp_path: Path) -> None:
    folder = make(tmp_path / "p")
    with opened(folder) as project:
        editing.save(project, where(unit(project, "How are you?")), "Як справи?", person="Оля")
        path = catalog_path(folder)
        path.write_text(path.read_text(encoding="utf-8").replace("Як справи?", "Як?"), encoding="utf-8")
        (found,) = stores.check(project)
    assert (found.document, found.language) == (NAME, "uk")
    assert "Як справи?" in str(found.message)
    assert "Як?" in str(found.message)


def test_a_missing_and_a_broken_catalog_are_named(tmp_path: Path) -> None:
    folder = make(tmp_path / "p")
    with opened(folder) as project:
        catalog_path(folder).unlink()
        catalog_path(folder, "sv").write_text('msgid "x', encoding="utf-8")
        messages = [str(one.message) for one in stores.check(project)]
    assert len(messages) == 2
    assert "is missing" in messages[0]
    assert "line 1" in messages[1]


def test_a_text_without_its_history_is_named(tmp_path: Path) -> None:
    with opened(make(tmp_path / "p")) as project:
        editing.save(project, where(unit(project, "How are you?")), "Як справи?", person="Оля")
        with project.store.writing() as connection:
            connection.execute(
                update(schema.target).where(schema.target.c.text == "Як справи?").values(text="Чуже")
            )
        assert any("history" in str(one.message) for one in stores.check(project))


def test_a_move_takes_everything_along(tmp_path: Path) -> None:
    folder, url = make(tmp_path / "p"), f"sqlite:///{tmp_path / 'other.db'}"
    with opened(folder) as project:
        editing.save(project, where(unit(project, "How are you?")), "Як ти?", person="Оля")
        editing.save(project, where(unit(project, "How are you?")), "Як справи?", person="Оля")
        moved = stores.move(project, url)
        history = project.store.history(unit(project, "How are you?").id, "uk")
    assert moved["revision"] == 2
    settings = folder / "workbench.toml"
    settings.write_text(f'{settings.read_text(encoding="utf-8")}\n[store]\nurl = "{url}"\n', encoding="utf-8")
    with projects.open_project(folder) as project:
        assert project.store.url == url
        assert project.store.history(unit(project, "How are you?").id, "uk") == history
        assert not catalogs.sync(project, NAME).written
        assert list(stores.check(project)) == []


def test_a_copy_of_the_store_is_whole_while_somebody_writes(tmp_path: Path) -> None:
    with opened(make(tmp_path / "p")) as project:
        editing.save(project, where(unit(project, "How are you?")), "Як справи?", person="Оля")
        project.store.copy(tmp_path / "copy.db")
    copy = Store(f"sqlite:///{tmp_path / 'copy.db'}")
    assert copy.unsound() == ()
    assert any(one.unit.target.text == "Як справи?" for one in copy.units(NAME, "uk"))
    copy.close()
