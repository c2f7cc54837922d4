"""Commands that check translations, print them, and say who is named in print."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from app.cli.common import FAILED, chosen, in_project, main, of_catalogs, split, sync_first
from app.exchange import EXCHANGES
from app.export import FORMATS
from app.workbench import behind, crediting, manifest, publishing, status
from app.workbench import project as projects
from app.workbench.behind import Difference
from app.workbench.project import Project
from app.workbench.publishing import Order


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
    "--format",
    "forms",
    multiple=True,
    default=["html"],
    show_default=True,
    help="As in “html,markdown”; “all” for every one.",
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default="out", show_default=True)
@click.option("--beside", default="", help="The second language of bilingual formats; else the original.")
@click.option(
    "--allow-unreviewed", is_flag=True, help="A draft edition, with unreviewed text marked as such."
)
@click.option("--zip", "zipped", is_flag=True, help=f"Put all that lies there into {publishing.ZIP} too.")
@click.option(
    "--check",
    "checked",
    type=click.Path(path_type=Path, file_okay=False),
    help="Say whether the editions in this folder are behind, and what changed; end with 1 if so.",
)
@click.option("--json", "as_json", is_flag=True, help="Report a check as JSON.")
def export(
    *,
    folder: Path,
    languages: Sequence[str],
    names: Sequence[str],
    forms: Sequence[str],
    out: Path,
    beside: str,
    allow_unreviewed: bool,
    zipped: bool,
    checked: Path | None,
    as_json: bool,
) -> None:
    """Make editions of the reviewed translations, or of the original where its language is asked for.

    Example:  workbench export --language uk --format markdown,html --out editions
    """
    with projects.open_project(folder) as project:
        documents = tuple(dict.fromkeys(names or project.folder.documents()))
        for name in documents:
            sync_first(project, name)
        if checked is not None:
            _check(project, checked, as_json=as_json)
            return
        order = Order(
            documents,
            tuple(dict.fromkeys(chosen(project, languages, original=True))),
            tuple([*FORMATS, *EXCHANGES] if split(forms) == ["all"] else dict.fromkeys(split(forms))),
            chosen(project, [beside], original=True)[0] if beside else "",
            allow_unreviewed,
        )
        for path in publishing.publish(project, order, out, zipped=zipped):
            click.echo(f"Wrote {path}")
        click.echo(f"Wrote {out / manifest.NAME}")
        if zipped:
            click.echo(f"Wrote {out / publishing.ZIP}")


_SAID = {
    Difference.CHANGED: "changed",
    Difference.STATE: "its state changed",
    Difference.ADDED: "new",
    Difference.REMOVED: "gone",
}


def _check(project: Project, folder: Path, *, as_json: bool) -> None:
    report = behind.check(project, folder)
    if as_json:
        click.echo(json.dumps(_report(report), ensure_ascii=False, indent=1))
    else:
        _say(report)
    if not report.fresh:
        sys.exit(FAILED)


def _say(report: behind.Report) -> None:
    for one in report.behind:
        text = one.text
        kind = " for other tools" if text.kind == "exchange" else ""
        click.echo(
            f"{text.document}, {text.language}{kind}: {len(one.changes)} sentences are not as published"
            + (", the order is another" if one.moved else "")
        )
        for change in one.changes:
            click.echo(f"  {_SAID[change.what]}: {change.source or '(a source that is not known here)'}")
            if change.what is Difference.STATE:
                continue
            if change.was or change.what is not Difference.ADDED:
                click.echo(f"    - {change.was or '(not in the history of this store)'}")
            if change.now:
                click.echo(f"    + {change.now}")
        if one.reason is not None:
            click.echo(f"  It cannot be published anew now: {one.reason}")
    for fault in report.faults:
        click.echo(f"{fault.file}: {fault.why}")
    if report.fresh:
        click.echo(f"{report.files} files, all as they would be made now")


def _report(report: behind.Report) -> dict[str, Any]:
    return {
        "files": report.files,
        "fresh": report.fresh,
        "behind": [
            {
                "document": one.text.document,
                "language": one.text.language,
                "kind": one.text.kind,
                "moved": one.moved,
                "reason": str(one.reason) if one.reason else "",
                "changes": [
                    {"what": change.what.value, "source": change.source, "was": change.was, "now": change.now}
                    for change in one.changes
                ],
            }
            for one in report.behind
        ],
        "faults": [{"file": one.file, "why": str(one.why)} for one in report.faults],
    }


@main.command()
@in_project
@click.option("--person", default="", help="Who: the name that stands beside their translations.")
@click.option("--name", default="", help="The name to print; the same one, if left out.")
@click.option("--withdraw", is_flag=True, help="Not to be named any more.")
def credit(*, folder: Path, person: str, name: str, withdraw: bool) -> None:
    """Say who agreed to be named in editions, and under which name; without --person list them.

    Nobody is named who did not agree.  Example:  workbench credit --person olena --name "Олена К."
    """
    with projects.open_project(folder) as project:
        if not person:
            for who, printed in sorted(project.credits.names().items()):
                click.echo(f"{who}: {printed}")
            return
        if withdraw:
            crediting.withdraw(project, person)
            click.echo(f"{person} is not named in editions.")
            return
        printed = crediting.agree(project, person, name or person)
        click.echo(f"{person} is named in editions as {printed}.")
