"""Which texts the memory gives for a source, in which order, and what it says against them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalog import State
from app.memory import Asked, Doubt, Match, Remembered, exact, folded, matches

_R, _T, _D = State.REVIEWED, State.TRANSLATED, State.DRAFT


def _one(target: str, state: State | None, at: str = "", source: str = "Yes.", **more: str) -> Remembered:
    return Remembered(source, target, state, "talk", at, **more)  # type: ignore[arg-type]  # texts only


_IN = {"before": "Are you?", "after": "Good."}
_EXACT: tuple[tuple[str, list[Remembered], str | None], ...] = (
    ("reviewed before translated", [_one("Так.", _T, "2026-11"), _one("Авжеж.", _R, "2025-01")], "Авжеж."),
    ("the latest of its kind", [_one("Так.", _R, "2026-11"), _one("Авжеж.", _R, "2025-01")], "Так."),
    ("the same neighbours first", [_one("Так.", _R), _one("Еге ж.", _T, **_IN)], "Еге ж."),
    ("reviewed first of the same neighbours", [_one("А.", _T, **_IN), _one("Б.", _R, **_IN)], "Б."),
    (
        "one neighbour is no context",
        [_one("Так.", _R), _one("Еге.", _T, before="Are you?", after="Bad.")],
        "Так.",
    ),
    ("translated before what nobody knows", [_one("А.", None, "2026"), _one("Б.", _T, "2020")], "Б."),
    ("what nobody knows before nothing", [_one("А.", None)], "А."),
    ("a draft is no memory", [_one("Так.", _D)], None),
    ("a text that needs work is no memory", [_one("Так.", State.NEEDS_WORK)], None),
    ("a join is no translation", [_one(" ", _R)], None),
    ("another source is another source", [_one("Так.", _R, source="yes.")], None),
    ("nothing", [], None),
)


@pytest.mark.parametrize(("known", "target"), [case[1:] for case in _EXACT], ids=[case[0] for case in _EXACT])
def test_the_memory_gives_what_people_made_of_exactly_this(
    known: list[Remembered], target: str | None
) -> None:
    found = exact(Asked("Yes.", **_IN), iter(known))
    assert (found.remembered.target if found else None) == target


_S = "We have 12 beds in the old house."
_DOUBTS: tuple[tuple[str, Remembered, set[Doubt]], ...] = (
    ("nothing against it", _one("", _R, source=_S, **_IN), set()),
    ("other neighbours", _one("", _R, source=_S), {Doubt.CONTEXT}),
    ("not reviewed", _one("", _T, source=_S, **_IN), {Doubt.NOT_REVIEWED}),
    ("nobody knows", _one("", None, source=_S, **_IN), {Doubt.UNKNOWN}),
    ("another figure", _one("", _R, source=_S.replace("12", "13"), **_IN), {Doubt.FIGURES}),
    ("a figure less", _one("", _R, source=_S.replace("12 ", ""), **_IN), {Doubt.FIGURES}),
    (
        "another blank",
        _one("", _R, source=_S.replace("12 ", "12\N{NO-BREAK SPACE}"), **_IN),
        {Doubt.TYPOGRAPHY},
    ),
    ("another word", _one("", _R, source=_S.replace("old", "new"), **_IN), set()),
)


@pytest.mark.parametrize(("one", "doubts"), [case[1:] for case in _DOUBTS], ids=[case[0] for case in _DOUBTS])
def test_what_speaks_against_a_match_is_said_and_costs_something(one: Remembered, doubts: set[Doubt]) -> None:
    given = Remembered(one.source, "x", one.state, before=one.before, after=one.after)
    (match,) = matches(Asked(_S, **_IN), [given])
    assert set(match.doubts) == doubts
    assert (match.score < match.similarity) == bool(doubts)


def test_exact_goes_before_like_and_like_by_worth() -> None:
    found = matches(
        Asked("I live in Lviv now."),
        [
            _one("один", _R, source="I live in Kyiv now."),
            _one("два", None, source="I live in Lviv now."),
            _one("три", _R, source="I live in Lviv, now."),
            _one("чотири", _T, source="I live in Lviv, now."),
            _one("п'ять", _R, source="Something else altogether."),
        ],
    )
    assert [one.remembered.target for one in found] == ["два", "три", "чотири", "один"]
    assert [one.exact for one in found] == [True, False, False, False]
    assert found[0].score == pytest.approx(0.95)


def test_what_several_say_is_shown_once_with_the_best_of_them() -> None:
    found = matches(
        Asked("Yes."), [_one("Так.", _T, "2026"), _one("Так.", _R, "2020"), _one("Ага.", _T, "2019")]
    )
    assert [(one.remembered.target, one.remembered.state) for one in found] == [("Так.", _R), ("Ага.", _T)]


def test_no_more_than_asked_for_and_nothing_under_the_least() -> None:
    known = [_one(f"{number}", _R, source=f"I live in house {number}.") for number in range(9)]
    assert len(matches(Asked("I live in house 4."), known, most=3)) == 3
    assert [one.remembered.target for one in matches(Asked("I live in house 4."), known, least=0.99)] == ["4"]


def test_an_empty_source_has_no_matches() -> None:
    assert matches(Asked(" "), [_one("Так.", _R, source=" ")]) == ()


@given(st.text(), st.text())
def test_a_match_is_worth_between_nothing_and_all(one: str, other: str) -> None:
    for match in matches(Asked(one), [_one("x", None, source=other)], least=0):
        assert 0 <= match.score <= match.similarity <= 1
        assert match.exact == (one == other)


def test_comparing_leaves_composition_and_blanks_aside() -> None:
    assert folded("и\N{COMBINING BREVE}  x\N{NO-BREAK SPACE}y\n") == "й x y"
    assert not Match(_one("x", _R), 1.0, (Doubt.TYPOGRAPHY,)).exact
