"""People side by side: who is there, what they took on, what they have looked at."""

from typing import Any

import pytest

from app.roles import Role
from app.storage import schema
from app.storage.claims import LAPSED
from app.storage.presence import GONE
from app.workbench.desk import Desk
from app.workbench.project import Project, open_project
from tests import small
from tests.api.conftest import CATALOG, Ask, Asker, move, save

_Q, _NURSE, _LVIV = "Who are you?", "I am a nurse.", "I live in Lviv."
_HOSTILE = "<script>alert(1)</script>\u202e"


def _changes(one: Asker, **query: object) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = one.get(f"{CATALOG}/changes", since=0, **query).json()
    return found


def _people(one: Asker, **query: object) -> list[tuple[str, int | None, bool]]:
    told = _changes(one, **query)["people"]
    return sorted((who["person"], who["unit"], who["typing"]) for who in told)


def _age(project: Project, table: str, seconds: float) -> None:
    """Let time pass in a table."""
    with project.store.writing() as connection:
        connection.exec_driver_sql(f"UPDATE {table} SET seen = seen - {seconds}")


def _claim(one: Asker, first: str, last: str, note: str = "") -> list[dict[str, object]]:
    body = {"from": one.unit(first)["id"], "to": one.unit(last)["id"], "note": note}
    answer = one.post(f"{CATALOG}/claims", body)
    assert answer.status_code == 200, answer.text
    claims: list[dict[str, object]] = answer.json()["claims"]
    return claims


def test_who_asks_for_changes_is_seen_by_the_others_with_the_segment_and_whether_they_type(ask: Ask) -> None:
    olena, borys = ask("Олена"), ask("Борис")
    question, nurse = olena.unit(_Q)["id"], olena.unit(_NURSE)["id"]
    _people(olena, unit=question, typing=1)
    both = [("Борис", nurse, False), ("Олена", question, True)]
    assert _people(borys, unit=nurse) == both
    assert _people(olena, unit=nurse) == [("Борис", nurse, False), ("Олена", nurse, False)]
    assert olena.get(f"/catalogs/{small.NAME}/sv/changes", since=0).json()["people"] == [
        {"person": "Олена", "unit": None, "typing": False, "seconds": 0}
    ]


def test_two_pages_of_one_person_are_told_apart_by_their_seats(ask: Ask) -> None:
    first, second = ask("Олена", seat="1"), ask("Олена", seat="2")
    question, nurse = first.unit(_Q)["id"], first.unit(_NURSE)["id"]
    _people(first, unit=question)
    assert _people(second, unit=nurse) == [("Олена", question, False), ("Олена", nurse, False)]


def test_who_is_not_heard_of_is_gone(ask: Ask, project: Project) -> None:
    _people(ask("Олена"))
    _age(project, "presence", GONE + 1)
    assert _people(ask("Борис")) == [("Борис", None, False)]


def test_who_says_that_they_go_is_gone_at_once_from_this_page_alone(ask: Ask) -> None:
    first, second = ask("Олена", seat="1"), ask("Олена", seat="2")
    _people(first)
    _people(second)
    _changes(first, gone=1)
    assert _people(ask("Борис"))[1:] == [("Олена", None, False)]


def test_nobody_speaks_in_anothers_name(ask: Ask) -> None:
    olena = ask("Олена")
    number = olena.unit(_Q)["id"]
    body = {"from": number, "to": number, "person": "Борис"}
    assert olena.post(f"{CATALOG}/claims", body).status_code == 422
    olena.get(f"{CATALOG}/changes", since=0, person="Борис")
    assert [who["person"] for who in _changes(olena)["people"]] == ["Олена"]


def test_another_process_on_the_same_store_sees_who_is_there(ask: Ask, project: Project) -> None:
    _people(ask("Олена"))
    with open_project(project.folder.root) as other:
        (found,) = Desk(other).presence.present(small.NAME, "uk")
    assert (found.person, found.unit) == ("Олена", None)


def test_a_segment_of_nowhere_is_no_place_and_no_fault(ask: Ask) -> None:
    assert _people(ask("Олена"), unit=2_000_000) == [("Олена", None, False)]


def test_who_may_only_make_editions_is_not_told_of(ask: Ask) -> None:
    assert _people(ask("Ганна", frozenset({Role.PUBLISHER}))) == []


def test_doing_the_same_as_before_is_not_written_down_again(ask: Ask, project: Project) -> None:
    olena = ask("Олена")
    desk = olena.desk
    here = (small.NAME, "uk", "Олена")
    assert desk.presence.beat(*here, seat="1", unit=None, typing=False)
    assert not desk.presence.beat(*here, seat="1", unit=None, typing=False)
    assert desk.presence.beat(*here, seat="1", unit=None, typing=True)
    _age(project, "presence", 10)
    assert desk.presence.beat(*here, seat="1", unit=None, typing=True)


def test_a_claim_is_told_to_all_and_keeps_nobody_out(ask: Ask) -> None:
    olena, borys = ask("Олена"), ask("Борис")
    (made,) = _claim(olena, _NURSE, _LVIV, "до п’ятниці")
    told = _changes(borys)["claims"]
    assert told == [made]
    assert (made["person"], made["note"]) == ("Олена", "до п’ятниці")
    assert (made["from"], made["to"]) == (olena.unit(_NURSE)["id"], olena.unit(_LVIV)["id"])
    (done,) = borys.operate(save(borys.unit(_NURSE), "Я медсестра."))
    assert done["status"] == "done"


