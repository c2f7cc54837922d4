"""Commands that let programs in: tokens for the routes of `docs/api.md`."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from app.cli.common import in_project, main, split
from app.roles import Role
from app.storage.tokens import Token
from app.workbench import project as projects
from app.workbench import tokens


@main.group()
def token() -> None:
    """Let programs speak in a person's name: make, show and revoke their tokens."""


@token.command(name="add")
@click.argument("person")
@in_project
@click.option(
    "--role",
    "roles",
    multiple=True,
    help=f"As in “translator,reviewer”; all by default. Known are: {', '.join(Role)}.",
)
@click.option("--for", "purpose", default="", help="What it is for, in your words.")
@click.option("--days", type=click.IntRange(1, 3650), help="For how long; for good by default.")
def token_add(*, person: str, folder: Path, roles: Sequence[str], purpose: str, days: int | None) -> None:
    """Make a token that stands for PERSON, and print it: it is shown this once.

    Example:  workbench token add Olena --role translator --for "my terminal" --days 90
    """
    wanted = split(roles)
    for one in wanted:
        if one not in set(Role):
            raise click.UsageError(f"There is no role “{one}”. Known are: {', '.join(Role)}.")
    with projects.open_project(folder) as project:
        made = tokens.make(
            project, person, roles=[Role(one) for one in wanted] or list(Role), purpose=purpose, days=days
        )
    click.echo(made.word)
    click.echo(
        f"Token {made.token.id} for {made.token.person} ({', '.join(made.token.roles)}). "
        "Keep it like a password: it is not shown again.",
        err=True,
    )


@token.command(name="list")
@in_project
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def token_list(*, folder: Path, as_json: bool) -> None:
    """Show which tokens there are, whose they are, and when they were last used; never the tokens themselves.

    Example:  workbench token list
    """
    with projects.open_project(folder) as project:
        found = tokens.listed(project)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
        return
    if not found:
        click.echo("No token yet. Make one with: workbench token add PERSON")
    for one in found:
        click.echo(_told(one))


def _told(one: Token) -> str:
    purpose = f" “{one.purpose}”" if one.purpose else ""
    told = f"{one.id}: {one.person} ({', '.join(one.roles)}){purpose}, made {one.made_at[:10]}"
    if one.revoked_at:
        return f"{told}, revoked {one.revoked_at[:10]}"
    good = f"good until {one.until[:10]}" if one.until else "good until revoked"
    used = f"last used {one.used_at[:16].replace('T', ' ')} UTC" if one.used_at else "never used"
    return f"{told}, {good}, {used}"


@token.command(name="remove")
@click.argument("number", type=int)
@in_project
def token_remove(*, number: int, folder: Path) -> None:
    """Revoke the token of this NUMBER, as “workbench token list” shows it. It never lets anybody in again.

    Example:  workbench token remove 3
    """
    with projects.open_project(folder) as project:
        found = tokens.revoke(project, number)
    click.echo(f"Token {number} of {found.person} is revoked.")
