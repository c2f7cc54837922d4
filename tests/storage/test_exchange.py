"""A new file takes another's place, and what stood there comes out whole."""

import errno
import os
import threading
from pathlib import Path

import pytest

from app.storage import exchange, files
from app.storage.files import sweep


def test_what_stood_there_comes_out(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"theirs")
    out = exchange.replace(path, b"ours")
    assert out.content == b"theirs"
    assert out.file is not None
    assert out.file.read_bytes() == b"theirs", "it stays until it has been read"
    out.done()
    assert path.read_bytes() == b"ours"
    assert list(tmp_path.iterdir()) == [path]


def test_where_nothing_stood_nothing_comes_out(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.po"
    assert exchange.replace(path, b"ours").content == b""
    assert path.read_bytes() == b"ours"
    assert list(path.parent.iterdir()) == [path]


@pytest.fixture(params=["exchange", "take away", "no links"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a system can do with names."""
    how: str = request.param
    if how == "exchange" and exchange._renameat2() is None:
        pytest.skip("only Linux exchanges two names")
    if how != "exchange":
        monkeypatch.setattr(exchange, "_renameat2", lambda: None)
    if how == "no links":
        monkeypatch.setattr(os, "link", _no_links)
    return how


def _no_links(*_: object) -> None:
    raise OSError(errno.EOPNOTSUPP, "no links here")


@pytest.mark.usefixtures("system")
def test_on_every_system_the_old_content_comes_out(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    assert exchange.replace(path, b"one").content == b""
    out = exchange.replace(path, b"two")
    assert out.content == b"one"
    assert files.left_beside(path) == [out.file]
    out.done()
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.usefixtures("system")
def test_a_link_stays_one(tmp_path: Path) -> None:
    real, link = tmp_path / "real" / "b.po", tmp_path / "a.po"
    real.parent.mkdir()
    real.write_bytes(b"one")
    link.symlink_to(real)
    out = exchange.replace(link, b"two")
    assert files.left_beside(link) == [out.file]
    out.done()
    assert link.is_symlink()
    assert real.read_bytes() == b"two"
    files.write(link, b"three")
    assert (link.is_symlink(), real.read_bytes()) == (True, b"three")


def test_what_was_taken_away_by_one_that_was_killed_is_left_for_the_next_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    path = tmp_path / "a.po"
    path.write_bytes(b"theirs")
    monkeypatch.setattr(exchange, "_renameat2", lambda: None)
    monkeypatch.setattr(os, "link", killed)
    with pytest.raises(Killed):
        exchange.replace(path, b"ours")
    assert sorted(left.read_bytes() for left in files.left_beside(path)) == [b"ours", b"theirs"]


def test_of_versions_written_in_between_none_goes_unread(tmp_path: Path, system: str) -> None:
    if system == "no links":
        pytest.skip("there a moment stays open, as the function says")
    path = tmp_path / "a.po"
    path.write_bytes(b"outside 0")
    written, seen = {b"outside 0"}, set[bytes]()
    stop = threading.Event()

    def somebody_else() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            content = b"outside %d" % number
            out = exchange.replace(path, content)
            out.done()
            before = out.content
            written.add(content)
            if before.startswith(b"outside"):
                seen.add(before)  # their own older version: they know it

    thread = threading.Thread(target=somebody_else)
    thread.start()
    for number in range(200):
        out = exchange.replace(path, b"ours %d" % number)
        out.done()
        seen.add(out.content)
    stop.set()
    thread.join()
    for left in files.left_beside(path):  # of a try at which the other one was faster
        seen.add(left.read_bytes())
        left.unlink()
    assert len(written) > 10
    assert written - seen <= {path.read_bytes()}
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == [path]
