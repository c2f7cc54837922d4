"""The work over time: each day's standing follows from the history, and breaks are nobody's work."""

from datetime import UTC, date, datetime, timedelta

from app.catalog import State
from app.pace import BREAK, Deed, Pace

_START = datetime(2026, 11, 20, 10, tzinfo=UTC)


def _deed(
    number: int,
    minutes: float,
    state: State,
    *,
    unit: int = 1,
    move: str = "save",
    origin: str = "",
    words: int = 60,
) -> Deed:
    person = "Оля" if move != "draft" else ""
    at = _START + timedelta(minutes=minutes)
    return Deed(number, unit, "talk", "uk", move, person, at, state, origin, words)


def test_each_day_ends_with_what_stands_there_then() -> None:
    pace = Pace()
    day = 24 * 60
    pace.feed(
        [
            _deed(1, 0, State.DRAFT, move="draft"),
            _deed(2, 1, State.TRANSLATED),
            _deed(3, 2, State.TRANSLATED, unit=2),
            _deed(4, 3, State.TRANSLATED),  # again: counted once
            _deed(5, 2 * day, State.REVIEWED, move="approve"),
        ]
    )
    pace.feed([_deed(6, 3 * day, State.NEEDS_WORK, unit=2, move="send back")])
    curve = pace.curve("uk", date(2026, 11, 24))
    assert [(day.day, now[State.TRANSLATED], now[State.REVIEWED]) for day, now in curve] == [
        (20, 2, 0),
        (21, 2, 0),
        (22, 1, 1),
        (23, 0, 1),
        (24, 0, 1),
    ]
    assert pace.curve("sv", date(2026, 11, 24)) == []
    assert (pace.last, pace.catalogs) == (6, {("talk", "uk"): 6})


def test_speed_counts_time_at_work_and_leaves_breaks_and_first_texts_out() -> None:
    pace = Pace()
    minutes = [0, 2, 4, 4 + BREAK / 60 + 1, 4 + BREAK / 60 + 3]
    pace.feed(_deed(n, at, State.TRANSLATED, unit=n, origin="google") for n, at in enumerate(minutes, 1))
    speed = pace.speeds["uk", "google"]
    assert (speed.words, speed.seconds) == (180, 360.0)
    assert speed.per_hour == 1_800


def test_reviews_take_their_time_but_are_no_texts() -> None:
    pace = Pace()
    pace.feed(
        [
            _deed(1, 0, State.TRANSLATED),
            _deed(2, 1, State.REVIEWED, move="approve", unit=9),
            _deed(3, 2, State.TRANSLATED, unit=2),
        ]
    )
    assert (pace.speeds["uk", ""].words, pace.speeds["uk", ""].seconds) == (60, 60.0)


def test_of_a_handful_of_words_no_speed_is_told() -> None:
    pace = Pace()
    pace.feed([_deed(1, 0, State.TRANSLATED, words=9), _deed(2, 2, State.TRANSLATED, unit=2, words=9)])
    assert pace.speeds["uk", ""].per_hour is None
