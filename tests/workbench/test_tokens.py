"""Tokens of programs: shown once, kept as hashes, good for the roles and the time that they were made for."""

from datetime import UTC, datetime, timedelta

import pytest

from app.errors import AccessError, ReviewError
from app.roles import Right, Role
from app.storage.tokens import Tokens
from app.workbench import tokens
from app.workbench.access import Doorkeeper
from app.workbench.project import Project

_NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


def test_a_token_stands_for_its_person_with_its_roles(project: Project) -> None:
    made = tokens.make(project, " Олена ", roles=[Role.REVIEWER], purpose="a\nscript", now=_NOW)
    visitor = Doorkeeper(project).know(made.word)
    assert visitor is not None
    assert (visitor.person, visitor.may(Right.REVIEW), visitor.may(Right.TRANSLATE)) == ("Олена", True, False)
    (listed,) = tokens.listed(project, person="олена")
    assert (listed.purpose, listed.id) == ("a script", made.token.id)
    assert tokens.listed(project, person="Борис") == ()


def test_the_store_has_the_tokens_hash_alone(project: Project) -> None:
    made = tokens.make(project, "Олена", now=_NOW)
    with project.store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM token").all()
    assert len(rows) == 1
    assert made.word not in str(rows)
    assert made.word.removeprefix(tokens.PREFIX) not in str(rows)


def test_two_tokens_are_never_alike(project: Project) -> None:
    words = {tokens.make(project, "Олена").word for _ in range(20)}
    assert len(words) == 20
    assert all(len(word) >= 47 for word in words), "256 bits, and what it begins with"


def test_a_token_runs_out_on_its_day(project: Project) -> None:
    made = tokens.make(project, "Олена", days=2, now=_NOW)
    assert tokens.know(project, made.word, now=_NOW + timedelta(days=2, seconds=-1))
    with pytest.raises(AccessError, match="run out"):
        tokens.know(project, made.word, now=_NOW + timedelta(days=2))


def test_a_revoked_token_lets_nobody_in_and_stays_listed(project: Project) -> None:
    made = tokens.make(project, "Олена", now=_NOW)
    other = tokens.make(project, "Олена", now=_NOW)
    tokens.revoke(project, made.token.id, person="Борис", now=_NOW)
    tokens.revoke(project, made.token.id, person="Віра", now=_NOW + timedelta(days=1))
    with pytest.raises(AccessError, match="revoked"):
        Doorkeeper(project).know(made.word)
    assert Doorkeeper(project).know(other.word)
    gone = tokens.listed(project)[1]
    assert (gone.revoked_by, gone.revoked_at) == ("Борис", _NOW.isoformat())


def test_its_last_use_is_noted_but_not_each_time(project: Project) -> None:
    made = tokens.make(project, "Олена", now=_NOW)

    def used_at() -> str:
        found = Tokens(project.store).find(made.word)
        assert found
        return found.used_at

    tokens.know(project, made.word, now=_NOW)
    tokens.know(project, made.word, now=_NOW + timedelta(minutes=9))
    assert used_at() == _NOW.isoformat()
    later = _NOW + timedelta(minutes=11)
    tokens.know(project, made.word, now=later)
    assert used_at() == later.isoformat()


@pytest.mark.parametrize(
    "word",
    ["wbt_", "wbt_" + "x" * 43, "wbt_" + "x" * 5_000, "wbt_\ud800" + "x" * 43, "wbt_' OR 1=1 --" + "x" * 30],
)
def test_a_word_that_was_never_ours_is_nobodys(project: Project, word: str) -> None:
    tokens.make(project, "Олена")
    assert Doorkeeper(project).know(word) is None


def test_a_token_needs_a_name_a_role_and_a_time_that_can_be_meant(project: Project) -> None:
    with pytest.raises(ReviewError, match="name"):
        tokens.make(project, "\n")
    with pytest.raises(AccessError, match="role"):
        tokens.make(project, "Олена", roles=[])
    with pytest.raises(AccessError, match="days"):
        tokens.make(project, "Олена", days=0)
    with pytest.raises(AccessError, match="no token number 7"):
        tokens.revoke(project, 7)
    assert tokens.listed(project) == ()
