"""A new file takes another's place, and what stood there comes out whole."""

import threading
from pathlib import Path

import pytest

from app.storage import exchange
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


def test_without_the_system_call_the_old_content_is_read_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "_renameat2", lambda: None)
    path = tmp_path / "a.po"
    assert exchange.replace(path, b"one").content == b""
    assert exchange.replace(path, b"two").content == b"one"
    assert path.read_bytes() == b"two"


@pytest.mark.skipif(exchange._renameat2() is None, reason="only Linux exchanges two names")
def test_of_versions_written_in_between_none_goes_unread(tmp_path: Path) -> None:
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
    assert len(written) > 10
    assert written - seen <= {path.read_bytes()}
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == [path]
