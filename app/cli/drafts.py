"""Commands that bring translations in: from engines, from the memory, from files."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from app.cli.common import FAILED, UNREAD, agree, chosen, in_project, main, of_catalogs, sync_first
from app.errors import CatalogError, EngineError, EngineErrorKind
from app.workbench import drafting, importing
from app.workbench import project as projects
from app.workbench.project import Project


@main.command()
@in_project
@of_catalogs
@click.option("--engine", "only", multiple=True, help="An engine, instead of the project's own.")
@click.option("--limit", type=click.IntRange(1), help="At most so many segments a catalog.")
@click.option("--yes", is_flag=True, help="Agree that text goes out to the engines' addresses.")
@click.option("--person", default=lambda: os.environ.get("USER", "command line"), help="Who agrees.")
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
        _consent(project, only, yes=yes, person=person)
        for name in names or project.folder.documents():
            sync_first(project, name)
            for code in chosen(project, languages):
                report = _draft(project, name, code, only, limit)
                came, asked = came + report.drafted, asked + report.total
    if asked and not came:
        click.echo("Nothing could be drafted.", err=True)
        sys.exit(FAILED)


def _consent(project: Project, only: Sequence[str], *, yes: bool, person: str) -> None:
    for service in drafting.engines(project, only=only):
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
        drafting.agree(project, service, person=person)


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


@main.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@in_project
@click.option("--document", "-d", "name", help="The document's name; needed where there are several.")
@click.option("--language", "-l", "language", required=True, help="The language of the translations.")
@click.option("--as", "state", type=click.Choice(["draft"]), default="draft", show_default=True)
@click.option(
    "--origin", default="imported", show_default=True, help="Where the drafts come from, in a few words."
)
def import_(*, file: Path, folder: Path, name: str | None, language: str, state: str, origin: str) -> None:
    """Bring translations in from a CSV (columns source, target; context, note) or PO file, as drafts.

    Example:  workbench import uk.csv --language uk --as draft --origin "prepared draft"
    """
    with projects.open_project(folder) as project:
        known = project.folder.documents()
        if name is None and len(known) != 1:
            raise click.UsageError(f"Say --document; known are: {', '.join(known) or 'none'}.")
        codes = chosen(project, [language])
        if len(codes) != 1:
            raise click.UsageError("A file holds the translations of one language: say --language uk.")
        document = name or known[0]
        sync_first(project, document)
        done = importing.drafts(project, file, document=document, language=codes[0], origin=origin)
    click.echo(f"{done.drafts} as {state}, {done.notes} notes, {done.kept} left as they were")
    for source in done.unknown:
        click.echo(f"No segment has this source: {source}", err=True)
    if done.unknown and not done.drafts and not done.kept:
        sys.exit(FAILED)
