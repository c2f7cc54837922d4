"""Comments are kept with who and when; what the file has lost is taken away, what it never had stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.catalog import Key, Unit
from app.storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(f"sqlite:///{tmp_path / 'workbench.db'}")
    made.add_units("d", [Unit(Key("Yes.")), Unit(Key("No."))])
    yield made
    made.close()


def _lines(store: Store) -> tuple[str, ...]:
    return store.units("d", "uk")[0].unit.comments


def _unit(store: Store) -> int:
    return store.units("d", "uk")[0].id


def test_a_comment_has_its_author_and_makes_the_file_due(store: Store) -> None:
    assert store.unwritten() == {}
    made = store.comment(_unit(store), "uk", "Чи так?", person="Оля")
    assert (made.text, made.person) == ("Чи так?", "Оля")
    assert _lines(store) == ("Чи так?",)
    assert store.units("d", "sv")[0].unit.comments == ()
    assert list(store.unwritten()) == [("d", "uk")]
    store.hold_comments("d", "uk", {_unit(store): ["Чи так?"]})
    assert store.unwritten() == {}


def test_what_was_written_on_meanwhile_stays_due(store: Store) -> None:
    store.comment(_unit(store), "uk", "one", person="Оля")
    store.comment(_unit(store), "uk", "two", person="Ігор")
    store.hold_comments("d", "uk", {_unit(store): ["one"]})
    assert list(store.unwritten()) == [("d", "uk")]


def test_a_comment_that_was_taken_away_is_history(store: Store) -> None:
    made = store.comment(_unit(store), "uk", "one", person="Оля")
    store.take_comment_away(made.id, person="Ігор")
    assert _lines(store) == ()
    (kept,) = store.comments(_unit(store), "uk", also_removed=True)
    assert (kept.text, kept.person, kept.removed_by) == ("one", "Оля", "Ігор")


@pytest.mark.parametrize(
    ("held", "ours", "theirs", "found"),
    [
        ([], [], ["a", "b"], ["a", "b"]),
        (["a", "b"], [], ["b", "a"], ["b", "a"]),
        (["a", "b"], [], ["b"], ["b"]),
        (["a"], ["mine"], ["a", "theirs"], ["a", "theirs", "mine"]),
        (["a"], ["mine"], [], ["mine"]),
        (["a", "a"], [], ["a"], ["a"]),
        (["", "a", ""], [], ["", "a", "", "b"], ["", "a", "", "b"]),
    ],
)
def test_a_files_comments_are_taken_and_ours_that_it_never_had_stay(
    store: Store, held: list[str], ours: list[str], theirs: list[str], found: list[str]
) -> None:
    number = _unit(store)
    store.take_comments("uk", {number: held}, person="x")
    for text in ours:
        store.comment(number, "uk", text, person="Оля")
    store.take_comments("uk", {number: theirs}, person="Poedit")
    assert list(_lines(store)) == found
    assert (list(store.unwritten()) != []) == (ours != [])


def test_a_line_that_stays_keeps_its_author(store: Store) -> None:
    number = _unit(store)
    store.comment(number, "uk", "mine", person="Оля")
    store.hold_comments("d", "uk", {number: ["mine"]})
    store.take_comments("uk", {number: ["theirs", "mine"]}, person="Poedit")
    assert [(one.text, one.person) for one in store.comments(number, "uk")] == [
        ("theirs", "Poedit"),
        ("mine", "Оля"),
    ]
