"""`workbench split` and `workbench join`: told first, done when a person agrees."""

from click.testing import CliRunner

from app.cli import main
from app.workbench.project import Project
from tests import small


def _run(project: Project, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, [*words, "--project", str(project.folder.root)])
    return done.exit_code, done.output


def test_join_and_split_tell_ask_and_do(project: Project) -> None:
    small.saved(project, "I am a nurse.", "Я медсестра.")
    spot = "nurse. | I live"
    arguments = (small.NAME, spot, "--person", "Борис")
    path = project.folder.source(small.NAME)
    for more in (["--dry-run"], []):
        code, said = _run(project, "join", *arguments, *more)
        assert (code, "uk: Я медсестра. (translated) | – (empty)  →  Я медсестра. (needs work)" in said) == (
            0,
            True,
        )
        assert path.read_text("utf-8") == small.TEXT, "nobody at the terminal has agreed"
    code, said = _run(project, "join", *arguments, "--yes")
    assert (code, "Done" in said) == (0, True)
    assert "I am a nurse. I live in Lviv." in path.read_text("utf-8")
    assert _run(project, "split", *arguments, "--yes")[0] == 0
    assert path.read_text("utf-8") == small.TEXT


def test_a_place_that_is_none_is_said(project: Project) -> None:
    code, said = _run(project, "split", small.NAME, "no | where", "--person", "Борис", "--yes")
    assert (code, "0 places" in said) == (1, True)
