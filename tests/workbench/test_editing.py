"""What people do is decided on what they saw, kept at once, and stands in the catalog."""

from pathlib import Path

import pytest

from app.catalog import State
from app.errors import ReviewError
from app.storage.rows import Conflict
from app.workbench import catalogs, editing
from app.workbench.project import Project
from tests import small

_Q = "Who are you?"


def _po(project: Project) -> str:
    return small.catalog_file(project.folder.root).read_text("utf-8")


def test_a_text_is_saved_reviewed_by_a_second_person_and_stands_so_in_the_catalog(project: Project) -> None:
    small.reviewed(project, _Q, "Хто ви?")
    entry = (
        "# translated: Олена\n# reviewed: Борис\n#. Martin, turn 1\n#: source/short-talk.md\n"
        'msgid "Who are you?"\nmsgstr "Хто ви?"\n'
    )
    assert entry in _po(project)
    steps = editing.history(project, small.where(project, _Q))
    assert [(one.move, one.person) for one in steps] == [("approve", "Борис"), ("save", "Олена")]


def test_the_translator_cannot_review_where_two_are_asked_for(project: Project) -> None:
    small.saved(project, _Q, "Хто ви?")
    with pytest.raises(ReviewError, match="another person"):
        editing.approve(project, small.where(project, _Q), person="олена")
    assert small.unit(project, _Q).unit.target.state is State.TRANSLATED


def test_one_person_alone_may_review_where_the_project_says_so_and_the_catalog_tells(tmp_path: Path) -> None:
    with small.synced(tmp_path / "talks", alone=True) as project:
        small.saved(project, _Q, "Хто ви?")
        editing.approve(project, small.where(project, _Q), person="Олена")
        assert "# reviewed: Олена; alone, by the translator" in _po(project)


def test_two_people_on_one_text_get_a_conflict_until_one_has_chosen(project: Project) -> None:
    seen = small.where(project, _Q)
    editing.save(project, seen, "Хто ви?", person="Олена")
    for _ in range(2):
        answer = editing.save(project, seen, "Хто ти?", person="Борис")
        assert isinstance(answer, Conflict)
        assert (answer.mine.text, answer.theirs.target.text, answer.theirs.person) == (
            "Хто ти?",
            "Хто ви?",
            "Олена",
        )
    assert small.unit(project, _Q).unit.target.text == "Хто ви?"
    chosen = editing.save(project, small.where(project, _Q), "Хто ти?", person="Борис")
    assert isinstance(chosen, editing.Done)


def test_the_same_person_in_two_tabs_is_treated_like_two(project: Project) -> None:
    seen = small.where(project, _Q)
    editing.save(project, seen, "Хто ви?", person="Олена")
    assert isinstance(editing.save(project, seen, "Хто ти?", person="Олена"), Conflict)


def test_a_save_that_was_sent_twice_counts_once(project: Project) -> None:
    seen = small.where(project, _Q)
    for _ in range(2):
        done = editing.save(project, seen, "Хто ви?", person="Олена", save_id="tab-1:1")
        assert isinstance(done, editing.Done)
    assert len(editing.history(project, seen)) == 1


def test_a_second_click_is_no_conflict_with_oneself_and_no_step(project: Project) -> None:
    seen = small.where(project, _Q)
    for _ in range(2):
        done = editing.save(project, seen, "Хто ви?", person="Олена")
        assert isinstance(done, editing.Done)
        assert done.stored.unit.target.text == "Хто ви?"
    assert len(editing.history(project, seen)) == 1
    editing.save(project, small.where(project, _Q), "Хто ти?", person="Олена")
    late = editing.save(project, seen, "Хто ви?", person="Олена")
    assert isinstance(late, Conflict), "something else stands there now"