def test_a_range_may_be_given_from_either_end_and_holds_what_was_claimed_within(ask: Ask) -> None:
    olena, borys = ask("Олена"), ask("Борис")
    _claim(olena, _NURSE, _NURSE)
    _claim(borys, _NURSE, _NURSE)
    his, hers = _claim(olena, _LVIV, _Q)
    assert (his["person"], hers["person"]) == ("Борис", "Олена")
    assert (hers["from"], hers["to"]) == (olena.unit(_Q)["id"], olena.unit(_LVIV)["id"])


def test_a_claim_is_given_up_by_its_person_alone(ask: Ask) -> None:
    olena, borys = ask("Олена"), ask("Борис")
    (made,) = _claim(olena, _NURSE, _LVIV)
    refused = borys.delete(f"{CATALOG}/claims/{made['id']}")
    assert (refused.status_code, "Олена" in refused.json()["detail"]) == (403, True)
    for _ in range(2):
        gone = olena.delete(f"{CATALOG}/claims/{made['id']}")
        assert (gone.status_code, gone.json()) == (200, {"claims": []})


def test_a_claim_lives_as_long_as_its_person_comes_by(ask: Ask, project: Project) -> None:
    olena, borys = ask("Олена"), ask("Борис")
    _claim(olena, _NURSE, _LVIV)
    _age(project, "claim", LAPSED - 10)
    _people(olena)
    _age(project, "claim", LAPSED - 10)
    (told,) = _changes(borys)["claims"]
    assert told["seconds"] >= LAPSED - 15
    _age(project, "claim", 20)
    assert _changes(borys)["claims"] == []
    _age(project, "presence", 10)
    _people(olena)
    assert _changes(borys)["claims"] == []


@pytest.mark.parametrize("ends", [(0, 1), (2_000_000, 1)])
def test_a_claim_of_something_else_is_refused(ask: Ask, ends: tuple[int, int]) -> None:
    answer = ask().post(f"{CATALOG}/claims", {"from": ends[0], "to": ends[1]})
    assert answer.status_code in {404, 422}


def test_somebody_without_the_right_claims_nothing(ask: Ask) -> None:
    one = ask("Ганна", frozenset({Role.PUBLISHER}))
    number = one.unit(_Q)["id"]
    assert one.post(f"{CATALOG}/claims", {"from": number, "to": number}).status_code == 403


def test_what_others_did_since_my_last_look_is_told_with_the_text_that_i_knew(ask: Ask) -> None:
    olena, borys = ask("Олена"), ask("Борис")
    olena.operate(save(olena.unit(_Q), "Хто ви?"))
    assert borys.get(f"{CATALOG}/news").json() == {"since": "", "units": []}
    cursor = borys.get(CATALOG).json()["cursor"]
    assert borys.post(f"{CATALOG}/looked", {"cursor": cursor}).json() == {}
    assert borys.get(f"{CATALOG}/news").json()["units"] == []
    olena.operate(
        save(olena.unit(_Q), "Хто ти?", id="2"), save(olena.unit(_LVIV), "Я живу у Львові.", id="3")
    )
    borys.operate(save(borys.unit(_NURSE), "Я медсестра.", id="4"))
    found = borys.get(f"{CATALOG}/news").json()
    assert [(one["unit"], one["before"], one["person"], one["move"]) for one in found["units"]] == [
        (olena.unit(_Q)["id"], "Хто ви?", "Олена", "save"),
        (olena.unit(_LVIV)["id"], "", "Олена", "save"),
    ]
    assert olena.get(f"{CATALOG}/news").json()["since"] == ""


def test_nobody_unsees_what_they_saw_nor_sees_what_is_to_come(ask: Ask) -> None:
    olena, borys = ask("Олена"), ask("Борис")
    olena.operate(save(olena.unit(_Q), "Хто ви?"))
    borys.post(f"{CATALOG}/looked", {"cursor": "999999.0"})
    olena.operate(save(olena.unit(_NURSE), "Я медсестра.", id="2"))
    borys.post(f"{CATALOG}/looked", {"cursor": "0.0"})
    (one,) = borys.get(f"{CATALOG}/news").json()["units"]
    assert one["unit"] == olena.unit(_NURSE)["id"]


def test_a_comment_is_told_to_others_though_the_text_stays(ask: Ask) -> None:
    olena, borys = ask("Олена"), ask("Борис")
    cursor = borys.get(CATALOG).json()["cursor"]
    said = move(olena.unit(_LVIV), "comment", text="Львів чи Lviv?")
    first, again = olena.operate(said, said)
    assert first == again
    (told,) = borys.get(f"{CATALOG}/changes", since=cursor).json()["units"]
    (comment,) = told["comments"]
    assert (told["version"], comment["text"], comment["person"]) == (0, "Львів чи Lviv?", "Олена")


def test_names_notes_and_comments_are_text_and_nothing_else(ask: Ask, project: Project) -> None:
    one = ask(_HOSTILE)
    name = _HOSTILE[:-1]  # a mark that turns the line around is no part of a name
    assert _people(one) == [(name, None, False)]
    (claim,) = _claim(one, _Q, _Q, _HOSTILE + "\n")
    assert (claim["person"], claim["note"]) == (name, name)
    (done,) = one.operate(move(one.unit(_Q), "comment", text="a\n\x00b"))
    assert done["unit"]["comments"][0]["text"] == "a b"
    with project.store.reading() as connection:
        assert connection.execute(schema.presence.select()).one().person == name
