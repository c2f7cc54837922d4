"""The overview: how far each language is, what waits for me, and the way to drafts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.ui import state
from app.workbench import editing
from app.workbench.editing import Where
from tests.standin import StandIn
from tests.ui.conftest import TALK, Visit, entry, eventually, make_project

_DONETSK = "I am originally from Donetsk."


def test_it_counts_what_waits(visit: Callable[..., Visit], folder: Path) -> None:
    said = visit(folder, "Olena").text()
    assert "A talk" in said
    assert said.count("7 to translate") == 2, "title, two names and four segments, in two languages"
    assert said.count("0 to review") == 2


def test_ones_own_translation_does_not_wait_for_oneself(visit: Callable[..., Visit], folder: Path) -> None:
    visit(folder, "Olena")
    one = next(one for one in state.project().store.units("talk", "uk") if one.unit.source == _DONETSK)
    where = Where("talk", "uk", one.id, one.version)
    editing.save(state.project(), where, "Сам я з Донецька.", person="Olena")
    assert visit(folder, "olena").text().count("0 to review") == 2
    assert "6 to translate 1 to review" in visit(folder, "Martin").text()


def test_the_way_people_and_speakers_are_told_of(visit: Callable[..., Visit], folder: Path) -> None:
    visit(folder, "Olena")
    for one in state.project().store.units("talk", "uk")[3:5]:
        where = Where("talk", "uk", one.id, one.version)
        editing.save(state.project(), where, "Переклад.", person="Olena")
    said = visit(folder, "Martin").text()
    assert "12 texts wait for a translator. 2 texts wait for your review." in said
    assert "0 of 7 reviewed, 2 more to review. A week before: 0 reviewed." in said
    assert "Olena українська 9 0" in said, "words translated and reviewed"
    assert "Oleksandr 16 0% 0%" in said, "words, and what is reviewed in two languages"
    editing.approve(state.project(), Where("talk", "uk", one.id, one.version + 1), person="Martin")
    said = visit(folder, "Martin").text()
    assert "1 of 7 reviewed, 1 more to review. A week before: 0 reviewed." in said
    assert "12 texts wait for a translator. One text waits for your review." in said


def test_translate_and_review_open_the_language_of_their_row(
    visit: Callable[..., Visit], folder: Path
) -> None:
    here = visit(folder, "Olena").click("translate-talk-sv")
    assert here.page.session_state["workbench language"] == "sv"


def test_drafts_come_after_an_agreement_that_names_the_address(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    with StandIn("good") as standin:
        folder = make_project(tmp_path / "project", more=f'[engines.google]\nurl = "{standin.url}"\n')
        here = visit(folder, "Olena").click("draft-talk-uk")
        assert standin.url in here.text()
        assert standin.requests == 0
        here.click("I agree, get drafts")
        assert standin.requests > 0
        assert "drafts came." in here.text()
        eventually(lambda: entry(folder, _DONETSK).msgstr == "Сам я з Донецька.")
        assert entry(folder, _DONETSK).fuzzy
        assert "draft: google" in entry(folder, _DONETSK).tcomment


def test_nothing_is_sent_where_the_person_cancels(visit: Callable[..., Visit], tmp_path: Path) -> None:
    with StandIn("good") as standin:
        folder = make_project(tmp_path / "project", more=f'[engines.google]\nurl = "{standin.url}"\n')
        here = visit(folder, "Olena").click("draft-talk-uk").click("Cancel")
        assert standin.requests == 0
        assert "I agree, get drafts" not in here.labels()


@pytest.mark.parametrize("mode", ["500", "reset", "quota"])
def test_an_engine_that_gives_nothing_is_said_in_words(
    visit: Callable[..., Visit], tmp_path: Path, mode: str
) -> None:
    with StandIn(mode) as standin:
        folder = make_project(tmp_path / "project", more=f'[engines.google]\nurl = "{standin.url}"\n')
        here = visit(folder, "Olena").click("draft-talk-uk").click("I agree, get drafts")
        assert "0 drafts came." in here.text()
        assert len(here.text().split("0 drafts came.")[1].split()) > 4, "the reason follows"
        assert entry(folder, _DONETSK).msgstr == ""


def test_a_hostile_title_is_shown_as_text(visit: Callable[..., Visit], tmp_path: Path) -> None:
    title = "<img src=x onerror=alert(1)> *a* [b](c)"
    folder = make_project(tmp_path / "project", source=TALK.replace("title: A talk", f"title: '{title}'"))
    here = visit(folder, "Olena")
    assert title in here.text()
    assert "<img" not in here.html()
    assert not here.page.subheader
