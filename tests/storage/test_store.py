"""Nobody's words are lost: not by two people at once, not by many processes, not by a kill."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from app.catalog import Key, Kind, Place, State, Target, Unit
from app.errors import ReviewError, StoreError
from app.storage import po, schema
from app.storage.catalog_files import CatalogFile
from app.storage.rows import Change, Conflict, Revision, Save
from app.storage.store import Store
from tests import small

_NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def _units(*sources: str) -> list[Unit]:
    return [Unit(Key(source)) for source in sources]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{tmp_path}/a.db")
    opened.add_units("talk", _units("Yes.", "No.", "Perhaps."))
    yield opened
    opened.close()


def _save(unit: int, base: int, text: str, **more: Any) -> Save:
    return Save(unit, "uk", base, Target(text, State.TRANSLATED, translator="Олена"), "save", "Олена", **more)


def _ids(store: Store) -> list[int]:
    return [one.id for one in store.units("talk", "uk")]


# -- one save ---------------------------------------------------------------------------------------------


def test_a_save_is_there_for_whoever_opens_the_store_next(store: Store) -> None:
    unit = _ids(store)[0]
    done = store.save(_save(unit, 0, "Так."), now=_NOON)
    assert isinstance(done, Revision)
    other = Store(store.url)
    found = other.unit(unit, "uk")
    other.close()
    assert found is not None
    assert (found.unit.target.text, found.version, found.at) == ("Так.", 1, _NOON.isoformat())


def test_a_save_on_an_old_version_changes_nothing_and_answers_with_all_three_texts(store: Store) -> None:
    unit = _ids(store)[0]
    store.save(_save(unit, 0, "Основа."))
    store.save(_save(unit, 1, "Їхнє."))
    for _ in range(2):  # and it stays a conflict, however often it is sent
        answer = store.save(_save(unit, 1, "Моє."))
        assert isinstance(answer, Conflict)
        texts = (answer.base.text, answer.mine.text, answer.theirs.target.text)
        assert texts == ("Основа.", "Моє.", "Їхнє.")
        assert (answer.theirs.person, answer.theirs.version) == ("Олена", 2)
    assert [one.target.text for one in store.history(unit, "uk")] == ["Їхнє.", "Основа."]


def test_the_first_text_may_be_contested_too(store: Store) -> None:
    unit = _ids(store)[0]
    store.save(_save(unit, 0, "Їхнє."))
    answer = store.save(_save(unit, 0, "Моє."))
    assert isinstance(answer, Conflict)
    assert answer.base == Target()


def test_a_version_that_is_not_there_yet_is_a_conflict_in_words_of_the_store(store: Store) -> None:
    unit = _ids(store)[0]
    answer = store.save(_save(unit, 7, "Моє."))
    assert isinstance(answer, Conflict)
    assert (answer.theirs.version, answer.theirs.target) == (0, Target())


def test_who_chooses_after_a_conflict_saves_on_the_new_version(store: Store) -> None:
    unit = _ids(store)[0]
    store.save(_save(unit, 0, "Їхнє."))
    answer = store.save(_save(unit, 0, "Моє."))
    assert isinstance(answer, Conflict)
    assert isinstance(store.save(_save(unit, answer.theirs.version, "Моє.")), Revision)


def test_a_save_that_is_sent_twice_counts_once(store: Store) -> None:
    unit = _ids(store)[0]
    first = store.save(_save(unit, 0, "Так.", save_id="tab-1"))
    store.save(_save(unit, 1, "Авжеж.", save_id="tab-2"))
    assert store.save(_save(unit, 0, "Так.", save_id="tab-1")) == first
    assert [one.version for one in store.history(unit, "uk")] == [2, 1]


def test_languages_do_not_contest_each_other(store: Store) -> None:
    unit = _ids(store)[0]
    store.save(_save(unit, 0, "Так."))
    answer = store.save(Save(unit, "sv", 0, Target("Ja.", State.TRANSLATED, translator="Åsa"), "save", "Åsa"))
    assert isinstance(answer, Revision)


def test_of_several_saves_those_without_a_conflict_are_kept_and_answered_in_order(store: Store) -> None:
    one, two, three = _ids(store)
    store.save(_save(two, 0, "Їхнє."))
    answers = store.save_all([_save(three, 0, "В."), _save(two, 0, "Б."), _save(one, 0, "А.")])
    assert [isinstance(answer, Conflict) for answer in answers] == [False, True, False]
    assert [answer.target.text for answer in answers if isinstance(answer, Revision)] == ["В.", "А."]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        'say "no"; DROP TABLE unit; --',
        "👩‍👩‍👧 أهلا e\u0301",
        "line\nbreak\ttab\\",
        " ",
        "{braces} %s",
    ],
)
def test_any_text_comes_back_as_it_went_in(store: Store, text: str) -> None:
    unit = _ids(store)[0]
    target = Target(text, State.NEEDS_WORK, text, text, "", text, text)
    store.save(Save(unit, "uk", 0, target, "save", text))
    found = store.unit(unit, "uk")
    assert found is not None
    assert found.unit.target == target
    assert store.history(unit, "uk")[0].target == target


# -- history ------------------------------------------------------------------------------------------------


def test_history_tells_who_when_what_and_from_which_source(store: Store) -> None:
    unit = _ids(store)[0]
    store.save(_save(unit, 0, "Так."), now=_NOON)
    (step,) = store.history(unit, "uk")
    assert (step.move, step.person, step.at, step.source) == ("save", "Олена", _NOON.isoformat(), "Yes.")


def test_history_only_grows(store: Store) -> None:
    unit = _ids(store)[0]
    seen: list[Revision] = []
    for version in range(5):
        store.save(_save(unit, version, f"{version}"))
        store.save(_save(unit, 0, "late"))  # refused
        store.revise(
            "talk",
            [Change(Key(f"Yes {version}."), Place(), 0, unit)],
            languages=(),
            edited=lambda target, _: target,
        )
        now = store.history(unit, "uk")
        assert list(now[1:]) == seen
        seen = list(now)
    assert list(store.steps("talk", "uk")[unit]) == seen[::-1]


# -- units ------------------------------------------------------------------------------------------------


def test_units_come_in_the_documents_order_with_the_obsolete_last(store: Store) -> None:
    one, two, three = _ids(store)
    changes = [
        Change(Key("Perhaps."), Place(speaker="Оля", turn=1), 0, three),
        Change(Key("New."), Place(Kind.SEGMENT), 1),
        Change(Key("Yes."), Place(), 2, one),
    ]
    store.revise("talk", changes, languages=(), edited=lambda target, _: target)
    found = store.units("talk", "uk")
    assert [one.unit.source for one in found] == ["Perhaps.", "New.", "Yes.", "No."]
    assert [one.unit.obsolete for one in found] == [False, False, False, True]
    assert found[0].unit.place == Place(speaker="Оля", turn=1)
    assert found[3].id == two


def test_units_may_change_their_keys_among_each_other(store: Store) -> None:
    one, two, three = _ids(store)
    swapped = [
        Change(Key("No."), Place(), 0, one),
        Change(Key("Yes."), Place(), 1, two),
        Change(Key("x"), Place(), 2, three),
    ]
    store.revise("talk", swapped, languages=(), edited=lambda target, _: target)
    assert [(one.id, one.unit.source) for one in store.units("talk", "uk")] == [
        (one, "No."),
        (two, "Yes."),
        (three, "x"),
    ]


def test_a_context_none_and_a_context_of_the_word_none_are_two(store: Store) -> None:
    store.add_units("other", [Unit(Key("Yes.")), Unit(Key("Yes.", "None")), Unit(Key("Yes.", ""))])
    assert [one.unit.key.context for one in store.units("other", "uk")] == [None, "None", ""]


def test_comments_and_flags_of_others_are_kept_beside_a_unit_without_counting_as_a_save(store: Store) -> None:
    unit = _ids(store)[0]
    store.keep_marks("uk", {unit: (("no-wrap",), "")})
    store.take_comments("uk", {unit: ("look", "again")}, person="Оля")
    found = store.unit(unit, "uk")
    assert found is not None
    assert (found.unit.comments, found.unit.flags, found.version) == (("look", "again"), ("no-wrap",), 0)


def test_a_suggestion_stands_once_beside_a_unit(store: Store) -> None:
    unit = _ids(store)[0]
    for text in ("Так.", "Так.", "Еге."):
        store.suggest(unit, "uk", text, person="Poedit")
    assert store.suggestions(unit, "uk") == (("Так.", "Poedit"), ("Еге.", "Poedit"))
    assert store.suggestions(unit, "sv") == ()


def test_what_is_known_of_a_file_is_remembered_with_the_versions_in_it(store: Store) -> None:
    unit = _ids(store)[0]
    store.save(_save(unit, 0, "Так."))
    file = CatalogFile("abc", (("X-A", "b: c"), ("Language", "uk")), "Our file.\nTwo lines.")
    store.keep_catalog_file("talk", "uk", file, {unit: 1}, since=CatalogFile())
    found = store.unit(unit, "uk")
    assert store.catalog_file("talk", "uk") == file
    assert store.catalog_file("talk", "sv") == CatalogFile()
    assert found is not None
    assert found.written == 1


# -- two people -------------------------------------------------------------------------------------------

_REVIEWED = Target("Так.", State.REVIEWED, translator="Олена", reviewer="Борис")
_NOT_BY_TWO: tuple[tuple[str, Target, str], ...] = (
    ("the own text", replace(_REVIEWED, reviewer="Олена"), "Олена"),
    ("in other letters", replace(_REVIEWED, reviewer="ОЛЕ\N{ZERO WIDTH SPACE}НА"), "олена"),
    ("the own text in another's name", replace(_REVIEWED, translator="Ігор", reviewer="Олена"), "Олена"),
    ("in the name of somebody who is not there", _REVIEWED, "Олена"),
    ("a text that was changed with the same save", replace(_REVIEWED, text="Ні."), "Борис"),
)


@pytest.mark.parametrize(
    ("target", "person"), [one[1:] for one in _NOT_BY_TWO], ids=[one[0] for one in _NOT_BY_TWO]
)
@pytest.mark.parametrize("how", ["save", "save_all", "save_together", "bring"])
def test_no_caller_of_the_store_approves_what_no_second_person_did(
    store: Store, target: Target, person: str, how: str
) -> None:
    unit = _ids(store)[0]
    store.save(_save(unit, 0, "Так."))
    store.two_people = True
    approval = Save(unit, "uk", 1, target, "approve", person)
    deeds: Mapping[str, Callable[[], object]] = {
        "save": lambda: store.save(approval),
        "save_all": lambda: store.save_all([approval]),
        "save_together": lambda: store.save_together([approval]),
        "bring": lambda: store.bring("uk", [approval]),
    }
    with pytest.raises(ReviewError, match="another person"):
        deeds[how]()
    found = store.unit(unit, "uk")
    assert found is not None
    assert (found.version, found.unit.target.state) == (1, State.TRANSLATED)
    assert len(store.history(unit, "uk")) == 1


def test_a_second_person_approves_and_an_approval_of_an_older_text_is_a_conflict(store: Store) -> None:
    unit = _ids(store)[0]
    store.two_people = True
    store.save(_save(unit, 0, "Так."))
    approval = Save(unit, "uk", 1, _REVIEWED, "approve", "Борис", save_id="a")
    assert isinstance(store.save(approval), Revision)
    assert isinstance(store.save(approval), Revision), "sent once more, it is the same"
    mine = replace(_REVIEWED, reviewer="Олена")
    assert isinstance(store.save(Save(unit, "uk", 1, mine, "approve", "Олена")), Conflict)


# -- the database itself ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [b"this is no database, but it is long enough to be one" * 50, b"SQLite format 3\0" + b"\xff" * 5000],
)
def test_a_file_that_is_no_store_is_refused_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(f"sqlite:///{path}")
    assert path.read_bytes() == content


def test_a_place_where_no_store_can_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="PO files are untouched"):
        Store(f"sqlite:///{tmp_path}/file/a.db")


@pytest.mark.parametrize("url", ["nonsense", "mysql://x/y", "sqlite+nothing:///a"])
def test_an_address_that_leads_nowhere_is_told_in_words(url: str) -> None:
    with pytest.raises(StoreError, match="The store"):
        Store(url)


@pytest.mark.parametrize("name", ["a?b", "a%20b", "a#b", "ї ї", "a&b=c"])
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    with small.synced(tmp_path / name) as project:
        small.saved(project, "Who are you?", "Хто ви?")
    assert (tmp_path / name / ".workbench" / "workbench.db").is_file()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_full_disk_is_told_and_keeps_all_or_nothing(store: Store) -> None:
    unit = _ids(store)[0]
    store.save(_save(unit, 0, "Так."))
    with store.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    store.engine.dispose()  # the limit is the connection's, and the pool has one to give
    with store.reading() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StoreError, match="Nothing of it was saved"):
        store.save_all([_save(_ids(store)[1], 0, "Ні."), _save(unit, 1, "ї" * 200_000)])
    found = [store.unit(one, "uk") for one in _ids(store)]
    assert [one.unit.target.text for one in found if one] == ["Так.", "", ""]


# -- many at once -------------------------------------------------------------------------------------------


def test_threads_that_save_at_once_lose_nothing(store: Store) -> None:
    unit = _ids(store)[0]
    kept: list[str] = []
    start = threading.Barrier(6)

    def work(name: int) -> None:
        start.wait()
        for turn in range(8):
            base = 0
            while isinstance(done := store.save(_save(unit, base, f"{name}-{turn}")), Conflict):
                base = done.theirs.version
            kept.append(done.target.text)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    history = store.history(unit, "uk")
    assert sorted(one.target.text for one in history) == sorted(kept)
    assert [one.version for one in history] == list(range(48, 0, -1))


_WRITER = """
import sys
from pathlib import Path
from app.storage.rows import Conflict
from app.workbench import editing, project as projects
name = sys.argv[2]
with projects.open_project(Path(sys.argv[1])) as project:
    unit = next(one.id for one in project.store.units("short-talk", "uk") if one.unit.source == sys.argv[3])
    version = project.store.unit(unit, "uk").version
    for number in range(int(sys.argv[4])):
        text = f"{name}-{number}"
        while True:
            where = editing.Where("short-talk", "uk", unit, version)
            done = editing.save(project, where, text, person=name)
            if not isinstance(done, Conflict):
                break
            version = done.theirs.version
        version = done.stored.version
        print(text, flush=True)
