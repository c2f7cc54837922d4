"""Joins, notes, comments and kept texts by the routes: who may, once by id, and what the PO holds then."""

import pytest

from app.roles import Role
from app.storage import po
from app.workbench.project import Project
from tests import small
from tests.api.conftest import Ask, Asker, move, save

_NURSE, _LVIV, _Q = "I am a nurse.", "I live in Lviv.", "Who are you?"


def _po(project: Project) -> str:
    return small.catalog_file(project.folder.root).read_text("utf-8")


def _both(one: Asker) -> None:
    one.operate(
        save(one.unit(_NURSE), "Я медсестра.", id="a"), save(one.unit(_LVIV), "Живу у Львові.", id="b")
    )


def test_a_join_answers_with_both_units_and_is_done_once(ask: Ask, project: Project) -> None:
    olena = ask()
    _both(olena)
    wanted = move(olena.unit(_LVIV), "join")
    first, again = olena.operate(wanted, wanted)
    for one in (first, again):
        assert (one["status"], one["unit"]["joined"]) == ("done", True)
        assert [other["target"]["text"] for other in one["also"]] == ["Я медсестра. Живу у Львові."]
    assert "joined to the segment before" in _po(project)
    (apart,) = olena.operate(move(olena.unit(_LVIV), "part", id="3"))
    assert (apart["unit"]["target"]["text"], apart["also"][0]["target"]["text"]) == (
        "Живу у Львові.",
        "Я медсестра.",
    )
    assert "joined to" not in _po(project)


def test_a_join_of_what_changed_meanwhile_changes_nothing(ask: Ask) -> None:
    olena, borys = ask("Олена"), ask("Борис")
    _both(olena)
    seen = borys.unit(_LVIV)
    olena.operate(save(olena.unit(_LVIV), "Я зі Львова.", id="3"))
    (found,) = borys.operate(move(seen, "join"))
    assert (found["status"], found["conflict"]["theirs"]["person"]) == ("conflict", "Олена")
    assert found["conflict"]["base"]["text"] == "Живу у Львові."
    assert not olena.unit(_LVIV)["joined"]


@pytest.mark.parametrize("source", ["A short talk", "Martin", "We met in the spring.", _Q, _NURSE])
def test_what_opens_a_paragraph_is_joined_to_nothing(ask: Ask, source: str) -> None:
    olena = ask()
    olena.operate(save(olena.unit(source), "Так", id="0"))
    (found,) = olena.operate(move(olena.unit(source), "join"))
    assert (found["status"], "paragraph" in found["problem"]["detail"]) == ("refused", True)


def test_notes_are_added_replaced_and_taken_away_and_stand_in_the_po(ask: Ask, project: Project) -> None:
    olena, borys = ask("Олена"), ask("Борис")
    _both(olena)
    one = move(olena.unit(_LVIV), "note", text="Місто на заході.")
    first, again = olena.operate(one, one)
    assert first == again
    (second,) = borys.operate(move(borys.unit(_LVIV), "note", id="3", text="Lemberg."))
    assert second["unit"]["target"]["notes"] == ["Місто на заході.", "Lemberg."]
    assert "# footnote: Місто на заході.\n# footnote: Lemberg." in _po(project)
    (left,) = borys.operate(move(borys.unit(_LVIV), "note", id="4", notes=["Lemberg."]))
    assert left["unit"]["target"]["notes"] == ["Lemberg."]
    (none,) = borys.operate(move(borys.unit(_LVIV), "note", id="5", notes=[]))
    assert none["unit"]["target"]["notes"] == []
    assert "footnote" not in _po(project)


def test_who_wrote_a_note_does_not_approve_it_alone(ask: Ask) -> None:
    olena, borys = ask("Олена"), ask("Борис")
    _both(olena)
    borys.operate(move(borys.unit(_LVIV), "note", text="Місто."))
    (refused,) = borys.operate(move(borys.unit(_LVIV), "approve", id="3"))
    assert (refused["status"], "another person" in refused["problem"]["detail"]) == ("refused", True)
    (done,) = olena.operate(move(olena.unit(_LVIV), "approve", id="4"))
    assert done["unit"]["target"]["state"] == "reviewed"


def test_a_note_on_a_reviewed_text_asks_for_review_again(ask: Ask, project: Project) -> None:
    small.reviewed(project, _Q, "Хто ви?")
    olena = ask()
    (done,) = olena.operate(move(olena.unit(_Q), "note", text="Ввічлива форма."))
    assert (done["unit"]["target"]["state"], done["unit"]["target"]["reviewer"]) == ("translated", "")


def test_approving_a_joined_text_answers_with_what_was_approved_along(ask: Ask) -> None:
    olena, borys = ask("Олена"), ask("Борис")
    _both(olena)
    olena.operate(move(olena.unit(_LVIV), "join"))
    (done,) = borys.operate(move(borys.unit(_NURSE), "approve", id="3"))
    assert [(one["joined"], one["target"]["state"]) for one in done["also"]] == [(True, "reviewed")]


@pytest.mark.parametrize(
    "said", ["reviewed: Борис", "footnote: x", "translated: y; awaiting review", "draft: z"]
)
def test_a_comment_is_never_taken_for_one_of_our_own_lines(ask: Ask, project: Project, said: str) -> None:
    olena = ask()
    olena.operate(save(olena.unit(_Q), "Хто ви?"), move(olena.unit(_Q), "comment", id="c", text=said))
    path = small.catalog_file(project.folder.root)
    read = po.read(path.read_bytes(), document=small.NAME, language="uk", file="uk.po")
    found = next(unit for unit in read.units if unit.source == _Q)
    assert found.comments == (f"– {said}",)
    assert found.target == small.unit(project, _Q).unit.target


def test_the_text_that_gave_way_is_kept_beside_the_unit(ask: Ask) -> None:
    olena, borys = ask("Олена"), ask("Борис")
    olena.operate(save(olena.unit(_Q), "Хто ви?"))
    kept = move(borys.unit(_Q), "suggest", text="Хто ти?")
    assert [one["status"] for one in borys.operate(kept, kept)] == ["done", "done"]
    panel = olena.get(f"/catalogs/{small.NAME}/uk/units/{olena.unit(_Q)['id']}").json()
    assert [(one["text"], one["person"]) for one in panel["suggestions"]] == [("Хто ти?", "Борис")]
    assert panel["unit"]["target"]["text"] == "Хто ви?"


@pytest.mark.parametrize(
    ("word", "roles", "refused"),
    [
        ("join", {Role.REVIEWER}, True),
        ("part", {Role.REVIEWER}, True),
        ("note", {Role.REVIEWER}, True),
        ("comment", {Role.REVIEWER}, False),
        ("suggest", {Role.REVIEWER}, False),
        ("comment", {Role.TRANSLATOR}, False),
        ("comment", {Role.PUBLISHER}, True),
        ("suggest", set(), True),
    ],
)
def test_roles_decide_who_joins_notes_and_comments(
    ask: Ask, word: str, roles: set[Role], refused: bool
) -> None:
    _both(ask())
    one = ask("Борис", frozenset(roles))
    (found,) = one.operate(move(one.unit(_LVIV), word, text="Так?"))
    if refused:
        assert "role" in found["problem"]["detail"]
    else:
        assert found["status"] == "done"
