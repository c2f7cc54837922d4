"""What draws a page ahead: the text that its own script will open, in the visitor's name, or nothing."""

import json
import urllib.parse
from collections.abc import Mapping
from typing import Any

import pytest
from starlette.requests import Request

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


def _script(asked: Mapping[str, str], cookies: Mapping[str, str], *, speaks: str = "") -> str:
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    headers = {"cookie": cookie, "accept-language": speaks}
    scope = {
        "type": "http",
        "query_string": urllib.parse.urlencode(asked).encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    return ahead.script("review", Request(scope))


def _what(script: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(script.partition("})(")[2].partition(");\n")[0])
    return found


def test_who_comes_with_a_name_has_the_first_text_asked_for(desk: Desk) -> None:
    what = _what(_script(_NOBODY, _OLENA))
    assert what["person"] == "Олена"
    assert what["document"] == desk.project.folder.documents()[0]
    assert what["language"] == desk.project.settings.languages[0]
    assert what["mode"] == "review"
    visitor = desk.doorkeeper.know(what["token"])
    assert visitor is not None
    assert visitor.person == "Олена"
    assert visitor.seat


@pytest.mark.parametrize(
    ("speaks", "language", "saved"),
    [
        ("uk-UA,uk;q=0.9,en;q=0.8", "uk", "Збережено"),
        ("sv", "sv", "Sparat"),
        ("pl,uk;q=0.9", "en", "Saved"),
        ("", "en", "Saved"),
        ("../../x", "en", "Saved"),
    ],
)
def test_it_speaks_as_the_browser_does(desk: Desk, speaks: str, language: str, saved: str) -> None:
    what = _what(_script(_NOBODY, _OLENA, speaks=speaks))
    assert (what["ui_language"], what["words"]["saved"]) == (language, saved)


def test_an_address_says_which_text(desk: Desk) -> None:
    document = desk.project.folder.documents()[0]
    language = desk.project.settings.languages[-1]
    what = _what(_script({"document": document, "language": language}, _OLENA))
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
    assert not _script(asked, cookies)


def test_a_hostile_name_ends_no_script(desk: Desk) -> None:
    script = _script(_NOBODY, {"workbench_person": "%3C%2Fscript%3E%3Cscript%3Ealert(1)%3C!--"})
    plain = _script(_NOBODY, _OLENA)
    assert script.count("<") == plain.count("<")
    assert script.count("</script>") == 2
    assert _what(script)["person"] == "</script><script>alert(1)<!--"
