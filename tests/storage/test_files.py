import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.errors import ProjectError
from app.storage import files


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size: the system refuses the bytes, as a full disk does."""
    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))
        signal.signal(signal.SIGXFSZ, handler)


def test_a_file_is_written_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.po"
    files.write(path, b"one")
    files.write(path, b"two")
    assert [one.name for one in path.parent.iterdir()] == ["a.po"]
    assert path.read_bytes() == b"two"


def test_writing_keeps_the_rights_of_the_file_and_a_new_one_gets_the_usual_ones(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    files.write(path, b"one")
    plain = tmp_path / "plain"
    plain.touch()
    assert path.stat().st_mode == plain.stat().st_mode
    path.chmod(0o640)
    files.write(path, b"two")
    assert path.stat().st_mode & 0o777 == 0o640


def test_the_same_content_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    assert files.write_if_new(path, b"one")
    before = path.stat()
    assert not files.write_if_new(path, b"one")
    assert path.stat() == before
    assert files.write_if_new(path, b"two")


def test_a_full_disk_is_told_and_the_old_file_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    files.write(path, b"old")
    with full_disk(1000), pytest.raises(ProjectError) as caught:
        files.write(path, b"x" * 100_000)
    assert str(path) in str(caught.value)
    assert "Make room" in str(caught.value)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.po"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ProjectError, match="cannot be written"):
        files.write(tmp_path / "file" / "a.po", b"x")


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: None, "does not exist"),
        (lambda path: path.mkdir(), "cannot be read"),
        (os.mkfifo, "is not a file"),
        (lambda path: os.truncate(os.open(path, os.O_CREAT | os.O_WRONLY), files.LARGEST + 1), "MB"),
    ],
    ids=["missing", "folder", "pipe", "too large"],
)
def test_what_cannot_be_read_is_said_in_words(tmp_path: Path, make: object, says: str) -> None:
    path = tmp_path / "a.txt"
    assert callable(make)
    make(path)
    with pytest.raises(ProjectError) as caught:
        files.read(path)
    assert str(path) in str(caught.value)
    assert says in str(caught.value)


def test_what_a_killed_process_left_is_swept_but_not_what_another_one_is_writing(tmp_path: Path) -> None:
    old, young, kept = tmp_path / "uk" / ".a.md.1.part", tmp_path / ".a.md.2.part", tmp_path / "a.part"
    for path in (old, young, kept):
        path.parent.mkdir(exist_ok=True)
        path.touch()
    hour_ago = time.time() - 3600
    os.utime(old, (hour_ago, hour_ago))
    os.utime(kept, (hour_ago, hour_ago))
    files.sweep(tmp_path)
    assert [path.exists() for path in (old, young, kept)] == [False, True, True]


def test_what_was_to_take_a_catalogs_place_is_not_swept_for_it_may_hold_an_edit(tmp_path: Path) -> None:
    left = tmp_path / ".a.po.1.part"
    left.touch()
    hour_ago = time.time() - 3600
    os.utime(left, (hour_ago, hour_ago))
    files.sweep(tmp_path)
    assert files.left_beside(tmp_path / "a.po") == [left]
    assert files.left_beside(tmp_path / "b.po") == []


def test_a_lock_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    inside: list[int] = []
    most: list[int] = []

    def work() -> None:
        for _ in range(20):
            with files.locked(tmp_path / "locks" / "a.lock"):
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) == 80
    assert max(most) == 1


def test_a_process_that_is_killed_loses_its_lock(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    script = (
        "import sys, time\nfrom pathlib import Path\nfrom app.storage import files\n"
        f"with files.locked(Path({str(path)!r})):\n    print('held', flush=True)\n    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        process.kill()
    with files.locked(path):
        assert path.exists()


def test_a_lock_in_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ProjectError, match="cannot be written"), files.locked(tmp_path / "file" / "a.lock"):
        pass
