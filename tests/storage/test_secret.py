import os
import stat
import threading
from pathlib import Path

import pytest

from app.errors import ProjectError
from app.storage import secret


def test_a_secret_is_made_once_and_for_its_owners_eyes(tmp_path: Path) -> None:
    path = tmp_path / ".workbench" / "secret"
    found = secret.in_file(path)
    assert len(found) >= 32
    assert secret.in_file(path) == found
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["secret"]


def test_two_projects_have_two_secrets(tmp_path: Path) -> None:
    assert secret.in_file(tmp_path / "a" / "secret") != secret.in_file(tmp_path / "b" / "secret")


def test_of_many_that_make_it_at_once_all_get_the_first_ones(tmp_path: Path) -> None:
    path, found = tmp_path / "secret", list[str]()
    barrier = threading.Barrier(8)

    def make() -> None:
        barrier.wait()
        found.append(secret.in_file(path))

    threads = [threading.Thread(target=make) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_a_secret_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    found = secret.in_file(path)
    path.chmod(0o644)
    assert secret.in_file(path) == found
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"short", "Київ".encode() * 20])
def test_a_secret_that_was_cut_off_is_not_used(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "secret"
    path.write_bytes(content)
    with pytest.raises(ProjectError, match="secret"):
        secret.in_file(path)
    assert path.read_bytes() == content
