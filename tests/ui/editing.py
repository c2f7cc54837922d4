"""The editor as a person meets it in the browser: the segment under work, its box, and what is said."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
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
        """Wait until the segment with this source is under work, and what stands beside it is its own."""
        expect(self.editor.locator(".row.on > .source")).to_have_text(source)
        unit = self.editor.locator(".row.on").get_attribute("data-unit") or ""
        expect(self.editor.locator(".about")).to_have_attribute("data-unit", unit)
        return self

    def row(self, source: str) -> Locator:
        """Return the row of a segment."""
        exact = self.page.locator(".source", has_text=source)
        return self.editor.locator(".row", has=exact).first

    def open(self, source: str) -> "Desk":
        """Put a segment under work."""
        self.row(source).locator(".source").click()
        return self.at(source)

    def addressed(self) -> "Desk":
        """Wait until the address names the segment under work, as it does when one stands still."""
        unit = self.editor.locator(".row.on").get_attribute("data-unit")
        expect(self.page).to_have_url(re.compile(rf"[?&]unit={unit}$"))
        return self

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
        for label, value, kept in (("Document", document, "document"), ("Into", language, "language")):
            there = self.page.locator(f'.editor.loaded[data-{kept}="{value}"]')
            if value and not there.is_visible():
                self.editor.get_by_label(label, exact=True).select_option(value)
                expect(there).to_be_visible()
        return self


@dataclass
class Place:
    """A project that is served, with a document for each test, and who visits it."""

    folder: Path
    address: str
    browser: Browser
    seats: dict[tuple[str, str], Desk] = field(default_factory=dict)
    """The pages that stay open from test to test, by who sits there."""

    def document(self, *names: str, source: str = TALK) -> None:
        """Add documents of these names."""
        with open_project(self.folder) as project:
            for name in names:
                text = source.replace("title: A talk", f"title: {name}")
                (self.folder / "source" / f"{name}.md").write_text(text, "utf-8")
                catalogs.sync(project, name)

    def seat(self, person: str = "Olena", *, page: str = "translate") -> Desk:
        """Have a person go on at the page that is open already; it is opened where none is.

        It knows the documents that were there when it was opened.
        """
        if (person, page) not in self.seats:
            visitor = Person(self.browser, self.address).remembered(person)
            self.seats[person, page] = Desk(visitor.go(page))
            expect(self.seats[person, page].editor).to_be_visible()
        return self.seats[person, page]

    def clear(self) -> None:
        """Have all leave who stayed."""
        while self.seats:
            _, desk = self.seats.popitem()
            desk.person.leave()

    def desk(self, document: str, person: str = "Olena", *, page: str = "translate") -> Desk:
        """Have a person open a document in the editor."""
        visitor = Person(self.browser, self.address).remembered(person)
        desk = Desk(visitor.go(page))
        expect(desk.editor).to_be_visible()
        return desk.choose(document=document)