"""


def _writers(root: Path, *sources: str, saves: int) -> list[subprocess.Popen[str]]:
    return [
        subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(root), f"p{number}", source, str(saves)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number, source in enumerate(sources)
    ]


def _history(root: Path) -> set[str]:
    store = Store(f"sqlite:///{root}/.workbench/workbench.db")
    with store.reading() as connection:
        texts = set(connection.scalars(select(schema.revision.c.text)))
        assert connection.scalar(select(func.count()).select_from(schema.revision)) == len(texts)
    assert store.unsound() == ()
    store.close()
    return texts


def test_processes_that_save_at_once_lose_nothing_and_the_catalog_follows(tmp_path: Path) -> None:
    root = small.make(tmp_path / "talks")
    with small.synced(root):
        pass
    said: set[str] = set()
    for writer in _writers(root, "Who are you?", "Who are you?", "I am a nurse.", saves=12):
        out, errors = writer.communicate(timeout=120)
        assert writer.returncode == 0, errors
        said |= set(out.split())
    assert len(said) == 36
    assert _history(root) == said
    with small.synced(root) as project:
        held = {unit.source: unit.target.text for unit in _catalog(root)}
        assert held == {
            one.unit.source: one.unit.target.text for one in project.store.units(small.NAME, "uk")
        }


def _catalog(root: Path) -> list[Unit]:
    content = small.catalog_file(root).read_bytes()
    small.gettext("msgfmt", "--check", "-o", "/dev/null", content=content)
    return list(po.read(content, document=small.NAME, language="uk", file="x.po").units)


def test_a_kill_in_the_middle_of_saving_loses_no_acknowledged_text_and_leaves_the_catalog_whole(
    tmp_path: Path,
) -> None:
    root = small.make(tmp_path / "talks")
    with small.synced(root):
        pass
    said: set[str] = set()
    for kill, wanted in enumerate([3, 7, 12]):
        writers = _writers(root, "Who are you?", "I am a nurse.", saves=10_000)
        for number, writer in enumerate(writers):
            assert writer.stdout is not None
            said |= {f"{kill}{writer.stdout.readline()}" for _ in range(wanted + number)}
            writer.kill()
        for writer in writers:
            out, _ = writer.communicate(timeout=60)
            said |= {f"{kill}{line}" for line in out.splitlines(keepends=True) if line.endswith("\n")}
        _catalog(root)
    texts = _history_of_kills(root)
    assert {line[1:].strip() for line in said} <= texts
    with small.synced(root) as project:
        held = {unit.source: unit.target.text for unit in _catalog(root)}
        assert held == {
            one.unit.source: one.unit.target.text for one in project.store.units(small.NAME, "uk")
        }


def _history_of_kills(root: Path) -> set[str]:
    store = Store(f"sqlite:///{root}/.workbench/workbench.db")
    with store.reading() as connection:
        texts = set(connection.scalars(select(schema.revision.c.text)))
    assert store.unsound() == ()
    store.close()
    return texts


def test_a_store_that_was_removed_is_opened_anew_without_waiting_for_itself(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'workbench.db'}")
    # as long as something else holds the old file, the new one cannot get its number on the disk
    (tmp_path / "kept").hardlink_to(tmp_path / "workbench.db")
    for file in tmp_path.glob("workbench.db*"):
        file.unlink()
    said: list[str] = []

    def look() -> None:
        with pytest.raises(StoreError, match="opened anew") as caught:
            store.units("talk", "uk")
        said.append(str(caught.value))

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    looking.join(timeout=60)
    assert said
    assert store.units("talk", "uk") == ()
    store.close()
