"""Reading aloud: by a voice of the device itself, in the language of the text, until it is stopped."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.ui.browsing import workbench
from tests.ui.conftest import make_project
from tests.ui.editing import Desk, Place
from tests.ui.voices import spoken, with_voices

pytestmark = pytest.mark.browser

_FIRST, _SECOND = "I am originally from Donetsk.", "I lived in Europe."


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with workbench(make_project(tmp_path_factory.mktemp("speech") / "project")) as address:
        made = Place(tmp_path_factory.getbasetemp(), address, browser)
        yield made
        made.clear()


@pytest.fixture
def olena(at_place: Place, browser: Browser) -> Desk:
    if not at_place.seats:
        person = with_voices(browser, at_place.address)
        at_place.seats["Olena", "translate"] = Desk(person.go("translate"))
    return at_place.seat().choose(language="uk").open(_FIRST)


def _reads(desk: Desk, what: str) -> Locator:
    return desk.editor.get_by_role("button", name=f"Read the {what} aloud")


def test_source_and_translation_are_read_in_their_languages_and_stop(olena: Desk) -> None:
    _reads(olena, "source").click()
    assert spoken(olena.person) == [["en_GB", _FIRST]]
    olena.box.focus()
    olena.write("Сам я з Донецька.")
    _reads(olena, "translation").click()
    assert spoken(olena.person) == [["", "stopped"], ["uk-UA", "Сам я з Донецька."]]
    _reads(olena, "translation").click()
    assert spoken(olena.person) == [["", "stopped"]]


def test_whoever_goes_on_hears_no_more_of_it(olena: Desk) -> None:
    _reads(olena, "source").click()
    olena.open(_SECOND)
    assert spoken(olena.person) == [["en_GB", _FIRST], ["", "stopped"]]


def test_no_text_goes_to_a_voice_that_is_somebodys_server(olena: Desk) -> None:
    olena.choose(language="sv").open(_FIRST)
    expect(_reads(olena, "source")).to_be_visible()
    expect(_reads(olena, "translation")).to_have_count(0)
    olena.write("Jag kommer från Donetsk.")
    olena.page.keyboard.press("Alt+a")
    said = "This browser has no voice of its own for the language."
    expect(olena.editor.locator(".toast")).to_have_text(said)
    assert spoken(olena.person) == []


def test_voices_that_come_late_are_offered_when_they_are_there(olena: Desk) -> None:
    tell = "window.speechSynthesis.dispatchEvent(new Event('voiceschanged'))"
    olena.page.evaluate(f"window.kept = window.voices; window.voices = []; {tell}")
    expect(_reads(olena, "source")).to_have_count(0)
    olena.page.evaluate(f"window.voices = window.kept; {tell}")
    expect(_reads(olena, "source")).to_be_visible()
    expect(_reads(olena, "translation")).to_be_visible()
