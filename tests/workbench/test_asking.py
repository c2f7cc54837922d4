"""Where no text may leave the machine none does, whichever engine is asked and whatever way it would take.

Each engine has an address out in the world, and the way to it is a proxy on this machine, which counts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.errors import EngineErrorKind
from app.workbench import asking, drafting
from app.workbench.project import Project
from tests import small
from tests.engines.asking import KEYS
from tests.standin import StandIn

REMOTE = {
    "google": "",
    "deepl": "",
    "libretranslate": '[engines.libretranslate]\nurl = "http://libre.example.org"\n',
    "openai": '[engines.openai]\nurl = "http://model.example.org/v1"\nmodel = "tiny"\n',
}
everywhere = pytest.mark.parametrize("name", REMOTE)


@contextmanager
def _project(root: Path, name: str, *, remote: bool, patch: pytest.MonkeyPatch) -> Iterator[Project]:
    """Open a project that asks one engine, all ways to which lead over the proxy."""
    for variable, key in KEYS.items():
        patch.setenv(variable, key)
    small.make(root)
    drafts = f'[drafts]\nengines = ["{name}"]\nallow_remote = {str(remote).lower()}\n'
    (root / "workbench.toml").write_text(f'[project]\nlanguages = ["uk"]\n{drafts}{REMOTE[name]}', "utf-8")
    with small.synced(root) as project:
        yield project


@contextmanager
def _proxy(name: str, patch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    with StandIn(dialect=name) as proxy:
        for variable in ("HTTP_PROXY", "HTTPS_PROXY"):
            patch.setenv(variable, proxy.url)
        yield proxy


def _run(project: Project, *, agree: bool) -> drafting.Drafted:
    for service in asking.engines(project, "uk"):
        assert service.remote
        assert service.address
        if agree:
            asking.agree(project, service, person="Олена")
    *_, last = drafting.draft(project, small.NAME, "uk")
    return last


@everywhere
@pytest.mark.parametrize(("remote", "agree"), [(False, True), (False, False), (True, False)])
def test_without_leave_there_are_no_connections_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, remote: bool, agree: bool
) -> None:
    with (
        _proxy(name, monkeypatch) as proxy,
        _project(tmp_path / "p", name, remote=remote, patch=monkeypatch) as project,
    ):
        done = _run(project, agree=agree)
        assert proxy.connections == 0
        assert (done.drafted, done.failed) == (0, small.UNITS)
        assert done.error is not None
        assert done.error.kind is EngineErrorKind.NOT_ALLOWED


@everywhere
def test_with_leave_the_same_way_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Show that the count above would have seen a connection."""
    with (
        _proxy(name, monkeypatch) as proxy,
        _project(tmp_path / "p", name, remote=True, patch=monkeypatch) as project,
    ):
        _run(project, agree=True)
        assert proxy.connections > 0
