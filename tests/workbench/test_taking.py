"""What others do to a catalog is taken with their names, or kept beside ours; nothing goes without a word."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import outside
from app.catalog import Catalog, Key, State, Target, Unit
from app.storage.rows import Save
from app.storage.store import Store
from app.workbench import catalogs, editing, stores, taking
from app.workbench.project import Project
from tests import small

_Q, _A, _L = "Who are you?", "I am a nurse.", "I live in Lviv."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with small.synced(tmp_path / "talks") as project:
        yield project


def _file(project: Project) -> Path:
    return small.catalog_file(project.folder.root)


def _pull(project: Project, there: Project) -> taking.Absorbed:
    """Bring the other workbench's catalog here, as git pull does where only it has changed."""
    shutil.copyfile(_file(there), _file(project))
    return catalogs.sync(project, small.NAME).outside


def _beside(project: Project, source: str) -> list[str]:
    return [text for text, _ in project.store.suggestions(small.unit(project, source).id, "uk")]


# -- another workbench ------------------------------------------------------------------------------------


def test_the_work_of_another_workbench_comes_with_its_names(project: Project, tmp_path: Path) -> None:
    small.saved(project, _Q, "Хто ти?", person="Олена")
    root = tmp_path / "clone"
    shutil.copytree(project.folder.root, root, ignore=shutil.ignore_patterns(".workbench"))
    with small.synced(root) as there:
        small.saved(there, _Q, "Хто ви?", person="Ганна")
        editing.approve(there, small.where(there, _Q), person="Ігор")
        small.saved(there, _A, "Я медсестра.", person="Ганна")
        assert _pull(project, there) == taking.Absorbed(2)
        for source in (_Q, _A):
            assert small.unit(project, source).unit.target == small.unit(there, source).unit.target
        target = small.unit(project, _Q).unit.target
        assert (target.state, target.translator, target.reviewer) == (State.REVIEWED, "Ганна", "Ігор")
        assert _file(project).read_bytes() == _file(there).read_bytes()
        assert list(stores.check(project)) == []


def test_each_deed_of_another_workbench_on_a_text_that_stays_arrives(
    project: Project, tmp_path: Path
) -> None:
    small.saved(project, _Q, "Хто ви?", person="Олена")
    root = tmp_path / "clone"
    shutil.copytree(project.folder.root, root, ignore=shutil.ignore_patterns(".workbench"))
    with small.synced(root) as there:
        moves: tuple[tuple[Callable[[editing.Where], object], State], ...] = (
            (lambda w: editing.approve(there, w, person="Ігор"), State.REVIEWED),
            (lambda w: editing.send_back(there, w, person="Ігор", reason="на ти"), State.NEEDS_WORK),
            (lambda w: editing.accept(there, w, person="Ганна"), State.TRANSLATED),
            (lambda w: editing.send_back(there, w, person="Ігор", reason="ні, на ви"), State.NEEDS_WORK),
        )
        for move, state in moves:
            assert isinstance(move(small.where(there, _Q)), editing.Done)
            assert _pull(project, there) == taking.Absorbed(1)
            here = small.unit(project, _Q).unit.target
            assert here.state is state
            assert here == small.unit(there, _Q).unit.target


def test_what_a_file_says_of_reviews_does_not_count_where_two_people_are_asked_for(tmp_path: Path) -> None:
    with small.synced(tmp_path / "talks", trust=False) as project:
        small.saved(project, _Q, "Хто ти?", person="Олена")
        entry = 'msgid "Who are you?"\nmsgstr "Хто ви?"'
        text = _file(project).read_text(encoding="utf-8")
        before, after = text.split("# translated: Олена; awaiting review\n")
        after = after.replace("#, fuzzy\n", "", 1).replace('msgid "Who are you?"\nmsgstr "Хто ти?"', entry)
        _file(project).write_text(f"{before}# translated: Ганна\n# reviewed: Ігор\n{after}", encoding="utf-8")
        assert catalogs.sync(project, small.NAME).outside == taking.Absorbed(1)
        target = small.unit(project, _Q).unit.target
        assert (target.text, target.state, target.translator) == ("Хто ви?", State.TRANSLATED, "Ганна")


# -- a file that was open for long ------------------------------------------------------------------------


