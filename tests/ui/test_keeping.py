"""Nothing typed is lost: through saves, a reload, a server that dies, a cut line, another person's turn."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from app.workbench.project import open_project
from tests.ui.browsing import Person, Server
from tests.ui.conftest import make_project
from tests.ui.editing import Desk, Place

pytestmark = pytest.mark.browser

_LINES = [f"Sentence number {number}." for number in range(24)]
_DOCUMENTS = (
    "through",
    "reload",
    "dies",
    "restart",
    "crash",
    "offline",
    "lost",
    "guest",
    "tabs",
    "worker",
    "none",
    "frozen",
)
_SOURCE = "---\ntitle: A talk\nlanguage: en\n---\n\n" + "\n".join(_LINES) + "\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(make_project(tmp_path_factory.mktemp("keeping") / "project"))
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="module")
def place(browser: Browser, server: Server) -> Iterator[Place]:
    made = Place(server.project, server.address, browser)
    made.document(*_DOCUMENTS, source=_SOURCE)
    yield made
    made.clear()


@pytest.fixture
def olena(at_place: Place) -> Desk:
    return at_place.seat()


def _kept(folder: Path, name: str) -> dict[str, tuple[str, int]]:
    """Return each source's text, and how often it was saved."""
    with open_project(folder) as project:
        return {
            one.unit.source: (
                one.unit.target.text,
                sum(step.move == "save" for step in project.store.history(one.id, "uk")),
            )
            for one in project.store.units(name, "uk")
        }


def _desk(place: Place, name: str) -> Desk:
    """Have Olena sit down at a browser of her own."""
    return place.desk(name).open(_LINES[0])


def test_typing_straight_through_the_saves_loses_no_letter(place: Place, olena: Desk) -> None:
    olena.choose(document="through").open(_LINES[0])
    for number, _ in enumerate(_LINES):
        olena.page.keyboard.type(f"Речення номер {number}.")
        olena.page.keyboard.press("Control+Enter")
    olena.saved()
    kept = _kept(place.folder, "through")
    assert [kept[line] for line in _LINES] == [(f"Речення номер {n}.", 1) for n, _ in enumerate(_LINES)]


def test_unsent_text_survives_a_reload(place: Place, olena: Desk) -> None:
    olena.choose(document="reload").open(_LINES[0]).write("Перша думка").addressed()
    olena.page.reload()
    olena.at(_LINES[0])
    expect(olena.box).to_have_value("Перша думка")
    expect(olena.box).to_be_focused()
    assert _kept(place.folder, "reload")[_LINES[0]] == ("", 0)
    olena.save().saved()
    assert _kept(place.folder, "reload")[_LINES[0]] == ("Перша думка", 1)


def test_a_server_that_dies_while_one_types_takes_nothing_with_it(
    place: Place, server: Server, olena: Desk
) -> None:
    olena.choose(document="dies").open(_LINES[0]).write("Перша.").save().at(_LINES[1]).saved()
    olena.page.keyboard.type("Дру")
    server.kill()
    # Streamlit opens its dialog about three seconds after; whoever types does not notice.
    letters = "га" + ", без сервера написана" * 8 + "."
    for letter in letters:
        olena.page.keyboard.type(letter)
        olena.page.wait_for_timeout(20)
    expect(olena.box).to_have_value("Дру" + letters)
    expect(olena.box).to_be_focused()
    expect(olena.page.get_by_role("dialog")).to_have_count(0)
    olena.save().at(_LINES[2]).write("Третя.").save().at(_LINES[3])
    olena.page.keyboard.type("Четверта, не збережена")
    expect(olena.sign).to_have_text("! Offline (2 waiting)")
    server.start()
    olena.saved()
    expect(olena.box).to_have_value("Четверта, не збережена")
    kept = _kept(place.folder, "dies")
    assert [kept[line] for line in _LINES[:4]] == [
        ("Перша.", 1),
        ("Дру" + letters, 1),
        ("Третя.", 1),
        ("", 0),
    ]


def test_a_restart_of_the_server_takes_nobody_to_another_text(
    place: Place, server: Server, olena: Desk
) -> None:
    olena.choose(document="reload")
    olena.page.reload()
    olena.choose(document="restart", language="sv").open(_LINES[5])
    olena.page.keyboard.type("Mening")
    server.kill()
    connected = olena.page.locator('[data-test-connection-state="CONNECTED"]')
    expect(connected).to_have_count(0)
    server.start()
    expect(connected).to_be_visible()
    olena.person.settled()
    # The page asks for another token: that is the first that the new session hears of it.
    with olena.page.expect_request("**/changes**") as asked:
        pass
    before = asked.value.headers["authorization"]
    olena.page.route("**/changes**", lambda route: route.fulfill(status=401, body="{}"), times=1)
    with olena.page.expect_request(lambda one: one.headers.get("authorization", before) != before):
        pass
    olena.person.settled()
    olena.page.keyboard.type(" nummer fem.")
    olena.save().at(_LINES[6]).saved()
    expect(olena.page.locator('.editor[data-document="restart"][data-language="sv"]')).to_be_visible()
    olena.choose(document="through", language="uk")


