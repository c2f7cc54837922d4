"""`workbench token`: the token alone goes to standard output, so that a script can keep it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import main
from app.workbench import tokens
from app.workbench.project import Project


def _run(project: Project, *arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, [*arguments, "--project", str(project.folder.root)])
    return done.exit_code, done.stdout, done.stderr


def test_a_token_is_made_shown_once_listed_and_removed(project: Project) -> None:
    code, out, said = _run(project, "token", "add", "Олена", "--role", "translator", "--for", "my terminal")
    word = out.strip()
    assert code == 0
    assert (word.startswith(tokens.PREFIX), "Token 1 for Олена (translator)" in said) == (True, True)
    assert tokens.know(project, word)
    _, listed, _ = _run(project, "token", "list")
    assert "1: Олена (translator) “my terminal”" in listed
    assert word not in listed
    (one,) = json.loads(_run(project, "token", "list", "--json")[1])
    assert (one["person"], one["used_at"] != "", one["revoked_at"]) == ("Олена", True, "")
    assert _run(project, "token", "remove", "1")[1] == "Token 1 of Олена is revoked.\n"
    assert "revoked" in _run(project, "token", "list")[1]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["add", "Олена", "--role", "king"], "no role “king”"),
        (["add", " "], "give a name"),
        (["add", "Олена", "--days", "0"], "--days"),
        (["remove", "9"], "no token number 9"),
    ],
)
def test_what_cannot_be_meant_is_said(project: Project, arguments: list[str], word: str) -> None:
    code, out, said = _run(project, "token", *arguments)
    assert code != 0
    assert word in said
    assert out == ""


def test_without_any_the_way_to_one_is_said(project: Project, tmp_path: Path) -> None:
    assert "workbench token add" in _run(project, "token", "list")[1]
