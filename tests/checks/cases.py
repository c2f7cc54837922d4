"""How a case is told: what a check says of a pair, as `severity:the part of the target that it points at`."""

from typing import NamedTuple

from app.checks import Check


class Case(NamedTuple):
    """A pair of texts, and what a check should say of it."""

    source: str
    target: str
    language: str
    expected: tuple[str, ...] = ()
    """`error:` or `warning:` and the part of the target; nothing after it where the fault is an absence."""
    source_language: str = "en"


def told(check: Check, case: Case) -> tuple[str, ...]:
    """Run a check on a case."""
    found = check(case.source, case.target, source_language=case.source_language, language=case.language)
    return tuple(f"{one.severity}:{case.target[one.start : one.end] if one.end else ''}" for one in found)
