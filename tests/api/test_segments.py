"""Cutting and joining for all languages by the route: looked at first, done once, by who may."""

from app.roles import Role
from app.workbench.project import Project
from tests import small
from tests.api.conftest import Ask, save

_PATH = f"/documents/{small.NAME}/segments"


def test_it_is_looked_at_and_then_done(ask: Ask, project: Project) -> None:
    olena = ask()
    olena.operate(save(olena.unit("I am a nurse."), "Я медсестра."))
    sent = {"deed": "join", "unit": olena.unit("I live in Lviv.")["id"]}
    seen = olena.post(_PATH, sent).json()
    assert (seen["done"], seen["before"], seen["after"]) == (
        False,
        ["I am a nurse.", "I live in Lviv."],
        ["I am a nurse. I live in Lviv."],
    )
    uk = next(one for one in seen["languages"] if one["language"] == "uk")
    assert [one["target"]["state"] for one in uk["before"]] == ["translated", "empty"]
    assert [(one["target"]["text"], one["target"]["state"]) for one in uk["after"]] == [
        ("Я медсестра.", "needs work")
    ]
    assert olena.unit("I live in Lviv.")["id"] == sent["unit"], "looking changes nothing"
    done = olena.post(_PATH, sent | {"sha256": seen["sha256"]}).json()
    assert done["done"]
    assert olena.unit("I am a nurse. I live in Lviv.")["target"]["text"] == "Я медсестра."
    again = olena.post(_PATH, sent | {"sha256": seen["sha256"]})
    assert again.status_code == 422, "the segment is gone"
    cut = {"deed": "split", "unit": olena.unit("I am a nurse. I live in Lviv.")["id"], "at": 13}
    late = olena.post(_PATH, cut | {"sha256": seen["sha256"]})
    assert (late.status_code, late.json()["type"]) == (409, "urn:workbench:problem:source")


def test_it_needs_a_reviewer_for_it_takes_reviews_back(ask: Ask) -> None:
    olena = ask(roles=frozenset({Role.TRANSLATOR}))
    answer = olena.post(_PATH, {"deed": "join", "unit": olena.unit("I live in Lviv.")["id"]})
    assert (answer.status_code, "reviewer" in answer.json()["detail"]) == (403, True)


def test_where_to_cut_must_be_said(ask: Ask) -> None:
    olena = ask()
    answer = olena.post(_PATH, {"deed": "split", "unit": olena.unit("I live in Lviv.")["id"]})
    assert (answer.status_code, "“at”" in answer.json()["detail"]) == (422, True)
