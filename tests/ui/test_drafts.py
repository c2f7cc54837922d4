"""The drafts page: where a text goes is told before it goes; of trouble, when it is tried again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.standin import StandIn
from tests.ui.conftest import Visit, entry, eventually, make_project, stored

_DONETSK = "I am originally from Donetsk."
_Visit = Callable[..., Visit]


def _engine(url: str, more: str = "") -> str:
    return f'[engines.google]\nurl = "{url}"\n{more}'


def test_each_engine_is_shown_with_where_text_goes(visit: _Visit, tmp_path: Path) -> None:
    more = '[drafts]\nengines = ["pseudo", "google", "firefox"]\n'
    with StandIn() as standin:
        folder = make_project(tmp_path / "project", more=more + _engine(standin.url))
        said = visit(folder, "Olena").go("drafts").text()
        assert "1. Pseudo-text: text stays on this machine" in said
        assert f"2. Google: text is sent to {standin.url} · nobody has agreed to that yet" in said
        assert "workbench models add uk --engine firefox" in said
        assert standin.connections == 0


def test_a_document_is_called_by_its_title_and_no_engine_is_said_to_be_asked_where_none_is(
    visit: _Visit, tmp_path: Path
) -> None:
    folder = make_project(tmp_path / "project", more="[drafts]\nengines = []\n")
    here = visit(folder, "Olena").go("drafts")
    assert here.page.selectbox[0].options == ["A talk"]
    assert "Only the memory is looked into" in here.text()


def test_drafts_come_after_an_agreement(visit: _Visit, tmp_path: Path) -> None:
    with StandIn() as standin:
        folder = make_project(tmp_path / "project", more=_engine(standin.url))
        here = visit(folder, "Olena").go("drafts").click("Get drafts")
        assert "Whoever runs that service can read it" in here.text()
        assert standin.connections == 0
        here.click("I agree, get drafts")
        assert "7 drafts came." in here.text()
        eventually(lambda: entry(folder, _DONETSK).msgstr == "Сам я з Донецька.")
        assert "Get drafts" not in here.labels()


def test_a_project_that_lets_nothing_out_says_so_and_sends_nothing(visit: _Visit, tmp_path: Path) -> None:
    with StandIn() as standin:
        folder = make_project(
            tmp_path / "project", more="[drafts]\nallow_remote = false\n" + _engine(standin.url)
        )
        here = visit(folder, "Olena").go("drafts")
        assert "this project lets no text leave the machine" in here.text()
        here.click("Get drafts")
        assert "I agree, get drafts" not in here.labels()
        assert standin.connections == 0
        assert stored(folder, _DONETSK).text == ""


@pytest.mark.parametrize(("mode", "reason"), [("403", "does not let us in"), ("429", "slow down")])
def test_an_engine_that_is_left_alone_says_until_when_and_may_be_asked_at_once(
    visit: _Visit, tmp_path: Path, mode: str, reason: str
) -> None:
    with StandIn(mode, mode, mode, "good", retry_after="0") as standin:
        folder = make_project(tmp_path / "project", more=_engine(standin.url))
        here = visit(folder, "Olena").go("drafts").click("Get drafts").click("I agree, get drafts")
        said = here.text()
        assert reason in said
        assert "It is asked again in" in said
        asked = standin.requests
        here.click("Get drafts")
        assert standin.requests == asked, "it is left alone"
        while "Ask it now" in here.labels():
            here.click("Ask it now").click("Get drafts")
        assert "7 drafts came." in here.text()


def test_answers_that_are_refused_are_counted_with_their_reasons(visit: _Visit, tmp_path: Path) -> None:
    with StandIn("error-text") as standin:
        folder = make_project(tmp_path / "project", more=_engine(standin.url))
        here = visit(folder, "Olena").go("drafts").click("Get drafts").click("I agree, get drafts")
        assert "The engine gave back an error page instead of a translation. (" in here.text()
        assert stored(folder, _DONETSK).text == ""


def test_nobody_without_a_name_sends_anything(visit: _Visit, tmp_path: Path) -> None:
    folder = make_project(tmp_path / "project", more=_engine("http://127.0.0.1:9/m"))
    here = visit(folder).go("drafts")
    button = next(one for one in here.page.button if one.label == "Get drafts")
    assert button.disabled
