import time
from pathlib import Path

import pytest

from app.errors import AccessError, ReviewError
from app.roles import EVERY_ROLE, Right, Role
from app.workbench.access import PAGE_HOURS, Doorkeeper, Visitor
from app.workbench.project import Project
from tests import small


def test_a_token_stands_for_a_person_their_roles_and_their_seat(project: Project) -> None:
    visitor = Visitor("Олена", frozenset({Role.REVIEWER}), "seat")
    assert Doorkeeper(project).know(Doorkeeper(project).mint(visitor)) == visitor


def test_a_token_runs_out(project: Project) -> None:
    keeper = Doorkeeper(project)
    token = keeper.mint(Visitor("Олена"))
    assert keeper.know(token, now=time.time() + PAGE_HOURS * 3600 - 60) is not None
    with pytest.raises(AccessError, match="open for a while"):
        keeper.know(token, now=time.time() + PAGE_HOURS * 3600 + 60)


def test_a_token_of_another_project_is_none(project: Project, tmp_path: Path) -> None:
    with small.synced(tmp_path / "other") as other:
        assert Doorkeeper(project).know(Doorkeeper(other).mint(Visitor("Олена"))) is None


def test_whoever_deletes_the_secret_makes_every_page_ask_again(project: Project) -> None:
    keeper = Doorkeeper(project)
    token = keeper.mint(Visitor("Олена"))
    (project.folder.private / "secret").unlink()
    assert keeper.know(token) is None
    assert Doorkeeper(project).know(keeper.mint(Visitor("Олена"))) is not None


def test_nobody_gets_a_token_without_a_name(project: Project) -> None:
    with pytest.raises(ReviewError, match="name"):
        Doorkeeper(project).mint(Visitor(" "))


def test_whoever_lacks_a_right_is_told_which_role_gives_it() -> None:
    Visitor("Олена").need(Right.PUBLISH)
    with pytest.raises(AccessError, match="role of a publisher"):
        Visitor("Олена", EVERY_ROLE - {Role.PUBLISHER}).need(Right.PUBLISH)
