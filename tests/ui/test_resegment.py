"""Through the editor: joining and cutting a segment for all languages, looked at first, then done."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.ui.browsing import Person, workbench
from tests.ui.conftest import make_project, stored
from tests.ui.editing import Desk, translate

pytestmark = pytest.mark.browser

_EUROPE, _KHARKIV = "I lived in Europe.", "I lived in Kharkiv for a while."


def test_a_segment_is_joined_and_cut_again_after_a_look(browser: Browser, tmp_path: Path) -> None:
    folder = make_project(tmp_path / "project")
    source = folder / "source" / "talk.md"
    before = source.read_text("utf-8")
    translate(folder, {_EUROPE: "Я жив у Європі.", _KHARKIV: "Я жив у Харкові."})
    with workbench(folder) as address:
        person = Person(browser, address).go().introduce("Martin").go("translate")
        desk = Desk(person).open(_KHARKIV)
        beside = desk.editor.locator(".about")
        beside.get_by_text("Cut or join for all languages").click()
        beside.get_by_role("button", name="Join the source to the segment before").click()
        seen = beside.locator(".resegment")
        expect(seen).to_contain_text(f"{_EUROPE} {_KHARKIV}")
        expect(seen).to_contain_text("Я жив у Європі. Я жив у Харкові. needs work")
        assert source.read_text("utf-8") == before, "looking changes nothing"
        person.page.screenshot(path=tmp_path / "seen.png")
        seen.get_by_role("button", name="Do it for all languages").click()
        desk.open(f"{_EUROPE} {_KHARKIV}")
        assert source.read_text("utf-8") == before.replace(f"{_EUROPE}\n{_KHARKIV}", f"{_EUROPE} {_KHARKIV}")
        place = seen.get_by_label("Put the cursor where the source is to be cut.")
        place.evaluate(f"(box) => box.setSelectionRange({len(_EUROPE)}, {len(_EUROPE)})")
        seen.get_by_role("button", name="See what the cut would do").click()
        seen.get_by_role("button", name="Do it for all languages").click()
        expect(desk.editor.locator(".source").get_by_text(_KHARKIV, exact=True)).to_be_visible()
        assert source.read_text("utf-8") == before
        person.leave()
    assert stored(folder, _EUROPE).text == "Я жив у Європі."
    assert stored(folder, _KHARKIV).text == "Я жив у Харкові."