def test_nobody_approves_a_text_that_is_not_there_any_more(project: Project) -> None:
    small.saved(project, _Q, "Хто ви?")
    seen = small.where(project, _Q)
    small.saved(project, _Q, "Хто ти?")
    answer = editing.approve(project, seen, person="Борис")
    assert isinstance(answer, Conflict)
    assert small.unit(project, _Q).unit.target.state is State.TRANSLATED


def test_saving_what_stands_there_is_no_step(project: Project) -> None:
    small.saved(project, _Q, "Хто ви?")
    small.saved(project, _Q, " Хто ви? ", person="Борис")
    assert len(editing.history(project, small.where(project, _Q))) == 1


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_an_empty_text_is_refused_and_what_stood_there_stays(project: Project, text: str) -> None:
    small.saved(project, _Q, "Хто ви?")
    with pytest.raises(ReviewError, match="empty"):
        editing.save(project, small.where(project, _Q), text, person="Олена")
    assert small.unit(project, _Q).unit.target.text == "Хто ви?"


def test_nobody_saves_without_a_name(project: Project) -> None:
    with pytest.raises(ReviewError, match="name"):
        editing.save(project, small.where(project, _Q), "Хто ви?", person=" ")


def test_sent_back_text_says_why_in_the_catalog_and_is_worked_on_again(project: Project) -> None:
    small.reviewed(project, _Q, "Хто ви?")
    editing.send_back(project, small.where(project, _Q), person="Борис", reason="на ти")
    assert "# needs work: на ти\n" in _po(project)
    small.saved(project, _Q, "Хто ти?")
    assert "на ти" not in _po(project)
    assert small.unit(project, _Q).unit.target.state is State.TRANSLATED


def test_a_text_that_left_the_document_is_no_longer_edited(project: Project) -> None:
    seen = small.where(project, _Q)
    small.write_source(project.folder.root, small.TEXT.replace("**Martin:** Who are you?\n\n", ""))
    catalogs.sync(project, small.NAME)
    with pytest.raises(ReviewError, match="no longer in the document"):
        editing.save(project, seen, "Хто ви?", person="Олена")


def test_a_text_like_any_other_cannot_break_the_catalog(project: Project) -> None:
    hostile = 'msgid "x"\n#~ \\" \\x41 \0 \u2028 \u202e "кінець'
    small.saved(project, _Q, hostile)
    small.gettext("msgfmt", "--check", "-o", "/dev/null", content=_po(project).encode())
    held = small.unit(project, _Q).unit.target.text
    catalogs.sync(project, small.NAME)
    assert held == 'msgid "x" #~ \\" \\x41    \u202e "кінець'
    assert small.unit(project, _Q).unit.target.text == held


def test_an_earlier_text_comes_back_as_a_new_save_and_nothing_goes_away(project: Project) -> None:
    small.saved(project, _Q, "Хто ви?")
    small.saved(project, _Q, "Хто ти?")
    done = editing.restore(project, small.where(project, _Q), 1, person="Борис")
    assert isinstance(done, editing.Done)
    target = small.unit(project, _Q).unit.target
    assert (target.text, target.state, target.translator) == ("Хто ви?", State.TRANSLATED, "Олена")
    steps = editing.history(project, small.where(project, _Q))
    assert [(one.move, one.target.text) for one in steps] == [
        ("restore", "Хто ви?"),
        ("save", "Хто ти?"),
        ("save", "Хто ви?"),
    ]
    with pytest.raises(ReviewError, match="no version 9"):
        editing.restore(project, small.where(project, _Q), 9, person="Борис")


def test_a_conflict_tells_what_mine_was_based_on_and_whose_that_was(project: Project) -> None:
    small.saved(project, _Q, "Хто ви?")
    seen = small.where(project, _Q)
    small.saved(project, _Q, "Хто ти?")
    found = editing.save(project, seen, "А ти хто?", person="Борис")
    assert isinstance(found, Conflict)
    assert found.since is not None
    assert (found.since.target.text, found.since.person) == ("Хто ви?", "Олена")
    assert found.since.at < found.theirs.at
