"""Who asks, and what they may do: visitors, their tokens, and the one place where a right is asked for."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from app import review
from app.errors import AccessError, sentence
from app.roles import EVERY_ROLE, Right, Role, rights
from app.storage import secret
from app.storage.signing import Signer
from app.workbench import tokens
from app.workbench.project import Project

PAGE_HOURS = 1.0
"""How long a page's token is good for; the page then asks for another."""
_NEEDS = {
    Right.TRANSLATE: sentence("{name} may not translate here; ask for the role of a translator."),
    Right.REVIEW: sentence("{name} may not review here; ask for the role of a reviewer."),
    Right.COMMENT: sentence("{name} may not comment here; ask for the role of a translator or reviewer."),
    Right.PUBLISH: sentence("{name} may not make editions here; ask for the role of a publisher."),
}


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person who is let in, at one page or with one program."""

    person: str
    roles: frozenset[Role] = EVERY_ROLE
    seat: str = ""
    """Tells two pages of one person apart."""

    def may(self, right: Right) -> bool:
        """Say whether the visitor's roles give them a right."""
        return right in rights(self.roles)

    def need(self, right: Right) -> None:
        """Raise `AccessError` where the visitor's roles do not give them a right."""
        if not self.may(right):
            raise AccessError(_NEEDS[right], name=self.person)


@dataclass
class Doorkeeper:
    """Hands out tokens to a project's pages, and knows them and those of programs. One for a process."""

    project: Project
    _signer: tuple[str, Signer] | None = field(default=None, init=False, repr=False)

    def mint(self, visitor: Visitor, *, now: float | None = None) -> str:
        """Return a token that is good for an hour, for a page to speak with our routes in a person's name."""
        until = (time.time() if now is None else now) + PAGE_HOURS * 3600
        content = {
            "person": review.name(visitor.person),
            "roles": sorted(visitor.roles),
            "seat": visitor.seat,
            "until": int(until),
        }
        return self._signing().sign(content)

    def know(self, token: str, *, now: float | None = None) -> Visitor | None:
        """Return whom a token stands for. Raise `AccessError` where it was good once; None for any other."""
        if token.startswith(tokens.PREFIX):
            kept = tokens.know(self.project, token)
            return Visitor(kept.person, _known(kept.roles), f"token {kept.id}") if kept else None
        content = self._signing().read(token)
        if content is None:
            return None
        if content["until"] < (time.time() if now is None else now):
            raise AccessError("This page has been open for a while and has to ask for leave again.")
        return Visitor(content["person"], _known(content["roles"]), content["seat"])

    def _signing(self) -> Signer:
        # Read each time, as it is short: whoever deletes it wants all pages to ask for leave again.
        shared = secret.in_file(self.project.folder.private / "secret")
        known = self._signer
        if known is None or known[0] != shared:
            known = self._signer = (shared, Signer(shared))
        return known[1]


def _known(words: Iterable[str]) -> frozenset[Role]:
    return frozenset(role for role in Role if role.value in set(words))