def test_what_waited_when_the_browser_was_closed_is_sent_by_the_next_page(
    place: Place, server: Server
) -> None:
    olena = _desk(place, "crash").write("Перша.").save().at(_LINES[1]).saved()
    server.kill()
    olena.write("Друга.").save().at(_LINES[2])
    olena.page.keyboard.type("Третя, не збережена")
    expect(olena.sign).to_have_text("! Offline (1 waiting)")
    olena.page.close()
    server.start()
    olena.person.page = olena.person.context.new_page()
    again = Desk(olena.person.go("translate")).choose(document="crash").open(_LINES[2])
    expect(again.box).to_have_value("Третя, не збережена")
    again.saved()
    kept = _kept(place.folder, "crash")
    assert [kept[line] for line in _LINES[:3]] == [("Перша.", 1), ("Друга.", 1), ("", 0)]
    again.person.leave()


def test_twenty_saves_without_a_line_arrive_once(place: Place, olena: Desk) -> None:
    olena.choose(document="offline").open(_LINES[0])
    olena.person.context.set_offline(True)
    for number in range(20):
        olena.at(_LINES[number]).write(f"Речення {number}.").save()
    expect(olena.sign).to_have_text("! Offline (20 waiting)")
    olena.person.context.set_offline(False)
    olena.saved()
    kept = _kept(place.folder, "offline")
    assert [kept[line] for line in _LINES[:20]] == [(f"Речення {number}.", 1) for number in range(20)]


def test_an_answer_that_is_lost_on_its_way_makes_no_second_save(place: Place, olena: Desk) -> None:
    olena.choose(document="lost").open(_LINES[0])
    lost: list[str] = []

    def lose(route: object) -> None:
        if not lost:
            lost.append(route.fetch().text())  # type: ignore[attr-defined]  # the server has done it
            route.abort()  # type: ignore[attr-defined]  # and the browser does not hear of it
        else:
            route.fallback()  # type: ignore[attr-defined]

    olena.page.route("**/operations", lose)
    olena.write("Перша.").save().at(_LINES[1]).saved()
    assert '"done"' in lost[0]
    assert _kept(place.folder, "lost")[_LINES[0]] == ("Перша.", 1)
    expect(olena.editor.locator(".conflict")).to_have_count(0)
    olena.page.unroute("**/operations")


def test_saves_go_by_a_worker_and_by_the_page_in_a_browser_that_has_none(place: Place) -> None:
    olena = _desk(place, "worker")
    olena.page.evaluate("() => { window.own = XMLHttpRequest.prototype.send; }")
    olena.page.evaluate(
        "() => { XMLHttpRequest.prototype.send = () => { throw Error('not by the page'); }; }"
    )
    olena.write("Перша.").save().at(_LINES[1]).saved()
    assert _kept(place.folder, "worker")[_LINES[0]] == ("Перша.", 1)
    olena.page.evaluate("() => { XMLHttpRequest.prototype.send = window.own; delete window.Worker; }")
    olena.choose(document="none").open(_LINES[0]).write("Перша.").save().at(_LINES[1]).saved()
    assert not olena.page.workers
    assert _kept(place.folder, "none")[_LINES[0]] == ("Перша.", 1)
    olena.person.leave()


def test_a_save_that_is_answered_while_the_page_is_frozen_is_heard_of_later(
    place: Place, olena: Desk
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    olena.choose(document="frozen").open(_LINES[0])
    olena.page.route("**/operations", hold)
    olena.write("Перша.").save()
    expect(olena.sign).to_have_text("… Saving")
    browser = olena.person.context.new_cdp_session(olena.page)
    browser.send("Page.setWebLifecycleState", {"state": "frozen"})
    with olena.person.context.expect_event("requestfinished", lambda one: "operations" in one.url):
        held[0].continue_()
    browser.send("Page.setWebLifecycleState", {"state": "active"})
    olena.saved()
    assert _kept(place.folder, "frozen")[_LINES[0]] == ("Перша.", 1)
    assert len(held) == 1
    olena.page.unroute("**/operations")


def test_another_person_at_the_same_browser_sees_nothing_of_it_and_it_waits(place: Place) -> None:
    olena = _desk(place, "guest").write("Думка Олени")
    person = _change(olena.person, "Martin")
    martin = Desk(person).choose(document="guest").open(_LINES[0])
    expect(martin.box).to_have_value("")
    expect(martin.editor.locator(".notice")).to_contain_text("Olena")
    again = Desk(_change(person, "Olena")).choose(document="guest").open(_LINES[0])
    expect(again.box).to_have_value("Думка Олени")
    again.person.leave()


def _change(person: Person, name: str) -> Person:
    """Have somebody else sit down."""
    folded = person.page.get_by_test_id("stExpandSidebarButton")
    if folded.is_visible():
        folded.click()
    return person.press("Somebody else").introduce(name)


def test_a_page_that_was_open_in_two_tabs_shows_the_other_ones_text_beside_its_own(place: Place) -> None:
    first = _desk(place, "tabs")
    other = Person.__new__(Person)
    other.address, other.tried, other.context = first.person.address, first.person.tried, first.person.context
    other.page = first.person.context.new_page()
    second = Desk(other.go("translate")).choose(document="tabs").open(_LINES[0])
    first.write("З першої вкладки")
    expect(second.box).to_have_value("З першої вкладки")
    first.person.leave()
