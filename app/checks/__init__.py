"""The checks: what a machine can see in a translation that a person should look at."""

from collections.abc import Mapping

from app.checks.doubled import doubled
from app.checks.final_mark import final_mark
from app.checks.finding import Check, Finding, Severity
from app.checks.first_letter import first_letter
from app.checks.length import length
from app.checks.lookalikes import lookalikes
from app.checks.markup_kept import markup_kept
from app.checks.names import names
from app.checks.negation import negation
from app.checks.numbers import numbers
from app.checks.pairs import pairs
from app.checks.spaces import spaces
from app.checks.tongue import tongue
from app.checks.untranslated import untranslated

__all__ = ["CHECKS", "Check", "Finding", "Severity", "run"]

CHECKS: Mapping[str, Check] = {
    "markup_kept": markup_kept,
    "numbers": numbers,
    "names": names,
    "negation": negation,
    "tongue": tongue,
    "untranslated": untranslated,
    "length": length,
    "first_letter": first_letter,
    "final_mark": final_mark,
    "pairs": pairs,
    "doubled": doubled,
    "lookalikes": lookalikes,
    "spaces": spaces,
}
"""By name, the gravest first. A new check is a new file and a line here."""


def run(source: str, target: str, *, source_language: str, language: str) -> tuple[Finding, ...]:
    """Return what all checks find, in their order.

    Nothing for a target that is empty, or blank as one that is joined to the segment before it.
    """
    if not target.strip():
        return ()
    return tuple(
        finding
        for check in CHECKS.values()
        for finding in check(source, target, source_language=source_language, language=language)
    )
