"""Beside the segment: what was said for one like it, and a phrase in everything that was said."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from app.storage.looks import Looks
from app.storage.memory import Pair
from app.workbench.project import open_project
from tests.ui.browsing import workbench
from tests.ui.conftest import make_project
from tests.ui.editing import Desk, Place, translate

pytestmark = pytest.mark.browser

_FIRST, _SECOND = "I am originally from Donetsk.", "I lived in Europe."


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = make_project(tmp_path_factory.mktemp("memory") / "project")
    with open_project(folder) as project:
        pairs = [Pair("I lived in Estonia.", "Я жив в Естонії <b>.", person="Ніна", number=4)]
        project.memory.memories.keep("old.tmx", "uk", pairs, person="Olena")
    with workbench(folder) as address:
        made = Place(folder, address, browser)
        made.document("one", "two")
        yield made
        made.clear()


@pytest.fixture
def olena(at_place: Place) -> Desk:
    return at_place.seat()


def test_a_match_says_whose_it_is_from_where_and_what_speaks_against_it(place: Place, olena: Desk) -> None:
    olena.choose(document="one").open(_SECOND)
    offer = olena.editor.locator(".about section", has_text="From the memory").first
    expect(offer.locator(".difference del")).to_have_text(["Estonia"])
    expect(offer.locator(".difference ins")).to_have_text(["Europe"])
    expect(offer.locator(".by")).to_contain_text("old.tmx, entry 4, Ніна")
    expect(offer.locator(".by")).to_contain_text("review not known")
    olena.page.keyboard.press("Alt+1")
    expect(olena.box).to_have_value("Я жив в Естонії <b>.")
    olena.write("Я жив у Європі.").save().saved()
    with open_project(place.folder) as project:
        one = next(one for one in project.store.units("one", "uk") if one.unit.source == _SECOND)
        assert one.unit.target.origin == "memory"
        assert Looks(project.store).offers("one", "uk")[one.id].text == "Я жив в Естонії <b>."


def test_a_phrase_is_sought_by_a_key_and_marked_where_it_stands(place: Place, olena: Desk) -> None:
    translate(place.folder, {_FIRST: "Сам я з Донецька."}, name="two")
    olena.choose(document="two").open(_SECOND)
    olena.page.keyboard.press("Alt+k")
    field = olena.editor.get_by_label("Find a phrase in both languages")
    expect(field).to_be_focused()
    field.fill("ДОНЕЦЬК")
    said = olena.editor.locator(".said", has_text="Сам я з Донецька.")
    expect(said.locator("mark")).to_have_text(["Донецьк"])
    expect(said).to_contain_text("two, segment")
    field.fill("nobody ever said this")
    expect(olena.editor.locator(".phrases")).to_have_text("Nobody has said this yet.")
    olena.page.keyboard.press("Escape")
    expect(olena.box).to_be_focused()
    olena.write("Я жив у Естонії.")
    olena.box.press("Shift+Control+Home")
    olena.page.keyboard.press("Alt+k")
    expect(field).to_have_value("Я жив у Естонії.")
