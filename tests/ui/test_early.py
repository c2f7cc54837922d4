"""The editor before Streamlit is there: one writes and saves, and nothing is lost on the way to its place."""

import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Route, expect

from app.storage.presence import Presence
from app.workbench.project import open_project
from tests.ui.browsing import Person, workbench
from tests.ui.conftest import eventually, make_project, stored
from tests.ui.editing import Desk, Place

pytestmark = pytest.mark.browser

_FIRST, _DONETSK = "Where are you from?", "I am originally from Donetsk."
_DOCUMENTS = ("written", "between", "chosen", "other", "nowhere")


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    project = make_project(tmp_path_factory.mktemp("early") / "project")
    with workbench(project) as address:
        made = Place(project, address, browser)
        made.document(*_DOCUMENTS)
        eventually(lambda: _drawn_ahead(address))
        yield made
        made.clear()


def _drawn_ahead(address: str) -> bool:
    """Say whether the app has begun: whoever comes before that waits for Streamlit."""
    asked = urllib.request.Request(f"{address}/translate", headers={"Cookie": "workbench_person=Olena"})
    with urllib.request.urlopen(asked, timeout=30) as answer:
        return b"workbenchAhead" in answer.read()


class Slow:
    """A line on which Streamlit's files do not come before they are let through."""

    def __init__(self, person: Person) -> None:
        self.held: list[Route] = []
        self.open = False
        person.page.route("**/static/js/**", self._hold)

    def _hold(self, route: Route) -> None:
        if self.open:
            route.continue_()
        else:
            self.held.append(route)

    def let_through(self) -> None:
        self.open = True
        for route in self.held:
            route.continue_()


@contextmanager
def _slowly(place: Place, document: str, *, scheme: str = "light") -> Iterator[tuple[Desk, Slow]]:
    """Have Olena open a document on a line that is slow."""
    person = Person(place.browser, place.address, scheme=scheme).remembered("Olena")
    slow = Slow(person)
    # Held files hold up the end of loading, where they were asked for before it.
    person.page.goto(f"{place.address}/translate?document={document}&language=uk", wait_until="commit")
    desk = Desk(person)
    expect(desk.box).to_be_focused()
    expect(person.page.get_by_test_id("stApp")).to_have_count(0)
    try:
        yield desk, slow
    finally:
        person.leave()


def _placed(desk: Desk) -> None:
    """Wait until the editor, one and no other, is where Streamlit's page has its place."""
    expect(desk.page.locator(".st-key-editor .editor.loaded")).to_be_visible()
    expect(desk.page.locator(".editor")).to_have_count(1)


def test_one_writes_and_saves_before_streamlit_is_there(place: Place) -> None:
    with _slowly(place, "written") as (desk, slow):
        desk.open(_FIRST).write("Звідки ти?").save().saved().at(_DONETSK)
        assert stored(place.folder, _FIRST, name="written").text == "Звідки ти?"
        slow.let_through()
        _placed(desk)
        expect(desk.box).to_be_focused()
        desk.write("Я з Донецька.").save().saved()
        assert stored(place.folder, _DONETSK, name="written").text == "Я з Донецька."
        # She is one person at one place, though the page's token is another one.
        with open_project(place.folder) as project:
            eventually(lambda: len(Presence(project.store).present("written", "uk")) == 1, seconds=10)


def test_what_is_being_typed_goes_on_where_it_was(place: Place) -> None:
    with _slowly(place, "between") as (desk, slow):
        desk.open(_FIRST).write("Звідки ?")
        desk.page.keyboard.press("ArrowLeft")
        slow.let_through()
        # One who types on while the editor goes to its place.
        while not desk.page.locator(".st-key-editor .editor").count():
            desk.page.keyboard.type("т")
            desk.page.wait_for_timeout(20)
        desk.page.keyboard.type("и")
        _placed(desk)
        text = desk.box.input_value()
        assert text.startswith("Звідки т")
        assert text.endswith("ти?")
        assert set(text.removeprefix("Звідки ").removesuffix("и?")) == {"т"}
        desk.save().saved()
        assert stored(place.folder, _FIRST, name="between").text == text


def test_another_document_that_was_chosen_meanwhile_is_opened_then(place: Place) -> None:
    with _slowly(place, "chosen", scheme="dark") as (desk, slow):
        expect(desk.editor).to_have_attribute("data-scheme", "dark")
        desk.open(_FIRST).write("Ще не збережено")
        desk.editor.get_by_label("Document", exact=True).select_option("written")
        slow.let_through()
        expect(desk.page.locator('.editor.loaded[data-document="written"]')).to_be_visible()
        _placed(desk)
        desk.choose(document="chosen").open(_FIRST)
        expect(desk.box).to_have_value("Ще не збережено")
        expect(desk.editor).to_have_attribute("data-scheme", "dark")


def test_it_gives_way_where_the_page_is_another_persons(place: Place) -> None:
    with _slowly(place, "other") as (desk, slow):
        desk.open(_FIRST).write("Від Олени")
        desk.person.remembered("Martin")
        slow.let_through()
        _placed(desk)
        desk.open(_FIRST)
        expect(desk.box).to_have_value("")
        expect(desk.editor.locator(".notice")).to_contain_text("Olena")


def test_it_goes_where_the_page_has_no_place_for_it(place: Place) -> None:
    with _slowly(place, "nowhere") as (desk, slow):
        sources = list((place.folder / "source").glob("*.md"))
        kept = {path: path.read_bytes() for path in sources}
        for path in sources:
            path.unlink()
        slow.let_through()
        try:
            expect(desk.page.get_by_text("There is no document yet.")).to_be_visible()
            expect(desk.page.locator(".editor")).to_have_count(0)
        finally:
            for path, content in kept.items():
                path.write_bytes(content)


def test_a_letter_that_is_being_put_together_holds_it_up(place: Place) -> None:
    with _slowly(place, "between") as (desk, slow):
        desk.open(_DONETSK)
        line = desk.person.context.new_cdp_session(desk.page)
        line.send("Input.imeSetComposition", {"text": "´", "selectionStart": 1, "selectionEnd": 1})
        slow.let_through()
        desk.person.settled()
        desk.page.wait_for_timeout(500)
        expect(desk.page.locator(".st-key-editor .editor")).to_have_count(0)
        line.send("Input.insertText", {"text": "é"})
        _placed(desk)
        expect(desk.box).to_have_value("é")
        expect(desk.box).to_be_focused()


def test_a_page_that_nobody_can_draw_ahead_is_streamlits(place: Place) -> None:
    person = Person(place.browser, place.address)
    try:
        person.go("translate")
        expect(person.page.get_by_label("Your name")).to_be_visible()
        assert person.page.evaluate("typeof window.workbenchUnpack") == "undefined"
    finally:
        person.leave()


_COME = """
() => performance.getEntriesByType("resource")
    .filter((one) => /editor.bundle/.test(one.name) && one.responseEnd)
    .map((one) => [one.name.split("/").pop(), one.transferSize > 0])
"""
"""The editor's files as they came, and whether it was by the line."""


def test_who_looks_at_another_page_first_has_the_editors_files_by_then(place: Place) -> None:
    person = Person(place.browser, place.address).remembered("Olena")
    try:
        person.go("overview")
        person.page.wait_for_function(f"({_COME})().length === 2")
        person.turn_to("Translate")
        expect(Desk(person).box).to_be_focused()
        by_line = [name for name, came in person.page.evaluate(_COME) if came]
        assert sorted(by_line) == ["bundle.css", "bundle.js"]
    finally:
        person.leave()
