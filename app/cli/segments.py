"""Commands that cut a segment in two, or join two, for all languages."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from app import review
from app.cli.common import agree, in_project, main, sync_first
from app.workbench import project as projects
from app.workbench import resegmenting
from app.workbench.resegmenting import Foreseen, Text

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _at_a_spot(command: _Command) -> _Command:
    """Give a command what both ask for."""
    for option in (
        click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing."),
        click.option("--yes", is_flag=True, help="Do it without asking."),
        click.option("--person", required=True, help="Your name, for the history."),
        in_project,
        click.argument("spot"),
        click.argument("document"),
    ):
        command = option(command)
    return command


@main.command()
@_at_a_spot
def split(*, document: str, spot: str, folder: Path, person: str, yes: bool, dry_run: bool) -> None:
    """Cut a segment in two, for all languages, at the “|” in SPOT. The source file is edited.

    Example:  workbench split talk "I am a nurse. | I live in Lviv" --person Olena
    """
    _carry_out(folder, document, spot, person, joined=False, yes=yes, dry_run=dry_run)


@main.command()
@_at_a_spot
def join(*, document: str, spot: str, folder: Path, person: str, yes: bool, dry_run: bool) -> None:
    """Join two segments, for all languages, at the “|” in SPOT. The source file is edited.

    Example:  workbench join talk "I am a nurse. | I live in Lviv" --person Olena
    """
    _carry_out(folder, document, spot, person, joined=True, yes=yes, dry_run=dry_run)


def _carry_out(
    folder: Path, document: str, spot: str, person: str, *, joined: bool, yes: bool, dry_run: bool
) -> None:
    with projects.open_project(folder) as project:
        review.name(person)
        sync_first(project, document)
        wish = resegmenting.find(project, document, spot, joined=joined)
        foreseen = resegmenting.foresee(project, document, wish)
        click.echo("\n".join(_told(foreseen)))
        if dry_run or not (yes or agree("Do it?")):
            click.echo("Nothing was changed." if not dry_run else "Nothing is changed by a dry run.")
            return
        resegmenting.carry_out(project, document, wish, sha256=foreseen.sha256, person=person)
        click.echo(f"Done; see it with: git diff source/{document}.md")


def _told(foreseen: Foreseen) -> list[str]:
    return [
        *(f"- {one}" for one in foreseen.before),
        *(f"+ {one}" for one in foreseen.after),
        *(f"{one.language}: {_targets(one.before)}  →  {_targets(one.after)}" for one in foreseen.languages),
    ]


def _targets(texts: tuple[Text, ...]) -> str:
    return " | ".join(f"{one.target.text or '–'} ({one.target.state})" for one in texts)
