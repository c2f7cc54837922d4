"""What stands beside the segment under work: nothing written there is lost, and the focus stays."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from app.workbench import editing
from app.workbench.editing import Where
from app.workbench.project import open_project
from tests.ui.browsing import workbench
from tests.ui.conftest import SAID, TALK, entry, eventually, make_project
from tests.ui.editing import Desk, Place, translate

pytestmark = pytest.mark.browser

_ASKED = "Where are you from?"
_FIRST, _SECOND, _THIRD = SAID
_DOCUMENTS = ("refused", "anew", "meanwhile", "merged", "keys", "joined", "cut", "escape", "undone")
_LONG = "Представниця Координаційної ради незалежних профспілок Донецької області"
_WIDER = """editor => [...editor.querySelectorAll("*")]
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth)
  .map(one => one.className || one.tagName)
"""
_FORMS = TALK.replace("Oleksandr", _LONG).replace(
    "**Martin:** Where",
    "# A heading\n\n- First this.\n- Then that.\n\n> Somebody wrote.\n\n**Martin:** Where",
)


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = make_project(tmp_path_factory.mktemp("beside") / "project")
    with workbench(folder) as address:
        made = Place(folder, address, browser)
        made.document(*_DOCUMENTS)
        made.document("forms", source=_FORMS)
        yield made
        made.clear()


@pytest.fixture
def olena(at_place: Place) -> Desk:
    return at_place.seat()


def _note(desk: Desk, text: str) -> None:
    """Hang a footnote on the segment under work."""
    desk.page.keyboard.press("Alt+n")
    desk.page.keyboard.insert_text(text)
    desk.person.press("As a footnote")


def test_a_footnote_that_is_refused_stands_in_its_box_again(place: Place, olena: Desk) -> None:
    olena.choose(document="refused").open(_FIRST)
    _note(olena, "Місто на сході.")
    note = olena.editor.get_by_label("Write a comment")
    expect(olena.editor.locator(".under .alert")).to_contain_text("A note hangs on a translated text")
    expect(note).to_have_value("Місто на сході.")
    olena.write("Сам я з Донецька.").save().at(_SECOND).saved().open(_FIRST)
    expect(note).to_have_value("Місто на сході.")
    olena.person.press("As a footnote")
    expect(olena.row(_FIRST).locator(".footnotes li")).to_have_text("Місто на сході.")


def test_a_footnote_that_is_being_written_anew_is_there_when_one_comes_back(
    place: Place, olena: Desk
) -> None:
    translate(place.folder, {_FIRST: "Сам я з Донецька."}, name="anew")
    olena.choose(document="anew").open(_FIRST)
    _note(olena, "Місто.")
    olena.saved()
    olena.editor.get_by_role("button", name="Change: Місто.").click()
    olena.page.keyboard.press("End")
    olena.page.keyboard.type(" На сході")
    olena.open(_SECOND).open(_FIRST)
    box = olena.editor.get_by_label("Footnote", exact=True)
    expect(box).to_have_value("Місто. На сході")
    box.press("Control+Enter")
    expect(olena.row(_FIRST).locator(".footnotes li")).to_have_text("Місто. На сході")
    expect(olena.box).to_be_focused()


def test_a_footnote_written_anew_is_kept_where_another_saved_in_between(place: Place, olena: Desk) -> None:
    name = "meanwhile"
    translate(place.folder, {_FIRST: "Сам я з Донецька."}, name=name)
    olena.choose(document=name).open(_FIRST)
    _note(olena, "Місто.")
    olena.saved()
    olena.editor.get_by_role("button", name="Change: Місто.").click()
    box = olena.editor.get_by_label("Footnote", exact=True)
    box.fill("Місто на сході.")
    olena.page.context.set_offline(True)
    box.press("Control+Enter")
    with open_project(place.folder) as project:
        one = next(one for one in project.store.units(name, "uk") if one.unit.source == _FIRST)
        editing.save(project, Where(name, "uk", one.id, one.version), "Я звідти.", person="Martin")
    olena.page.context.set_offline(False)
    expect(olena.box).to_have_value("Я звідти.")
    expect(box).to_have_value("Місто на сході.")


def test_what_is_put_together_by_hand_outlives_anothers_deed_and_a_reload(place: Place, olena: Desk) -> None:
    name = "merged"
    olena.choose(document=name).open(_FIRST).write("Сам я з Донецька.")
    translate(place.folder, {_FIRST: "Я з Донецька родом."}, person="Martin", name=name)
    olena.save().open(_FIRST)
    both = olena.editor.get_by_label("Put together by hand")
    both.fill("Сам я родом із ")
    both.press("End")
    with open_project(place.folder) as project:
        one = next(one for one in project.store.units(name, "uk") if one.unit.source == _FIRST)
        editing.comment(project, Where(name, "uk", one.id, one.version), "Подивіться.", person="Martin")
    expect(olena.editor.locator(".comment")).to_contain_text("Подивіться.")
    expect(both).to_be_focused()
    olena.page.keyboard.type("Донецька.")
    olena.addressed().page.reload()
    expect(both).to_have_value("Сам я родом із Донецька.")
    olena.person.press("Save this one")
    eventually(lambda: entry(place.folder, _FIRST, name=name).msgstr == "Сам я родом із Донецька.")


def test_somebody_who_walks_by_keys_keeps_the_focus_while_others_come_and_go(
    place: Place, olena: Desk
) -> None:
    olena.choose(document="keys").open(_FIRST)
    claim = olena.editor.get_by_role("button", name="Take on this turn")
    claim.focus()
    borys = place.seat("Borys").choose(document="keys").open(_FIRST)
    expect(olena.editor.locator(".under .beside")).to_have_text("Borys is here")
    expect(claim).to_be_focused()
    borys.open(_SECOND)
    expect(olena.row(_SECOND).locator(".dot")).to_be_visible()
    expect(claim).to_be_focused()


def test_the_name_of_who_takes_a_turn_on_stands_in_one_line(place: Place, olena: Desk) -> None:
    olena.choose(document="keys").open(_FIRST)
    olena.page.keyboard.press("Alt+m")
    name = olena.editor.locator(".claimed .whose")
    expect(name).to_have_text("Olena")
    assert name.evaluate("one => one.getBoundingClientRect().height") < 25
    olena.page.keyboard.press("Alt+m")
    expect(name).to_have_count(0)


def test_a_joined_segment_says_so_where_it_is_under_work(place: Place, olena: Desk) -> None:
    translate(place.folder, {_FIRST: "Сам я з Донецька,", _SECOND: "жив у Європі."}, name="joined")
    olena.choose(document="joined").open(_SECOND)
    olena.page.keyboard.press("Alt+j")
    olena.at(f"{_FIRST} {_SECOND}")
    olena.page.keyboard.press("Alt+ArrowDown")
    olena.at(_SECOND)
    state = olena.editor.locator(".row.on .state")
    expect(state).to_have_text("⤴ joined")
    expect(state).to_be_focused()
    expect(state).to_have_attribute("aria-label", "Segment 6, Oleksandr, joined to the segment before")


def test_undo_after_a_join_parts_again_and_loses_no_word(place: Place, olena: Desk) -> None:
    name = "undone"
    translate(place.folder, {_FIRST: "Сам я з Донецька.", _SECOND: "Жив у Європі."}, name=name)
    olena.choose(document=name).open(_SECOND)
    olena.page.keyboard.press("Alt+j")
    olena.at(f"{_FIRST} {_SECOND}")
    olena.page.keyboard.insert_text(" Так.")
    olena.page.keyboard.press("Control+z")
    expect(olena.box).to_have_value("Сам я з Донецька. Жив у Європі.")
    olena.page.keyboard.press("Control+z")
    olena.at(_FIRST)
    expect(olena.box).to_have_value("Сам я з Донецька.")
    expect(olena.box).to_be_focused()
    expect(olena.row(_SECOND).locator(".target")).to_have_text("Жив у Європі.")
    olena.saved()


def test_cutting_the_source_leaves_nobody_without_a_focus(place: Place, olena: Desk) -> None:
    translate(place.folder, {_THIRD: "Деякий час жив у Харкові."}, name="cut")
    olena.choose(document="cut").open(_THIRD)
    olena.editor.get_by_text("Cut or join for all languages").click()
    source = olena.editor.get_by_label("Put the cursor where the source is to be cut.")
    source.click()
    olena.page.keyboard.type("x")
    expect(source).to_have_value(_THIRD)
    olena.page.keyboard.press("Home")
    for _ in "I lived ":
        olena.page.keyboard.press("ArrowRight")
    olena.person.press("See what the cut would do")
    expect(olena.editor.get_by_role("button", name="Do it for all languages")).to_be_focused()
    olena.person.press("Leave it as it is")
    expect(olena.editor.get_by_role("button", name="Join the source to the segment before")).to_be_focused()


def test_esc_from_elsewhere_leads_to_the_text_and_changes_nothing(place: Place, olena: Desk) -> None:
    olena.choose(document="escape").open(_FIRST).write("Сам я")
    olena.editor.get_by_role("button", name="Take on this turn").focus()
    olena.page.keyboard.press("Escape")
    expect(olena.box).to_be_focused()
    expect(olena.box).to_have_value("Сам я")
    olena.page.keyboard.press("Escape")
    expect(olena.box).to_have_value("")


def test_approving_is_offered_only_where_it_is_to_be_had(place: Place, olena: Desk) -> None:
    name = "forms"
    translate(place.folder, {"Then that.": "Потім те."}, person="Martin", name=name)
    olena.choose(document=name).open(_FIRST)
    offered = olena.editor.locator(".hints").get_by_role("button", name="approve")
    expect(offered).to_have_count(0)
    olena.open("Then that.")
    expect(offered).to_have_count(1)
    olena.page.keyboard.press("Alt+4")
    expect(olena.editor.get_by_text("There is no suggestion 4 here.")).to_be_visible()


def test_headings_lists_and_quotations_look_like_what_they_are(place: Place, olena: Desk) -> None:
    olena.choose(document="forms").open("A heading")
    expect(olena.box).to_have_attribute("aria-label", "Translation, Segment 4, heading, empty")
    for source, form in (
        ("A heading", "heading"),
        ("First this.", "list-entry"),
        ("Somebody wrote.", "quotation"),
    ):
        assert f"form-{form}" in str(olena.row(source).get_attribute("class"))


def test_a_filter_says_how_much_it_finds(place: Place, olena: Desk) -> None:
    olena.choose(document="forms").open(_FIRST)
    olena.page.keyboard.press("Alt+g")
    olena.page.keyboard.type("lived")
    found = olena.editor.locator(".filters .found")
    expect(found).to_have_text("segments found: 2")
    olena.page.keyboard.type("xyz")
    expect(found).to_have_text("Nothing fits. What is shown stands near the segment under work.")
    olena.page.keyboard.press("Alt+g")


def test_on_a_phone_nothing_of_the_filter_is_wider_than_the_screen(place: Place, olena: Desk) -> None:
    olena.choose(document="forms").open(_FIRST)
    olena.page.set_viewport_size({"width": 390, "height": 800})
    expect(place.seat().page.locator('.editor[data-layout="narrow"]')).to_be_visible()
    olena.page.keyboard.press("Alt+g")
    expect(olena.editor.get_by_label("Speaker", exact=True)).to_be_visible()
    assert olena.editor.evaluate(_WIDER) == []
    olena.page.keyboard.press("Alt+g")
    olena.page.set_viewport_size({"width": 1400, "height": 900})
