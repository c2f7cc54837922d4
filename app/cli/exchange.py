"""The command that takes files back from other tools, or brings in what somebody has prepared."""

import json
import sys
from pathlib import Path

import click

from app import exchange
from app.cli.common import FAILED, chosen, in_project, main, sync_first
from app.exchange.parcel import Return
from app.returning import Fate
from app.storage import files
from app.workbench import importing, returning
from app.workbench import project as projects
from app.workbench.project import Project
from app.workbench.returning import Brought

_SAID = {
    Fate.BESIDE: "kept beside ours",
    Fate.LEFT: "left as it is",
    Fate.UNKNOWN: "not in the document",
}


@main.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@in_project
@click.option("--document", "-d", "name", default="", help="The document, where the file does not say.")
@click.option("--language", "-l", default="", help="The translations' language, where the file does not say.")
@click.option("--person", default="", help="Whose translations these are, where the file does not say.")
@click.option(
    "--as",
    "state",
    type=click.Choice(["translation", "draft"]),
    help="What to take them for; by default drafts, if it is a PO or a table without our ids.",
)
@click.option(
    "--origin", default="imported", show_default=True, help="Where drafts come from, in a few words."
)
@click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def import_(
    *,
    file: Path,
    folder: Path,
    name: str,
    language: str,
    person: str,
    state: str | None,
    origin: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take a file back from another tool: XLIFF, TMX, CSV, PO, or the table as DOCX.

    What only the file has changed is taken; where ours has changed too, ours stays and theirs is kept beside.

    Example:  workbench import interview.uk.xlf --person Olena
    """
    with projects.open_project(folder) as project:
        asked = chosen(project, [language]) if language else [""]
        if len(asked) != 1:
            raise click.UsageError("A file holds the translations of one language: say --language uk.")
        content = files.read(file)
        back = exchange.read(content, file=file.name)
        document = returning.document_of(project, back, name, file=file.name)
        sync_first(project, document)
        if (state or ("draft" if back.prepared else "translation")) == "draft":
            _drafts(project, file, back, (document, asked[0], origin), dry_run=dry_run)
            return
        brought = returning.bring(
            project,
            content,
            file=file.name,
            document=document,
            language=asked[0],
            person=person,
            dry_run=dry_run,
        )
    if as_json:
        click.echo(json.dumps(_table(brought), ensure_ascii=False, indent=1))
    else:
        _say(brought, dry_run=dry_run)
    if brought.trouble is not None:
        click.echo(f"{brought.trouble}", err=True)
        sys.exit(FAILED)


def _drafts(
    project: Project, file: Path, back: Return, where: tuple[str, str, str], *, dry_run: bool
) -> None:
    document, language, origin = where
    if dry_run:
        raise click.UsageError(
            "--dry-run is for translations; drafts never replace what people have written."
        )
    code = returning.language_of(project, back, language, file=file.name)
    done = importing.drafts(project, file, document=document, language=code, origin=origin)
    click.echo(f"{done.drafts} as draft, {done.notes} notes, {done.kept} left as they were")
    for source in done.unknown:
        click.echo(f"No segment has this source: {source}", err=True)
    if done.unknown and not done.drafts and not done.kept:
        sys.exit(FAILED)


def _say(brought: Brought, *, dry_run: bool) -> None:
    counts = ", ".join(f"{brought.count(fate)} {fate}" for fate in Fate)
    would = "would be: " if dry_run else ""
    click.echo(
        f"{brought.document}, {brought.language}: {would}{counts}; {brought.comments} with new comments"
    )
    unit = "row" if brought.rows else "line"
    for one in brought.told():
        where = f"{unit} {one.place}: " if one.place else ""
        why = f" ({one.why})" if one.why else ""
        click.echo(f"{where}{_SAID[one.fate]}{why}: {one.source}\n    {one.text}", err=True)


def _table(brought: Brought) -> dict[str, object]:
    return {
        "document": brought.document,
        "language": brought.language,
        "comments": brought.comments,
        "units": [
            {
                "fate": one.fate.value,
                "place": one.place,
                "source": one.source,
                "text": one.text,
                "person": one.person,
                "why": str(one.why) if one.why else "",
            }
            for one in brought.outcomes
        ],
    }
