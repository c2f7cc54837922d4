"""Ten copies of a catalog, the further apart the older."""

import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.storage import backups

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_a_copy_is_kept_and_the_next_one_only_later(tmp_path: Path) -> None:
    first = backups.keep(tmp_path, "talk.po", b"one", now=NOW)
    assert first is not None
    assert first.read_bytes() == b"one"
    assert backups.keep(tmp_path, "talk.po", b"two", now=NOW + timedelta(minutes=1)) is None
    assert backups.keep(tmp_path, "talk.po", b"two", now=NOW + timedelta(minutes=11)) is not None


def test_a_copy_made_while_the_clock_was_wrong_keeps_no_other_from_being_made(tmp_path: Path) -> None:
    backups.keep(tmp_path, "talk.po", b"one", now=NOW + timedelta(days=3650))
    assert backups.keep(tmp_path, "talk.po", b"two", now=NOW) is not None
    assert backups.keep(tmp_path, "talk.po", b"three", now=NOW + timedelta(minutes=1)) is None


def test_documents_whose_names_begin_alike_are_told_apart(tmp_path: Path) -> None:
    backups.keep(tmp_path, "talk.po", b"one", now=NOW)
    backups.keep(tmp_path, "talk-2.po", b"two", now=NOW)
    assert [path.read_bytes() for _, path in backups.found(tmp_path, "talk.po")] == [b"one"]


def test_after_a_year_there_are_ten_and_most_are_recent(tmp_path: Path) -> None:
    for hours in range(0, 24 * 365, 7):
        backups.keep(tmp_path, "talk.po", b"x", now=NOW + timedelta(hours=hours))
    times = [at for at, _ in backups.found(tmp_path, "talk.po")]
    assert len(times) == backups.COPIES
    assert times[0] == NOW, "the first copy stays"
    last = times[-1]
    assert sum(last - at < timedelta(days=7) for at in times) >= 3
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert gaps[-1] < gaps[1], "older copies stand further apart"


@given(st.lists(st.integers(0, 10**7), unique=True, max_size=60))
def test_never_more_than_ten_and_never_without_the_ends(seconds: list[int]) -> None:
    times = [NOW - timedelta(seconds=one) for one in seconds]
    kept = set(times) - backups.superfluous(times, now=NOW)
    assert len(kept) == min(len(times), backups.COPIES)
    assert not times or {min(times), max(times)} <= kept
