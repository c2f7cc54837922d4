"""An address names document, language and segment: a link leads there, a reload stays, “back” goes back."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from app.errors import WorkbenchError
from app.ui import address
from app.workbench.project import open_project
from tests.ui.browsing import Person, workbench
from tests.ui.conftest import SAID, make_project
from tests.ui.editing import Desk, Place, translate

_FIRST, _SECOND, _THIRD = SAID
_HOSTILE = "<img src=x onerror=window.ran=1> **b** :red[c] ![d](https://evil.example/d.png)"

# --- reading


def _read(asked: Mapping[str, str]) -> address.Place | None:
    return address.read(asked, documents=("talk", "п & ?"), languages=("uk", "pt-BR"), home={12: "talk"}.get)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, None),
        ({"embed": "true"}, None),
        ({"document": "talk", "language": "uk", "unit": "12"}, address.Place("talk", "uk", 12)),
        ({"document": "п & ?", "language": "pt-BR"}, address.Place("п & ?", "pt-BR")),
        ({"language": "uk"}, address.Place("", "uk")),
    ],
)
def test_an_address_is_read(asked: Mapping[str, str], found: address.Place | None) -> None:
    assert _read(asked) == found


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"document": "nowhere", "language": "uk"}, "document “nowhere”"),
        ({"document": "../talk"}, "document “../talk”"),
        ({"document": "w" * 5000}, "document “" + "w" * 60 + "…”"),
        ({"document": "talk", "language": "tlh"}, "language “tlh”"),
        ({"document": "talk", "unit": "13"}, "not in this text"),
        ({"document": "п & ?", "unit": "12"}, "not in this text"),
        ({"unit": "12"}, "not in this text"),
        *(
            ({"document": "talk", "unit": odd}, "not in this text")
            for odd in ("-1", "9e9", "1.5", " 12", "١٢", "9" * 400, "12;drop table unit", "\x00")
        ),
    ],
)
def test_what_is_not_here_is_said(asked: Mapping[str, str], said: str) -> None:
    with pytest.raises(WorkbenchError, match=re.escape(said)):
        _read(asked)


def test_what_is_written_is_read() -> None:
    made = address.write("translate", "п & ?", "pt-BR", 12)
    asked = {key: one for key, (one,) in parse_qs(urlsplit(made).query).items()}
    found = address.read(asked, documents=("п & ?",), languages=("pt-BR",), home=lambda _: "п & ?")
    assert found == address.Place("п & ?", "pt-BR", 12)


# --- in the browser


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = make_project(tmp_path_factory.mktemp("address") / "project")
    with workbench(folder) as at:
        made = Place(folder, at, browser)
        made.document("other")
        yield made


@pytest.fixture
def olena(place: Place) -> Iterator[Desk]:
    desk = place.desk("talk").open(_FIRST)
    yield desk
    desk.person.leave()


def _unit(place: Place, source: str, name: str = "talk") -> int:
    with open_project(place.folder) as project:
        return next(one.id for one in project.store.units(name, "uk") if one.unit.source == source)


def _stands_at(
    place: Place,
    desk: Desk,
    source: str,
    *,
    page: str = "translate",
    name: str = "talk",
    language: str = "uk",
) -> None:
    wanted = address.write(page, name, language, _unit(place, source, name))
    expect(desk.page).to_have_url(f"{place.address}/{wanted}")


@pytest.mark.browser
def test_the_address_follows_without_asking_the_page_and_a_reload_stays(place: Place, olena: Desk) -> None:
    _stands_at(place, olena, _FIRST)
    length = olena.page.evaluate("history.length")
    sent: list[str | bytes] = []

    def note(frame: str | bytes) -> None:
        sent.append(frame)

    olena.page.on("websocket", lambda socket: socket.on("framesent", note))
    olena.page.reload()
    olena.at(_FIRST)
    olena.person.settled()
    assert sent, "the page speaks to its script by a socket that is listened to"
    sent.clear()
    olena.page.keyboard.press("Alt+ArrowDown")
    olena.page.keyboard.press("Alt+ArrowDown")
    olena.at(_THIRD)
    _stands_at(place, olena, _THIRD)
    assert not sent
    olena.page.reload()
    olena.at(_THIRD)
    expect(olena.box).to_be_focused()
    assert olena.page.evaluate("history.length") == length


@pytest.mark.browser
def test_back_leaves_the_page_and_forward_comes_to_the_same_sentence(place: Place, olena: Desk) -> None:
    olena.person.turn_to("Overview").turn_to("Translate")
    for source in (_SECOND, _THIRD):
        olena.open(source)
    _stands_at(place, olena, _THIRD)
    olena.page.go_back()
    expect(olena.page.locator('[aria-current="page"]').filter(has_text="Overview")).to_be_visible()
    expect(olena.page).to_have_url(re.compile(r"/$"))
    olena.page.go_forward()
    olena.at(_THIRD)
    _stands_at(place, olena, _THIRD)


@pytest.mark.browser
def test_another_text_has_another_address(place: Place, olena: Desk) -> None:
    olena.choose(document="other").open(_SECOND)
    _stands_at(place, olena, _SECOND, name="other")
    olena.choose(language="sv").open(_THIRD)
    _stands_at(place, olena, _THIRD, name="other", language="sv")
    olena.page.reload()
    olena.at(_THIRD)
    expect(olena.page.locator('.editor.loaded[data-document="other"][data-language="sv"]')).to_be_visible()


@pytest.mark.browser
def test_a_link_is_copied_and_leads_somebody_new_to_the_segment(
    place: Place, browser: Browser, olena: Desk
) -> None:
    olena.person.context.grant_permissions(["clipboard-read", "clipboard-write"])
    olena.open(_SECOND)
    link = olena.editor.get_by_role("link", name="Copy the link to this segment")
    link.click()
    expect(olena.editor.locator(".toast")).to_have_text("The link to this segment is copied.")
    expect(olena.box).to_be_focused()
    copied = olena.page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{place.address}/{address.write('translate', 'talk', 'uk', _unit(place, _SECOND))}"
    assert link.evaluate("one => one.href") == copied
    person = Person(browser, place.address)
    person.page.goto(copied)
    person.settled().introduce("Martin")
    Desk(person).at(_SECOND)
    person.leave()


@pytest.mark.browser
def test_a_browser_that_lets_no_page_copy_says_where_the_link_stands(olena: Desk) -> None:
    olena.page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    olena.editor.get_by_role("link", name="Copy the link to this segment").click()
    expect(olena.editor.locator(".toast")).to_contain_text("The link stands in the address bar")


@pytest.mark.browser
def test_the_review_has_addresses_too(place: Place, browser: Browser) -> None:
    translate(place.folder, {_THIRD: "Якийсь час жив у Харкові."})
    person = Person(browser, place.address).remembered("Martin")
    person.go(address.write("review", "talk", "uk", _unit(place, _THIRD)))
    expect(person.page.locator(".sentence.on")).to_contain_text("Якийсь час жив у Харкові.")
    _stands_at(place, Desk(person), _THIRD, page="review")
    person.leave()


@pytest.mark.browser
def test_what_is_said_over_the_editor_does_not_lie_under_the_menus_button(
    place: Place, browser: Browser
) -> None:
    person = Person(browser, place.address).remembered("Olena").go("translate?document=nowhere")
    said = person.page.get_by_test_id("stAlertContentWarning")
    expect(said).to_contain_text("document “nowhere”")
    menu = person.page.get_by_test_id("stExpandSidebarButton")
    expect(menu).to_be_visible()
    there, button = said.bounding_box(), menu.bounding_box()
    assert there is not None
    assert button is not None
    assert there["x"] >= button["x"] + button["width"]
    person.leave()


def test_an_odd_address_opens_the_plain_page_and_says_what_is_not_here(
    place: Place, browser: Browser
) -> None:
    person = Person(browser, place.address).remembered("Olena")
    page, alert = person.page, person.page.get_by_test_id("stAlert")
    cases = [
        ({"document": _HOSTILE}, f"the document “{_HOSTILE[:60]}…”"),
        ({"document": "talk", "language": _HOSTILE}, f"the language “{_HOSTILE[:60]}…”"),
        (
            {"document": "talk", "language": "uk", "unit": "999999"},
            "The segment in the address is not in this",
        ),
        ({"document": "talk", "language": "uk", "unit": "-1"}, "The segment in the address is not in this"),
    ]
    for asked, said in cases:
        person.go(f"translate?{urlencode(asked)}")
        expect(alert).to_contain_text(said)
        expect(page.locator(".editor.loaded .row.on")).to_be_visible()
        expect(page.get_by_test_id("stException")).to_have_count(0)
    assert page.evaluate("window.ran") is None
    person.turn_to("Review")
    expect(alert).to_have_count(0)
    person.leave()
