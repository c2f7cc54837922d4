"""Commands that look after the store."""

import sys
from pathlib import Path

import click

from app.cli.common import FAILED, in_project, main
from app.workbench import project as projects
from app.workbench import stores


@main.group()
def store() -> None:
    """Look after the store, where people's work is kept before it reaches the PO files."""


@store.command(name="check")
@in_project
def store_check(*, folder: Path) -> None:
    """Prove that store and PO files agree; end with 1 and say what does not.

    Example:  workbench store check
    """
    with projects.open_project(folder) as project:
        found = list(stores.check(project))
    for one in found:
        where = f"{one.document}, {one.language}: " if one.document else ""
        click.echo(f"{where}{one.message}")
    click.echo(f"{len(found)} disagreements" if found else "Store and catalogs agree.")
    if found:
        sys.exit(FAILED)


@store.command(name="move")
@click.argument("url")
@in_project
def store_move(*, url: str, folder: Path) -> None:
    """Copy the store to the database at URL, history and all. The old one stays as it is.

    Example:  workbench store move postgresql://workbench@db.example/interviews
    """
    with projects.open_project(folder) as project:
        moved = stores.move(project, url)
    click.echo(", ".join(f"{count} × {table}" for table, count in moved.items() if count))
    click.echo("From now on: set WORKBENCH_DATABASE to this address, or url in [store] of workbench.toml.")
