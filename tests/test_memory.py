import pytest

from app.catalog import State
from app.memory import Remembered, exact

_R, _T, _D = State.REVIEWED, State.TRANSLATED, State.DRAFT


def _one(target: str, state: State, at: str = "", source: str = "Yes.") -> Remembered:
    return Remembered(source, target, state, "talk", at)


_CASES: tuple[tuple[str, list[Remembered], str | None], ...] = (
    ("reviewed before translated", [_one("Так.", _T, "2026-11"), _one("Авжеж.", _R, "2025-01")], "Авжеж."),
    ("the latest of its kind", [_one("Так.", _R, "2026-11"), _one("Авжеж.", _R, "2025-01")], "Так."),
    ("a draft is no memory", [_one("Так.", _D)], None),
    ("a text that needs work is no memory", [_one("Так.", State.NEEDS_WORK)], None),
    ("a join is no translation", [_one(" ", _R)], None),
    ("another source is another source", [_one("Так.", _R, source="yes.")], None),
    ("nothing", [], None),
)


@pytest.mark.parametrize(("known", "target"), [case[1:] for case in _CASES], ids=[case[0] for case in _CASES])
def test_the_memory_gives_what_people_made_of_exactly_this(
    known: list[Remembered], target: str | None
) -> None:
    found = exact("Yes.", iter(known))
    assert (found.target if found else None) == target
