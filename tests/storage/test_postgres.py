"""The same store on a real PostgreSQL: what several machines share."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.catalog import Key, Place, State, Target, Unit
from app.errors import ReviewError, StoreError
from app.memory import Asked
from app.storage import concordance, rows
from app.storage.claims import Claims
from app.storage.last_looks import LastLooks
from app.storage.looks import Looks
from app.storage.memory import Memories, Pair
from app.storage.presence import Presence
from app.storage.rows import Change, Conflict, Revision, Save
from app.storage.store import Store
from app.workbench import catalogs, composing, editing, stores
from app.workbench import project as projects
from app.workbench.remembering import Memory
from tests import postgres
from tests.projects import NAME, catalog_path, make, opened, unit, where

pytestmark = pytest.mark.skipif(
    postgres.programs() is None and not os.environ.get("CI"),
    reason="PostgreSQL is not installed; on Debian: apt-get install postgresql",
)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres.server() as url:
        yield url


@pytest.fixture
def url(server: str) -> str:
    """An emptied database."""
    store = Store(server)
    with store.writing() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    store.close()
    return server


def _add(store: Store, count: int) -> list[int]:
    store.add_units("d", [Unit(Key(f"Text {number}")) for number in range(count)])
    return [one.id for one in store.units("d", "uk")]


def test_a_save_on_an_old_version_is_a_conflict_with_both_texts(url: str) -> None:
    store = Store(url)
    (number,) = _add(store, 1)
    first = Target("Один", State.TRANSLATED, translator="Оля")
    second = Target("Два", State.TRANSLATED, translator="Ігор")
    assert isinstance(store.save(Save(number, "uk", 0, first, "save")), Revision)
    found = store.save(Save(number, "uk", 0, second, "save"))
    assert isinstance(found, Conflict)
    assert (found.mine, found.theirs.target) == (second, first)
    store.close()


def test_no_caller_approves_the_own_text_where_two_people_are_asked_for(url: str) -> None:
    store = Store(url, two_people=True)
    (number,) = _add(store, 1)
    translated = Target("Так.", State.TRANSLATED, translator="Оля")
    assert isinstance(store.save(Save(number, "uk", 0, translated, "save", "Оля")), Revision)
    mine = Target("Так.", State.REVIEWED, translator="Оля", reviewer="Оля")
    with pytest.raises(ReviewError, match="another person"):
        store.save(Save(number, "uk", 1, mine, "approve", "Оля"))
    theirs = replace(mine, reviewer="Ігор")
    assert isinstance(store.save(Save(number, "uk", 1, theirs, "approve", "Ігор")), Revision)
    store.close()


def test_a_save_that_is_kept_late_is_written_though_later_ones_were_written_before(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_DATABASE", url)
    with opened(make(tmp_path / "p", languages='"uk"')) as project:
        late, soon = unit(project, "How are you?"), unit(project, "Yes.")
        target = Target("Як ти?", State.TRANSLATED, translator="Оля")
        with project.store.writing() as connection:
            rows.save(connection, Save(late.id, "uk", 0, target, "save", "Оля"), datetime.now(UTC))
            editing.save(project, where(soon), "Так.", person="Ігор")
            text = catalog_path(project.folder.root).read_text("utf-8")
            assert ("Так." in text, "Як ти?" in text) == (True, False)
        catalogs.write(project, NAME, "uk")
        content = catalog_path(project.folder.root).read_bytes()
        assert "Як ти?" in content.decode()
        assert content == composing.compose(project, NAME, "uk", whole=True).content


def test_how_far_a_catalog_is_behind_is_asked_of_one_moment(url: str) -> None:
    store = Store(url)
    with store.snapshot() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM unit").scalar_one()
        _add(store, 1)
        assert connection.exec_driver_sql("SELECT count(*) FROM unit").scalar_one() == before
    with store.reading() as connection:
        assert connection.exec_driver_sql("SHOW transaction_isolation").scalar_one() == "read committed"
    store.close()


def test_of_many_threads_on_one_unit_each_version_is_won_once(url: str) -> None:
    store = Store(url)
    (number,) = _add(store, 1)
    won: list[int] = []

    def work(name: str) -> None:
        mine = Store(url)
        for _ in range(25):
            now = mine.unit(number, "uk")
            assert now is not None
            done = mine.save(Save(number, "uk", now.version, Target(name, State.TRANSLATED), "save"))
            if isinstance(done, Revision):
                won.append(done.version)
        mine.close()

    threads = [threading.Thread(target=work, args=(f"t{index}",)) for index in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == list(range(1, len(won) + 1))
    assert len(store.history(number, "uk")) == len(won)
    store.close()


_SENDS = [
    # unit, base, text, id of the send
    (0, 0, "Один", "a"),
    (0, 0, "Один", "a"),  # sent twice
    (0, 1, "Два", "b"),
    (0, 0, "Один", "a"),  # sent once more, when another text stands there
    (0, 1, "Три", "c"),  # on an old version
    (1, 0, "Два", "b"),  # another's id
    (1, 0, "Чотири", None),
    (1, 0, "Чотири", None),
    (1, 7, "П’ять", "d"),  # on a version that is not there yet
]


def test_both_databases_answer_the_same_sends_alike(url: str, tmp_path: Path) -> None:
    answers = []
    for store in (Store(url), Store(f"sqlite:///{tmp_path / 'workbench.db'}")):
        numbers = _add(store, 2)
        done = [
            store.save(
                Save(numbers[unit], "uk", base, Target(text, State.TRANSLATED), "save", "Оля", save_id)
            )
            for unit, base, text, save_id in _SENDS
        ]
        answers.append(
            [(one.mine, one.theirs.target) if isinstance(one, Conflict) else one.version for one in done]
            + [[step.target.text for step in store.history(number, "uk")] for number in numbers]
            + [[one.version for one in store.units("d", "uk")]]
        )
        store.close()
    assert answers[0] == answers[1]
    assert answers[0][:3] == [1, 1, 2]
    assert answers[0][3] == 1
    assert answers[0][-3:] == [["Два", "Один"], ["Чотири"], [2, 1]]


def test_no_edit_of_the_source_passes_by_a_save_of_the_same_moment(url: str) -> None:
    store = Store(url)
    (number,) = _add(store, 1)
    stop = threading.Event()

    def work() -> None:
        mine = Store(url)
        while not stop.is_set():
            now = mine.unit(number, "uk")
            assert now is not None
            text = Target(f"т {now.version}", State.TRANSLATED)
            mine.save(Save(number, "uk", now.version, text, "save"))
        mine.close()

    def edited(target: Target, previous: str) -> Target:
        return Target(target.text, State.NEEDS_WORK, previous_source=previous) if target.text else target

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for turn in range(12):
        change = Change(Key(f"Text, edited {turn}"), Place(), 0, number)
        store.revise("d", [change], languages=["uk"], edited=edited)
    stop.set()
    for thread in threads:
        thread.join()
    moves = [step.move for step in store.history(number, "uk")]
    assert moves.count("source changed") == 12
    store.close()


def test_batches_that_cross_do_not_lock_each_other_out(url: str) -> None:
    store = Store(url)
    numbers = _add(store, 40)
    failures: list[Exception] = []

    def work(order: list[int]) -> None:
        mine = Store(url)
        try:
            for _ in range(5):
                versions = {one.id: one.version for one in mine.units("d", "uk")}
                mine.save_all(
                    [Save(one, "uk", versions[one], Target("т", State.TRANSLATED), "save") for one in order]
                )
        except StoreError as error:
            failures.append(error)
        finally:
            mine.close()

    threads = [threading.Thread(target=work, args=(order,)) for order in (numbers, numbers[::-1]) * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    store.close()


def test_two_apps_on_one_project_and_one_server(
    tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_DATABASE", url)
    folder = make(tmp_path / "p")
    one, other = opened(folder), projects.open_project(folder)
    editing.save(one, where(unit(one, "How are you?")), "Як справи?", person="Оля")
    seen = unit(other, "How are you?")
    assert seen.unit.target.text == "Як справи?"
    editing.approve(other, where(seen), person="Ігор")
    assert unit(one, "How are you?").unit.target.state is State.REVIEWED
    assert "# reviewed: Ігор" in catalog_path(folder).read_text(encoding="utf-8")
    assert list(stores.check(one)) == []
    one.store.close()
    other.store.close()


_APP = """
import sys
from pathlib import Path
from app.workbench import editing
from app.workbench.writing import Writer
from tests.projects import opened, unit, where
project = opened(Path(sys.argv[1]))
writer = Writer(project)
print("ready", flush=True)
for line in sys.stdin:
    source, text = line.rstrip("\\n").split("|")
    done = editing.save(project, where(unit(project, source)), text, person=sys.argv[2])
    print(type(done).__name__, flush=True)
