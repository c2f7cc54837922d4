"""Every page passes axe's rules of WCAG A and AA, in light and dark, on a wide screen and on a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from app.catalog import State, Target
from app.storage.rows import Save, Stored
from app.workbench import catalogs, editing
from app.workbench.editing import Where
from app.workbench.project import open_project
from tests.ui.axe import in_both_schemes
from tests.ui.browsing import Person, workbench
from tests.ui.conftest import make_project
from tests.ui.editing import Desk, translate

pytestmark = pytest.mark.browser

_PAGES = {
    "": ".wb-bar",
    "translate": ".editor.loaded textarea:focus",
    "review": ".editor.loaded .sentence.on:focus",
    "editions": '[data-testid="stAlert"]',
    "drafts": '[data-testid="stExpander"], [data-testid="stButton"]',
    "add": '[data-testid="stExpander"]',
    "programs": '[data-testid="stForm"]',
}
"""Each page's address, and what is there when it is drawn."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a project with a segment in every state."""
    folder = make_project(tmp_path_factory.mktemp("seen") / "project")
    with open_project(folder) as project:
        catalogs.sync(project, "talk")

        def where(one: Stored) -> Where:
            now = project.store.unit(one.id, "uk")
            assert now is not None
            return Where("talk", "uk", one.id, now.version)

        units = project.store.units("talk", "uk")
        for one in units[:5]:
            editing.save(project, where(one), f"{one.unit.source} (", person="Olena")
        draft = Target(f"{units[5].unit.source} (", State.DRAFT, origin="google")
        project.store.save(Save(units[5].id, "uk", 0, draft, "draft"))
        editing.accept(project, where(units[5]), person="Olena", seconds=0)
        editing.add_footnote(project, where(units[4]), "A town", person="Olena")
        editing.approve(project, where(units[0]), person="Martin")
        editing.send_back(project, where(units[1]), person="Martin", reason="One letter is wrong")
    return folder


@pytest.fixture(scope="module")
def address(project: Path) -> Iterator[str]:
    with workbench(project) as address:
        yield address


@pytest.fixture(scope="module")
def martin(browser: Browser, address: str) -> Iterator[Person]:
    person = Person(browser, address).go()
    assert in_both_schemes(person) == [], "where a name is asked for"
    yield person.introduce("Martin")
    person.leave()


@pytest.mark.parametrize("path", _PAGES)
def test_every_page_is_accessible(martin: Person, tmp_path: Path, path: str) -> None:
    martin.page.set_viewport_size({"width": 1400, "height": 900})
    martin.go(path)
    if path == "add":
        text = tmp_path / "essay.md"
        text.write_text("# An essay\n\nOne thought [1]. Another thought [22].\n", "utf-8")
        martin.page.locator('input[type="file"]').set_input_files(text)
    expect(martin.page.locator(_PAGES[path]).first).to_be_visible()
    martin.settled()
    assert in_both_schemes(martin) == [], "wide"
    martin.page.set_viewport_size({"width": 390, "height": 844})
    expect(martin.page.get_by_role("button", name="Expand sidebar")).to_be_visible()
    assert in_both_schemes(martin) == [], "narrow"
    width = martin.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert width <= 390, "the page is to be scrolled sideways on a phone"


def test_the_editor_is_accessible_in_all_that_it_shows(browser: Browser, address: str, project: Path) -> None:
    person = Person(browser, address).remembered("Martin").go("translate")
    desk = Desk(person).open("I lived in Europe.")
    desk.write("Жив (у Європі.")
    expect(desk.editor.locator(".finding").first).to_be_visible()
    desk.page.keyboard.press("Alt+g")
    assert in_both_schemes(person) == [], "with a finding and the filters open"
    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press("Alt+/")
    expect(desk.editor.get_by_role("dialog")).to_be_visible()
    assert in_both_schemes(person) == [], "with the list of keys"
    desk.page.keyboard.press("Escape")
    translate(project, {"I lived in Europe.": "Інший текст."}, person="Olena")
    desk.save().open("I lived in Europe.")
    expect(desk.editor.locator(".conflict")).to_be_visible()
    assert in_both_schemes(person) == [], "with two texts to choose from"
    person.page.set_viewport_size({"width": 390, "height": 844})
    expect(desk.editor.locator(".conflict")).to_be_visible()
    assert in_both_schemes(person) == [], "with two texts, on a phone"
    person.leave()
