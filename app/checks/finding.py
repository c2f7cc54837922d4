"""What a check says: a finding, how grave it is, and where in the target it lies."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from app.errors import Message


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    """Certainly a fault: an edition is not made while it stands."""
    WARNING = "warning"
    """Likely a fault: a person looks, and may rightly leave it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a target that a person should look at."""

    check: str
    """The name of the check, as in `CHECKS`."""
    severity: Severity
    message: Message
    start: int | None = None
    """Where it begins in the target, in code points; None where the fault is that something is not there."""
    end: int | None = None


class Check(Protocol):
    """A pure function that compares a target with its source."""

    def __call__(self, source: str, target: str, *, source_language: str, language: str) -> Iterator[Finding]:
        """Yield what is to be looked at; both texts hold the inline markup of `markup.py`."""
        ...


def base(language: str) -> str:
    """Return the language without its country or script.

    >>> base("pt-BR"), base("sr_Latn")
    ('pt', 'sr')
    """
    return language.replace("_", "-").split("-")[0].lower()