def test_an_edit_of_an_older_text_stands_beside_ours(project: Project) -> None:
    small.saved(project, _A, "Я працюю медсестрою в лікарні.")
    opened = _file(project).read_text(encoding="utf-8")
    small.saved(project, _A, "Моя робота – доглядати хворих.")
    edited = opened.replace("Я працюю медсестрою в лікарні.", "Я працюю медсестрою у лікарні!")
    _file(project).write_text(edited, encoding="utf-8")
    assert catalogs.sync(project, small.NAME).outside == taking.Absorbed(0, 1)
    assert small.unit(project, _A).unit.target.text == "Моя робота – доглядати хворих."
    assert _beside(project, _A) == ["Я працюю медсестрою у лікарні!"]
    assert "Моя робота" in _file(project).read_text(encoding="utf-8")


def test_a_file_from_before_a_save_brings_its_own_edit_and_takes_nothing_back(project: Project) -> None:
    small.saved(project, _Q, "Хто ти?")
    small.saved(project, _A, "Я лікар.")
    opened = _file(project).read_text(encoding="utf-8")
    small.saved(project, _Q, "Хто ви?")
    small.saved(project, _A, "Медсестра я.")
    edited = opened.replace("Я лікар.", "Щось інше зовсім.")
    _file(project).write_text(edited, encoding="utf-8")
    assert catalogs.sync(project, small.NAME).outside == taking.Absorbed(0, 1, 1)
    assert small.unit(project, _Q).unit.target.text == "Хто ви?"
    assert _beside(project, _A) == ["Щось інше зовсім."]


def test_an_old_text_put_back_in_todays_file_is_somebodys_deed(project: Project) -> None:
    small.saved(project, _Q, "Хто ти?")
    small.saved(project, _Q, "Хто ви?")
    small.saved(project, _A, "Я медсестра.")  # the file holds something newer than the old text
    small.outside(_file(project), ("Хто ви?", "Хто ти?"))
    assert catalogs.sync(project, small.NAME).outside == taking.Absorbed(1)
    assert small.unit(project, _Q).unit.target.text == "Хто ти?"


def test_a_text_that_is_taken_out_of_todays_file_stays_in_doubt(project: Project) -> None:
    small.reviewed(project, _Q, "Хто ви?")
    small.saved(project, _A, "Я медсестра.")
    small.outside(_file(project), ('msgstr "Хто ви?"', 'msgstr ""'))
    assert catalogs.sync(project, small.NAME).outside == taking.Absorbed(1)
    target = small.unit(project, _Q).unit.target
    assert (target.text, target.state) == ("Хто ви?", State.NEEDS_WORK)
    assert "taken out" in target.reason


# -- entries that have no place any more ------------------------------------------------------------------


def test_an_edit_made_for_an_older_source_stands_beside_the_segment_of_today(project: Project) -> None:
    small.saved(project, _Q, "Хто ти?")
    old = _file(project).read_text(encoding="utf-8")
    path = project.folder.source(small.NAME)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(_Q, "Who are you, then?").replace(_A, "I am a good nurse."), encoding="utf-8"
    )
    catalogs.sync(project, small.NAME)
    edited = old.replace("Хто ти?", "Хто ви?").replace(
        'msgid "I am a nurse."\nmsgstr ""', 'msgid "I am a nurse."\nmsgstr "Я медсестра."'
    )
    _file(project).write_text(edited, encoding="utf-8")
    assert catalogs.sync(project, small.NAME).outside.suggested == 2
    assert _beside(project, "Who are you, then?") == ["Хто ви?"]
    assert _beside(project, "I am a good nurse.") == ["Я медсестра."]
    assert "#~" not in _file(project).read_text(encoding="utf-8")


def test_an_obsolete_twin_with_another_text_is_kept_beside(project: Project) -> None:
    small.saved(project, _Q, "Хто ви?")
    with _file(project).open("a", encoding="utf-8") as file:
        file.write(f'\n#~ msgid "{_Q}"\n#~ msgstr "Хто ти такий?"\n')
    assert catalogs.sync(project, small.NAME).outside == taking.Absorbed(0, 1)
    assert small.unit(project, _Q).unit.target.text == "Хто ви?"
    assert _beside(project, _Q) == ["Хто ти такий?"]


def test_what_stands_above_the_header_and_a_previous_context_survive_our_writing(project: Project) -> None:
    text = _file(project).read_text(encoding="utf-8")
    text = text.replace("#\nmsgid", "# Ours.\n#. extracted\n#, x-flag\nmsgid", 1)
    text = text.replace('msgid "Who are you?"', '#| msgctxt "old"\nmsgid "Who are you?"')
    _file(project).write_text(text, encoding="utf-8")
    catalogs.sync(project, small.NAME)
    small.saved(project, _A, "Я медсестра.")
    written = _file(project).read_text(encoding="utf-8")
    assert written.startswith("# Ours.\n#. extracted\n#, x-flag\nmsgid")
    assert '#| msgctxt "old"\nmsgid "Who are you?"' in written


