"""A catalog made of its file and of what changed since is, to the byte, the one made anew of the store."""

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.catalog import State, Target, Unit
from app.errors import ReviewError, StoreError
from app.storage import po
from app.storage.catalog_files import CatalogFile
from app.storage.entries import Entries, Kept
from app.storage.rows import Save, Stored
from app.workbench import catalogs, composing, editing, joining
from app.workbench import project as projects
from app.workbench.project import Project
from tests.projects import NAME, TEXTS, catalog_path, make, opened, unit, where, write_source

_PLACES = st.integers(0, 20)
_WHO = st.integers(0, 1)


class Work(RuleBasedStateMachine):
    """Two processes with a project of their own each, on one folder and store."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="workbench-composing-"))
        self.both: list[Project] = []
        self.texts = list(TEXTS)
        self.count = 0
        self.copied = False

    @initialize()
    def begin(self) -> None:
        make(self.folder / "p", self.texts, languages='"uk"')
        for _ in range(2):
            self.both.append(projects.open_project(self.folder / "p"))
            self.both[-1].written_behind.set()  # nothing is written unless a rule says so
        catalogs.sync(self.both[0], NAME)

    def one(self, place: int, who: int = 0) -> Stored:
        units = [one for one in self.both[who].store.units(NAME, "uk") if not one.unit.obsolete]
        return units[place % len(units)]

    def fresh(self) -> str:
        self.count += 1
        return f"Текст {self.count}."

    @rule(place=_PLACES, who=_WHO)
    def save(self, place: int, who: int) -> None:
        editing.save(self.both[who], where(self.one(place, who)), self.fresh(), person="Оля")

    @rule(place=_PLACES, who=_WHO)
    def approve(self, place: int, who: int) -> None:
        with suppress(ReviewError):
            editing.approve(self.both[who], where(self.one(place, who)), person="Ігор")

    @rule(place=_PLACES, who=_WHO)
    def join_or_part(self, place: int, who: int) -> None:
        seen = self.one(place, who)
        deed = joining.part if seen.unit.target.joined else joining.join
        with suppress(ReviewError):
            deed(self.both[who], where(seen), person="Оля")

    @rule(place=_PLACES, who=_WHO)
    def comment(self, place: int, who: int) -> None:
        number = self.one(place, who).id
        self.both[who].store.comment(number, "uk", f"Чи так? {self.fresh()}", person="Оля")

    @rule(place=_PLACES, who=_WHO)
    def take_a_comment_away(self, place: int, who: int) -> None:
        store = self.both[who].store
        for one in store.comments(self.one(place, who).id, "uk")[:1]:
            store.take_comment_away(one.id, person="Оля")

    @rule(who=_WHO)
    def write(self, who: int) -> None:
        catalogs.write(self.both[who], NAME, "uk")

    @rule(who=_WHO)
    def stamp(self, who: int) -> None:
        catalogs.stamp(self.both[who], NAME, "uk")

    @rule(place=_PLACES, who=_WHO, flag=st.booleans())
    def edit_outside_and_take_it(self, place: int, who: int, flag: bool) -> None:
        path = catalog_path(self.folder / "p")
        entries = path.read_text(encoding="utf-8").split("\n\n")
        places = [at for at, entry in enumerate(entries) if "\n#: " in f"\n{entry}"]
        at = places[place % len(places)]
        entry = re.sub(r'^msgstr ".*"$', f'msgstr "{self.fresh()}"', entries[at], flags=re.MULTILINE)
        if flag:
            flags = "#, fuzzy, no-wrap\n" if "#, fuzzy\n" in entry else "#, no-wrap\n"
            lines = entry.replace("#, fuzzy\n", "").replace("#, no-wrap\n", "")
            entry = "# Від них.\n" + re.sub(r"(#: .*\n)", rf"\1{flags}", lines, count=1)
        path.write_text("\n\n".join([*entries[:at], entry, *entries[at + 1 :]]), encoding="utf-8")
        catalogs.write(self.both[who], NAME, "uk")

    @rule(who=_WHO, place=_PLACES)
    def put_an_old_file_of_ours_back(self, who: int, place: int) -> None:
        path = catalog_path(self.folder / "p")
        old = path.read_bytes()
        self.save(place, who)
        catalogs.write(self.both[who], NAME, "uk")
        path.write_bytes(old)
        catalogs.write(self.both[1 - who], NAME, "uk")

    @rule(place=_PLACES, who=_WHO, what=st.sampled_from(["insert", "edit", "remove", "move"]))
    def change_the_source(self, place: int, who: int, what: str) -> None:
        at = place % len(self.texts)
        self.count += 1
        if what == "insert":
            self.texts.insert(at, f"A new sentence, number {self.count}.")
        elif what == "edit":
            self.texts[at] = f"{self.texts[at].rstrip('.')} {self.count}."
        elif what == "move":
            self.texts.append(self.texts.pop(at))
        elif len(self.texts) > 2:
            self.texts.pop(at)
        write_source(self.folder / "p", self.texts)
        catalogs.sync(self.both[who], NAME)

    @rule(who=_WHO)
    def start_again(self, who: int) -> None:
        self.both[who].store.close()
        self.both[who] = projects.open_project(self.folder / "p")
        self.both[who].written_behind.set()

    @rule()
    def copy_the_store(self) -> None:
        self.both[0].store.copy(self.folder / "copy.db")
        self.copied = True

    @precondition(lambda self: self.copied)
    @rule()
    def put_the_copy_back_under_both(self) -> None:
        store = self.folder / "p" / ".workbench" / "workbench.db"
        for one in self.both:
            one.store.engine.dispose()
        for left in store.parent.glob("workbench.db-*"):
            left.unlink()
        shutil.copyfile(self.folder / "copy.db", store.with_suffix(".back"))
        store.with_suffix(".back").replace(store)
        for one in self.both:
            with suppress(StoreError):  # each is told that its store was replaced, once
                one.store.generation()
        write_source(self.folder / "p", self.texts)
        catalogs.sync(self.both[1], NAME)

    @invariant()
    def what_changed_and_what_stands_make_the_whole(self) -> None:
        for one in self.both:
            whole = composing.compose(one, NAME, "uk", whole=True).content
            assert composing.compose(one, NAME, "uk").content == whole
            kept = one.entries
            object.__setattr__(one, "entries", Kept())
            assert composing.compose(one, NAME, "uk").content == whole, "also where nothing is kept"
            object.__setattr__(one, "entries", kept)

    def teardown(self) -> None:
        for one in self.both:
            one.store.close()
        shutil.rmtree(self.folder)


Work.TestCase.settings = settings(max_examples=6, stateful_step_count=12, deadline=None)
TestWork = Work.TestCase


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with opened(make(tmp_path / "p", languages='"uk"')) as project:
        yield project


def _anew(project: Project, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the sources whose entries are made from now on."""
    made, real = list[str](), po.entry

    def entry(unit: Unit, document: str) -> bytes:
        made.append(unit.source)
        return real(unit, document)

    monkeypatch.setattr(po, "entry", entry)
    return made


