"""The memory in the database: what was said for a source, with its neighbours; imported files; phrases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.catalog import State
from app.errors import ExchangeError
from app.memory import Asked, Remembered
from app.storage import concordance
from app.storage.memory import Memories, Pair
from app.workbench import catalogs, editing, joining
from app.workbench.project import Project
from tests import small

_LONG = "x" * 50


@pytest.fixture
def memories(project: Project) -> Memories:
    return Memories(project.store)


def test_a_text_comes_with_its_neighbours_and_where_it_stands(project: Project, memories: Memories) -> None:
    small.reviewed(project, "I live in Lviv.", "Живу у Львові.")
    (found,) = memories.same("uk", ["I live in Lviv.", "Nothing."])
    one = small.unit(project, "I live in Lviv.")
    assert found == Remembered(
        "I live in Lviv.",
        "Живу у Львові.",
        State.REVIEWED,
        small.NAME,
        one.at,
        person="Олена",
        reviewer="Борис",
        number=7,
        before="I am a nurse.",
        after="Yeah.",
        unit=one.id,
    )
    assert memories.around(one.id) == Asked("I live in Lviv.", "I am a nurse.", "Yeah.")
    assert memories.same("sv", ["I live in Lviv."]) == []
    assert memories.same("uk", ["I live in Lviv."], but=one.id) == []


def test_drafts_doubted_texts_and_joined_ones_are_no_memory(project: Project, memories: Memories) -> None:
    small.saved(project, "I am a nurse.", "Я медсестра")
    editing.send_back(project, small.where(project, "I am a nurse."), person="Борис", reason="крапка")
    small.saved(project, "Thank you for coming.", "Дякую.")
    small.saved(project, "We have 12 beds in the *old* house.", "Маємо 12 ліжок.")
    joining.join(project, small.where(project, "Thank you for coming."), person="Олена")
    assert {source for _, source in memories.sources("uk")} == {"We have 12 beds in the *old* house."}
    (found,) = memories.same("uk", ["We have 12 beds in the *old* house.", "I am a nurse."])
    assert found.source == "We have 12 beds in the *old* house. Thank you for coming."
    assert found.target == "Маємо 12 ліжок. Дякую."


def test_what_left_the_document_is_remembered(project: Project, memories: Memories) -> None:
    small.saved(project, "I live in Lviv.", "Живу у Львові.")
    small.write_source(project.folder.root, small.TEXT.replace("I live in Lviv.\n", ""))
    catalogs.sync(project, small.NAME)
    (found,) = memories.same("uk", ["I live in Lviv."])
    assert (found.target, found.before, found.after) == ("Живу у Львові.", "", "")


def test_long_sources_that_begin_alike_are_told_apart(memories: Memories) -> None:
    memories.keep("f", "uk", [Pair(_LONG + "a", "а"), Pair(_LONG + "b", "б")], person="О")
    assert [one.target for one in memories.same("uk", [_LONG + "b"])] == ["б"]


def test_every_save_and_every_import_moves_the_mark(project: Project, memories: Memories) -> None:
    marks = [memories.mark()]
    small.saved(project, "I live in Lviv.", "Живу у Львові.")
    marks.append(memories.mark())
    file = memories.keep("f.tmx", "uk", [Pair("Yes.", "Так.")], person="О")
    marks.append(memories.mark())
    assert list(memories.sources_since("uk", marks[1])) == ["I live in Lviv.", "Yes."]
    memories.remove(file.id)
    marks.append(memories.mark())
    memories.keep("f.tmx", "uk", [Pair("No.", "Ні.")], person="О")
    marks.append(memories.mark())
    assert len(set(marks[:3] + marks[4:])) == 4
    assert list(memories.sources_since("uk", marks[2])) == ["I live in Lviv.", "No."]
    assert list(memories.sources_since("sv", marks[0])) == []


def test_an_imported_file_is_listed_counted_and_removed_whole(memories: Memories) -> None:
    kept = memories.keep("f.tmx", "uk", [Pair("Yes.", "Так.", number=1), Pair("No.", "Ні.")], person="О")
    assert memories.files() == (kept,)
    assert (kept.entries, memories.count("uk"), memories.count("sv")) == (2, 2, 0)
    (found,) = memories.same("uk", ["Yes."])
    assert (found.file, found.number, found.state, found.document) == ("f.tmx", 1, None, "")
    memories.remove(kept.id)
    assert (memories.files(), memories.same("uk", ["Yes."])) == ((), [])
    with pytest.raises(ExchangeError, match="no file of the number 1"):
        memories.remove(kept.id)


def test_which_of_many_sources_are_known(project: Project, memories: Memories) -> None:
    small.saved(project, "I live in Lviv.", "Живу у Львові.")
    memories.keep("f.tmx", "uk", [Pair("Yes.", "Так.")], person="О")
    many = [f"Not {number}." for number in range(1200)]
    assert memories.known("uk", [*many, "I live in Lviv.", "Yes."]) == {"I live in Lviv.", "Yes."}
    assert memories.known("sv", [*many, "I live in Lviv.", "Yes."]) == set()
    assert memories.known("uk", []) == set()


def test_numbers_stand_for_the_texts_of_today(project: Project, memories: Memories) -> None:
    small.saved(project, "I live in Lviv.", "Живу у Львові.")
    memories.keep("f.tmx", "uk", [Pair("Yes.", "Так.")], person="О")
    numbers = {source: number for number, source in memories.sources("uk")}
    assert {number % 2 for number in numbers.values()} == {0, 1}
    assert sorted(memories.texts(list(numbers.values()))) == ["I live in Lviv.", "Yes."]
    assert memories.texts([]) == []


_PHRASES: tuple[tuple[str, str, list[str]], ...] = (
    ("a word within", "lviv", ["I live in Lviv."]),
    ("the other case of another alphabet", "ЛЬВОВ", ["I live in Lviv."]),
    ("an apostrophe of another kind", "п'ять", ["Five."]),
    ("a blank that does not break", "12 beds", ["12\N{NO-BREAK SPACE}beds"]),
    ("signs that mean something to a database", "50%*_[a]^?\\", ["It is 50%*_[a]^?\\ or so."]),
    ("nothing of the kind", "lvov", []),
)


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Memories]:
    with small.synced(tmp_path / "talks") as project:
        small.saved(project, "I live in Lviv.", "Живу у Львові.")
        pairs = [
            Pair("Five.", "П’ять."),
            Pair("12\N{NO-BREAK SPACE}beds", "12 ліжок"),
            Pair("It is 50%*_[a]^?\\ or so.", "х"),
        ]
        memories = Memories(project.store)
        memories.keep("f.tmx", "uk", pairs, person="О")
        yield memories


@pytest.mark.parametrize(
    ("phrase", "sources"), [case[1:] for case in _PHRASES], ids=[case[0] for case in _PHRASES]
)
def test_a_phrase_is_found_in_source_or_target(filled: Memories, phrase: str, sources: list[str]) -> None:
    found = concordance.find(filled, "uk", phrase, source=True, target=True, most=10)
    assert [one.source for one in found] == sources


def test_a_phrase_is_sought_on_the_side_that_is_asked_for(filled: Memories) -> None:
    def find(phrase: str, *, source: bool, target: bool) -> int:
        return len(concordance.find(filled, "uk", phrase, source=source, target=target, most=10))

    assert find("lviv", source=True, target=False) == 1
    assert find("lviv", source=False, target=True) == 0
    assert find("львові", source=False, target=True) == 1
    assert find("львові", source=True, target=False) == 0
