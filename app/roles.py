"""Roles: what a person may do in a project. Decided here once, for the pages and for other programs alike."""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Role(StrEnum):
    """What a person is trusted with; one person may have several."""

    TRANSLATOR = "translator"
    REVIEWER = "reviewer"
    PUBLISHER = "publisher"


class Right(StrEnum):
    """What can be asked for. Reading needs none: whoever is let in may read."""

    TRANSLATE = "translate"
    """Save, accept, restore, join, part, write notes."""
    REVIEW = "review"
    """Approve, and send back."""
    COMMENT = "comment"
    """Write comments, and say what one works on."""
    PUBLISH = "publish"
    """Make editions."""


EVERY_ROLE = frozenset(Role)
_RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.TRANSLATOR: frozenset({Right.TRANSLATE, Right.COMMENT}),
    Role.REVIEWER: frozenset({Right.REVIEW, Right.COMMENT}),
    Role.PUBLISHER: frozenset({Right.PUBLISH}),
}


def rights(roles: Iterable[Role]) -> frozenset[Right]:
    """Return what somebody with these roles may do.

    >>> sorted(rights([Role.REVIEWER]))
    [<Right.COMMENT: 'comment'>, <Right.REVIEW: 'review'>]
    """
    return frozenset().union(*(_RIGHTS[role] for role in roles))
