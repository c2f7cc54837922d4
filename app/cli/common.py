"""What the commands share: the group, its options, and how a refusal is said."""

import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from app import __version__
from app.errors import WorkbenchError
from app.workbench import catalogs
from app.workbench.project import Project

_Command = TypeVar("_Command", bound=Callable[..., Any])
FAILED = 1
UNREAD = "app.cli.unread"
"""Set in the context where a catalog could not be read: the command goes on, and its code says so."""


class _Group(click.Group):
    """Says our errors as sentences, and ends with a code that scripts can see."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
        except WorkbenchError as error:
            click.echo(f"{error}", err=True)
            ctx.exit(FAILED)
        if ctx.meta.get(UNREAD):
            ctx.exit(FAILED)
        return result


def in_project(command: _Command) -> _Command:
    """Give a command the option that names its project."""
    return click.option(
        "--project",
        "folder",
        type=click.Path(path_type=Path, file_okay=False),
        default=".",
        help="The project's folder; this one by default.",
    )(command)


def of_catalogs(command: _Command) -> _Command:
    """Give a command the options that choose languages and documents."""
    several = click.option(
        "--language", "-l", "languages", multiple=True, help="As in “uk,sv”; all by default."
    )
    names = click.option(
        "--document", "-d", "names", multiple=True, help="A document's name; all by default."
    )
    return several(names(command))


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="workbench")
@click.option("--verbose", is_flag=True, help="Say each deed on standard error.")
def main(*, verbose: bool) -> None:
    """Translate interviews with volunteers: drafts, review, gettext catalogs, editions.

    A project is a folder. Begin with:  workbench init interviews
    """
    logging.basicConfig(level=logging.INFO if verbose else logging.ERROR, format="%(message)s")


def sync_first(project: Project, name: str) -> None:
    """Bring a document up to date before a command looks at it, and tell what could not be read."""
    for error in catalogs.sync(project, name).errors:
        click.echo(f"{error}", err=True)
        click.get_current_context().meta[UNREAD] = True


def agree(question: str) -> bool:
    """Ask where somebody can answer; without a person at the terminal the answer is no."""
    return sys.stdin.isatty() and click.confirm(question)


def split(given: Sequence[str]) -> list[str]:
    """Return the words of an option that may be given several times and holds words between commas."""
    return [part.strip() for one in given for part in one.split(",") if part.strip()]


def chosen(project: Project, given: Sequence[str], *, original: bool = False) -> list[str]:
    """Return the languages asked for, or all; refuse one that the project does not translate into.

    With `original` the language that it translates from may be asked for too.
    """
    wanted = split(given) or list(project.settings.languages)
    known = {*project.settings.languages, *([project.settings.source_language] if original else [])}
    for code in wanted:
        if code not in known:
            raise click.UsageError(
                f"This project does not translate into “{code}”. Its languages are: "
                f"{', '.join(project.settings.languages)} (workbench.toml)."
            )
    return wanted
