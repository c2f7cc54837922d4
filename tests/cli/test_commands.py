"""The command line: sentences for people, JSON for programs, and an exit code that tells how it went."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from app.catalog import State
from app.cli import main
from tests import interview, small
from tests.standin import StandIn

_TALK = "A talk by the sea\n\nMartin: Who are you?\n\nOlena: I am a nurse. I live in Lviv.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    with small.synced(tmp_path / "talks") as project:
        return project.folder.root


def _run(*words: object) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words])
    # Whatever goes wrong is told in words; a traceback is for nobody.
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def _in(root: Path, command: str, *words: object) -> Result:
    return _run(*command.split(), *words, "--project", root)


def _commands(group: click.Group, *before: str) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        yield (*before, name)
        if isinstance(command, click.Group):
            yield from _commands(command, *before, name)


# -- help -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", list(_commands(main)), ids=" ".join)
def test_every_command_has_a_help_and_every_deed_an_example(command: tuple[str, ...]) -> None:
    result = _run(*command, "--help")
    assert result.exit_code == 0
    group: click.Command = main
    for name in command:
        assert isinstance(group, click.Group)
        group = group.commands[name]
    if not isinstance(group, click.Group):
        assert f"Example:  workbench {' '.join(command)}" in result.output
        assert command == ("init",) or "--project" in result.output


def test_the_commands_of_the_issue_are_there() -> None:
    assert {"init", "add", "sync", "draft", "check", "status", "export", "import", "run"} <= set(
        main.commands
    )


def test_the_version_is_told() -> None:
    assert _run("--version").output.startswith("workbench, version ")


# -- where there is no project --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command", ["sync", "status", "check", "draft", "export", "add x.txt", "import x.csv -l uk", "run"]
)
def test_without_a_project_the_way_to_one_is_told(tmp_path: Path, command: str) -> None:
    result = _in(tmp_path, command)
    assert result.exit_code == 1
    assert "workbench init" in result.stderr
    assert list(tmp_path.iterdir()) == []


# -- init, add, sync ------------------------------------------------------------------------------------


def test_from_an_empty_folder_to_catalogs(tmp_path: Path) -> None:
    talk = tmp_path / "talk.txt"
    talk.write_text(_TALK, encoding="utf-8")
    root = tmp_path / "talks"
    assert _run("init", root).exit_code == 0
    added = _in(root, "add", talk)
    assert added.exit_code == 0
    assert "Turns: 2 (Martin 1, Olena 1)" in added.output
    assert "Wrote source/a-talk-by-the-sea.md" in added.output
    assert "Nothing new" in _in(root, "add", talk).output
    assert "a-talk-by-the-sea: 6 units, 6 new" in _in(root, "sync").output
    assert (
        small.gettext(
            "msgfmt",
            "--check",
            "-o",
            "/dev/null",
            content=(root / "locales/uk/LC_MESSAGES/a-talk-by-the-sea.po").read_bytes(),
        )
        == b""
    )
    assert _run("init", root).exit_code == 1


def test_a_document_that_differs_is_replaced_with_yes_only(tmp_path: Path, root: Path) -> None:
    talk = tmp_path / "talk.txt"
    talk.write_text(_TALK, encoding="utf-8")
    _in(root, "add", talk)
    before = small.tree(root)
    talk.write_text(_TALK.replace("Lviv", "Kyiv"), encoding="utf-8")
    refused = _in(root, "add", talk)
    assert (refused.exit_code, small.tree(root)) == (1, before)
    assert "--yes" in refused.stderr
    assert _in(root, "add", talk, "--yes").exit_code == 0
    assert small.tree(root) != before


@pytest.mark.parametrize("name", ["../x", "/etc/x", "A B"])
def test_no_document_name_leads_out_of_the_project(tmp_path: Path, root: Path, name: str) -> None:
    talk = tmp_path / "talk.txt"
    talk.write_text(_TALK, encoding="utf-8")
    before = small.tree(tmp_path)
    result = _in(root, "add", talk, "--name", name)
    assert (result.exit_code, small.tree(tmp_path)) == (1, before)
    assert "cannot be a document's name" in result.stderr
    assert _in(root, "sync", "-d", name).exit_code == 1


def test_a_second_sync_writes_nothing_and_says_so(root: Path) -> None:
    before = small.tree(root)
    result = _in(root, "sync")
    assert "0 files written" in result.output
    assert small.tree(root) == before


def test_a_catalog_that_cannot_be_read_ends_every_command_with_a_code_and_stays(
    root: Path, tmp_path: Path
) -> None:
    path = small.catalog_file(root)
    path.write_bytes(b"<<<<<<< HEAD\n")
    with StandIn() as standin:
        settings = root / "workbench.toml"
        settings.write_text(
            settings.read_text("utf-8") + f'\n[engines.google]\nurl = "{standin.url}"\n', "utf-8"
        )
        for command in (
            "sync",
            "sync --json",
            "status",
            "status --json",
            "check",
            "draft --yes",
            f"export --allow-unreviewed --out {tmp_path}/out",
        ):
            result = _in(root, command)
            assert result.exit_code == 1, command
            assert "short-talk.po, line 1" in result.stderr, command
            if "--json" in command:
                assert json.loads(result.stdout)
    assert path.read_bytes() == b"<<<<<<< HEAD\n"
    # and the other language has got its drafts all the same
    assert small.catalog_file(root, "sv").read_text("utf-8").count("# draft: google") == small.UNITS


# -- JSON -----------------------------------------------------------------------------------------------


def test_what_is_asked_for_as_json_can_be_parsed(root: Path, tmp_path: Path) -> None:
    talk = tmp_path / "talk.txt"
    talk.write_text(_TALK, encoding="utf-8")
    added = json.loads(_in(root, "add", talk, "--json").stdout)
    assert (added["name"], added["turns"]) == ("a-talk-by-the-sea", {"Martin": 1, "Olena": 1})
    synced = json.loads(_in(root, "sync", "--json").stdout)
    assert [row["document"] for row in synced] == ["a-talk-by-the-sea", small.NAME]
    rows = json.loads(_in(root, "status", "--json").stdout)
    assert [(row["document"], row["language"]) for row in rows][-1] == (small.NAME, "sv")
    assert rows[-1]["empty"] == rows[-1]["total"] == small.UNITS
    assert json.loads(_in(root, "check", "--json").stdout) == []


def test_findings_can_be_parsed_and_errors_end_with_a_code(root: Path) -> None:
    with small.synced(root) as project:
        small.saved(project, "We have 12 beds in the *old* house.", "У *старому* будинку 13 ліжок.")
    result = _in(root, "check", "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert {"document", "language", "number", "source", "target", "check", "severity", "message"} <= set(
        found[0]
    )
    assert found[0]["language"] == "uk"
    assert "1 errors" in _in(root, "check", "-l", "uk").output
    assert _in(root, "check", "-l", "sv").exit_code == 0


# -- draft ----------------------------------------------------------------------------------------------


@pytest.fixture
def standin(root: Path) -> Iterator[StandIn]:
    with StandIn() as server:
        settings = root / "workbench.toml"
        settings.write_text(
            settings.read_text("utf-8") + f'\n[engines.google]\nurl = "{server.url}"\n', "utf-8"
        )
        yield server


def test_before_text_goes_out_the_person_is_told_where_to_and_agrees(root: Path, standin: StandIn) -> None:
    refused = _in(root, "draft", "-l", "uk")
    assert (refused.exit_code, standin.connections) == (1, 0)
    assert standin.url in refused.output
    assert "--yes" in refused.stderr
    agreed = _in(root, "draft", "-l", "uk", "--yes", "--limit", "2", "--person", "Олена")
    assert agreed.exit_code == 0
    assert "2 of 2 drafted" in agreed.output
    again = _in(root, "draft", "-l", "uk")  # asked once in a project
    assert again.exit_code == 0
    assert standin.url not in again.output


def test_with_remote_engines_forbidden_nothing_goes_out_whoever_agrees(root: Path, standin: StandIn) -> None:
    settings = root / "workbench.toml"
    settings.write_text(
        settings.read_text("utf-8").replace("allow_remote = true", "allow_remote = false"), "utf-8"
    )
    result = _in(root, "draft", "--yes")
    assert (result.exit_code, standin.connections) == (1, 0)
    assert "lets no text leave the machine" in result.stderr
    assert "Nothing could be drafted." in result.stderr


def test_without_a_network_a_sentence_and_a_code_and_nothing_is_lost(root: Path) -> None:
    with StandIn() as server:
        url = server.url  # and now nobody listens there
    settings = root / "workbench.toml"
    settings.write_text(settings.read_text("utf-8") + f'\n[engines.google]\nurl = "{url}"\n', "utf-8")
    with small.synced(root) as project:
        small.saved(project, "Who are you?", "Хто ви?")
    before = small.tree(root)
    result = _in(root, "draft", "-l", "uk", "--yes")
    assert result.exit_code == 1
    assert "cannot be reached" in result.stderr
    assert "Nothing could be drafted." in result.stderr
    assert small.tree(root) == before
    assert _in(root, "status").exit_code == 0


def test_where_nothing_is_left_to_draft_all_is_well(root: Path, standin: StandIn) -> None:
    assert _in(root, "draft", "--yes").exit_code == 0
    done = _in(root, "draft")
    assert done.exit_code == 0
    assert "0 of 0 drafted" in done.output


# -- import, export, status -----------------------------------------------------------------------------


def test_translations_are_imported_as_drafts_only(root: Path, tmp_path: Path) -> None:
    table = tmp_path / "uk.csv"
    table.write_text("source,target\nWho are you?,Хто ви?\nNo such.,Ні.\n", encoding="utf-8")
    result = _in(root, "import", table, "-l", "uk", "--origin", "prepared")
    assert result.exit_code == 0
    assert "1 as draft" in result.output
    assert "No such." in result.stderr
    assert _in(root, "import", table, "-l", "uk", "--as", "reviewed").exit_code == 2
    with small.synced(root) as project:
        assert small.unit(project, "Who are you?").unit.target.state is State.DRAFT


def test_an_import_that_fits_nothing_ends_with_a_code(root: Path, tmp_path: Path) -> None:
    table = tmp_path / "uk.csv"
    table.write_text("source,target\nNo such.,Ні.\n", encoding="utf-8")
    assert _in(root, "import", table, "-l", "uk").exit_code == 1


def test_below_the_threshold_an_edition_is_refused_with_counts_and_allowed_as_a_draft(
    root: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    refused = _in(root, "export", "-l", "uk", "--format", "markdown,html", "--out", out)
    assert refused.exit_code == 1
    assert "0 of 8 segments are reviewed" in refused.stderr
    assert not out.exists()
    made = _in(root, "export", "-l", "uk", "--format", "markdown,html", "--out", out, "--allow-unreviewed")
    assert made.exit_code == 0
    assert sorted(path.suffix for path in out.iterdir()) == [".html", ".json", ".md"]
    assert _in(root, "export", "--format", "docx", "--out", out).exit_code == 1


@pytest.mark.parametrize(
    "words",
    [
        ("status", "--no-such"),
        ("export", "-l", "de"),
        ("draft", "--limit", "0"),
        ("import", "x.csv", "-l", "uk,sv"),
        ("run", "--port", "0"),
    ],
)
def test_what_the_command_line_does_not_know_ends_with_two(root: Path, words: tuple[str, ...]) -> None:
    assert _run(*words, "--project", root).exit_code == 2


def test_status_counts_every_catalog(root: Path) -> None:
    with small.synced(root) as project:
        small.reviewed(project, "Who are you?", "Хто ви?")
    lines = _in(root, "status").output.splitlines()
    assert f"{small.NAME}, uk: {small.UNITS} units: 1 reviewed, {small.UNITS - 1} empty" in lines
    assert f"{small.NAME}, sv: {small.UNITS} units: {small.UNITS} empty" in lines


# -- the real command -----------------------------------------------------------------------------------


def _command(*words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("workbench")
    environment = {**os.environ, "PYTHONWARNINGS": "error", "PYTHONUTF8": "1"}
    return subprocess.run(
        [program, *map(str, words)],
        check=False,
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        stdin=subprocess.DEVNULL,
    )


def test_the_real_command_brings_the_real_interview_to_catalogs(tmp_path: Path) -> None:
    (tmp_path / interview.FILE).write_bytes(interview.data())
    assert _command("init", "talks", cwd=tmp_path).returncode == 0
    root = tmp_path / "talks"
    added = _command("add", f"../{interview.FILE}", "--alias", "Alexander=Oleksandr", cwd=root)
    assert (added.returncode, added.stderr) == (0, "")
    assert "segments with the title: 558" in added.stdout
    assert "Joined over a page break: 10" in added.stdout
    first = _command("sync", "--json", cwd=root)
    assert (first.returncode, json.loads(first.stdout)[0]["units"]) == (0, 560)
    before = small.tree(root)
    assert _command("sync", cwd=root).returncode == 0
    assert small.tree(root) == before


def test_the_real_command_says_its_errors_as_sentences(tmp_path: Path) -> None:
    done = _command("status", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "is not a project" in done.stderr
    assert "Traceback" not in done.stderr
