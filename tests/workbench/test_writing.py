"""Catalogs follow the store by themselves, and what others write into them is seen."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.catalog import State
from app.errors import Message, ReviewError, StoreError
from app.storage import exchange, schema
from app.storage.rows import Conflict
from app.storage.troubles import Troubles
from app.workbench import catalogs, editing, stores
from app.workbench import project as projects
from app.workbench.project import Project
from app.workbench.writing import LEASE, Writer
from tests.projects import NAME, TEXTS, catalog_path, make, opened, unit, where, write_source


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with opened(make(tmp_path / "p")) as project:
        yield project


@pytest.fixture
def writer(project: Project) -> Iterator[Writer]:
    writer = Writer(project)
    yield writer
    writer.close()


def _until(true: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline, what
        threading.Event().wait(0.02)


def _on_disk(project: Project, text: str) -> bool:
    return text in catalog_path(project.folder.root).read_text(encoding="utf-8")


def _holder(project: Project) -> str | None:
    with project.store.reading() as connection:
        held = select(schema.lease.c.holder).where(schema.lease.c.name == LEASE)
        found: str | None = connection.scalar(held)
    return found


def test_a_save_reaches_the_catalog_by_itself(project: Project, writer: Writer) -> None:
    editing.save(project, where(unit(project, "Yes.")), "Так.", person="Оля")
    _until(lambda: _on_disk(project, "Так."), "the catalog follows the store")
    assert writer.troubles == {}
    assert list(stores.check(project)) == []


def test_closing_writes_what_is_left(project: Project) -> None:
    writer = Writer(project)
    editing.save(project, where(unit(project, "Yes.")), "Так.", person="Оля")
    writer.close()
    assert _on_disk(project, "Так.")
    editing.save(project, where(unit(project, "How are you?")), "Як справи?", person="Оля")
    assert _on_disk(project, "Як справи?"), "without a writer each deed writes its own"


def test_while_saves_keep_coming_the_catalog_is_written_too(project: Project, writer: Writer) -> None:
    stop = threading.Event()

    def keep_saving() -> None:
        number = 0
        while not stop.wait(0.05):
            number += 1
            editing.save(project, where(unit(project, "Yes.")), f"Так {number}.", person="Оля")

    thread = threading.Thread(target=keep_saving)
    thread.start()
    _until(lambda: _on_disk(project, "Так "), "steady saves do not put the writing off for ever")
    stop.set()
    thread.join()


def test_an_edit_from_outside_is_seen_without_being_asked_for(project: Project, writer: Writer) -> None:
    _until(lambda: bool(writer._stamps), "the writer looks at the files")
    path = catalog_path(project.folder.root)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('msgid "How are you?"\nmsgstr ""', 'msgid "How are you?"\nmsgstr "Як ти?"'),
        encoding="utf-8",
    )
    _until(lambda: unit(project, "How are you?").unit.target.text == "Як ти?", "the edit is taken")


def test_a_changed_source_file_is_seen_too(project: Project, writer: Writer) -> None:
    _until(lambda: bool(writer._stamps), "the writer looks at the files")
    write_source(project.folder.root, (*TEXTS, "A last word."))
    _until(lambda: _on_disk(project, "A last word."), "the new segment is in the catalog")


def test_an_unreadable_catalog_is_left_and_ours_written_beside_it(project: Project, writer: Writer) -> None:
    path = catalog_path(project.folder.root)
    path.write_text('msgid "broken', encoding="utf-8")
    editing.save(project, where(unit(project, "Yes.")), "Так.", person="Оля")
    _until(lambda: bool(writer.troubles), "the trouble is told")
    assert path.read_text(encoding="utf-8") == 'msgid "broken'
    beside = path.with_name(f"{path.name}.workbench")
    assert "Так." in beside.read_text(encoding="utf-8")
    assert "line 1" in str(writer.troubles[NAME, "uk"])
    path.unlink()
    _until(lambda: path.exists() and not writer.troubles, "work goes on when the file is readable again")
    assert _on_disk(project, "Так.")
    assert not beside.exists()


def test_what_stands_in_the_way_is_told_by_every_process_until_it_is_gone(
    project: Project, writer: Writer
) -> None:
    _until(lambda: _holder(project) == writer.holder, "the first writer holds the lease")
    path = catalog_path(project.folder.root)
    whole = path.read_bytes()
    with projects.open_project(project.folder.root) as other:
        second = Writer(other)
        path.write_text('msgid "broken', encoding="utf-8")
        editing.save(other, where(unit(other, "Yes.")), "Так.", person="Ігор")
        _until(lambda: (NAME, "uk") in second.troubles, "who does not write tells it too")
        assert "line 1" in str(second.troubles[NAME, "uk"])
        assert "line 1" in str(writer.troubles[NAME, "uk"])
        path.write_bytes(whole)
        _until(lambda: not second.troubles, "and no longer than it stands there")
        second.close()


def test_a_trouble_of_a_dead_process_is_gone_when_the_next_one_starts_without_it(project: Project) -> None:
    Troubles(project.store).keep(NAME, "uk", Message("{file} is broken.", file="a.po"))
    Troubles(project.store).keep("gone", "uk", Message("{file} is broken.", file="b.po"))
    writer = Writer(project)
    assert [str(one) for one in writer.troubles.values()] == ["a.po is broken."]
    writer.begin()
    assert writer.troubles == {}
    writer.close()


def test_of_two_processes_one_writes_and_the_other_takes_over(project: Project) -> None:
    first = Writer(project)
    _until(lambda: _holder(project) == first.holder, "the first writer holds the lease")
    with projects.open_project(project.folder.root) as other:
        second = Writer(other)
        editing.save(other, where(unit(other, "Yes.")), "Так.", person="Ігор")
        _until(lambda: _on_disk(project, "Так."), "the first writer writes what the second process saved")
        first.close()
        editing.save(other, where(unit(other, "How are you?")), "Як справи?", person="Ігор")
        _until(lambda: _on_disk(project, "Як справи?"), "the second writer takes over")
        second.close()


def test_a_lease_from_before_the_clock_was_put_back_holds_nobody_up(project: Project) -> None:
    assert project.store.hold(LEASE, "dead", seconds=10)
    with project.store.writing() as connection:
        connection.execute(update(schema.lease).values(until=schema.lease.c.until + 3600))
    assert project.store.hold(LEASE, "other", seconds=10)
    assert not project.store.hold(LEASE, "dead", seconds=10)


def test_what_is_written_between_our_look_and_our_writing_is_not_lost(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = catalog_path(project.folder.root)
    real, calls = exchange.replace, list[int]()

    def somebody_was_faster(target: Path, content: bytes) -> exchange.Out:
        if target == path and not calls:
            calls.append(1)
            text = path.read_text(encoding="utf-8")
            theirs = text.replace('msgid "How are you?"\nmsgstr ""', 'msgid "How are you?"\nmsgstr "Як ти?"')
            path.write_text(theirs, encoding="utf-8")
        return real(target, content)

    monkeypatch.setattr(exchange, "replace", somebody_was_faster)
    editing.save(project, where(unit(project, "Yes.")), "Так.", person="Оля")
    assert calls == [1]
    stored = unit(project, "How are you?")
    assert (stored.unit.target.text, stored.unit.target.state) == ("Як ти?", State.REVIEWED)
    assert _on_disk(project, "Так.")
    assert _on_disk(project, "Як ти?")
    catalogs.sync(project, NAME)
    assert list(stores.check(project)) == []


@pytest.mark.parametrize("half", [0.0, 0.5], ids=["emptied", "half written"])
def test_who_writes_in_place_while_we_write_is_waited_for(
    project: Project, monkeypatch: pytest.MonkeyPatch, half: float
) -> None:
    path = catalog_path(project.folder.root)
    text = path.read_text(encoding="utf-8")
    theirs = text.replace('msgid "How are you?"\nmsgstr ""', 'msgid "How are you?"\nmsgstr "Як ти?"')
    # Half of it ends where an entry does, so that it can be read.
    cut = theirs.index("\n\n", int(len(theirs) * half)) + 1 if half else 0
    real, rest = exchange.replace, list[threading.Timer]()

    def somebody_is_at_it(target: Path, content: bytes) -> exchange.Out:
        if target != path or rest:
            return real(target, content)
        file = path.open("w", encoding="utf-8")
        file.write(theirs[:cut])
        file.flush()

        def go_on() -> None:
            file.write(theirs[cut:])
            file.close()

        rest.append(threading.Timer(0.3, go_on))
        rest[0].start()
        return real(target, content)

    monkeypatch.setattr(exchange, "replace", somebody_is_at_it)
    editing.save(project, where(unit(project, "Yes.")), "Так.", person="Оля")
    rest[0].join()
    assert unit(project, "How are you?").unit.target.text == "Як ти?"
    assert unit(project, "Yes.").unit.target.text == "Так."
    assert _on_disk(project, "Як ти?")
    assert _on_disk(project, "Так.")


def test_an_edit_that_a_killed_process_had_taken_out_and_not_read_is_found(project: Project) -> None:
    path = catalog_path(project.folder.root)
    text = path.read_text(encoding="utf-8")
    theirs = text.replace('msgid "How are you?"\nmsgstr ""', 'msgid "How are you?"\nmsgstr "Як ти?"')
    left, cut_off = path.with_name(f".{path.name}.abc.part"), path.with_name(f".{path.name}.def.part")
    left.write_text(theirs, encoding="utf-8")
    cut_off.write_text(theirs[:-10], encoding="utf-8")
    catalogs.sync(project, NAME)
    assert unit(project, "How are you?").unit.target.text == "Як ти?"
    assert _on_disk(project, "Як ти?")
    assert not left.exists()
    assert not cut_off.exists()
    assert list(stores.check(project)) == []


def test_a_reviewed_text_that_somebody_marks_fuzzy_outside_needs_work_again(project: Project) -> None:
    editing.save(project, where(unit(project, "How are you?")), "Як ти?", person="Оля")
    editing.approve(project, where(unit(project, "How are you?")), person="Ігор")
    path = catalog_path(project.folder.root)
    text = path.read_text(encoding="utf-8")
    assert 'msgid "How are you?"' in text
    path.write_text(text.replace('msgid "How are you?"', '#, fuzzy\nmsgid "How are you?"'), encoding="utf-8")
    catalogs.sync(project, NAME)
    target = unit(project, "How are you?").unit.target
    assert (target.state, target.text, target.translator) == (State.NEEDS_WORK, "Як ти?", "Оля")
    assert "needs work: marked fuzzy outside the workbench" in path.read_text(encoding="utf-8")


def test_who_saves_on_a_source_that_has_changed_since_is_told(project: Project) -> None:
    seen = where(unit(project, "How are you?"))
    write_source(project.folder.root, ("How are you all?", *TEXTS[1:]))
    catalogs.sync(project, NAME)
    found = editing.save(project, seen, "Як ти?", person="Оля")
    assert isinstance(found, Conflict)
    assert (found.mine.text, found.theirs.move) == ("Як ти?", "source changed")


def test_a_file_that_somebody_is_writing_is_let_be_until_it_is_finished(
    project: Project, writer: Writer
) -> None:
    path = catalog_path(project.folder.root)
    text = path.read_text(encoding="utf-8")
    theirs = text.replace('msgid "How are you?"\nmsgstr ""', 'msgid "How are you?"\nmsgstr "Як ти?"')
    editing.save(project, where(unit(project, "Yes.")), "Так.", person="Оля")
    with path.open("w", encoding="utf-8") as file:  # in place, and slowly, as some editors do
        file.write(theirs[:200])
        file.flush()
        threading.Event().wait(0.9)
        file.write(theirs[200:])
    _until(lambda: unit(project, "How are you?").unit.target.text == "Як ти?", "the edit is taken")
    _until(lambda: _on_disk(project, "Так.") and _on_disk(project, "Як ти?"), "and both stand in the file")


def test_what_cannot_be_read_of_a_killed_processs_exchange_is_kept_to_be_looked_at(project: Project) -> None:
    path = catalog_path(project.folder.root)
    left = path.with_name(f".{path.name}.abc.part")
    left.write_text("<<<<<<< mine\nЇхні слова", encoding="utf-8")
    catalogs.sync(project, NAME)
    assert not left.exists()
    (kept,) = (project.folder.backups / "uk").glob("*unread*")
    assert "Їхні слова" in kept.read_text(encoding="utf-8")


def test_what_somebody_wrote_into_the_file_beside_is_kept(project: Project) -> None:
    path = catalog_path(project.folder.root)
    whole = path.read_bytes()
    path.write_text('msgid "broken', encoding="utf-8")
    catalogs.sync(project, NAME)
    beside = path.with_name(f"{path.name}.workbench")
    beside.write_text("Їхні слова", encoding="utf-8")
    path.write_bytes(whole)
    catalogs.sync(project, NAME)
    assert not beside.exists()
    (kept,) = (project.folder.backups / "uk").glob("*beside*")
    assert kept.read_text(encoding="utf-8") == "Їхні слова"


def test_another_languages_catalog_is_refused_and_left_alone(project: Project) -> None:
    path, other = catalog_path(project.folder.root), catalog_path(project.folder.root, "sv")
    path.write_bytes(other.read_bytes())
    (error,) = catalogs.sync(project, NAME).errors
    assert "“sv”" in str(error)
    assert path.read_bytes() == other.read_bytes()


def test_a_process_that_takes_over_sees_what_changed_before(project: Project) -> None:
    path = catalog_path(project.folder.root)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('msgid "How are you?"\nmsgstr ""', 'msgid "How are you?"\nmsgstr "Як ти?"'),
        encoding="utf-8",
    )
    writer = Writer(project)  # it has not been told to begin: it took the lease from a dead one
    _until(lambda: unit(project, "How are you?").unit.target.text == "Як ти?", "the edit is taken")
    writer.close()


def test_an_edited_title_keeps_its_translation_as_needing_work(project: Project) -> None:
    editing.save(project, where(unit(project, "A talk")), "Розмова", person="Оля")
    source_file = project.folder.source(NAME)
    text = source_file.read_text(encoding="utf-8")
    source_file.write_text(text.replace("title: A talk", "title: Something else"), encoding="utf-8")
    catalogs.sync(project, NAME)
    target = unit(project, "Something else").unit.target
    assert (target.text, target.state, target.previous_source) == ("Розмова", State.NEEDS_WORK, "A talk")


def test_a_send_that_carries_anothers_id_is_not_taken_for_kept(project: Project) -> None:
    first, second = unit(project, "How are you?"), unit(project, "Yes.")
    editing.save(project, where(first), "Як ти?", person="Оля", save_id="one")
    found = editing.save(project, where(second), "Так.", person="Оля", save_id="one")
    assert isinstance(found, Conflict)
    again = editing.save(project, where(first), "Як ти?", person="Оля", save_id="one")
    assert not isinstance(again, Conflict)


def _texts(project: Project) -> list[str]:
    try:
        return [one.unit.target.text for one in project.store.units(NAME, "uk") if one.unit.target.text]
    except StoreError:
        return []


def test_a_store_that_is_removed_under_the_app_is_noticed_and_rebuilt(project: Project) -> None:
    editing.save(project, where(unit(project, "Yes.")), "Так.", person="Оля")
    before = replace(where(unit(project, "Yes.")), generation=project.store.generation())
    writer = Writer(project)
    try:
        shutil.rmtree(project.folder.private)
        # Whoever looks first, this thread or the writer's, is told and opens it anew.
        with pytest.raises((StoreError, ReviewError)):
            editing.save(project, before, "Авжеж.", person="Оля")
        _until(lambda: _texts(project) == ["Так."], "the catalogs rebuild the store")
        with pytest.raises(ReviewError, match="made anew"):
            editing.save(project, before, "Авжеж.", person="Оля")
        now = replace(where(unit(project, "Yes.")), generation=project.store.generation())
        assert not isinstance(editing.save(project, now, "Авжеж.", person="Оля"), Conflict)
    finally:
        writer.close()
    assert _on_disk(project, "Авжеж.")


def test_a_comment_reaches_the_catalog_and_survives_an_outside_edit(project: Project, writer: Writer) -> None:
    editing.save(project, where(unit(project, "Yes.")), "Так.", person="Оля")
    project.store.comment(unit(project, "Yes.").id, "uk", "Чи не «авжеж»?", person="Ігор")
    _until(lambda: _on_disk(project, "# Чи не «авжеж»?"), "the comment is in the file")
    path = catalog_path(project.folder.root)
    text = path.read_text(encoding="utf-8")
    project.store.comment(unit(project, "Yes.").id, "uk", "Друга.", person="Оля")
    path.write_text(text.replace("# Чи не «авжеж»?", "# Чи не «авжеж»?\n# З Poedit."), encoding="utf-8")
    catalogs.write(project, NAME, "uk")
    assert unit(project, "Yes.").unit.comments == ("Чи не «авжеж»?", "З Poedit.", "Друга.")
    assert _on_disk(project, "# З Poedit.\n# Друга.")
    assert list(stores.check(project)) == []
