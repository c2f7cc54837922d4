"""Editions in a real browser: read over, a click to the segment, consent, and what is in the ZIP."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.ui.browsing import Person, workbench
from tests.ui.conftest import make_project
from tests.ui.editing import Desk
from tests.ui.test_export import write

pytestmark = pytest.mark.browser

_TEXTS = {
    "A talk": "Розмова",
    "Where are you from?": "Звідки ти?",
    "I am originally from Donetsk.": "Сам я з Донецька.",
    "I lived in Kharkiv for a while.": "<b>Якийсь час</b> жив у Харкові.",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = make_project(tmp_path_factory.mktemp("editions") / "project")
    write(folder, _TEXTS, reviewed=True)
    with workbench(folder) as address:
        yield address


def test_from_reading_over_to_the_files(browser: Browser, address: str, tmp_path: Path) -> None:
    olena = Person(browser, address).go().introduce("Olena").go("editions")
    paper = olena.page.locator(".paper")
    expect(paper.get_by_text("<b>Якийсь час</b> жив у Харкові.")).to_be_visible()
    expect(paper.locator(".missing", has_text="I lived in Europe.")).to_have_attribute("lang", "en")
    missing = olena.page.locator(".list")
    expect(missing.locator("summary")).to_have_text(["○ not translated 3"])

    olena.page.get_by_label("The name to print").fill("О. Коваль")
    olena.press("Name me so")
    expect(olena.page.get_by_text("You are named as “О. Коваль”")).to_be_visible()

    olena.press("Make 3 files")
    with olena.page.expect_download() as download:
        olena.press("Download the ZIP")
    assert download.value.suggested_filename == "talk.uk.zip"
    path = tmp_path / "talk.zip"
    download.value.save_as(path)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        page = archive.read("talk.uk.html").decode()
        manifest = json.loads(archive.read("manifest.json"))
    assert names == ["manifest.json", "talk.uk.epub", "talk.uk.html", "talk.uk.pdf"]
    assert "&lt;b&gt;Якийсь час&lt;/b&gt; жив у Харкові." in page
    assert "О. Коваль" in page
    assert "Martin" in page, "as a speaker whose name nobody has translated"
    assert manifest["texts"][0]["counts"]["reviewed"] == len(_TEXTS)

    missing.get_by_text("I lived in Europe.").click()
    Desk(olena).at("I lived in Europe.")
    olena.turn_to("Editions")
    paper.get_by_text("Звідки ти?").click()
    Desk(olena).at("Where are you from?")
    olena.leave()


def test_all_formats_are_in_sight(browser: Browser, address: str) -> None:
    olena = Person(browser, address).go().introduce("Olena").go("editions")
    groups = olena.page.get_by_test_id("stButtonGroup")
    expect(groups.first).to_be_visible()
    for width in (1400, 1000, 390):
        olena.page.set_viewport_size({"width": width, "height": 900})
        cut = groups.locator("> div").evaluate_all(
            "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).length"
        )
        assert cut == 0, f"on a screen of {width}"
    olena.leave()
