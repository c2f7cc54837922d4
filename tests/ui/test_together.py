"""Two people at one document, each with a browser: they see each other, and neither loses a word."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from app.catalog import State, Target
from app.storage.rows import Save
from app.workbench.project import open_project
from tests.ui.axe import violations
from tests.ui.browsing import workbench
from tests.ui.conftest import SAID, entry, eventually, make_project, stored
from tests.ui.editing import Desk, Place, translate

pytestmark = pytest.mark.browser

_ASKED = "Where are you from?"
_FIRST, _SECOND, _THIRD = SAID
_DOCUMENTS = (
    "a-begin",
    "see",
    "hasty",
    "come",
    "click",
    "conflict-mine",
    "conflict-theirs",
    "conflict-by-hand",
    "join",
)
_BORYS = "Борис <b>Ко</b>"


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = make_project(tmp_path_factory.mktemp("together") / "project")
    with workbench(folder) as address:
        made = Place(folder, address, browser)
        made.document(*_DOCUMENTS)
        yield made
        made.clear()


@pytest.fixture
def two(at_place: Place) -> tuple[Desk, Desk]:
    return at_place.seat("Olena"), at_place.seat(_BORYS)


def _meet(
    place: Place, two: tuple[Desk, Desk], name: str, texts: dict[str, str] | None = None
) -> tuple[Desk, Desk]:
    translate(place.folder, texts or {}, name=name)
    for one in two:
        one.choose(document=name)
        expect(one.editor.locator(".row.on")).to_be_visible()
    return two


def _dot(desk: Desk, source: str) -> Locator:
    return desk.row(source).locator(".dot")


def _suggestions(place: Place, name: str, source: str) -> list[tuple[str, str]]:
    with open_project(place.folder) as project:
        one = next(one for one in project.store.units(name, "uk") if one.unit.source == source)
        return list(project.store.suggestions(one.id, "uk"))


def test_each_sees_where_the_other_is_and_what_they_took_on(place: Place, two: tuple[Desk, Desk]) -> None:
    olena, borys = _meet(place, two, "see")
    olena.open(_FIRST).write("Сам я")
    expect(_dot(borys, _FIRST)).to_have_attribute("aria-label", "Olena is writing here")
    expect(borys.editor.locator(".people .dot")).to_have_text("O")
    borys.open(_FIRST)
    expect(olena.editor.locator(".under .beside")).to_have_text(f"{_BORYS} is here")
    borys.page.keyboard.press("Alt+m")
    expect(olena.editor.locator(".claims, .about").get_by_text(f"{_BORYS}: segments 5–7")).to_be_visible()
    expect(olena.editor.locator(".under")).to_contain_text(f"taken on by {_BORYS}")
    expect(olena.box).to_have_value("Сам я")
    olena.save().saved()
    assert stored(place.folder, _FIRST, name="see").text == "Сам я"
    assert olena.editor.locator("b").count() == 0


def test_a_draft_that_is_confirmed_at_once_is_marked(place: Place, two: tuple[Desk, Desk]) -> None:
    with open_project(place.folder) as project:
        one = next(one for one in project.store.units("hasty", "uk") if one.unit.source == _FIRST)
        draft = Target("Сам я з Донецька.", State.DRAFT, origin="google")
        project.store.save(Save(one.id, "uk", 0, draft, "draft"))
    olena, _ = _meet(place, two, "hasty")
    olena.open(_FIRST).save().saved()
    with open_project(place.folder) as project:
        (step, *_) = project.store.history(one.id, "uk")
    assert (step.move, step.person, step.hasty) == ("accept", "Olena", True)


def test_anothers_save_comes_without_disturbing_what_i_write(place: Place, two: tuple[Desk, Desk]) -> None:
    olena, borys = _meet(place, two, "come")
    borys.open(_SECOND).write("Жив у Європі.")
    olena.open(_FIRST)
    olena.page.keyboard.type("Сам ")
    borys.save().saved()
    expect(olena.row(_SECOND).locator(".target")).to_have_text("Жив у Європі.")
    expect(olena.box).to_be_focused()
    olena.page.keyboard.type("я з Донецька.")
    expect(olena.box).to_have_value("Сам я з Донецька.")
    assert olena.box.evaluate("box => [box.selectionStart, box.selectionEnd]") == [17, 17]


def test_a_click_on_a_row_that_anothers_save_draws_anew_meanwhile_counts(
    place: Place, two: tuple[Desk, Desk]
) -> None:
    olena, borys = _meet(place, two, "click")
    borys.open(_SECOND).write("Жив у Європі.")
    olena.open(_FIRST)
    olena.row(_SECOND).locator(".source").hover()
    olena.page.mouse.down()
    borys.save()
    expect(olena.editor.locator(".counts")).to_contain_text("1 to review")
    olena.page.mouse.up()
    olena.at(_SECOND)
    expect(olena.box).to_have_value("Жив у Європі.")


@pytest.mark.parametrize("choice", ["mine", "theirs", "by hand"])
def test_a_conflict_shows_three_texts_and_loses_none(
    place: Place, two: tuple[Desk, Desk], choice: str
) -> None:
    name = f"conflict-{choice.replace(' ', '-')}"
    olena, borys = _meet(place, two, name, {_FIRST: "Сам я з Донецька."})
    olena.open(_FIRST).write("Я родом із Донецька.")
    borys.open(_FIRST).write("Сам я з <b>Донецька</b>, так.").save().saved()
    olena.save().at(_SECOND)
    expect(olena.row(_FIRST).locator(".unsent")).to_have_text("⇄ two texts: choose")
    olena.person.press("Look at them")
    view = olena.editor.locator(".conflict")
    expect(view).to_contain_text(f"{_BORYS} saved another text in the meantime. Nothing is lost: choose.")
    if choice == "mine":
        assert violations(olena.person) == []
    parts = view.locator(".part")
    expect(parts.nth(0)).to_contain_text("Сам я з Донецька.")
    expect(parts.nth(1).locator("ins")).to_contain_text(["родом", "із"])
    expect(parts.nth(2)).to_contain_text("<b>Донецька</b>, так.")
    if choice == "mine":
        olena.person.press("Keep mine")
        wanted = "Я родом із Донецька."
    elif choice == "theirs":
        olena.person.press("Take theirs")
        wanted = "Сам я з <b>Донецька</b>, так."
    else:
        wanted = "Я родом із Донецька, так."
        view.locator("textarea").fill(wanted)
        olena.person.press("Save this one")
    expect(view).to_have_count(0)
    olena.saved()
    eventually(lambda: entry(place.folder, _FIRST, name=name).msgstr == wanted)
    with open_project(place.folder) as project:
        one = next(one for one in project.store.units(name, "uk") if one.unit.source == _FIRST)
        texts = {step.target.text for step in project.store.history(one.id, "uk")}
    kept = {text for text, _ in _suggestions(place, name, _FIRST)}
    assert {"Сам я з Донецька.", "Сам я з <b>Донецька</b>, так.", wanted} <= texts
    assert "Я родом із Донецька." in texts | kept or choice == "by hand"


def test_a_join_a_footnote_and_a_comment_are_seen_by_both_and_stand_in_the_po(
    place: Place, two: tuple[Desk, Desk]
) -> None:
    olena, borys = _meet(place, two, "join", {_FIRST: "Сам я з Донецька.", _SECOND: "Жив у Європі."})
    borys.open(_ASKED)
    olena.open(_SECOND)
    olena.page.keyboard.press("Alt+j")
    olena.at(f"{_FIRST} {_SECOND}")
    expect(olena.box).to_have_value("Сам я з Донецька. Жив у Європі.")
    expect(olena.box).to_be_focused()
    expect(borys.row(_SECOND).locator(".target")).to_have_text("joined to the segment before")
    olena.write("Сам я з Донецька, але жив у Європі.")
    olena.page.keyboard.press("Alt+n")
    olena.page.keyboard.insert_text("Місто на сході <b>.")
    olena.person.press("As a footnote")
    olena.page.keyboard.press("Alt+n")
    olena.page.keyboard.insert_text("Чи не задовго?")
    olena.person.press("Send the comment")
    olena.save().saved()
    expect(borys.row(_FIRST).locator(".footnotes li")).to_have_text("Місто на сході <b>.")
    borys.row(_FIRST).locator(".source").click()
    borys.at(f"{_FIRST} {_SECOND}")
    expect(borys.editor.locator(".comment")).to_contain_text("Чи не задовго?")

    def there() -> bool:
        found = entry(place.folder, _FIRST, name="join")
        return (
            found.msgstr == "Сам я з Донецька, але жив у Європі."
            and "footnote: Місто на сході <b>." in found.tcomment
            and "Чи не задовго?" in found.tcomment
            and entry(place.folder, _SECOND, name="join").msgstr == " "
        )

    eventually(there)
    borys.editor.get_by_role("button", name="Take away: Місто на сході <b>.").click()
    borys.saved()
    eventually(lambda: "footnote" not in entry(place.folder, _FIRST, name="join").tcomment)
    olena.row(_SECOND).locator(".target").click()
    olena.person.press("Part again")
    eventually(lambda: entry(place.folder, _SECOND, name="join").msgstr == "Жив у Європі.")
