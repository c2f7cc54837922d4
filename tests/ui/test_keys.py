"""The editor by keyboard alone: every key does what the list under `?` says, and none fights the browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from app import review
from app.storage.rows import Save
from app.workbench.project import open_project
from tests.ui.browsing import workbench
from tests.ui.conftest import SAID, entry, eventually, make_project
from tests.ui.editing import Desk, Place

pytestmark = pytest.mark.browser

_FIRST, _SECOND, _THIRD = SAID
_DOCUMENTS = [f"talk-{number:02}" for number in range(1, 16)]
_NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = make_project(tmp_path_factory.mktemp("keys") / "project", alone=True)
    with workbench(folder) as address:
        made = Place(folder, address, browser)
        made.document(*_DOCUMENTS)
        yield made
        made.clear()


@pytest.fixture(scope="module")
def names() -> Iterator[str]:
    return iter(_DOCUMENTS)


@pytest.fixture
def olena(at_place: Place, names: Iterator[str]) -> Desk:
    """Olena at the keys, in a document of the test's own."""
    return at_place.seat().choose(document=next(names)).open(_FIRST)


def test_the_list_of_keys_opens_and_gives_the_focus_back(olena: Desk) -> None:
    olena.page.keyboard.press("Alt+/")
    dialog = olena.editor.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    for words in ("Save, and go to the next that needs me", "Quotation marks « »", "Undo in this segment"):
        expect(dialog).to_contain_text(words)
    olena.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(olena.box).to_be_focused()
    expect(olena.box).to_have_value("")
    olena.page.keyboard.type("Чому?")
    expect(olena.box).to_have_value("Чому?")


def test_the_marks_of_the_language_have_keys(olena: Desk) -> None:
    keys = olena.page.keyboard
    keys.press("Alt+q")
    keys.type("Так")
    keys.press("Alt+q")
    keys.press("Alt+-")
    keys.type("сказав 5")
    keys.press("Control+Shift+Space")
    keys.type("осіб")
    expect(olena.box).to_have_value(f"«Так»{_NBSP}— сказав 5{_NBSP}осіб")


def test_undo_stays_in_its_segment_and_goes_back_behind_a_save(olena: Desk) -> None:
    keys = olena.page.keyboard
    olena.write("Перший текст.").save().at(_SECOND)
    keys.type("Другий")
    keys.press("Control+z")
    expect(olena.box).to_have_value("")
    keys.press("Control+z")
    keys.press("Alt+ArrowUp")
    olena.at(_FIRST)
    expect(olena.box).to_have_value("Перший текст.")
    olena.write("Інший текст.").save().at(_SECOND)
    keys.press("Alt+ArrowUp")
    olena.at(_FIRST)
    for _ in range(4):
        keys.press("Control+z")
        if olena.box.input_value() == "Перший текст.":
            break
    expect(olena.box).to_have_value("Перший текст.")
    keys.press("Control+Shift+z")
    keys.press("Escape")
    expect(olena.box).to_have_value("Інший текст.")


def test_the_source_and_what_is_stored_come_by_a_key(olena: Desk) -> None:
    keys = olena.page.keyboard
    keys.type("Сам")
    keys.press("Alt+c")
    expect(olena.box).to_have_value(_FIRST)
    keys.press("Control+z")
    expect(olena.box).to_have_value("Сам")
    keys.press("Escape")
    expect(olena.box).to_have_value("")
    expect(olena.editor.get_by_text("Not saved yet")).to_have_count(0)


def test_a_suggestion_is_taken_by_its_number(place: Place, olena: Desk) -> None:
    name = str(olena.editor.get_attribute("data-document"))
    with open_project(place.folder) as project:
        unit = next(one for one in project.store.units(name, "uk") if one.unit.source == _SECOND)
        target = review.draft(unit.unit.target, "Я жив у Європі.", origin="google")
        assert target is not None
        project.store.save(Save(unit.id, "uk", unit.version, target, "draft"))
    expect(olena.row(_SECOND).locator(".state")).to_have_text("◌ draft")
    olena.page.keyboard.press("Alt+ArrowDown")
    olena.at(_SECOND).write("Щось інше")
    expect(olena.editor.locator(".offer")).to_contain_text("google")
    olena.page.keyboard.press("Alt+1")
    expect(olena.box).to_have_value("Я жив у Європі.")
    expect(olena.box).to_be_focused()


