"""Files are fetched whole or not at all; what broke off goes on where it was, unless it has changed."""

import hashlib
from pathlib import Path

import pytest

from app.engines.connection import Connection, Patience
from app.engines.models.download import File, fetch
from app.errors import EngineError, EngineErrorKind
from tests.shop import Shop

CONTENT = bytes(range(256)) * 4_000
SUM = hashlib.sha256(CONTENT).hexdigest()
NAME = "m.bin"


def _fetch(shop: Shop, path: Path, *, size: int = len(CONTENT), sha256: str = SUM) -> tuple[str, list[int]]:
    told: list[int] = []
    connection = Connection("The server", Patience(2, 2, 5), here=True)
    file = File(NAME, f"{shop.root}/files/{NAME}", size, sha256)
    found = fetch(file, path, connection, lambda now, _: told.append(now), wait=lambda seconds: None)
    return found, told


def _refused(shop: Shop, path: Path, *, size: int = len(CONTENT)) -> EngineError:
    with pytest.raises(EngineError) as caught:
        _fetch(shop, path, size=size)
    assert not path.exists()
    return caught.value


def test_a_file_comes_whole_with_its_checksum_and_its_progress(tmp_path: Path) -> None:
    with Shop({NAME: CONTENT}) as shop:
        found, told = _fetch(shop, tmp_path / NAME)
    assert found == SUM
    assert (tmp_path / NAME).read_bytes() == CONTENT
    assert told == sorted(told)
    assert told[-1] == len(CONTENT)
    assert [one.name for one in tmp_path.iterdir()] == [NAME]


@pytest.mark.parametrize("modes", [("broken-off", "good"), ("broken-off", "no-range"), ("500", "good")])
def test_a_line_that_breaks_is_taken_up_again(tmp_path: Path, modes: tuple[str, ...]) -> None:
    with Shop({NAME: CONTENT}, *modes) as shop:
        assert _fetch(shop, tmp_path / NAME)[0] == SUM
        first, second = (one[1] for one in shop.fetched)
        assert first == ""
        again = int(second.removeprefix("bytes=").removesuffix("-") or 0)
        assert (len(CONTENT) // 4 < again <= len(CONTENT) // 2) == (modes[0] == "broken-off")


def test_what_came_before_a_power_cut_is_not_fetched_again(tmp_path: Path) -> None:
    (tmp_path / f"{NAME}.part").write_bytes(CONTENT[:700_000])
    with Shop({NAME: CONTENT}) as shop:
        found, told = _fetch(shop, tmp_path / NAME)
        assert shop.fetched == [(NAME, "bytes=700000-")]
    assert found == SUM
    assert told[0] > 700_000


def test_a_file_that_is_there_already_is_only_summed_up(tmp_path: Path) -> None:
    (tmp_path / f"{NAME}.part").write_bytes(CONTENT)
    with Shop({NAME: CONTENT}) as shop:
        assert _fetch(shop, tmp_path / NAME)[0] == SUM
        assert shop.fetched == []


@pytest.mark.parametrize("sha256", [SUM, ""])
def test_without_a_length_the_servers_word_counts(tmp_path: Path, sha256: str) -> None:
    (tmp_path / f"{NAME}.part").write_bytes(CONTENT)
    with Shop({NAME: CONTENT}) as shop:
        assert _fetch(shop, tmp_path / NAME, size=0, sha256=sha256)[0] == SUM
        assert shop.fetched == [(NAME, f"bytes={len(CONTENT)}-")]


def test_another_version_is_fetched_anew(tmp_path: Path) -> None:
    other = CONTENT[::-1]
    with Shop({NAME: other}, "broken-off", "500", "500", "500") as shop:
        _refused(shop, tmp_path / NAME)
    with Shop({NAME: CONTENT}) as shop:
        assert _fetch(shop, tmp_path / NAME)[0] == SUM
        assert len(shop.fetched) == 1


def test_a_wrong_file_is_thrown_away_and_said(tmp_path: Path) -> None:
    with Shop({NAME: CONTENT}, "wrong", "good") as shop:
        assert "checksum" in str(_refused(shop, tmp_path / NAME))
        assert list(tmp_path.iterdir()) == []
        assert _fetch(shop, tmp_path / NAME)[0] == SUM


def test_a_file_without_end_is_stopped(tmp_path: Path) -> None:
    with Shop({NAME: CONTENT}, "longer") as shop:
        assert "longer than it should be" in str(_refused(shop, tmp_path / NAME))
    assert list(tmp_path.iterdir()) == []


def test_another_part_than_was_asked_for_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / f"{NAME}.part").write_bytes(CONTENT[:1000])
    with Shop({NAME: CONTENT}, "other-part") as shop:
        assert _fetch(shop, tmp_path / NAME)[0] == SUM
        assert [one[1] for one in shop.fetched] == ["bytes=1000-", ""]


@pytest.mark.parametrize(
    ("mode", "kind"), [("404", EngineErrorKind.REFUSED), ("500", EngineErrorKind.NETWORK)]
)
def test_a_server_that_has_it_not_is_said(tmp_path: Path, mode: str, kind: EngineErrorKind) -> None:
    with Shop({NAME: CONTENT}, mode) as shop:
        assert _refused(shop, tmp_path / NAME).kind is kind


def test_a_redirect_without_end_is_said(tmp_path: Path) -> None:
    with Shop({NAME: CONTENT}, "elsewhere") as shop:
        assert "round in circles" in str(_refused(shop, tmp_path / NAME))


def test_a_full_disk_is_said_before_anything_is_fetched(tmp_path: Path) -> None:
    with Shop({NAME: CONTENT}) as shop:
        assert "not enough room" in str(_refused(shop, tmp_path / NAME, size=10**15))
        assert shop.fetched == []
