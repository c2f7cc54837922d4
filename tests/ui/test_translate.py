"""The translate page: what a person writes is in the PO; what goes wrong is said, and nothing is lost."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from app import review
from app.storage.rows import Save
from app.workbench.project import open_project
from tests.ui.browsing import Person, workbench
from tests.ui.conftest import SAID, TALK, Visit, entry, eventually, make_project, stored
from tests.ui.editing import Desk, Place, translate

pytestmark = pytest.mark.browser

_ASKED = "Where are you from?"
_FIRST, _SECOND, _THIRD = SAID
_HOSTILE = (
    "<script>window.ran=1</script>",
    "<img src=x onerror=window.ran=1>",
    "**bold** [x](javascript:window.ran=1)",
    "</div></textarea><h1>x",
    '"quoted" \\ back {name} %s',
    "\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe \N{ZERO WIDTH JOINER} \N{FAMILY}",
)
_HOSTILE_SOURCE = "Look: &lt;b&gt; <svg onload=window.ran=1> and `code`"


_DOCUMENTS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
)
"""One for each test."""


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = make_project(tmp_path_factory.mktemp("translate") / "project")
    with workbench(folder) as address:
        made = Place(folder, address, browser)
        made.document(*_DOCUMENTS)
        yield made
        made.clear()


@pytest.fixture
def olena(at_place: Place) -> Desk:
    return at_place.seat().choose(language="uk")


def test_a_saved_text_is_in_the_po_and_awaits_review(place: Place, olena: Desk) -> None:
    olena.choose(document="one").open(_FIRST).write("Сам я з Донецька.").save().at(_SECOND).saved()
    eventually(lambda: entry(place.folder, _FIRST, name="one").msgstr == "Сам я з Донецька.")
    found = entry(place.folder, _FIRST, name="one")
    assert found.fuzzy
    assert "translated: Olena; awaiting review" in found.tcomment
    expect(olena.row(_FIRST).locator(".state")).to_have_text("● to review")


def test_saving_goes_on_to_the_next_that_needs_a_translator(place: Place, olena: Desk) -> None:
    translate(place.folder, {_SECOND: "Жив у Європі."}, name="two")
    olena.choose(document="two").open(_FIRST).write("Сам я з Донецька.").save().at(_THIRD)
    expect(olena.box).to_be_focused()


def test_a_row_whose_save_is_answered_is_not_drawn_anew(place: Place, olena: Desk) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    olena.choose(document="thirteen").open(_FIRST)
    olena.page.route("**/operations", hold)
    olena.write("Сам я з Донецька.").save().at(_SECOND)
    expect(olena.sign).to_have_text("… Saving")
    olena.row(_FIRST).evaluate("row => { row.same = true; }")
    held[0].continue_()
    olena.saved()
    assert olena.row(_FIRST).evaluate("row => row.same")
    olena.page.unroute("**/operations")


def test_an_empty_text_is_refused_in_words(place: Place, olena: Desk) -> None:
    olena.choose(document="three").open(_FIRST).write("  ").save()
    expect(olena.editor.get_by_text("An empty text is not saved.")).to_be_visible()
    olena.at(_FIRST)
    assert stored(place.folder, _FIRST, name="three").text == ""


def test_text_that_was_not_saved_is_there_when_one_comes_back(place: Place, olena: Desk) -> None:
    olena.choose(document="four").open(_FIRST).write("Сам я")
    expect(olena.editor.get_by_text("Not saved yet; kept in this browser.")).to_be_visible()
    olena.open(_SECOND)
    expect(olena.box).to_have_value("")
    olena.open(_FIRST)
    expect(olena.box).to_have_value("Сам я")
    olena.person.turn_to("Overview").turn_to("Translate")
    olena.at(_FIRST)
    expect(olena.box).to_have_value("Сам я")
    assert stored(place.folder, _FIRST, name="four").text == ""


def test_a_draft_is_accepted_as_it_stands(place: Place, olena: Desk) -> None:
    with open_project(place.folder) as project:
        unit = next(one for one in project.store.units("five", "uk") if one.unit.source == _FIRST)
        target = review.draft(unit.unit.target, "Сам я з Донецька.", origin="google")
        assert target is not None
        project.store.save(Save(unit.id, "uk", unit.version, target, "draft"))
    olena.choose(document="five").open(_FIRST)
    expect(olena.editor.locator(".offer")).to_contain_text("google")
    olena.save().at(_SECOND).saved()
    eventually(lambda: "translated: Olena" in entry(place.folder, _FIRST, name="five").tcomment)
    assert entry(place.folder, _FIRST, name="five").msgstr == "Сам я з Донецька."


def test_findings_stand_beside_the_text(place: Place, olena: Desk) -> None:
    olena.choose(document="six").open(_ASKED).write("Звідки (ти?")
    expect(olena.editor.locator(".finding")).to_have_count(1)
    expect(olena.editor.locator(".finding").get_by_role("img", name="error:")).to_have_text("!")


def test_findings_are_said_in_the_visitors_language(place: Place, browser: Browser) -> None:
    person = Person(browser, place.address, locale="uk-UA").remembered("Надія")
    desk = Desk(person.go("translate?document=thirteen&language=uk"))
    desk.open(_ASKED).write("Звідки ти.")
    expect(desk.editor.locator(".finding")).to_contain_text(
        "Оригінал закінчується знаком «?», а цей текст — знаком «.»."
    )
    person.leave()


def _both(place: Place, olena: Desk, name: str) -> None:
    """Have Martin save while Olena writes in the same segment."""
    olena.choose(document=name).open(_FIRST).write("Сам я з Донецька.")
    translate(place.folder, {_FIRST: "Я з Донецька родом."}, person="Martin", name=name)
    olena.save()
    olena.open(_FIRST)
    conflict = olena.editor.locator(".conflict")
    expect(conflict).to_contain_text("Martin saved another text in the meantime")
    expect(conflict).to_contain_text("Сам я з Донецька.")
    expect(conflict).to_contain_text("Я з Донецька родом.")


def test_in_a_conflict_one_can_keep_ones_own(place: Place, olena: Desk) -> None:
    _both(place, olena, "seven")
    olena.editor.get_by_role("button", name="Keep mine").click()
    olena.saved()
    eventually(lambda: stored(place.folder, _FIRST, name="seven").text == "Сам я з Донецька.")
    assert stored(place.folder, _FIRST, name="seven").translator == "Olena"
    expect(olena.editor.locator(".conflict")).to_have_count(0)


def test_in_a_conflict_one_can_keep_theirs_and_the_own_text_stays_at_hand(place: Place, olena: Desk) -> None:
    _both(place, olena, "eight")
    olena.editor.get_by_role("button", name="Take theirs").click()
    expect(olena.box).to_have_value("Я з Донецька родом.")
    expect(olena.editor.locator(".offer", has_text="by Olena")).to_contain_text("Сам я з Донецька.")
    assert stored(place.folder, _FIRST, name="eight").translator == "Martin"


def test_a_segment_that_leaves_the_document_leaves_its_text_with_the_person(
    place: Place, olena: Desk
) -> None:
    olena.choose(document="nine").open(_SECOND).write("Жив у Європі.")
    place.document("nine", source=TALK.replace(f"{_SECOND}\n", ""))
    expect(olena.editor.locator(".notice")).to_contain_text("Жив у Європі.")
    expect(olena.row(_SECOND)).to_have_count(0)


def test_a_filter_shows_what_was_asked_for_with_five_neighbours(place: Place, olena: Desk) -> None:
    lines = "\n".join(f"Sentence number {number}." for number in range(30))
    place.document("ten", source=TALK + "\n" + lines + "\n\nNobody expected a kangaroo.\n")
    olena.choose(document="ten").open("Sentence number 10.")
    olena.page.keyboard.press("Alt+G")
    olena.page.keyboard.insert_text("KANGAROO")
    shown = olena.editor.locator(".row .source")
    near = [f"Sentence number {number}." for number in range(5, 16)]
    expect(shown).to_have_text([*near, "Nobody expected a kangaroo."])
    olena.page.keyboard.press("Enter")
    olena.at("Sentence number 10.")


def test_another_language_and_document_can_be_chosen_in_the_editor(place: Place, olena: Desk) -> None:
    olena.choose(document="eleven", language="sv").open(_FIRST)
    assert olena.box.get_attribute("lang") == "sv"
    olena.write("Jag kommer från Donetsk.").save().saved()
    eventually(lambda: stored(place.folder, _FIRST, "sv", "eleven").text == "Jag kommer från Donetsk.")
    assert stored(place.folder, _FIRST, "uk", "eleven").text == ""


def test_texts_are_shown_and_kept_letter_by_letter(place: Place, olena: Desk) -> None:
    lines = [f"Line {number} of {len(_HOSTILE)}." for number in range(len(_HOSTILE))]
    place.document(
        "twelve",
        source="---\ntitle: A talk\nlanguage: en\n---\n\n" + "\n".join([*lines, _HOSTILE_SOURCE]) + "\n",
    )
    olena.choose(document="twelve")
    for line, text in zip(lines, _HOSTILE, strict=True):
        olena.open(line).write(text).save()
    olena.saved()
    for line, text in zip(lines, _HOSTILE, strict=True):
        expect(olena.row(line).locator(".target")).to_have_text(text)
    kept = {line: stored(place.folder, line, name="twelve").text for line in lines}
    assert kept == dict(zip(lines, _HOSTILE, strict=True))
    expect(olena.row("Look").locator(".source")).to_have_text(_HOSTILE_SOURCE)
    assert olena.page.evaluate("window.ran") is None


def test_nobody_without_a_name_gets_an_editor(visit: Callable[..., Visit], folder: Path) -> None:
    here = visit(folder).go("translate")
    assert "Begin" in here.labels()
    assert not here.page.get("bidi_component")
    assert here.introduce("Olena").page.get("bidi_component")
