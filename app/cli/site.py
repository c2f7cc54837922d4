"""The command that makes a site."""

from collections.abc import Sequence
from pathlib import Path

import click

from app.cli.common import chosen, in_project, main, of_catalogs, split, sync_first
from app.workbench import project as projects
from app.workbench import sites


@main.command()
@in_project
@of_catalogs
@click.option(
    "--format", "forms", multiple=True, default=["epub,pdf"], show_default=True, help="To download."
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default="site", show_default=True)
@click.option("--beside", default="", help="The second language of bilingual formats; else the original.")
@click.option("--allow-unreviewed", is_flag=True, help="A draft, with unreviewed text marked as such.")
def site(
    *,
    folder: Path,
    languages: Sequence[str],
    names: Sequence[str],
    forms: Sequence[str],
    out: Path,
    beside: str,
    allow_unreviewed: bool,
) -> None:
    """Make a small site of all that may be published: an index, pages in each language, files to download.

    Example:  workbench site --format epub,pdf --out site
    """
    with projects.open_project(folder) as project:
        documents = names or project.folder.documents()
        for name in documents:
            sync_first(project, name)
        # the original stands beside its translations, unless other languages are asked for
        every = [*project.settings.languages, project.settings.source_language]
        made = sites.make(
            project,
            documents,
            languages=chosen(project, languages, original=True) if languages else every,
            forms=split(forms),
            beside=chosen(project, [beside], original=True)[0] if beside else "",
            allow_unreviewed=allow_unreviewed,
        )
        for error in made.left_out:
            click.echo(f"Left out: {error}", err=True)
        sites.write(made, out)
        click.echo(f"Wrote {len(made.files)} files. Open {out / 'index.html'}")
