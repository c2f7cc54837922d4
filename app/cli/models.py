"""Commands for models that translate on this machine. Nothing is fetched before a person asks for it."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from app import language as names
from app.cli.common import agree, chosen, in_project, main
from app.engines.models import Model
from app.engines.models.shops import SHOPS, Parcel
from app.errors import EngineError, EngineErrorKind
from app.workbench import models as deeds
from app.workbench import project as projects
from app.workbench.project import Project


@main.group()
def models() -> None:
    """Look after models that translate on this machine, without a network."""


@models.command(name="add")
@in_project
@click.argument("languages", nargs=-1)
@click.option("--engine", type=click.Choice(sorted(SHOPS)), default="firefox", show_default=True)
@click.option(
    "--from",
    "given",
    type=click.Path(path_type=Path, exists=True),
    help="Take models from a folder or a file here; no network.",
)
@click.option("--index", default="", help="Another list of models: your group's copy of the usual one.")
@click.option("--yes", is_flag=True, help="Fetch without asking.")
def models_add(
    *, folder: Path, languages: Sequence[str], engine: str, given: Path | None, index: str, yes: bool
) -> None:
    """Get models for LANGUAGES: size, licence, address are told first. Ctrl+C stops; it goes on from there.

    Example:  workbench models add uk
    """
    with projects.open_project(folder) as project:
        if given is not None:
            for model in deeds.add_from(project, given):
                _added(model)
            return
        if not languages:
            raise click.UsageError("Say into which language: workbench models add uk")
        for code in chosen(project, languages):
            _add(project, code, engine, index, yes=yes)


@models.command(name="list")
@in_project
def models_list(*, folder: Path) -> None:
    """Show the models that are here.

    Example:  workbench models list
    """
    with projects.open_project(folder) as project:
        here = deeds.folder(project)
        found = deeds.installed(project)
        for one in found:
            size = f"{_megabytes(one.size):>9}"
            click.echo(f"{one.name:<32} {one.source} → {one.target}   {one.kind:<8} {size}   {one.version}")
        for _, said in deeds.broken(here):
            click.echo(f"{said}", err=True)
        if not found:
            click.echo(f"There are no models in {here}. Get one: workbench models add LANGUAGE")


@models.command(name="remove")
@in_project
@click.argument("name")
def models_remove(*, folder: Path, name: str) -> None:
    """Remove the model NAME, as `workbench models list` shows it.

    Example:  workbench models remove firefox-en-uk
    """
    with projects.open_project(folder) as project:
        gone = deeds.remove(project, name)
    click.echo(f"{gone.name} is removed.")


def _add(project: Project, code: str, engine: str, index: str, *, yes: bool) -> None:
    click.echo(f"Looking for models at {index or SHOPS[engine][1]} …", err=True)
    for parcel in deeds.offered(project, code, engine=engine, index=index):
        _tell(parcel)
        if not yes and not agree("Fetch it?"):
            raise EngineError(
                EngineErrorKind.NOT_ALLOWED, "Nothing was fetched. Say --yes to agree on the command line."
            )
        with click.progressbar(length=max(parcel.size, 1), label=parcel.name, file=sys.stderr) as bar:

            def progress(now: int, _: int, bar: object = bar) -> None:
                bar.update(now - bar.pos)  # type: ignore[attr-defined]

            _added(deeds.add(project, parcel, progress=progress))


def _tell(parcel: Parcel) -> None:
    size = _megabytes(parcel.size) if parcel.size else "of unknown size"
    click.echo(f"{names.name(parcel.source)} → {names.name(parcel.target)}, {parcel.kind} {parcel.version}")
    click.echo(f"  size      {size}, {len(parcel.files)} files")
    click.echo(f"  from      {parcel.address}")
    click.echo(f"  licence   {parcel.licence}")
    if not all(file.sha256 for file in parcel.files):
        click.echo("  checksum  none: nobody says what the file has to be")
    click.echo("  No text of yours is sent.")


def _added(model: Model) -> None:
    click.echo(f"{model.name} is ready: {model.source} → {model.target}, {_megabytes(model.size)}.")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