def test_after_a_save_only_its_own_entry_is_made_anew(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = _anew(project, monkeypatch)
    editing.save(project, where(unit(project, "How are you?")), "Як ти?", person="Оля")
    assert made == ["How are you?"]
    project.store.comment(unit(project, "We have 3 messages.").id, "uk", "Чи три?", person="Ігор")
    catalogs.write(project, NAME, "uk")
    assert made[1:] == ["We have 3 messages."]
    assert "# Чи три?" in catalog_path(project.folder.root).read_text("utf-8")


def test_the_first_write_of_another_process_reads_the_entries_from_the_file(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    editing.save(project, where(unit(project, "How are you?")), "Як ти?", person="Оля")
    made = _anew(project, monkeypatch)
    with projects.open_project(project.folder.root) as other:
        editing.save(other, where(unit(other, "Yes.")), "Так.", person="Ігор")
    assert made == ["Yes."]
    editing.save(project, where(unit(project, "We have 3 messages.")), "Їх три.", person="Оля")
    assert made == ["Yes.", "We have 3 messages."], "what the other wrote is in the file as well"
    text = catalog_path(project.folder.root).read_text("utf-8")
    assert all(f'msgstr "{one}"' in text for one in ("Як ти?", "Так.", "Їх три."))


def _first_in_between(
    project: Project, monkeypatch: pytest.MonkeyPatch, deed: Callable[[Project], object]
) -> None:
    """Have another process do something between what is asked of the store and what is read of the file."""
    done, real = list[int](), Kept.get

    def get(self: Kept, document: str, language: str, file: CatalogFile) -> Entries | None:
        if not done:
            done.append(1)
            with projects.open_project(project.folder.root) as other:
                deed(other)
        return real(self, document, language, file)

    monkeypatch.setattr(Kept, "get", get)


@pytest.mark.parametrize("kept", [True, False])
def test_a_catalog_that_another_writes_while_we_look_shows_no_older_text(
    project: Project, monkeypatch: pytest.MonkeyPatch, kept: bool
) -> None:
    project.written_behind.set()
    editing.save(project, where(unit(project, "Yes.")), "Так.", person="Оля")
    if not kept:
        object.__setattr__(project, "entries", Kept())
    _first_in_between(project, monkeypatch, lambda other: catalogs.write(other, NAME, "uk"))
    made = composing.compose(project, NAME, "uk").content
    assert "Так." in made.decode()
    assert made == composing.compose(project, NAME, "uk", whole=True).content


def test_a_document_revised_while_we_look_is_as_it_was_or_as_it_is(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = composing.compose(project, NAME, "uk", whole=True).content
    object.__setattr__(project, "entries", Kept())
    write_source(project.folder.root, ("A first word.", *TEXTS))
    _first_in_between(project, monkeypatch, lambda other: catalogs.sync(other, NAME))
    made = composing.compose(project, NAME, "uk").content
    assert made in {before, composing.compose(project, NAME, "uk", whole=True).content}
    composing.compose(project, NAME, "uk")
    assert b"A first word." in composing.compose(project, NAME, "uk").content


def test_a_file_that_somebody_else_took_meanwhile_is_written_whole_next(project: Project) -> None:
    editing.save(project, where(unit(project, "Yes.")), "Так.", person="Оля")
    made = composing.compose(project, NAME, "uk")
    project.store.disown(NAME, "uk")
    composing.remember(project, made, NAME, "uk")
    assert project.store.catalog_file(NAME, "uk").outline != project.store.outline(NAME)
    catalogs.write(project, NAME, "uk")
    assert project.store.catalog_file(NAME, "uk").outline == project.store.outline(NAME)


def test_a_save_that_another_overtakes_is_written_with_the_next(project: Project) -> None:
    one, two = unit(project, "How are you?"), unit(project, "Yes.")
    project.written_behind.set()
    mine = Save(one.id, "uk", one.version, Target("Як ти?", State.TRANSLATED, translator="Оля"), "save")
    project.store.save(mine)
    made = composing.compose(project, NAME, "uk")
    theirs = Save(one.id, "uk", one.version + 1, Target("Як ви?", State.TRANSLATED, translator="Оля"), "save")
    project.store.save(theirs)
    project.store.save(Save(two.id, "uk", 0, Target("Так.", State.TRANSLATED, translator="Оля"), "save"))
    catalog_path(project.folder.root).write_bytes(made.content)
    composing.remember(project, made, NAME, "uk")
    assert {one.unit.target.text for one in project.store.behind(NAME, "uk").units} == {"Як ви?", "Так."}
    catalogs.write(project, NAME, "uk")
    assert project.store.behind(NAME, "uk").units == ()


def test_the_entries_that_were_used_longest_ago_are_let_go_of(project: Project) -> None:
    composed = composing.compose(project, NAME, "uk")
    size = composed.entries.size
    kept = Kept(most=2 * size)
    for name in ("a", "b", "c"):
        kept.put(name, "uk", composed.entries)
        kept.get("a", "uk", composed.file)
    found = [name for name in ("a", "b", "c") if kept.get(name, "uk", composed.file) is not None]
    assert found == ["a", "c"]
