"""What a page asks for ahead: the text that its own script will open, in the visitor's name, or nothing."""

import json
from typing import Any

import pytest

from app.ui import ahead, state
from app.workbench.desk import Desk
from app.workbench.project import Project

_NOBODY: dict[str, str] = {}
_OLENA = {"workbench_person": "%D0%9E%D0%BB%D0%B5%D0%BD%D0%B0"}


@pytest.fixture
def desk(project: Project, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = Desk(project)
    monkeypatch.setattr(state, "desk", lambda: made)
    return made


def _what(script: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(script.rpartition("})(")[2].partition(");\n")[0])
    return found


def test_who_comes_with_a_name_has_the_first_text_asked_for(desk: Desk) -> None:
    what = _what(ahead.script(_NOBODY, _OLENA))
    assert what["person"] == "Олена"
    assert what["document"] == desk.project.folder.documents()[0]
    assert what["language"] == desk.project.settings.languages[0]
    visitor = desk.doorkeeper.know(what["token"])
    assert visitor is not None
    assert visitor.person == "Олена"


def test_an_address_says_which_text(desk: Desk) -> None:
    document = desk.project.folder.documents()[0]
    language = desk.project.settings.languages[-1]
    what = _what(ahead.script({"document": document, "language": language}, _OLENA))
    assert (what["document"], what["language"]) == (document, language)


@pytest.mark.parametrize(
    ("asked", "cookies"),
    [
        (_NOBODY, _NOBODY),
        (_NOBODY, {"workbench_person": ""}),
        ({"document": "no-such"}, _OLENA),
        ({"language": "xx"}, _OLENA),
    ],
)
def test_where_it_is_not_known_what_opens_nothing_is_asked_for(
    desk: Desk, asked: dict[str, str], cookies: dict[str, str]
) -> None:
    assert not ahead.script(asked, cookies)


def test_a_hostile_name_ends_no_script(desk: Desk) -> None:
    script = ahead.script(_NOBODY, {"workbench_person": "%3C%2Fscript%3E%3Cscript%3Ealert(1)%3C!--"})
    assert script.count("<") == 2
    assert _what(script)["person"] == "</script><script>alert(1)<!--"
