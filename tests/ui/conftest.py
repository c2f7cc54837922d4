"""A small project in a temporary folder, people who visit its pages, and the catalogs that they leave."""

import re
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import app.ui
from app.catalog import Target
from app.ui import state
from app.workbench.project import open_project

if TYPE_CHECKING:
    from tests.ui.editing import Place

ENTRY = Path(app.ui.__file__).parent / "entry" / "main.py"
TALK = """\
---
title: A talk
language: en
speakers:
  Martin: {}
  Oleksandr: {}
---

**Martin:** Where are you from?

**Oleksandr:** I am originally from Donetsk.
I lived in Europe.
I lived in Kharkiv for a while.
"""
SAID = ("I am originally from Donetsk.", "I lived in Europe.", "I lived in Kharkiv for a while.")
"""What Oleksandr says in it, sentence by sentence."""
SETTINGS = """\
[project]
name = "Interviews"
languages = ["uk", "sv"]
[review]
alone = {alone}
[export]
threshold = 0.5
"""


def make_project(folder: Path, *, alone: bool = False, source: str = TALK, more: str = "") -> Path:
    """Make a project with one document, in which two people are needed unless `alone`."""
    (folder / "source").mkdir(parents=True)
    (folder / "locales").mkdir()
    (folder / "workbench.toml").write_text(SETTINGS.format(alone=str(alone).lower()) + more, "utf-8")
    if source:
        (folder / "source" / "talk.md").write_text(source, "utf-8")
    return folder


def entry(folder: Path, source: str, language: str = "uk", name: str = "talk") -> polib.POEntry:
    """Return an entry of a catalog as it stands on disk."""
    catalog = polib.pofile(str(folder / "locales" / language / "LC_MESSAGES" / f"{name}.po"))
    return next(one for one in catalog if one.msgid == source and not one.obsolete)


def stored(folder: Path, source: str, language: str = "uk", name: str = "talk") -> Target:
    """Return what the store has of a unit: a PO follows late, so it cannot show that nothing was saved."""
    with open_project(folder) as project:
        found = (one.unit for one in project.store.units(name, language))
        return next(unit.target for unit in found if unit.source == source and not unit.obsolete)


def eventually(true: Callable[[], bool], *, seconds: float = 60) -> None:
    """Wait until something is true: catalogs may be written a moment after the save."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "It did not become true in time."
        time.sleep(0.05)


@dataclass
class Visit:
    """A person's visit: what they do, and what they see."""

    page: AppTest

    def go(self, address: str) -> "Visit":
        # AppTest.switch_page knows pages that are files; ours are functions, known by their address.
        pages = self.page._registered_pages
        self.page._page_hash = next(one for one in pages if pages[one].get("url_pathname") == address)
        self.page.run()
        self.page._page_hash = ""
        return self

    def introduce(self, name: str) -> "Visit":
        self.page.text_input[0].input(name)
        return self.click("Begin")

    def click(self, label: str) -> "Visit":
        found = [
            one
            for one in self.page.button
            if one.label == label or one.key == label or str(one.key).startswith(f"{label}-target-")
        ]
        assert found, f"No button “{label}” among {[one.label for one in self.page.button]}"
        assert not found[0].disabled, f"The button “{label}” is disabled."
        found[0].click()
        self.page.run()
        assert not self.page.exception
        return self

    def open(self, source: str) -> "Visit":
        """Open the segment with this source."""
        unit = next(
            one
            for one in state.project().store.units("talk", "uk")
            if one.unit.source == source and not one.unit.obsolete
        )
        row = [one.key for one in self.page.button if re.fullmatch(rf"open-.*-{unit.id}", str(one.key))]
        return self.click(str(row[0])) if row else self

    def write(self, text: str) -> "Visit":
        self.page.text_area[0].input(text)
        self.page.run()
        return self

    def labels(self) -> list[str]:
        return [one.label for one in self.page.button]

    def html(self) -> str:
        """Return what the page shows as HTML of ours."""
        return "".join(one.proto.body for one in self.page.get("html"))

    def text(self) -> str:
        """Return what the page says, as a person reads it."""
        ours = unescape(re.sub(r"<[^>]*>", " ", re.sub(r"<style>.*?</style>", "", self.html(), flags=re.S)))
        boxes = [
            *self.page.error,
            *self.page.warning,
            *self.page.info,
            *self.page.success,
            *self.page.toast,
        ]
        theirs = [re.sub(r"\\([^A-Za-z0-9\s])", r"\1", str(one.value)) for one in boxes]
        return re.sub(r"\s+", " ", " ".join([ours, *theirs]))


_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note who failed: what stays open from test to test is closed then, so that the next one begins anew."""
    report = yield
    if report.failed:
        item.stash[_FAILED] = True
    return report


@pytest.fixture
def at_place(request: pytest.FixtureRequest) -> Iterator["Place"]:
    """Return the module's `place`; where the test fails, all who stayed there leave."""
    place: Place = request.getfixturevalue("place")
    yield place
    if request.node.stash.get(_FAILED, False):
        place.clear()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Visit]]:
    """Open a project's overview as a visitor: `visit(folder)`, or `visit(folder, "Olena")` by name."""

    def opened(folder: Path, name: str = "") -> Visit:
        monkeypatch.setenv("WORKBENCH_PROJECT", str(folder))
        arrived = Visit(AppTest.from_file(ENTRY, default_timeout=60).run())
        assert not arrived.page.exception
        return arrived.introduce(name) if name else arrived

    st.cache_resource.clear()
    yield opened
    st.cache_resource.clear()
