"""What programs write: durable before it is answered, done once, refused in words, never lost."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.api import serving
from app.catalog import State
from app.roles import EVERY_ROLE, Role
from app.storage import files
from app.workbench import catalogs
from app.workbench.access import Visitor
from app.workbench.desk import Desk
from app.workbench.project import Project, open_project
from tests import small
from tests.api.conftest import CATALOG, Ask, Asker, move, save

_Q = "Who are you?"


def test_a_save_is_in_the_store_and_in_the_catalog_when_it_is_answered(ask: Ask, project: Project) -> None:
    olena = ask()
    (done,) = olena.operate(save(olena.unit(_Q), "Хто ви?"))
    assert (done["id"], done["status"], done["warnings"]) == ("op-1", "done", [])
    assert (done["unit"]["version"], done["unit"]["target"]["translator"]) == (1, "Олена")
    with open_project(project.folder.root) as other:
        assert small.unit(other, _Q).unit.target.text == "Хто ви?"
    assert "Хто ви?" in small.catalog_file(project.folder.root).read_text("utf-8")


def test_from_the_first_text_to_the_review_and_back(ask: Ask, project: Project) -> None:
    olena, borys = ask("Олена"), ask("Борис")
    olena.operate(save(olena.unit(_Q), "Хто ви?"))
    (approved,) = borys.operate(move(borys.unit(_Q), "approve"))
    assert approved["unit"]["target"]["state"] == "reviewed"
    (back,) = borys.operate(move(borys.unit(_Q), "send back", id="3", reason="на ти"))
    assert (back["unit"]["target"]["state"], back["unit"]["target"]["reason"]) == ("needs work", "на ти")
    olena.operate(save(olena.unit(_Q), "Хто ти?", id="4"))
    (restored,) = olena.operate(move(olena.unit(_Q), "restore", id="5", version=1))
    assert restored["unit"]["target"]["text"] == "Хто ви?"
    (accepted,) = olena.operate(move(olena.unit(_Q), "accept", id="6"))
    assert accepted["unit"]["version"] == restored["unit"]["version"]


def test_an_operation_that_is_sent_again_is_done_once(ask: Ask, project: Project) -> None:
    olena = ask()
    sent = save(olena.unit(_Q), "Хто ви?")
    first, second = olena.operate(sent, sent)
    (third,) = ask().operate(sent)
    assert first == second == third
    assert len(project.store.history(sent["unit"], "uk")) == 1


def test_an_operation_sent_again_after_others_went_on_is_done_and_shows_what_stands_there_now(
    ask: Ask,
) -> None:
    olena, borys = ask("Олена"), ask("Борис")
    sent = save(olena.unit(_Q), "Хто ви?")
    olena.operate(sent)
    borys.operate(save(borys.unit(_Q), "Хто ти?"))
    (again,) = olena.operate(sent)
    assert (again["status"], again["unit"]["target"]["text"]) == ("done", "Хто ти?")


def test_nobody_takes_the_id_of_anothers_operation(ask: Ask) -> None:
    olena, borys = ask("Олена"), ask("Борис")
    olena.operate(save(olena.unit(_Q), "Хто ви?", id="same"))
    (done,) = borys.operate(save(borys.unit(_Q), "Хто ти?", id="same"))
    assert done["unit"]["target"]["text"] == "Хто ти?"


def test_a_conflict_shows_base_mine_and_theirs_and_keeps_theirs(ask: Ask) -> None:
    olena, borys = ask("Олена"), ask("Борис")
    olena.operate(save(olena.unit(_Q), "Хто?", id="0"))
    seen = borys.unit(_Q)
    olena.operate(save(olena.unit(_Q), "Хто ви?"))
    for _ in range(2):
        (found,) = borys.operate(save(seen, "Хто ти?"))
        assert (found["status"], found["unit"]["target"]["text"]) == ("conflict", "Хто ви?")
        conflict = found["conflict"]
        assert (conflict["base"]["text"], conflict["mine"]["text"]) == ("Хто?", "Хто ти?")
        assert (conflict["theirs"]["person"], conflict["theirs"]["target"]["text"]) == ("Олена", "Хто ви?")
        assert conflict["since"]["person"] == "Олена"
    (chosen,) = borys.operate(save(borys.unit(_Q), "Хто ти?"))
    assert chosen["unit"]["target"]["text"] == "Хто ти?"


def test_each_operation_stands_alone(ask: Ask) -> None:
    olena = ask()
    first, second = olena.unit(_Q), olena.unit("I am a nurse.")
    results = olena.operate(
        save(first, "Хто ви?", id="1"),
        save(second, "  ", id="2"),
        {"id": "3", "unit": 2_000_000, "base": 0, "move": "accept"},
        save(second, "Я медсестра.", id="4"),
    )
    assert [one["status"] for one in results] == ["done", "refused", "refused", "done"]
    assert "empty" in results[1]["problem"]["detail"]
    assert "no segment" in results[2]["problem"]["detail"]


def test_a_restore_that_names_no_version_empties_nothing(ask: Ask, project: Project) -> None:
    small.saved(project, _Q, "Хто ви?")
    one = ask("Борис")
    (found,) = one.operate(move(one.unit(_Q), "restore"))
    assert found["status"] == "refused"
    assert "which version" in found["problem"]["detail"]
    assert small.unit(project, _Q).unit.target.text == "Хто ви?"


@pytest.mark.parametrize(
    ("roles", "word", "refused"),
    [
        ({Role.TRANSLATOR}, "approve", True),
        ({Role.TRANSLATOR}, "send back", True),
        ({Role.TRANSLATOR}, "restore", False),
        ({Role.REVIEWER}, "save", True),
        ({Role.REVIEWER}, "accept", True),
        ({Role.REVIEWER}, "restore", True),
        ({Role.REVIEWER}, "approve", False),
        ({Role.PUBLISHER}, "save", True),
        ({Role.PUBLISHER}, "approve", True),
        (set(), "save", True),
    ],
)
def test_roles_decide_who_may_make_a_move(
    ask: Ask, project: Project, roles: set[Role], word: str, refused: bool
) -> None:
    small.saved(project, _Q, "Хто ви?")
    one = ask("Борис", frozenset(roles))
    (found,) = one.operate(move(one.unit(_Q), word, text="Хто ти?", reason="на ти", version=1))
    assert (found["status"] == "refused") is refused
    if refused:
        assert "role" in found["problem"]["detail"]
        assert small.unit(project, _Q).version == 1


def test_nobody_approves_their_own_text_where_two_are_asked_for(ask: Ask, project: Project) -> None:
    olena = ask()
    olena.operate(save(olena.unit(_Q), "Хто ви?"))
    (found,) = olena.operate(move(olena.unit(_Q), "approve"))
    assert "another person" in found["problem"]["detail"]
    assert small.unit(project, _Q).unit.target.state is State.TRANSLATED


def test_one_person_alone_can_approve_where_the_project_allows_it_and_the_po_says_so(
    tmp_path: Path,
) -> None:
    with small.synced(tmp_path / "alone", alone=True) as project:
        desk = Desk(project)
        with TestClient(Starlette(routes=serving.routes(lambda: desk))) as client:
            olena = Asker(client, desk, desk.doorkeeper.mint(Visitor("Олена", EVERY_ROLE)))
            assert olena.get(CATALOG).json()["may"]["approve_own"]
            olena.operate(save(olena.unit(_Q), "Хто ви?"))
            (found,) = olena.operate(move(olena.unit(_Q), "approve"))
            assert found["unit"]["target"]["state"] == "reviewed"
        assert "reviewed: Олена; alone" in small.catalog_file(project.folder.root).read_text("utf-8")


def test_a_segment_of_another_document_is_not_to_be_had_here(ask: Ask, project: Project) -> None:
    other = project.folder.root / "source" / "other.md"
    files.write(other, small.TEXT.replace("A short talk", "Another talk").encode())
    assert ask().get("/catalogs/other/uk").status_code == 200
    catalogs.sync(project, "other")
    number = next(one.id for one in project.store.units("other", "uk") if one.unit.source == _Q)
    (found,) = ask().operate({"id": "1", "unit": number, "base": 0, "move": "save", "text": "Хто ви?"})
    assert found["status"] == "refused"
    assert project.store.history(number, "uk") == ()


def test_operations_for_a_store_that_was_made_anew_are_not_carried_out(ask: Ask, project: Project) -> None:
    olena = ask()
    sent = {"generation": "another", "operations": [save(olena.unit(_Q), "Хто ви?")]}
    answer = olena.post(f"{CATALOG}/operations", sent)
    assert (answer.status_code, answer.json()["generation"]) == (409, olena.desk.project.store.generation())
    assert small.unit(project, _Q).version == 0
