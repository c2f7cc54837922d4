"""Two people, one document: from the upload to the edition, in a real browser."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.standin import StandIn
from tests.ui.browsing import Person, workbench
from tests.ui.conftest import entry, eventually, make_project
from tests.ui.editing import Desk

pytestmark = pytest.mark.browser

_TEXT = """\
Interview with Olha

Martin: Where are you from?

Olha: I was born in Donetsk. I lived in Kharkiv for a while.

Martin: And now?

Olha: I study in Sweden.
"""
_TITLE, _NAME = "Interview with Olha", "interview-with-olha"
_WRITTEN = {
    "Where are you from?": "Звідки ти?",
    "I was born in Donetsk.": "Я народилася в Донецьку.",
    "I lived in Kharkiv for a while.": "Якийсь час жила в Харкові.",
}
_NEXT = "And now?"


def _sentence(person: Person, text: str) -> None:
    """Wait until the sentence that begins with this text is under review, and has the focus."""
    sentence = person.page.locator(".editor.loaded .sentence.on")
    expect(sentence).to_contain_text(text)
    expect(sentence).to_be_focused()


def _soon(project: Path, source: str, *, text: str | None = None, note: str = "") -> None:
    """Wait until the catalog on disk has this text and this note for a source."""

    def there() -> bool:
        found = entry(project, source, name=_NAME)
        return (text is None or found.msgstr == text) and note in found.tcomment

    eventually(there)


def test_from_the_upload_to_the_edition(browser: Browser, tmp_path: Path) -> None:
    text = tmp_path / "interview.txt"
    text.write_text(_TEXT, "utf-8")
    with StandIn("good") as standin:
        engine = f'[engines.google]\nurl = "{standin.url}"\n'
        project = make_project(tmp_path / "project", source="", more=engine)
        with workbench(project) as address:
            olena, martin = Person(browser, address), Person(browser, address)
            olena.go().introduce("Olena")
            _add(olena, text)
            _get_drafts(olena, project, standin)
            _translate_by_keyboard(olena, project)
            _cannot_approve_the_own(olena)
            martin.go().introduce("Martin")
            _review_by_keyboard(martin, project)
            _print(martin)
            olena.leave()
            martin.leave()


def _add(olena: Person, text: Path) -> None:
    olena.turn_to("Add a document").page.locator('input[type="file"]').set_input_files(text)
    expect(olena.page.get_by_text("Martin (2), Olha (2)")).to_be_visible()
    olena.press("Add it")
    expect(olena.page.get_by_text("“Interview with Olha” was added.")).to_be_visible()


def _get_drafts(olena: Person, project: Path, standin: StandIn) -> None:
    olena.page.locator(f".st-key-draft-{_NAME}-uk button").click()
    expect(olena.page.get_by_text(standin.url).first).to_be_visible()
    assert not standin.requests
    olena.press("I agree, get drafts")
    expect(olena.page.get_by_text(re.compile(r"\d+ drafts came\."))).to_be_visible()
    for source in (_TITLE, *_WRITTEN, _NEXT):
        _soon(project, source, note="draft: google")
        assert entry(project, source, name=_NAME).fuzzy
        assert entry(project, source, name=_NAME).msgstr


def _translate_by_keyboard(olena: Person, project: Path) -> None:
    olena.page.locator(f".st-key-translate-{_NAME}-uk button").click()
    desk = Desk(olena).at(_TITLE)
    for _ in range(3):
        olena.page.keyboard.press("Alt+ArrowDown")
    for source, written in _WRITTEN.items():
        desk.at(source)
        expect(desk.box).to_have_value(entry(project, source, name=_NAME).msgstr)
        olena.page.keyboard.press("Control+A")
        olena.page.keyboard.type(written)
        olena.page.keyboard.press("Control+Enter")
    desk.at(_NEXT).saved()
    expect(desk.box).to_have_value(entry(project, _NEXT, name=_NAME).msgstr)
    for source, written in _WRITTEN.items():
        _soon(project, source, text=written, note="translated: Olena; awaiting review")
        assert entry(project, source, name=_NAME).fuzzy
    assert "draft: google" in entry(project, _NEXT, name=_NAME).tcomment


def _cannot_approve_the_own(olena: Person) -> None:
    olena.turn_to("Review")
    own = next(iter(_WRITTEN.values()))
    expect(olena.page.locator(".editor .toast")).to_contain_text("Nothing waits for your review here.")
    olena.page.locator(".sentence", has_text=own).click()
    expect(olena.page.get_by_text("You translated this; another person approves it.")).to_be_visible()
    expect(olena.page.get_by_role("button", name="Approve")).to_have_count(0)


def _review_by_keyboard(martin: Person, project: Path) -> None:
    approved, sent_back, _ = _WRITTEN
    martin.turn_to("Review")
    _sentence(martin, _WRITTEN[approved])
    martin.page.keyboard.press("Control+Shift+Enter")
    _sentence(martin, _WRITTEN[sent_back])
    martin.page.keyboard.press("Alt+r")
    martin.page.keyboard.type("Is it “was born” in her own words?")
    martin.page.keyboard.press("Control+Enter")
    _sentence(martin, _WRITTEN["I lived in Kharkiv for a while."])
    eventually(lambda: not entry(project, approved, name=_NAME).fuzzy)
    assert "reviewed: Martin" in entry(project, approved, name=_NAME).tcomment
    _soon(project, sent_back, note="in her own words?")
    assert entry(project, sent_back, name=_NAME).fuzzy


def _print(martin: Person) -> None:
    martin.turn_to("Editions")
    closed = martin.page.get_by_test_id("stAlert")
    expect(closed).to_contain_text("1 of 5 segments are reviewed, an edition needs 3")
    martin.page.locator(".st-key-allow-unreviewed label").click()
    expect(closed).to_have_count(0)
    martin.settled().press("Make 3 files")
    with martin.page.expect_download() as arriving:
        martin.press("Download the ZIP")
    assert arriving.value.suggested_filename == f"{_NAME}.uk.draft.zip"
    with zipfile.ZipFile(arriving.value.path()) as archive:
        edition = archive.read(f"{_NAME}.uk.draft.html").decode()
    assert 'lang="uk"' in edition
    assert all(written in edition for written in _WRITTEN.values())
    assert set(re.findall(r"<script[^>]*>", edition)) <= {'<script type="application/ld+json">'}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with workbench(make_project(tmp_path_factory.mktemp("visits") / "project")) as address:
        yield address


def test_a_name_survives_a_reload(browser: Browser, address: str) -> None:
    name = "Оля \N{LATIN SMALL LETTER O WITH DIAERESIS}; <b>"
    olha = Person(browser, address).go().introduce(name)
    olha.page.wait_for_function("document.cookie.includes('workbench_person')")
    olha.go("translate")
    expect(olha.page.locator(".wb-name")).to_have_text(name)
    expect(olha.page.get_by_label("Your name")).to_have_count(0)
    olha.leave()


def test_a_name_is_shown_letter_by_letter(browser: Browser, address: str) -> None:
    person = Person(browser, address).go()
    for name in ("www.example.org -> :smile:", "**b** $x$ :red[y]", "<u>u</u>"):
        person.introduce(name)
        expect(person.page.locator(".wb-name *, .wb-name a")).to_have_count(0)
        person.press("Somebody else")
    person.leave()
