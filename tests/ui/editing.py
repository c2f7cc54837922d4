"""The editor as a person meets it in the browser: the segment under work, its box, and what is said."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from app.workbench import catalogs, editing
from app.workbench.editing import Where
from app.workbench.project import open_project
from tests.ui.browsing import Person
from tests.ui.conftest import TALK


def translate(
    folder: Path, texts: Mapping[str, str], *, person: str = "Olena", name: str = "talk", language: str = "uk"
) -> None:
    """Save translations as the editor would, without one."""
    with open_project(folder) as project:
        catalogs.sync(project, name)
        by_source = {
            one.unit.source: one for one in project.store.units(name, language) if not one.unit.obsolete
        }
        for source, text in texts.items():
            one = by_source[source]
            editing.save(project, Where(name, language, one.id, one.version), text, person=person)


class Desk:
    """A person at the editor."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.page: Page = person.page
        self.editor: Locator = self.page.locator(".editor.loaded")
        self.box: Locator = self.editor.locator("textarea.area")
        self.sign: Locator = self.editor.locator(".top .sign")

    def at(self, source: str) -> "Desk":
        """Wait until the segment with this source is under work."""
        expect(self.editor.locator(".row.on > .source")).to_have_text(source)
        return self

    def row(self, source: str) -> Locator:
        """Return the row of a segment."""
        exact = self.page.locator(".source", has_text=source)
        return self.editor.locator(".row", has=exact).first

    def open(self, source: str) -> "Desk":
        """Put a segment under work."""
        self.row(source).locator(".source").click()
        return self.at(source)

    def write(self, text: str) -> "Desk":
        """Write a text in place of what stands in the box."""
        expect(self.box).to_be_focused()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(text)
        expect(self.box).to_have_value(text)
        return self

    def save(self) -> "Desk":
        """Save, and go on."""
        self.page.keyboard.press("Control+Enter")
        return self

    def saved(self) -> "Desk":
        """Wait until all is saved."""
        expect(self.sign).to_have_attribute("data-waiting", "0")
        expect(self.sign).to_have_text("✓ Saved")
        return self

    def choose(self, *, document: str = "", language: str = "") -> "Desk":
        """Open another document or language by the line over the text."""
        if document:
            self.editor.get_by_label("Document", exact=True).select_option(document)
        if language:
            self.editor.get_by_label("Into", exact=True).select_option(language)
        wanted = f'[data-document="{document}"]' if document else ""
        wanted += f'[data-language="{language}"]' if language else ""
        expect(self.page.locator(f".editor.loaded{wanted}")).to_be_visible()
        return self


@dataclass
class Place:
    """A project that is served, with a document for each test, and who visits it."""

    folder: Path
    address: str
    browser: Browser

    def document(self, name: str, source: str = TALK) -> None:
        """Add a document of this name."""
        text = source.replace("title: A talk", f"title: {name}")
        (self.folder / "source" / f"{name}.md").write_text(text, "utf-8")
        with open_project(self.folder) as project:
            catalogs.sync(project, name)

    def desk(self, document: str, person: str = "Olena", *, page: str = "translate") -> Desk:
        """Have a person open a document in the editor."""
        visitor = Person(self.browser, self.address).remembered(person)
        desk = Desk(visitor.go(page))
        expect(desk.editor).to_be_visible()
        return desk.choose(document=document)
