"""Commands that bring texts in, and their catalogs up to date."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from app.catalog import State
from app.cli.common import FAILED, agree, in_project, main, sync_first
from app.workbench import catalogs, documents, status
from app.workbench import project as projects


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@in_project
@click.option("--name", help="The document's name in files; made of the title by default.")
@click.option("--title", help="The title, where the file has none.")
@click.option("--alias", "aliases", multiple=True, metavar="OTHER=NAME", help="Two spellings of one speaker.")
@click.option(
    "--segments", type=click.Choice(["sentence", "paragraph"]), default="sentence", show_default=True
)
@click.option("--encoding", help="The text's encoding, where it cannot be recognised.")
@click.option("--yes", is_flag=True, help="Replace a source file that differs, without asking.")
@click.option(
    "--dry-run", is_flag=True, help="Report, and say what would happen to translations; write nothing."
)
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def add(
    *,
    file: Path,
    folder: Path,
    name: str | None,
    title: str | None,
    aliases: Sequence[str],
    segments: str,
    encoding: str | None,
    yes: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Add a text: repair page breaks, find the turns, split the sentences, write source/NAME.md.

    Example:  workbench add interview.txt --alias "Alexander=Oleksandr"
    """
    with projects.open_project(folder) as project:
        prepared = documents.prepare(
            project,
            file,
            name=name,
            title=title,
            aliases=documents.parse_aliases(aliases),
            whole_paragraphs=segments == "paragraph",
            encoding=encoding,
        )
        if as_json:
            click.echo(json.dumps(prepared.as_json(), ensure_ascii=False, indent=1))
        else:
            click.echo("\n".join(documents.report(prepared)))
        if dry_run:
            click.echo("\n".join(documents.foresee(project, prepared.document)))
            return
        replace = yes
        if prepared.differs and not yes:
            replace = agree(f"source/{prepared.document.name}.md is there already and differs. Replace it?")
        written = documents.write(project, prepared, replace=replace)
        if not as_json:
            click.echo(f"{'Wrote' if written else 'Nothing new in'} source/{prepared.document.name}.md")


@main.command()
@in_project
@click.option("--document", "-d", "names", multiple=True, help="A document's name; all by default.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def sync(*, folder: Path, names: Sequence[str], dry_run: bool, as_json: bool) -> None:
    """Bring template, catalogs and store up to date with the source files, and with edits from outside.

    Example:  workbench sync
    """
    with projects.open_project(folder) as project:
        if dry_run:
            for name in names or project.folder.documents():
                click.echo("\n".join(documents.foresee(project, documents.current(project, name))))
            return
        done = [catalogs.sync(project, name) for name in names or project.folder.documents()]
        for one in done:
            for error in one.errors:
                click.echo(f"{error}", err=True)
            if not as_json:
                click.echo(
                    f"{one.document}: {one.units} units, {len(one.revised.new)} new, "
                    f"{len(one.revised.edited)} edited, {len(one.revised.removed)} removed; "
                    f"{one.outside.taken} edits from outside taken, "
                    f"{one.outside.suggested} kept beside, "
                    f"{one.outside.older} older than ours passed over; "
                    f"{len(one.written)} files written"
                )
    if as_json:
        table = [
            {
                "document": one.document,
                "units": one.units,
                "new": len(one.revised.new),
                "edited": len(one.revised.edited),
                "removed": len(one.revised.removed),
                "outside": one.outside.taken,
                "suggested": one.outside.suggested,
                "older": one.outside.older,
                "written": [str(path) for path in one.written],
                "errors": [str(error) for error in one.errors],
            }
            for one in done
        ]
        click.echo(json.dumps(table, ensure_ascii=False, indent=1))
    if any(one.errors for one in done):
        sys.exit(FAILED)


@main.command(name="status")
@in_project
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def status_(*, folder: Path, as_json: bool) -> None:
    """Say how far each document is in each language.

    Example:  workbench status --json
    """
    with projects.open_project(folder) as project:
        for name in project.folder.documents():
            sync_first(project, name)
        rows = [
            status.standing(project, name, code)
            for name in project.folder.documents()
            for code in project.settings.languages
        ]
    if as_json:
        table = [
            {"document": row.document, "language": row.language, "total": row.total}
            | {str(state): count for state, count in row.counts.items()}
            for row in rows
        ]
        click.echo(json.dumps(table, ensure_ascii=False, indent=1))
        return
    if not rows:
        click.echo("No document yet. Add one with: workbench add FILE")
    for row in rows:
        counts = ", ".join(f"{row.counts[state]} {state}" for state in reversed(State) if row.counts[state])
        click.echo(f"{row.document}, {row.language}: {row.total} units: {counts}")
