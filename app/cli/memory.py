"""The commands of the translation memory: files from elsewhere, and looking for a phrase."""

import json
import os
import shutil
from pathlib import Path

import click

from app import concordance
from app.cli.common import chosen, in_project, main
from app.workbench import memory_files
from app.workbench import project as projects
from app.workbench.project import Project


@main.group()
def memory() -> None:
    """Bring memories from elsewhere, and look for phrases in what was said.

    The project's own texts are in its memory by themselves, as soon as they are saved.
    """


@memory.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@in_project
@click.option("--language", "-l", default="", help="The translations' language, as in “uk”.")
@click.option("--person", default=lambda: os.environ.get("USER", "command line"), help="Who brings it.")
def import_(*, file: Path, folder: Path, language: str, person: str) -> None:
    """Take the finished translations of a TMX, PO, XLIFF or CSV into the memory.

    A file of the same name is replaced. Nothing is written into catalogs.

    Example:  workbench memory import glossary.tmx --language uk
    """
    with projects.open_project(folder) as project:
        code = _language(project, language)
        done = memory_files.bring(project, file, language=code, person=person)
    click.echo(
        f"{done.file.name}, {code}: {done.file.entries} texts in the memory, {done.left} left out"
        + (f"; the {done.replaced} of the earlier file are gone" if done.replaced else "")
    )


@memory.command(name="list")
@in_project
def list_(*, folder: Path) -> None:
    """Show the files that were brought into the memory, with their numbers.

    Example:  workbench memory list
    """
    with projects.open_project(folder) as project:
        found = memory_files.brought(project)
        for code in project.settings.languages:
            click.echo(f"{code}: {project.memory.memories.count(code)} texts in all")
    for one in found:
        click.echo(f"{one.id}  {one.name}, {one.language}: {one.entries} texts, {one.person}, {one.at[:10]}")


@memory.command()
@click.argument("number", type=click.IntRange(1))
@in_project
def remove(*, number: int, folder: Path) -> None:
    """Take a file out of the memory, by its number in the list.

    Example:  workbench memory remove 3
    """
    with projects.open_project(folder) as project:
        gone = memory_files.remove(project, number)
    click.echo(f"{gone.name}, {gone.language}: {gone.entries} texts are out of the memory")


@memory.command()
@click.argument("phrase")
@in_project
@click.option("--language", "-l", default="", help="The translations' language, as in “uk”.")
@click.option("--in", "side", type=click.Choice(["source", "target", "both"]), default="both")
@click.option("--most", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def search(*, phrase: str, folder: Path, language: str, side: str, most: int, as_json: bool) -> None:
    """Find where a phrase stands in sources, translations or both.

    Example:  workbench memory search "trade union" --language uk
    """
    with projects.open_project(folder) as project:
        found = memory_files.search(
            project,
            _language(project, language),
            phrase,
            source=side != "target",
            target=side != "source",
            most=most,
        )
    if as_json:
        click.echo(json.dumps([one.table() for one in found], ensure_ascii=False, indent=1))
        return
    for one in found:
        where = f"{one.file or one.document} {one.number}"
        click.echo(f"{where}, {one.person or 'nobody named'}, {one.state or 'state not known'}")
        click.echo(f"    {_marked(phrase, one.source)}\n    {_marked(phrase, one.target)}")
    click.echo("Nothing was found." if not found else f"{len(found)} found", err=True)


def _language(project: Project, asked: str) -> str:
    codes = chosen(project, [asked] if asked else [])
    if len(codes) != 1:
        raise click.UsageError(f"Say which language: --language {codes[0]}.")
    return codes[0]


def _marked(phrase: str, text: str) -> str:
    """Return a text with the phrase set off, where a terminal can show it, cut to what a line holds."""
    places = concordance.places(phrase, text)
    room = max(40, 2 * shutil.get_terminal_size().columns)
    start = max(0, places[0][0] - room // 2) if places and len(text) > room else 0
    shown, last = "…" if start else "", start
    for begin, end in places:
        if end <= start + room:
            shown += text[last:begin] + click.style(text[begin:end], bold=True)
            last = end
    return shown + text[last : start + room] + ("…" if len(text) > start + room else "")
