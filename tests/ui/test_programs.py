"""The page of tokens: made, shown once, listed without themselves, revoked."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import AccessError
from app.ui import state
from app.workbench import tokens
from tests.ui.conftest import Visit


def test_a_token_is_shown_once_and_revoked(visit: Callable[..., Visit], folder: Path) -> None:
    here = visit(folder, "Olena").go("programs")
    here.page.text_input[0].input("<b>my</b> terminal")
    here.click("Make a token")
    word = here.page.code[0].value
    found = tokens.know(state.project(), word)
    assert found
    assert (found.person, len(found.roles)) == ("Olena", 3)
    assert "<b>my</b> terminal" in here.text()
    assert "<b>my" not in here.html()
    here.page.run()
    assert not here.page.code, "it is shown this once"
    assert word not in here.html()
    here.click(f"revoke-{found.id}")
    assert "terminal" not in here.text()
    with pytest.raises(AccessError, match="revoked"):
        tokens.know(state.project(), word)


def test_a_token_without_a_role_is_refused_in_words(visit: Callable[..., Visit], folder: Path) -> None:
    here = visit(folder, "Olena").go("programs")
    here.page.button_group[0].set_value([])
    here.click("Make a token")
    assert "at least one role" in here.text()
    assert not here.page.code


def test_nobody_sees_anothers_tokens(visit: Callable[..., Visit], folder: Path) -> None:
    visit(folder, "Olena")
    tokens.make(state.project(), "Olena", purpose="hers")
    assert "hers" not in visit(folder, "Martin").go("programs").text()
    assert "hers" in visit(folder, "olena").go("programs").text()
