"""The review page: a second person reads the translation as a book, approves, mends or sends back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from app import review
from app.catalog import State
from app.storage.rows import Save
from app.workbench import editing, joining
from app.workbench.editing import Where
from app.workbench.project import open_project
from tests.ui.browsing import workbench
from tests.ui.conftest import SAID, entry, eventually, make_project, stored
from tests.ui.editing import Desk, Place, translate

pytestmark = pytest.mark.browser

_ASKED = "Where are you from?"
_FIRST, _SECOND, _THIRD = SAID
_TEXTS = {_FIRST: "Сам я з Донецька.", _SECOND: "Жив у Європі.", _THIRD: "Якийсь час жив у Харкові."}
_DOCUMENTS = (
    "a-begin",
    "approve",
    "back",
    "mend",
    "paragraph",
    "meanwhile",
    "news",
    "joined",
    "hostile",
    "both",
    "whose",
    "turned",
)
_HOSTILE = "<img src=x onerror=window.ran=1>"


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = make_project(tmp_path_factory.mktemp("review") / "project")
    with workbench(folder) as address:
        made = Place(folder, address, browser)
        made.document(*_DOCUMENTS)
        yield made
        made.clear()


@pytest.fixture
def martin(at_place: Place) -> Desk:
    return at_place.seat("Martin", page="review")


def _ready(
    place: Place, desk: Desk, name: str, *, texts: dict[str, str] | None = None, by: str = "Olena"
) -> Desk:
    translate(place.folder, _TEXTS if texts is None else texts, name=name, person=by)
    desk.choose(document=name)
    expect(desk.editor.locator(".sentence.on")).to_contain_text(next(iter((texts or _TEXTS).values())))
    return desk


def _sentence(desk: Desk, text: str) -> Locator:
    return desk.editor.locator(".sentence", has_text=text)


def _draft(folder: Path, name: str, source: str, text: str) -> None:
    with open_project(folder) as project:
        one = next(one for one in project.store.units(name, "uk") if one.unit.source == source)
        target = review.draft(one.unit.target, text, origin="google")
        assert target is not None
        project.store.save(Save(one.id, "uk", one.version, target, "draft"))
        here = Where(name, "uk", one.id, one.version + 1)
        editing.accept(project, here, person="Olena", seconds=0)


def test_an_approved_text_is_reviewed_in_the_po(place: Place, martin: Desk) -> None:
    _ready(place, martin, "approve")
    expect(_sentence(martin, _TEXTS[_FIRST])).to_have_class("sentence is-translated on waits")
    martin.page.keyboard.press("Control+Shift+Enter")
    expect(_sentence(martin, _TEXTS[_SECOND])).to_have_class("sentence is-translated on waits")
    eventually(lambda: "reviewed: Martin" in entry(place.folder, _FIRST, name="approve").tcomment)
    assert not entry(place.folder, _FIRST, name="approve").fuzzy
    assert "translated: Olena" in entry(place.folder, _FIRST, name="approve").tcomment
    assert entry(place.folder, _SECOND, name="approve").fuzzy
    martin.editor.locator(".sentence.on").press("Alt+ArrowUp")
    expect(martin.editor.locator(".desk .who")).to_contain_text("translated by Olena · reviewed by Martin")


def test_a_text_goes_back_with_its_reason_and_without_one_it_does_not(place: Place, martin: Desk) -> None:
    _ready(place, martin, "back")
    martin.page.keyboard.press("Alt+r")
    martin.person.press("Leave it as it was")
    expect(_sentence(martin, _TEXTS[_FIRST])).to_be_focused()
    martin.page.keyboard.press("Alt+r")
    reason = martin.editor.get_by_label("What should be changed?")
    expect(reason).to_be_focused()
    martin.page.keyboard.press("Control+Enter")
    expect(martin.editor.get_by_text("Say in a few words why it goes back.")).to_be_visible()
    martin.page.keyboard.insert_text(_HOSTILE)
    martin.page.keyboard.press("Control+Shift+Enter")
    expect(martin.editor.get_by_text("There is a reason.")).to_be_visible()
    assert stored(place.folder, _FIRST, name="back").state is State.TRANSLATED
    martin.page.keyboard.press("Control+Enter")
    expect(_sentence(martin, _TEXTS[_FIRST])).to_have_class("sentence is-needs-work")
    eventually(lambda: f"needs work: {_HOSTILE}" in entry(place.folder, _FIRST, name="back").tcomment)
    assert entry(place.folder, _FIRST, name="back").fuzzy
    assert martin.page.evaluate("window.ran") is None


def test_a_sentence_is_mended_where_it_stands_and_then_another_approves(place: Place, martin: Desk) -> None:
    _ready(place, martin, "mend")
    martin.page.keyboard.press("Enter")
    martin.write("Сам я родом із Донецька.").save()
    eventually(lambda: stored(place.folder, _FIRST, name="mend").translator == "Martin")
    _sentence(martin, "Сам я родом із Донецька.").click()
    expect(martin.editor.get_by_text("You translated this; another person approves it.")).to_be_visible()
    expect(martin.editor.get_by_role("button", name="Approve")).to_have_count(0)
    martin.page.keyboard.press("Control+Shift+Enter")
    expect(martin.editor.locator(".toast")).to_contain_text("Another person approves")
    assert stored(place.folder, _FIRST, name="mend").state is State.TRANSLATED


def test_a_paragraph_is_approved_at_once_but_not_what_was_confirmed_in_a_moment(
    place: Place, martin: Desk
) -> None:
    _draft(place.folder, "paragraph", _SECOND, "Жив у Європі.")
    _ready(place, martin, "paragraph", texts={_FIRST: _TEXTS[_FIRST], _THIRD: _TEXTS[_THIRD]})
    hasty = _sentence(martin, "Жив у Європі.")
    expect(hasty.locator(".sign")).to_have_text("⚡")
    martin.page.keyboard.press("Alt+p")
    expect(martin.editor.locator(".toast")).to_contain_text("confirmed in a moment: 1")
    expect(hasty).to_have_class("sentence is-translated on waits is-hasty")
    expect(martin.editor.locator(".desk .hasty")).to_contain_text("read it with care")
    eventually(lambda: stored(place.folder, _THIRD, name="paragraph").state is State.REVIEWED)
    assert stored(place.folder, _FIRST, name="paragraph").state is State.REVIEWED
    assert stored(place.folder, _SECOND, name="paragraph").state is State.TRANSLATED
    martin.page.keyboard.press("Control+Shift+Enter")
    eventually(lambda: stored(place.folder, _SECOND, name="paragraph").state is State.REVIEWED)


def test_a_text_that_changed_under_the_reviewer_is_not_approved(place: Place, martin: Desk) -> None:
    _ready(place, martin, "meanwhile")
    martin.page.route("**/changes**", lambda route: route.abort())
    with martin.page.expect_event("requestfailed"):  # one that was under way has come by then
        pass
    translate(place.folder, {_FIRST: "Я з Донецька родом."}, name="meanwhile")
    martin.page.keyboard.press("Control+Shift+Enter")
    expect(martin.editor.get_by_text("The segment had changed in the meantime")).to_be_visible()
    martin.page.unroute("**/changes**")
    expect(_sentence(martin, "Я з Донецька родом.")).to_be_visible()
    assert stored(place.folder, _FIRST, name="meanwhile").state is State.TRANSLATED


def test_who_mends_what_another_saved_meanwhile_chooses_where_it_stands(place: Place, martin: Desk) -> None:
    _ready(place, martin, "both")
    martin.page.keyboard.press("Enter")
    martin.write("Сам я родом із Донецька.")
    translate(place.folder, {_FIRST: "Сам я з Донецька, так."}, name="both")
    martin.save()
    sentence = _sentence(martin, "Сам я з Донецька, так.")
    expect(sentence.locator(".sign")).to_have_text("⇄")
    martin.person.press("Look at them")
    view = martin.editor.locator(".desk .conflict")
    expect(view).to_contain_text("Olena saved another text in the meantime. Nothing is lost: choose.")
    martin.page.keyboard.press("Alt+2")
    expect(view).to_have_count(0)
    martin.saved()
    assert stored(place.folder, _FIRST, name="both").text == "Сам я з Донецька, так."
    with open_project(place.folder) as project:
        one = next(one for one in project.store.units("both", "uk") if one.unit.source == _FIRST)
        assert list(project.store.suggestions(one.id, "uk")) == [("Сам я родом із Донецька.", "Martin")]
    expect(martin.editor.locator(".about")).to_contain_text("Сам я родом із Донецька.")


def test_a_filter_shows_what_one_person_did(place: Place, martin: Desk) -> None:
    _ready(place, martin, "whose", texts={_FIRST: _TEXTS[_FIRST]})
    translate(place.folder, {"Where are you from?": "Звідки ти?"}, name="whose", person="Borys")
    expect(_sentence(martin, "Звідки ти?")).to_be_visible()
    martin.page.keyboard.press("Alt+g")
    martin.editor.get_by_label("Translated or reviewed by").select_option("Borys")
    faded = martin.editor.locator(".row.faded .sentence")
    expect(faded.filter(has_text=_TEXTS[_FIRST])).to_have_count(0)  # it is under review
    expect(martin.editor.locator(".row:not(.faded) .sentence", has_text="Звідки ти?")).to_be_visible()
    expect(faded.first).to_contain_text("not translated yet")
    martin.page.keyboard.press("Alt+g")


def test_what_others_changed_since_my_last_look_is_marked_and_compared(place: Place, martin: Desk) -> None:
    _ready(place, martin, "news")
    news = martin.editor.locator(".filters .chip", has_text="changed since I last looked")
    expect(news).to_be_hidden()
    martin.choose(document="a-begin")  # whoever leaves has looked
    translate(place.folder, {_SECOND: "Жив у Швеції."}, name="news")
    martin.choose(document="news")
    changed = _sentence(martin, "Жив у Швеції.")
    expect(changed).to_have_class("sentence is-translated waits is-new")
    changed.click()
    expect(martin.editor.locator(".since del")).to_have_text("Європі")
    expect(martin.editor.locator(".since ins")).to_have_text("Швеції")
    martin.page.keyboard.press("Alt+g")
    expect(news).to_have_text("changed since I last looked · 1")
    martin.person.press("I have seen these")
    expect(changed).to_have_class("sentence is-translated on waits")
    expect(news).to_be_hidden()
    martin.page.keyboard.press("Alt+g")


def test_joined_sentences_read_as_one_and_footnotes_stand_below(place: Place, martin: Desk) -> None:
    _ready(place, martin, "joined")
    with open_project(place.folder) as project:
        units = {one.unit.source: one for one in project.store.units("joined", "uk")}

        def where(source: str) -> Where:
            one = project.store.unit(units[source].id, "uk")
            assert one is not None
            return Where("joined", "uk", one.id, one.version)

        joining.join(project, where(_SECOND), person="Olena")
        editing.add_footnote(project, where(_FIRST), _HOSTILE, person="Olena")
    both = _sentence(martin, "Сам я з Донецька. Жив у Європі.")
    expect(both).to_be_visible()
    expect(martin.editor.locator(".footnotes li")).to_have_text(_HOSTILE)
    both.click()
    expect(martin.editor.locator(".desk .source")).to_have_text(f"{_FIRST} {_SECOND}")
    martin.page.keyboard.press("Control+Shift+Enter")
    eventually(lambda: not entry(place.folder, _SECOND, name="joined").fuzzy)
    assert (
        entry(place.folder, _SECOND, name="joined").msgstr,
        entry(place.folder, _FIRST, name="joined").fuzzy,
    ) == (
        " ",
        False,
    )
    assert f"footnote: {_HOSTILE}" in entry(place.folder, _FIRST, name="joined").tcomment
    assert martin.page.evaluate("window.ran") is None


def test_a_mark_of_direction_in_one_sentence_turns_no_other(place: Place, martin: Desk) -> None:
    turned = {**_TEXTS, _FIRST: "\N{RIGHT-TO-LEFT OVERRIDE}Сам я"}
    _ready(place, martin, "turned", texts=turned)
    left = "one => one.getBoundingClientRect().left"
    first, second = (_sentence(martin, turned[source]).evaluate(left) for source in (_FIRST, _SECOND))
    assert first < second
    letters = (
        "one => { const text = [...one.childNodes].find(node => node.nodeType === 3), range = new Range();"
        "return [0, 5].map(at => (range.setStart(text, at), range.setEnd(text, at + 1),"
        "range.getBoundingClientRect().left)); }"
    )
    start, later = _sentence(martin, _TEXTS[_SECOND]).evaluate(letters)
    assert start < later, "the next sentence is read from the left"


def test_a_hostile_translators_name_is_shown_as_text(place: Place, martin: Desk) -> None:
    _ready(place, martin, "hostile", by=_HOSTILE)
    expect(martin.editor.locator(".desk .who")).to_contain_text(f"translated by {_HOSTILE}")
    assert martin.page.evaluate("window.ran") is None
    assert martin.editor.locator("img").count() == 0
