"""The command that gets drafts: from the memory, and from engines."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from app.cli.common import FAILED, UNREAD, agree, chosen, in_project, main, of_catalogs, sync_first
from app.errors import CatalogError, EngineError, EngineErrorKind
from app.workbench import asking, drafting
from app.workbench import project as projects
from app.workbench.project import Project


def whoever() -> str:
    """Return the name of the person at the command line, where they give none."""
    return os.environ.get("USER", "command line")


@main.command()
@in_project
@of_catalogs
@click.option("--engine", "only", multiple=True, help="An engine, instead of the project's own.")
@click.option("--limit", type=click.IntRange(1), help="At most so many segments a catalog.")
@click.option("--yes", is_flag=True, help="Agree that text goes out to the engines' addresses.")
@click.option("--person", default=whoever, help="Who agrees.")
def draft(
    *,
    folder: Path,
    languages: Sequence[str],
    names: Sequence[str],
    only: Sequence[str],
    limit: int | None,
    yes: bool,
    person: str,
) -> None:
    """Get drafts for segments without a text: from the memory, then from engines. Ctrl+C stops.

    Example:  workbench draft --language uk --limit 20
    """
    came = asked = 0
    with projects.open_project(folder) as project:
        codes = chosen(project, languages)
        services = [one for code in codes for one in asking.engines(project, code, only=only)]
        consent(project, services, yes=yes, person=person)
        for name in names or project.folder.documents():
            sync_first(project, name)
            for code in chosen(project, languages):
                report = _draft(project, name, code, only, limit)
                came, asked = came + report.drafted, asked + report.total
    if asked and not came:
        click.echo("Nothing could be drafted.", err=True)
        sys.exit(FAILED)


def consent(project: Project, services: Sequence[asking.Service], *, yes: bool, person: str) -> None:
    """Ask the person whether text may go to the addresses that nobody has agreed to; refuse without a yes."""
    for service in {one.id: one for one in services}.values():
        if not service.remote or service.agreed or not project.settings.allow_remote:
            continue
        click.echo(
            f"For drafts, the text is sent to {service.label} at {service.address}. "
            "Whoever runs that service can read it."
        )
        if not yes and not agree("Do you agree?"):
            raise EngineError(
                EngineErrorKind.NOT_ALLOWED, "Nothing was sent. Say --yes to agree on the command line."
            )
        asking.agree(project, service, person=person)


def _draft(
    project: Project, name: str, code: str, only: Sequence[str], limit: int | None
) -> drafting.Drafted:
    report = drafting.Drafted()
    run = drafting.draft(project, name, code, only=only, limit=limit)
    try:
        with click.progressbar(length=1000, label=f"{name}, {code}", file=sys.stderr) as bar:
            for report in run:
                if report.total:
                    bar.update(1000 * report.done // report.total - bar.pos)
    except KeyboardInterrupt:
        run.close()
        click.echo("Stopped. What has come is kept; the same command goes on from there.", err=True)
    except CatalogError:
        # The sync before has told about it; the drafts are safe in the store, and others may follow.
        click.get_current_context().meta[UNREAD] = True
    click.echo(
        f"{name}, {code}: {report.drafted} of {report.total} drafted ({report.from_memory} from the memory, "
        f"{report.cached} from earlier answers), {report.refused} refused, {report.failed} without an answer"
    )
    if report.error is not None:
        click.echo(f"{report.error}", err=True)
    return report
