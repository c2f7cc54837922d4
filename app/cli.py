"""The command `workbench`: one line on the command line is one call of the workbench."""

import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from app import __version__
from app.catalog import State
from app.errors import CatalogError, EngineError, EngineErrorKind, WorkbenchError
from app.workbench import catalogs, documents, drafting, editions, importing, status, stores
from app.workbench import project as projects
from app.workbench.project import Project

_Command = TypeVar("_Command", bound=Callable[..., Any])
_FAILED = 1
_UNREAD = "app.cli.unread"
"""Set in the context where a catalog could not be read: the command goes on, and its code says so."""


class _Group(click.Group):
    """Says our errors as sentences, and ends with a code that scripts can see."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
        except WorkbenchError as error:
            click.echo(f"{error}", err=True)
            ctx.exit(_FAILED)
        if ctx.meta.get(_UNREAD):
            ctx.exit(_FAILED)
        return result


def _project(command: _Command) -> _Command:
    return click.option(
        "--project",
        "folder",
        type=click.Path(path_type=Path, file_okay=False),
        default=".",
        help="The project's folder; this one by default.",
    )(command)


def _catalogs(command: _Command) -> _Command:
    several = click.option(
        "--language", "-l", "languages", multiple=True, help="As in “uk,sv”; all by default."
    )
    names = click.option(
        "--document", "-d", "names", multiple=True, help="A document's name; all by default."
    )
    return several(names(command))


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="workbench")
@click.option("--verbose", is_flag=True, help="Say each deed on standard error.")
def main(*, verbose: bool) -> None:
    """Translate interviews with volunteers: drafts, review, gettext catalogs, editions.

    A project is a folder. Begin with:  workbench init interviews
    """
    logging.basicConfig(level=logging.INFO if verbose else logging.ERROR, format="%(message)s")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Make a project in FOLDER.

    Example:  workbench init interviews
    """
    click.echo(f"Made {projects.init(folder)}. Next: workbench add FILE --project {folder}")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@_project
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
            replace = _agree(f"source/{prepared.document.name}.md is there already and differs. Replace it?")
        written = documents.write(project, prepared, replace=replace)
        if not as_json:
            click.echo(f"{'Wrote' if written else 'Nothing new in'} source/{prepared.document.name}.md")


@main.command()
@_project
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
                    f"{one.outside.suggested} kept beside; "
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
                "written": [str(path) for path in one.written],
                "errors": [str(error) for error in one.errors],
            }
            for one in done
        ]
        click.echo(json.dumps(table, ensure_ascii=False, indent=1))
    if any(one.errors for one in done):
        sys.exit(_FAILED)


def _sync(project: Project, name: str) -> None:
    """Bring a document up to date before a command looks at it, and tell what could not be read."""
    for error in catalogs.sync(project, name).errors:
        click.echo(f"{error}", err=True)
        click.get_current_context().meta[_UNREAD] = True


@main.command()
@_project
@_catalogs
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
            _sync(project, name)
            for code in _chosen(project, languages):
                report = _draft(project, name, code, only, limit)
                came, asked = came + report.drafted, asked + report.total
    if asked and not came:
        click.echo("Nothing could be drafted.", err=True)
        sys.exit(_FAILED)


def _consent(project: Project, only: Sequence[str], *, yes: bool, person: str) -> None:
    for service in drafting.engines(project, only=only):
        if not service.remote or service.agreed or not project.settings.allow_remote:
            continue
        click.echo(
            f"For drafts, the text is sent to {service.label} at {service.address}. "
            "Whoever runs that service can read it."
        )
        if not yes and not _agree("Do you agree?"):
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
        click.get_current_context().meta[_UNREAD] = True
    click.echo(
        f"{name}, {code}: {report.drafted} of {report.total} drafted ({report.from_memory} from the memory, "
        f"{report.cached} from earlier answers), {report.refused} refused, {report.failed} without an answer"
    )
    if report.error is not None:
        click.echo(f"{report.error}", err=True)
    return report


