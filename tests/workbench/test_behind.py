from pathlib import Path

import pytest

from app.errors import EditionError
from app.workbench import behind, catalogs, crediting, editing, publishing
from app.workbench.behind import Change, Difference
from app.workbench.project import Project
from app.workbench.publishing import Order
from tests import small
from tests.workbench.test_publishing import _TARGETS

_ORDER = Order((small.NAME,), ("uk",), ("html", "bilingual-html"))


@pytest.fixture
def out(project: Project, tmp_path: Path) -> Path:
    for source, target in _TARGETS.items():
        small.reviewed(project, source, target)
    publishing.publish(project, _ORDER, tmp_path / "out")
    return tmp_path / "out"


def test_what_was_just_published_is_not_behind(project: Project, out: Path) -> None:
    report = behind.check(project, out)
    assert report.fresh
    assert report.files == 2


def test_a_changed_sentence_is_told_as_it_was_and_as_it_is(project: Project, out: Path) -> None:
    small.reviewed(project, "Who are you?", "Хто ж ви?")
    (found,) = behind.check(project, out).behind
    assert found.changes == (Change(Difference.CHANGED, "Who are you?", "Хто ви?", "Хто ж ви?"),)
    assert found.reason is None


def test_a_sentence_that_is_doubted_falls_back_to_the_source(project: Project, out: Path) -> None:
    editing.send_back(project, small.where(project, "Who are you?"), reason="чому?", person="Борис")
    (found,) = behind.check(project, out).behind
    assert found.changes == (Change(Difference.CHANGED, "Who are you?", "Хто ви?", "Who are you?"),)


def test_when_the_source_changed_sentences_are_new_and_gone(project: Project, out: Path) -> None:
    small.write_source(project.folder.root, small.TEXT.replace("I am a nurse.", "I was a nurse for years."))
    catalogs.sync(project, small.NAME)
    found = {one.text.language: one for one in behind.check(project, out).behind}
    assert found["uk"].changes == (
        Change(Difference.ADDED, "I was a nurse for years.", "", "I was a nurse for years."),
        Change(Difference.REMOVED, "I am a nurse.", "Я медсестра.", ""),
    )
    assert [one.what for one in found["en"].changes] == [Difference.ADDED, Difference.REMOVED]


def test_a_gate_that_has_closed_since_is_told(project: Project, out: Path) -> None:
    for source in ("Who are you?", "I am a nurse.", "I live in Lviv."):
        small.saved(project, source, _TARGETS[source] + "!")
    (found,) = behind.check(project, out).behind
    assert len(found.changes) == 3
    assert isinstance(found.reason, EditionError)


def test_a_draft_is_behind_when_a_sentence_was_approved(project: Project, tmp_path: Path) -> None:
    small.saved(project, "Who are you?", "Хто ви?")
    publishing.publish(project, Order((small.NAME,), ("uk",), ("text",), allow_unreviewed=True), tmp_path)
    assert behind.check(project, tmp_path).fresh
    editing.approve(project, small.where(project, "Who are you?"), person="Борис")
    (found,) = behind.check(project, tmp_path).behind
    assert found.changes == (Change(Difference.STATE, "Who are you?", "Хто ви?", "Хто ви?"),)


def test_files_that_are_gone_or_changed_by_hand_are_told(project: Project, out: Path) -> None:
    (out / "short-talk.uk.html").unlink()
    (out / "short-talk.uk+en.html").write_text("x")
    faults = {one.file: str(one.why) for one in behind.check(project, out).faults}
    assert "is gone" in faults["short-talk.uk.html"]
    assert "was changed" in faults["short-talk.uk+en.html"]


def test_another_house_or_colophon_is_told_where_the_texts_are_the_same(project: Project, out: Path) -> None:
    crediting.agree(project, "Олена", "Олена")
    report = behind.check(project, out)
    assert not report.behind
    assert {one.file for one in report.faults} == {"short-talk.uk.html", "short-talk.uk+en.html"}
    assert "would look otherwise" in str(report.faults[0].why)


def test_a_file_for_other_tools_is_behind_when_a_unit_moved_on(project: Project, tmp_path: Path) -> None:
    publishing.publish(project, Order((small.NAME,), ("uk",), ("xliff",)), tmp_path)
    assert behind.check(project, tmp_path).fresh
    small.saved(project, "Who are you?", "Хто ви?")
    (found,) = behind.check(project, tmp_path).behind
    assert found.changes == (Change(Difference.CHANGED, "Who are you?", "", "Хто ви?"),)


def test_of_a_lost_store_only_what_is_now_is_known(project: Project, out: Path, tmp_path: Path) -> None:
    small.reviewed(project, "Who are you?", "Хто ж ви?")
    project.store.close()
    small.lose_store(project.folder.root)
    with small.synced(project.folder.root) as again:
        (found,) = behind.check(again, out).behind
        assert found.changes == (Change(Difference.CHANGED, "Who are you?", "", "Хто ж ви?"),)


def test_a_document_that_is_gone_is_told(project: Project, out: Path) -> None:
    (project.folder.root / "source" / "short-talk.md").unlink()
    report = behind.check(project, out)
    assert all("no document" in str(one.reason) for one in report.behind)
    assert len(report.behind) == 2


def test_a_folder_without_editions_is_refused(project: Project, tmp_path: Path) -> None:
    with pytest.raises(EditionError, match=r"has no manifest\.json"):
        behind.check(project, tmp_path)
