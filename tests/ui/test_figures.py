"""The overview's rows, tables and pictures: every word of them is shown as a word."""

from datetime import date

import pytest

from app.catalog import State
from app.ui import figures

_EVIL = "<img src=x onerror=alert(1)>\"'&"


def test_whatever_is_handed_in_is_text() -> None:
    day = (date(2026, 11, 29), {State.REVIEWED: 1, State.TRANSLATED: 1})
    made = (
        figures.row(figures.Row(_EVIL, _EVIL, {State.REVIEWED: 1}, _EVIL, [_EVIL], [_EVIL]))
        + figures.table([_EVIL, _EVIL], [[_EVIL, _EVIL]], caption=_EVIL)
        + figures.way([day], 4, title=_EVIL, code=_EVIL, says=_EVIL, ends=f"{_EVIL}\n{_EVIL}")
        + figures.more(_EVIL, "")
        + figures.lede([_EVIL])
        + figures.section(_EVIL)
    )
    assert "<img" not in made
    assert '>"' not in made.replace('">"', "")


def test_a_column_is_as_high_as_its_share_of_the_whole() -> None:
    days = [(date(2026, 11, day), {State.REVIEWED: day, State.TRANSLATED: 0}) for day in (1, 2)]
    made = figures.way(days, 4, title="uk", code="uk", says="", ends="1\n2")
    assert made.count('class="b-reviewed"') == 2
    assert "height:25.00%" in made
    assert "height:50.00%" in made


@pytest.mark.parametrize("count", [1, 59, 60, 61, 1_000])
def test_of_many_days_some_are_drawn_and_always_the_last(count: int) -> None:
    days = [(date.fromordinal(700_000 + day), {State.REVIEWED: day}) for day in range(count)]
    made = figures.way(days, count, title="uk", code="uk", says="", ends="a\nb")
    assert 1 <= made.count("<span>") - 2 <= 60
    assert f"height:{(count - 1) / count:.2%}" in made or count == 1


def test_a_table_tells_words_from_figures() -> None:
    made = figures.table(["Person", "Words"], [["Олена", "12"], ["Ігор", figures.NOTHING]], caption="c")
    assert '<th scope="row" dir="auto">Олена</th>' in made
    assert 'class="wb-figure" data-column="Words">12<' in made
    assert 'class="wb-figure wb-none"' in made