"""


def test_two_processes_serve_one_project_and_one_takes_over_from_the_killed(
    tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_DATABASE", url)
    folder = make(tmp_path / "p")
    opened(folder).store.close()
    apps = [
        subprocess.Popen(
            [sys.executable, "-c", _APP, str(folder), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        for name in ("Оля", "Ігор")
    ]

    def tell(app: subprocess.Popen[str], line: str) -> str:
        assert app.stdin is not None
        assert app.stdout is not None
        app.stdin.write(f"{line}\n")
        app.stdin.flush()
        return app.stdout.readline().strip()

    def until_on_disk(text: str) -> None:
        deadline = time.monotonic() + 60
        while text not in catalog_path(folder).read_text(encoding="utf-8"):
            assert time.monotonic() < deadline, f"{text} is not in the catalog"
            threading.Event().wait(0.05)

    try:
        for app in apps:
            assert app.stdout is not None
            assert app.stdout.readline().strip() == "ready"
        assert tell(apps[0], "How are you?|Як справи?") == "Done"
        assert tell(apps[1], "We have 3 messages.|Маємо 3 тези.") == "Done"
        until_on_disk("Як справи?")
        until_on_disk("Маємо 3 тези.")
        apps[0].kill()
        apps[0].wait()
        assert tell(apps[1], "Yes.|Так.") == "Done"
        until_on_disk("Так.")  # though the dead one may still hold the lease for a while
    finally:
        for app in apps:
            app.kill()
            app.communicate()
    with opened(folder) as project:
        assert list(stores.check(project)) == []


def test_a_lease_is_held_by_one_and_lost_by_the_dead(url: str) -> None:
    store = Store(url)
    assert store.hold("catalogs", "a", seconds=30)
    assert not store.hold("catalogs", "b", seconds=30)
    assert store.hold("catalogs", "a", seconds=0.1), "its last word before it died"
    ends = time.monotonic() + 60
    while not store.hold("catalogs", "b", seconds=30):
        assert time.monotonic() < ends, "the lease of the dead is lost"
    assert not store.hold("catalogs", "a", seconds=30)
    store.release("catalogs", "b")
    assert store.hold("catalogs", "a", seconds=30)
    store.close()


def test_a_project_moves_to_the_server_with_its_history_and_goes_on_there(
    tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make(tmp_path / "p")
    with opened(folder) as project:
        editing.save(project, where(unit(project, "How are you?")), "Як ти?", person="Оля")
        editing.save(project, where(unit(project, "How are you?")), "Як справи?", person="Оля")
        stores.move(project, url)
    before = catalog_path(folder).read_bytes()
    monkeypatch.setenv("WORKBENCH_DATABASE", url)
    with opened(folder) as project:
        stored = unit(project, "How are you?")
        texts = [one.target.text for one in project.store.history(stored.id, "uk")]
        assert texts == ["Як справи?", "Як ти?"]
        assert catalog_path(folder).read_bytes() == before
        editing.save(project, where(unit(project, "Yes.")), "Так.", person="Оля")
        catalogs.sync(project, NAME)
        assert list(stores.check(project)) == []


def test_nothing_is_moved_into_a_store_that_holds_something(tmp_path: Path, url: str) -> None:
    with opened(make(tmp_path / "p")) as project:
        stores.move(project, url)
        with pytest.raises(StoreError, match="not empty"):
            stores.move(project, url)


def test_a_password_is_not_shown(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        Store("postgresql://somebody:topsecret@127.0.0.1:1/none?connect_timeout=1")
    assert "topsecret" not in str(caught.value)
    assert "127.0.0.1" in str(caught.value)


def test_who_is_there_is_seen_by_every_process_by_the_servers_clock(url: str) -> None:
    here, there = Store(url), Store(url)
    first, last = _add(here, 2)
    Presence(here).beat("d", "uk", "Оля", seat="1", unit=first, typing=True)
    Claims(here).claim("d", "uk", last, first, person="Оля", note="до п’ятниці")
    (present,), (claim,) = Presence(there).present("d", "uk"), Claims(there).standing("d", "uk")
    assert (present.person, present.unit, present.typing, present.seconds) == ("Оля", first, True, 0)
    assert (claim.person, claim.first, claim.last) == ("Оля", first, last)
    LastLooks(here).look("d", "uk", 7, person="Оля")
    assert LastLooks(there).last("d", "uk", person="оля") is not None
    here.close()
    there.close()


def test_a_step_that_comes_to_sight_after_a_later_one_is_told_all_the_same(url: str) -> None:
    store = Store(url)
    slow, quick = _add(store, 2)
    with store.writing() as connection:
        rows.save(
            connection, Save(slow, "uk", 0, Target("Один", State.TRANSLATED), "save"), datetime.now(UTC)
        )
        store.save(Save(quick, "uk", 0, Target("Два", State.TRANSLATED), "save"))
        cursor, units = Looks(store).since("d", "uk", "0.0")
        assert [one.id for one in units] == [quick]
    _, units = Looks(store).since("d", "uk", cursor)
    assert slow in [one.id for one in units]
    store.close()


def test_the_memory_finds_texts_and_phrases_and_has_its_index(url: str, tmp_path: Path) -> None:
    store = Store(url)
    numbers = _add(store, 3)
    said = Target("Живу у п’яти домах.", State.REVIEWED, translator="Оля", reviewer="Ігор")
    store.save(Save(numbers[1], "uk", 0, said, "save"))
    pairs = [Pair(f"House {number} has {number * 3} windows.", f"Дім {number}.") for number in range(50)]
    memories = Memories(store)
    memories.keep("f.tmx", "uk", [*pairs, Pair("a]^\\-*?[b", "х%")], person="О")
    memory = Memory(memories, tmp_path, few=20)
    memory.prepare("uk")
    (match, *_) = memory.matches("uk", Asked("Text 7", "Text 0", "Text 2"))
    assert (match.remembered.target, match.in_context) == (said.text, True)
    (match, *_) = memory.matches("uk", Asked("House 41 has 123 new windows."))
    assert (match.remembered.target, match.remembered.file) == ("Дім 41.", "f.tmx")
    store.save(Save(numbers[2], "uk", 0, Target("Нове.", State.TRANSLATED, translator="Оля"), "save"))
    assert memory.exact("uk", Asked("Text 2")) is not None
    assert memories.known("uk", ["Text 2", "Text 0", pairs[3].source]) == {"Text 2", pairs[3].source}
    for phrase in ("П'ЯТИ", "A]^\\-*?[B", "х%"):
        found = concordance.find(memories, "uk", phrase, source=True, target=True, most=5)
        assert len(found) == 1, phrase
    memory.close()
    store.close()
