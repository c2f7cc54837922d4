"""Whatever order saves, outside edits, source changes and restarts come in: nobody's words are lost."""

import re
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.catalog import Kind
from app.errors import ReviewError
from app.storage import po
from app.storage.rows import Conflict, Stored
from app.workbench import catalogs, editing, joining, stores
from app.workbench import project as projects
from app.workbench.project import Project
from tests.projects import NAME, TEXTS, catalog_path, make, where, write_source

_WORDS = st.sampled_from(
    ["Так.", "Ні.", "Може «так»", 'Лапки "прямі"', "Коса \\ риска", "Довге речення про все."]
)
_PLACES = st.integers(0, 20)


class Work(RuleBasedStateMachine):
    """A project under everybody's hands, and a plain list of what must not be lost."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="workbench-model-"))
        self.project: Project | None = None
        self.texts = list(TEXTS)
        self.said: set[str] = set()
        """Every text that was acknowledged, or stood in the file when it was looked at."""
        self.count = 0

    @initialize()
    def begin(self) -> None:
        make(self.folder / "p", self.texts, languages='"uk"')
        self.open()

    def open(self) -> None:
        self.project = projects.open_project(self.folder / "p")
        catalogs.sync(self.project, NAME)

    @property
    def now(self) -> Project:
        assert self.project is not None
        return self.project

    def segments(self) -> list[Stored]:
        units = self.now.store.units(NAME, "uk")
        return [one for one in units if not one.unit.obsolete and one.unit.place.kind is Kind.SEGMENT]

    def fresh(self, words: str) -> str:
        self.count += 1
        return f"{words} {self.count}"

    @rule(place=_PLACES, words=_WORDS, person=st.sampled_from(["Оля", "Ігор"]))
    def save(self, place: int, words: str, person: str) -> None:
        units = self.segments()
        text = self.fresh(words)
        done = editing.save(self.now, where(units[place % len(units)]), text, person=person)
        assert not isinstance(done, Conflict)
        assert done.trouble is None
        self.said.add(text)

    @rule(place=_PLACES, words=_WORDS)
    def save_on_an_old_version(self, place: int, words: str) -> None:
        units = self.segments()
        seen = units[place % len(units)]
        text = self.fresh(words)
        editing.save(self.now, where(seen), text, person="Оля")
        self.said.add(text)
        mine = self.fresh(words)
        found = editing.save(self.now, where(seen), mine, person="Ігор")
        assert isinstance(found, Conflict)
        assert (found.theirs.target.text, found.mine.text) == (text, mine)

    @rule(place=_PLACES, words=_WORDS, fuzzy=st.booleans())
    def edit_outside(self, place: int, words: str, fuzzy: bool) -> None:
        path = catalog_path(self.now.folder.root)
        entries = path.read_text(encoding="utf-8").split("\n\n")
        places = [at for at, entry in enumerate(entries) if "\n#: " in f"\n{entry}"]
        at = places[place % len(places)]
        text = self.fresh(words)
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')
        entry = re.sub(r'^msgstr ".*"$', lambda _: f'msgstr "{quoted}"', entries[at], flags=re.MULTILINE)
        if not fuzzy:
            entry = entry.replace("#, fuzzy\n", "")
        path.write_text("\n\n".join([*entries[:at], entry, *entries[at + 1 :]]), encoding="utf-8")
        self.said.add(text)

    @rule(place=_PLACES, deed=st.sampled_from(["clear", "approve", "doubt"]))
    def do_something_outside(self, place: int, deed: str) -> None:
        path = catalog_path(self.now.folder.root)
        entries = path.read_text(encoding="utf-8").split("\n\n")
        places = [at for at, entry in enumerate(entries) if "\n#: " in f"\n{entry}"]
        at = places[place % len(places)]
        entry = entries[at]
        if deed == "clear":
            entry = re.sub(r'^msgstr ".*"$', 'msgstr ""', entry, flags=re.MULTILINE)
        elif deed == "approve":
            entry = entry.replace("#, fuzzy\n", "")
        elif 'msgstr ""' not in entry and "#, fuzzy" not in entry:
            entry = re.sub(r"^(?=msgctxt |msgid )", "#, fuzzy\n", entry, count=1, flags=re.MULTILINE)
        path.write_text("\n\n".join([*entries[:at], entry, *entries[at + 1 :]]), encoding="utf-8")

    @rule(place=_PLACES, person=st.sampled_from(["Оля", "Ігор"]))
    def join_and_perhaps_part(self, place: int, person: str) -> None:
        units = self.segments()
        at = place % len(units)
        seen = units[at]
        deed = joining.part if seen.unit.target.joined else joining.join
        try:
            done = deed(self.now, where(seen), person=person)
        except ReviewError:
            return
        assert not isinstance(done, Conflict)

    @rule(place=_PLACES, version=st.integers(0, 3))
    def undo(self, place: int, version: int) -> None:
        units = self.segments()
        seen = units[place % len(units)]
        with suppress(ReviewError):
            editing.restore(self.now, where(seen), version, person="Оля")

    @rule()
    def put_an_old_catalog_back(self) -> None:
        catalogs.sync(self.now, NAME)
        path = catalog_path(self.now.folder.root)
        old = path.read_bytes()
        units = self.segments()
        text = self.fresh("Нове.")
        editing.save(self.now, where(units[0]), text, person="Оля")
        self.said.add(text)
        path.write_bytes(old)
        catalogs.sync(self.now, NAME)
        assert self.segments()[0].unit.target.text == text, "an old file takes nothing back"

    @rule(place=_PLACES, what=st.sampled_from(["insert", "edit", "remove", "move", "repeat"]))
    def change_the_source(self, place: int, what: str) -> None:
        at = place % len(self.texts)
        self.count += 1
        if what == "insert":
            self.texts.insert(at, f"A new sentence, number {self.count}.")
        elif what == "edit":
            self.texts[at] = f"{self.texts[at].rstrip('.')} {self.count}."
        elif what == "repeat":
            self.texts.insert(at, "Yes.")
        elif what == "move":
            self.texts.append(self.texts.pop(at))
        elif len(self.texts) > 2:
            self.texts.pop(at)
        write_source(self.now.folder.root, self.texts)
        catalogs.sync(self.now, NAME)
        assert [one.unit.source for one in self.segments()] == self.texts

    @rule()
    def restart(self) -> None:
        self.now.store.close()
        self.open()

    @rule()
    def lose_the_store(self) -> None:
        catalogs.sync(self.now, NAME)
        units = {one.unit.key: one.unit.target for one in self.now.store.units(NAME, "uk")}
        before = catalog_path(self.now.folder.root).read_bytes()
        self.now.store.close()
        shutil.rmtree(self.folder / "p" / ".workbench")
        self.open()
        assert {one.unit.key: one.unit.target for one in self.now.store.units(NAME, "uk")} == units
        assert catalog_path(self.now.folder.root).read_bytes() == before
        # History and what stood beside are gone with the store, as promised; what is current is not.
        self.said = {target.text for target in units.values() if target.text}

    @invariant()
    def nothing_is_lost(self) -> None:
        if self.project is None:
            return
        catalogs.sync(self.now, NAME)
        known = {step.target.text for steps in self.now.store.steps(NAME, "uk").values() for step in steps}
        for one in self.now.store.units(NAME, "uk"):
            known.update(text for text, _ in self.now.store.suggestions(one.id, "uk"))
        assert self.said <= known
        assert list(stores.check(self.now)) == []
        assert not catalogs.sync(self.now, NAME).written, "a second sync changes no byte"
        path = catalog_path(self.now.folder.root)
        po.read(path.read_bytes(), document=NAME, language="uk", file=path.name)

    def teardown(self) -> None:
        if self.project is not None:
            self.project.store.close()
        shutil.rmtree(self.folder)


Work.TestCase.settings = settings(max_examples=12, stateful_step_count=12, deadline=None)
TestWork = Work.TestCase
