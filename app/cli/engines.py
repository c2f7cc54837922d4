"""The command that shows the engines, and tries one with a sentence."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from app.cli.common import FAILED, chosen, in_project, main
from app.cli.drafts import consent, whoever
from app.engines import wants_address
from app.workbench import project as projects
from app.workbench import trying
from app.workbench.project import Project
from app.workbench.trying import Known


@main.command()
@in_project
@click.option("--language", "-l", "language", help="The language to translate into; the first by default.")
@click.option("--try", "attempted", is_flag=True, help="Let each that is ready translate one sentence.")
@click.option("--sentence", default=trying.SENTENCE, show_default=True, help="The sentence to try.")
@click.option("--engine", "only", multiple=True, help="Only this engine, asked by the project or not.")
@click.option("--yes", is_flag=True, help="Agree that the sentence goes out to the engines' addresses.")
@click.option("--person", default=whoever, help="Who agrees.")
def engines(
    *,
    folder: Path,
    language: str | None,
    attempted: bool,
    sentence: str,
    only: Sequence[str],
    yes: bool,
    person: str,
) -> None:
    """Show each engine: ready or what it lacks, and whether text leaves this machine.

    Example:  workbench engines --language uk --try
    """
    failed = False
    with projects.open_project(folder) as project:
        code = chosen(project, [language] if language else [])[0]
        shown = [one for one in trying.known(project, code) if not only or one.id in only]
        for unknown in set(only) - {one.id for one in shown}:
            raise click.UsageError(f"There is no engine “{unknown}”.")
        for one in shown:
            _show(project, one)
        if attempted:
            # Without names only those are tried that the project asks: the others were not chosen.
            tried = [one for one in shown if one.ready and (only or one.place)]
            consent(project, [one.service for one in tried if one.service], yes=yes, person=person)
            click.echo(f"\n{sentence}")
            failed = not [one for one in tried if _try(project, one, code, sentence)]
    if failed:
        sys.exit(FAILED)


def _show(project: Project, one: Known) -> None:
    place = f"{one.place}." if one.place else "–"
    click.echo(f"{place:<3} {one.id:<15} {_state(one)}{_where(project, one)}")
    service = one.service
    said = [f"{lack}" for lack in service.lacks] if service else [f"{one.error}"]
    if service and service.trouble:
        said.append(f"{service.trouble.error} It is asked again in {service.trouble.seconds:.0f} s.")
    for line in said:
        click.echo(f"{'':<20}{line}")


def _state(one: Known) -> str:
    if one.service is None:
        return "not usable"
    if one.service.lacks:
        return "lacks something"
    return "left alone for now" if one.service.trouble else "ready"


def _where(project: Project, one: Known) -> str:
    service = one.service
    if service is None:
        return ""
    if not service.address and wants_address(one.id):
        return "; text goes where its address leads"
    if not service.remote:
        return "; text stays on this machine"
    if not project.settings.allow_remote:
        return f"; would send text to {service.address}, which this project forbids (allow_remote)"
    agreed = "agreed" if service.agreed else "nobody has agreed yet"
    return f"; sends text to {service.address} ({agreed})"


def _try(project: Project, one: Known, code: str, sentence: str) -> bool:
    service = one.service
    if service is None:
        return False
    trial = trying.attempt(project, service, code, sentence)
    said = trial.text or f"{trial.verdict.refused or trial.error}"
    click.echo(f"    {one.id:<15} {trial.seconds:.1f} s  {said}")
    for flag in trial.verdict.flags:
        click.echo(f"{'':<20}{flag}")
    return trial.text is not None
