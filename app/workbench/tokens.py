"""Long-lived tokens of people's programs: make one, show which there are, revoke one."""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app import review
from app.errors import AccessError
from app.roles import EVERY_ROLE, Role
from app.storage import tokens
from app.storage.tokens import Token, Tokens
from app.workbench.project import Project, log

PREFIX = "wbt_"
"""What every token begins with, so that people and scanners of secrets know one when they see it."""
LONGEST_PURPOSE = 200
_LONGEST_LIFE = 3_650


@dataclass(frozen=True, slots=True)
class Made:
    """A new token."""

    token: Token
    word: str
    """What the program sends. It is shown this once: the store has its hash alone."""


def make(
    project: Project,
    person: str,
    *,
    roles: Iterable[Role] = EVERY_ROLE,
    purpose: str = "",
    days: int | None = None,
    now: datetime | None = None,
) -> Made:
    """Make a token that stands for a person, with some of their roles, for a number of days or for good."""
    at = now or tokens.now()
    given = frozenset(roles)
    if not given:
        raise AccessError("Choose at least one role: a token without any could only read.")
    if days is not None and not 1 <= days <= _LONGEST_LIFE:
        raise AccessError("A token may be good for 1 to {most} days, or for good.", most=_LONGEST_LIFE)
    word = PREFIX + secrets.token_urlsafe(32)
    until = (at + timedelta(days=days)).isoformat() if days else ""
    made = Tokens(project.store).add(
        word, review.name(person), (role.value for role in given), _purpose(purpose), until, at
    )
    log.info("%s: token %d made for %s", project.name, made.id, made.person)
    return Made(made, word)


def listed(project: Project, *, person: str | None = None) -> tuple[Token, ...]:
    """Return the tokens that there are or were, of everybody or of one person, the newest first."""
    found = Tokens(project.store).all()
    return found if person is None else tuple(one for one in found if review.same_person(one.person, person))


def revoke(project: Project, number: int, *, person: str = "", now: datetime | None = None) -> Token:
    """Revoke a token; the next request that comes with it is refused. Again, nothing changes."""
    found = Tokens(project.store).revoke(number, person=person, now=now or tokens.now())
    if found is None:
        raise AccessError(
            "There is no token number {number}. “workbench token list” shows all.", number=number
        )
    log.info("%s: token %d of %s revoked", project.name, number, found.person)
    return found


def know(project: Project, word: str, *, now: datetime | None = None) -> Token | None:
    """Return a token that lets its program in; None where it was never ours.

    Raise `AccessError` where it was good once, and say why it is not any more.
    """
    if not re.fullmatch(rf"{PREFIX}[\w-]{{20,100}}", word, re.ASCII):
        return None
    kept, at = Tokens(project.store), now or tokens.now()
    found = kept.find(word)
    if found is None:
        return None
    if found.revoked_at:
        raise AccessError("This token was revoked. Make another one: “workbench token add”.")
    if not found.good(at):
        raise AccessError("This token has run out. Make another one: “workbench token add”.")
    kept.used(found, at)
    return found


def _purpose(text: str) -> str:
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line[:LONGEST_PURPOSE]
