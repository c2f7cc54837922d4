"""Whether somebody can have read what they confirmed: a machine's draft passes for a person's text else."""

from app.catalog import State, Target

FASTEST = 10.0
"""Words a second, source and target together. People read four; nobody compares two texts at ten."""
SHORTEST = 1.0
"""Seconds in which nobody confirms even one word after reading it."""
_OF_PEOPLE = "memory"
"""Drafts from here were a person's text once."""


def least_seconds(source: str, target: str) -> float:
    """Return the seconds below which nobody has read both texts.

    >>> least_seconds("Yes.", "Так."), least_seconds("One " * 30, "Один " * 25)
    (1.0, 5.5)
    """
    return max(SHORTEST, (len(source.split()) + len(target.split())) / FASTEST)


def hasty(source: str, draft: Target, kept: Target, seconds: float | None) -> bool:
    """Say whether a machine's draft was confirmed as it stood, before anybody can have read it.

    `seconds` is how long the person had it before the eyes; where nothing is known of that, nothing is said.
    """
    unedited = (
        draft.state is State.DRAFT
        and kept.state in {State.TRANSLATED, State.REVIEWED}
        and draft.text == kept.text
        and not draft.origin.startswith(_OF_PEOPLE)
    )
    return unedited and seconds is not None and seconds < least_seconds(source, kept.text)
