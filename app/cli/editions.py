"""Commands that check translations and print them."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from app.cli.common import FAILED, chosen, in_project, main, of_catalogs, split, sync_first
from app.workbench import editions, status
from app.workbench import project as projects


@main.command()
@in_project
@of_catalogs
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def check(*, folder: Path, languages: Sequence[str], names: Sequence[str], as_json: bool) -> None:
    """Run the checks; end with 1 where one of them found an error.

    Example:  workbench check --language sv
    """
    found: list[status.Found] = []
    with projects.open_project(folder) as project:
        for name in names or project.folder.documents():
            sync_first(project, name)
            for code in chosen(project, languages):
                found.extend(status.findings(project, name, code))
    errors = sum(one.finding.severity == "error" for one in found)
    if as_json:
        click.echo(json.dumps([_finding(one) for one in found], ensure_ascii=False, indent=1))
    else:
        for one in found:
            click.echo(
                f"{one.document}.{one.language}:{one.number}: {one.finding.severity}: {one.finding.check}: "
                f"{one.finding.message}\n    {one.unit.source}\n    {one.unit.target.text}"
            )
        click.echo(f"{errors} errors, {len(found) - errors} warnings")
    if errors:
        sys.exit(FAILED)


def _finding(one: status.Found) -> dict[str, Any]:
    return {
        "document": one.document,
        "language": one.language,
        "number": one.number,
        "context": one.unit.key.context,
        "source": one.unit.source,
        "target": one.unit.target.text,
        "check": one.finding.check,
        "severity": str(one.finding.severity),
        "message": str(one.finding.message),
        "start": one.finding.start,
        "end": one.finding.end,
    }


@main.command()
@in_project
@of_catalogs
@click.option(
    "--format", "forms", multiple=True, default=["html"], show_default=True, help="As in “html,markdown”."
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default="out", show_default=True)
@click.option("--beside", default="", help="The second language of bilingual formats; else the original.")
@click.option(
    "--allow-unreviewed", is_flag=True, help="A draft edition, with unreviewed text marked as such."
)
def export(
    *,
    folder: Path,
    languages: Sequence[str],
    names: Sequence[str],
    forms: Sequence[str],
    out: Path,
    beside: str,
    allow_unreviewed: bool,
) -> None:
    """Make editions of the reviewed translations, or of the original where its language is asked for.

    Example:  workbench export --language uk --format markdown,html --out editions
    """
    with projects.open_project(folder) as project:
        for name in names or project.folder.documents():
            sync_first(project, name)
            for path in editions.export(
                project,
                name,
                languages=chosen(project, languages, original=True),
                forms=split(forms),
                out=out,
                beside=chosen(project, [beside], original=True)[0] if beside else "",
                allow_unreviewed=allow_unreviewed,
            ):
                click.echo(f"Wrote {path}")