def test_what_is_pasted_is_cleaned_said_and_can_be_had_back(olena: Desk) -> None:
    olena.person.context.grant_permissions(["clipboard-read", "clipboard-write"])
    pasted = "Сам я\nз  Донецька\N{ZERO WIDTH SPACE}."
    olena.page.evaluate("(text) => navigator.clipboard.writeText(text)", pasted)
    olena.page.keyboard.press("Control+v")
    expect(olena.box).to_have_value("Сам я з Донецька.")
    said = olena.editor.locator(".cleaned")
    for what in ("line breaks", "double spaces", "invisible marks"):
        expect(said).to_contain_text(what)
    olena.page.keyboard.press("Control+z")
    expect(olena.box).to_have_value(pasted)
    olena.page.keyboard.press("Control+z")
    expect(olena.box).to_have_value("")


_SELECTED = """
(text) => {
  const beside = document.createElement("div");
  beside.id = "beside";
  beside.style.cssText = "position: fixed; left: 300px; top: 700px; z-index: 9999999; white-space: pre";
  beside.textContent = text;
  document.body.append(beside);
  getSelection().selectAllChildren(beside);
}
"""


def test_what_is_dropped_is_cleaned_where_it_is_dropped(olena: Desk) -> None:
    olena.write("Перше слово і останнє")
    olena.page.evaluate(_SELECTED, "два  \nрядки")
    beside, box = olena.page.locator("#beside").bounding_box(), olena.box.bounding_box()
    assert beside is not None
    assert box is not None
    mouse = olena.page.mouse
    mouse.move(beside["x"] + 10, beside["y"] + 8)
    mouse.down()
    mouse.move(beside["x"] + 30, beside["y"] + 4, steps=4)
    mouse.move(box["x"] + 60, box["y"] + 20, steps=8)
    mouse.up()
    olena.page.evaluate("document.querySelector('#beside').remove()")
    expect(olena.box).to_have_value(re.compile(r"^Пер.*два рядки.+ слово і останнє$"))
    olena.box.focus()
    for _ in range(2):
        olena.page.keyboard.press("Control+z")
    expect(olena.box).to_have_value("Перше слово і останнє")


def test_a_comment_can_be_begun_and_left(olena: Desk) -> None:
    olena.page.keyboard.press("Alt+n")
    note = olena.editor.get_by_role("textbox", name="Write a comment")
    expect(note).to_be_focused()
    olena.page.keyboard.type("aka is spoken here")
    olena.page.keyboard.press("Escape")
    expect(olena.box).to_be_focused()
    olena.page.keyboard.press("Alt+ArrowDown")
    olena.at(_SECOND)
    expect(note).to_have_value("")
    olena.page.keyboard.press("Alt+ArrowUp")
    expect(note).to_have_value("aka is spoken here")


def test_from_the_first_word_to_the_last_review_without_a_mouse(place: Place, olena: Desk) -> None:
    name = str(olena.editor.get_attribute("data-document"))
    olena.write("Сам я з Донецька.")
    olena.page.keyboard.press("Control+Shift+Enter")
    olena.at(_SECOND).write("Я жив у Європі.").save().at(_THIRD)
    olena.page.keyboard.press("Alt+ArrowUp")
    olena.at(_SECOND)
    olena.page.keyboard.press("Control+Shift+Enter")
    olena.at(_THIRD).saved()
    for source, text in ((_FIRST, "Сам я з Донецька."), (_SECOND, "Я жив у Європі.")):
        eventually(lambda source=source: "reviewed: Olena" in entry(place.folder, source, name=name).tcomment)  # type: ignore[misc]
        assert entry(place.folder, source, name=name).msgstr == text
        assert not entry(place.folder, source, name=name).fuzzy


def test_a_screen_reader_hears_which_segment_it_is_and_its_source(olena: Desk) -> None:
    expect(olena.box).to_have_accessible_name("Translation, Segment 5, Oleksandr, empty")
    expect(olena.box).to_have_accessible_description(_FIRST)
    expect(olena.editor.get_by_role("list", name="Segments")).to_be_visible()
    expect(olena.editor.get_by_role("button", name="Work on: Segment 6, Oleksandr, empty")).to_be_visible()


def test_only_what_is_in_view_is_drawn(place: Place, olena: Desk) -> None:
    lines = [f"Sentence number {number}." for number in range(1500)]
    source = "---\ntitle: long\nlanguage: en\n---\n\n" + "\n".join(lines) + "\n"
    name = str(olena.editor.get_attribute("data-document"))
    place.document(name, source=source)
    expect(olena.row("Sentence number 3.")).to_be_visible()
    assert olena.editor.locator(".row").count() < 100
    olena.editor.locator(".list").evaluate("(list) => { list.scrollTop = list.scrollHeight; }")
    expect(olena.row("Sentence number 1499.")).to_be_visible()
    assert olena.editor.locator(".row").count() < 100