def test_a_note_in_the_shape_of_our_lines_stays_a_note(project: Project) -> None:
    small.saved(project, _Q, "Хто ви?", person="Олена")
    small.outside(
        _file(project),
        (
            "# translated: Олена; awaiting review\n",
            "# translated: Олена; awaiting review\n# draft: see p. 4\n",
        ),
    )
    catalogs.sync(project, small.NAME)
    unit = small.unit(project, _Q).unit
    assert (unit.target.translator, unit.target.origin, unit.comments) == ("Олена", "", ("draft: see p. 4",))


def test_an_old_copy_is_one_though_the_clock_was_put_back_in_between(project: Project) -> None:
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)

    def say(source: str, text: str, *, now: datetime) -> None:
        one = small.unit(project, source)
        target = Target(text, State.TRANSLATED, translator="Олена")
        project.store.save(Save(one.id, "uk", one.version, target, "save", "Олена"), now=now)
        catalogs.write(project, small.NAME, "uk")

    say(_Q, "Хто ти?", now=noon - timedelta(hours=2))
    say(_A, "Я медсестра.", now=noon)
    old = _file(project).read_bytes()
    say(_Q, "Хто ви?", now=noon - timedelta(hours=1))
    _file(project).write_bytes(old)
    assert catalogs.sync(project, small.NAME).outside == taking.Absorbed(older=1)
    assert small.unit(project, _Q).unit.target.text == "Хто ви?"


def test_a_tool_that_takes_all_comments_out_takes_nobodys_name_away(project: Project) -> None:
    small.saved(project, _Q, "Хто ви?", person="Олена")
    small.reviewed(project, _A, "Я медсестра.")
    before = [small.unit(project, source).unit.target for source in (_Q, _A)]
    content = _file(project).read_bytes()
    lines = content.decode().split("\n")
    bare = "\n".join(line for line in lines if not line.startswith("# "))
    _file(project).write_text(bare, encoding="utf-8")
    assert catalogs.sync(project, small.NAME).outside == taking.Absorbed()
    assert [small.unit(project, source).unit.target for source in (_Q, _A)] == before
    assert _file(project).read_bytes() == content, "the names stand in the file again"
    _file(project).write_text(bare.replace("Хто ви?", "Хто ти?"), encoding="utf-8")
    assert catalogs.sync(project, small.NAME).outside == taking.Absorbed(1)
    target = small.unit(project, _Q).unit.target
    assert (target.text, target.state, target.translator) == ("Хто ти?", State.NEEDS_WORK, "outside")


_TEXTS = st.sampled_from(["Так.", "Ні.", "Може."])


@settings(max_examples=15, deadline=None)
@given(
    saves=st.lists(st.tuples(st.integers(0, 4), _TEXTS), max_size=12),
    file=st.lists(_TEXTS, min_size=5, max_size=5),
    same=st.sets(st.integers(0, 4)),
)
def test_the_histories_that_are_read_tell_as_much_as_all_of_them(
    saves: list[tuple[int, str]], file: list[str], same: set[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(taking, "_AT_ONCE", 1)
        store = Store(f"sqlite:///{folder}/a.db")
        store.add_units("talk", [Unit(Key(f"Text {number}.")) for number in range(5)])
        ids = store.order("talk")
        versions = dict.fromkeys(range(5), 0)
        for place, text in saves:
            target = Target(text, State.TRANSLATED, translator="Оля")
            store.save(Save(ids[place], "uk", versions[place], target, "save"))
            versions[place] += 1
        stored = store.units("talk", "uk")
        theirs = [
            one.unit if place in same else replace(one.unit, target=Target(file[place], State.REVIEWED))
            for place, one in enumerate(stored)
        ]
        some = taking._steps(store, Catalog("talk", "uk", tuple(theirs)), stored)
        decided = []
        for steps in (store.steps("talk", "uk"), some):
            ours = [taking._ours(one, steps.get(one.id, ())) for one in stored]
            pairs = [(unit.target, own) for unit, own in zip(theirs, ours, strict=True)]
            age = outside.age(pairs)
            answers = [outside.decide(one, own, author="Ігор", trust=True, age=age) for one, own in pairs]
            decided.append((age, answers))
        store.close()
    assert decided[0] == decided[1]