@main.command()
@_project
@_catalogs
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def check(*, folder: Path, languages: Sequence[str], names: Sequence[str], as_json: bool) -> None:
    """Run the checks; end with 1 where one of them found an error.

    Example:  workbench check --language sv
    """
    found: list[status.Found] = []
    with projects.open_project(folder) as project:
        for name in names or project.folder.documents():
            _sync(project, name)
            for code in _chosen(project, languages):
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
        sys.exit(_FAILED)


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


@main.command(name="status")
@_project
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def status_(*, folder: Path, as_json: bool) -> None:
    """Say how far each document is in each language.

    Example:  workbench status --json
    """
    with projects.open_project(folder) as project:
        for name in project.folder.documents():
            _sync(project, name)
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


@main.command()
@_project
@_catalogs
@click.option(
    "--format", "forms", multiple=True, default=["html"], show_default=True, help="As in “html,markdown”."
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default="out", show_default=True)
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
    allow_unreviewed: bool,
) -> None:
    """Make editions of the reviewed translations.

    Example:  workbench export --language uk --format markdown,html --out editions
    """
    with projects.open_project(folder) as project:
        for name in names or project.folder.documents():
            _sync(project, name)
            for path in editions.export(
                project,
                name,
                languages=_chosen(project, languages),
                forms=_split(forms),
                out=out,
                allow_unreviewed=allow_unreviewed,
            ):
                click.echo(f"Wrote {path}")


@main.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@_project
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
        codes = _chosen(project, [language])
        if len(codes) != 1:
            raise click.UsageError("A file holds the translations of one language: say --language uk.")
        document = name or known[0]
        _sync(project, document)
        done = importing.drafts(project, file, document=document, language=codes[0], origin=origin)
    click.echo(f"{done.drafts} as {state}, {done.notes} notes, {done.kept} left as they were")
    for source in done.unknown:
        click.echo(f"No segment has this source: {source}", err=True)
    if done.unknown and not done.drafts and not done.kept:
        sys.exit(_FAILED)


@main.group()
def store() -> None:
    """Look after the store, where people's work is kept before it reaches the PO files."""


@store.command(name="check")
@_project
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
        sys.exit(_FAILED)


@store.command(name="move")
@click.argument("url")
@_project
def store_move(*, url: str, folder: Path) -> None:
    """Copy the store to the database at URL, history and all. The old one stays as it is.

    Example:  workbench store move postgresql://workbench@db.example/interviews
    """
    with projects.open_project(folder) as project:
        moved = stores.move(project, url)
    click.echo(", ".join(f"{count} × {table}" for table, count in moved.items() if count))
    click.echo("From now on: set WORKBENCH_DATABASE to this address, or url in [store] of workbench.toml.")


@main.command()
@_project
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
@click.option("--host", default="localhost", show_default=True, help="The address to listen on.")
def run(*, folder: Path, port: int, host: str) -> None:
    """Open the app in the browser.

    Example:  workbench run --project interviews --port 8501
    """
    with projects.open_project(folder) as project:
        root = project.folder.root
    click.echo(f"Opening http://{host}:{port} for {root}; Ctrl+C ends it.")
    os.environ["WORKBENCH_PROJECT"] = str(root)
    script = Path(__file__).parent / "ui" / "entry" / "main.py"
    options = ["--server.port", str(port), "--server.address", host, "--server.fileWatcherType", "none"]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options]
    os.execv(sys.executable, command)  # noqa: S606  # our own script; the process becomes the app


def _agree(question: str) -> bool:
    """Ask where somebody can answer; without a person at the terminal the answer is no."""
    return sys.stdin.isatty() and click.confirm(question)


def _split(given: Sequence[str]) -> list[str]:
    return [part.strip() for one in given for part in one.split(",") if part.strip()]


def _chosen(project: Project, given: Sequence[str]) -> list[str]:
    """Return the languages asked for, or all; refuse one that the project does not translate into."""
    wanted = _split(given) or list(project.settings.languages)
    for code in wanted:
        if code not in project.settings.languages:
            raise click.UsageError(
                f"This project does not translate into “{code}”. Its languages are: "
                f"{', '.join(project.settings.languages)} (workbench.toml)."
            )
    return wanted
