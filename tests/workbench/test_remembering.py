"""The memory knows at once what people said, in every process, and survives the loss of its index."""

import logging
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.catalog import State, Target
from app.memory import Asked, Doubt
from app.storage.memory import Memories, Pair
from app.storage.rows import Save
from app.workbench.project import Project
from app.workbench.remembering import Memory
from tests import small

_PAIRS = [
    Pair(f"Sentence number {number} tells of the house and of {number * 7} people.", f"Речення {number}.")
    for number in range(60)
]


@pytest.fixture
def folder(project: Project) -> Path:
    return project.folder.private / "memory"


@pytest.fixture
def few(project: Project, folder: Path) -> Iterator[Memory]:
    """Open a memory that has an index from twenty sources on, and sixty of them."""
    memories = Memories(project.store)
    memories.keep("f.tmx", "uk", _PAIRS, person="О")
    memory = Memory(memories, folder, few=20)
    yield memory
    memory.close()


def _targets(memory: Memory, source: str) -> list[str]:
    return [one.remembered.target for one in memory.matches("uk", Asked(source))]


def test_what_is_saved_is_remembered_at_once(project: Project) -> None:
    memory = project.memory
    assert _targets(memory, "I live in Kyiv.") == []
    small.saved(project, "I live in Lviv.", "Живу у Львові.")
    assert _targets(memory, "I live in Kyiv.") == ["Живу у Львові."]
    small.saved(project, "I live in Lviv.", "Я живу у Львові.")
    assert _targets(memory, "I live in Kyiv.") == ["Я живу у Львові."]


def test_what_another_process_saves_is_remembered_at_once(project: Project, folder: Path) -> None:
    other = Memory(Memories(project.store), folder)
    assert _targets(other, "I live in Kyiv.") == []
    small.saved(project, "I live in Lviv.", "Живу у Львові.")
    assert _targets(other, "I live in Kyiv.") == ["Живу у Львові."]


def test_the_unit_that_asks_is_not_told_what_it_says_itself(project: Project) -> None:
    one = small.saved(project, "I live in Lviv.", "Живу у Львові.")
    assert project.memory.matches("uk", Asked("I live in Lviv."), unit=one.id) == ()


def test_what_is_doubted_is_forgotten_and_what_is_approved_counts_for_more(project: Project) -> None:
    one = small.saved(project, "I live in Lviv.", "Живу у Львові.")
    (match,) = project.memory.matches("uk", Asked("I live in Lviv."))
    assert Doubt.NOT_REVIEWED in match.doubts
    doubted = Target("Живу у Львові.", State.NEEDS_WORK, translator="Олена", reason="ні")
    project.store.save(Save(one.id, "uk", one.version, doubted, "send back", person="Борис"))
    assert project.memory.matches("uk", Asked("I live in Lviv.")) == ()


def test_many_sources_have_an_index_and_what_comes_later_is_found_beside_it(
    project: Project, few: Memory
) -> None:
    few.prepare("uk")
    source = _PAIRS[41].source
    assert _targets(few, source.replace("house", "mouse"))[0] == "Речення 41."
    assert few._shelf("uk").index is not None
    small.saved(project, "I live in Lviv.", "Живу у Львові.")
    assert _targets(few, "I live in Kyiv.") == ["Живу у Львові."]
    assert _targets(few, source.replace("house", "mouse"))[0] == "Речення 41."


def test_while_the_index_is_made_what_is_exact_is_found(few: Memory) -> None:
    assert _targets(few, _PAIRS[59].source)[0] == "Речення 59."


def test_another_process_uses_the_index_that_is_there(
    project: Project, folder: Path, few: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    few.prepare("uk")
    other = Memory(Memories(project.store), folder, few=20)
    monkeypatch.setattr(other, "_make", lambda *_: pytest.fail("it makes another one"))
    assert _targets(other, _PAIRS[7].source.replace("house", "mouse"))[0] == "Речення 7."
    assert other._shelf("uk").index is not None


def test_an_index_grows_old_and_another_takes_its_place(project: Project, folder: Path, few: Memory) -> None:
    few.prepare("uk")
    first = (folder / "uk" / "current").read_text()
    more = [Pair(f"A later sentence, of {number} birds and {number} trees.", "х") for number in range(30)]
    few.memories.keep("g.tmx", "uk", more, person="О")
    few.matches("uk", Asked("Anything."))
    _wait(lambda: (folder / "uk" / "current").read_text() != first)
    _wait(lambda: few._fresh("uk").recent == {} or len(few._fresh("uk").choices) < 20)
    assert len(_targets(few, "A later sentence, of 3 birds and 4 trees.")) == 1
    few.close()
    assert len([one for one in (folder / "uk").iterdir() if one.is_dir()]) <= 2


@pytest.mark.parametrize("harm", ["cut", "folder", "current", "garbage"])
def test_a_damaged_index_is_made_anew_and_the_log_says_so(
    project: Project, folder: Path, few: Memory, harm: str, caplog: pytest.LogCaptureFixture
) -> None:
    few.prepare("uk")
    home = folder / "uk"
    index = home / (home / "current").read_text()
    match harm:
        case "cut":
            path = next(index.glob("*.idx"))
            os.truncate(path, 10)
        case "folder":
            for path in index.iterdir():
                path.unlink()
        case "current":
            (home / "current").write_text("../../elsewhere")
        case "garbage":
            (home / "current").write_bytes(b"\xff\xfe\0")
    with caplog.at_level(logging.INFO, "workbench"):
        again = Memory(Memories(project.store), folder, few=20)
        again.prepare("uk")
    assert _targets(again, _PAIRS[41].source.replace("house", "mouse"))[0] == "Речення 41."
    assert again._shelf("uk").index is not None
    if harm in {"cut", "folder"}:
        assert "is made anew" in caplog.text
    again.close()


def test_an_index_of_another_store_is_not_used(project: Project, folder: Path, few: Memory) -> None:
    few.prepare("uk")
    before = (folder / "uk" / "current").read_text()
    with project.store.writing() as connection:
        connection.exec_driver_sql("UPDATE setting SET value = 'another' WHERE name = 'generation'")
    few.prepare("uk")
    assert (folder / "uk" / "current").read_text() != before
    assert _targets(few, _PAIRS[41].source.replace("house", "mouse"))[0] == "Речення 41."


def test_an_index_that_cannot_be_made_is_told_once_and_the_work_goes_on(
    few: Memory, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("a file stands in the way")
    few.prepare("uk")
    few.prepare("uk")
    assert _targets(few, _PAIRS[41].source)[0] == "Речення 41."
    assert caplog.text.count("has no index") == 1


_MAKES = """
    import sys, time
    from pathlib import Path
    from app.storage.memory import Memories
    from app.storage.store import Store
    from app.workbench.remembering import Memory

    class Slow(Memories):
        def sources(self, language):
            for count, one in enumerate(super().sources(language)):
                if count == 40:
                    print("half", flush=True)
                    time.sleep(60)
                yield one

    Memory(Slow(Store(sys.argv[1])), Path(sys.argv[2]), few=20).prepare("uk")
"""


def test_a_process_that_dies_while_it_makes_an_index_leaves_nothing_in_the_way(
    project: Project, folder: Path, few: Memory
) -> None:
    command = [sys.executable, "-c", textwrap.dedent(_MAKES), project.store.url, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half\n"
        process.send_signal(signal.SIGKILL)
    few.prepare("uk")
    assert few._shelf("uk").index is not None
    assert _targets(few, _PAIRS[41].source.replace("house", "mouse"))[0] == "Речення 41."
    assert len([one for one in (folder / "uk").iterdir() if one.is_dir()]) == 1


def _wait(until: object, *, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not until():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.02)
