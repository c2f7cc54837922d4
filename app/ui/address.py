"""Where somebody is, as an address: a document, a language, a segment. Pure functions, made and read."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from app.errors import WorkbenchError

_DIGITS = 9
"""Of a segment's number: more would be none of ours, and too many for a database."""
_SHOWN = 60
"""Letters of a name that are said back."""


@dataclass(frozen=True, slots=True)
class Place:
    """What an address asks for; what it leaves open is empty."""

    document: str = ""
    language: str = ""
    unit: int | None = None


def write(page: str, document: str, language: str, unit: int) -> str:
    """Return the address of a page at which the editor opens a segment.

    >>> write("review", "interview", "pt-BR", 12)
    'review?document=interview&language=pt-BR&unit=12'
    """
    return f"{page}?{urlencode({'document': document, 'language': language, 'unit': unit})}"


def read(
    asked: Mapping[str, str],
    *,
    documents: Collection[str],
    languages: Collection[str],
    home: Callable[[int], str | None],
) -> Place | None:
    """Return what an address asks for, or nothing where it asks for nothing; `home` says whose a unit is.

    Raise a WorkbenchError that says what of it is not here.
    """
    document, language, unit = (asked.get(key, "") for key in ("document", "language", "unit"))
    if document and document not in documents:
        raise WorkbenchError(
            "The address asks for the document “{document}”, which this project does not have.",
            document=_short(document),
        )
    if language and language not in languages:
        raise WorkbenchError(
            "The address asks for the language “{language}”, into which this project does not translate.",
            language=_short(language),
        )
    number = int(unit) if unit.isascii() and unit.isdigit() and len(unit) <= _DIGITS else None
    if unit and (number is None or not document or home(number) != document):
        raise WorkbenchError(
            "The segment in the address is not in this text: it may have been cut, joined or taken out."
        )
    return Place(document, language, number) if document or language else None


def _short(name: str) -> str:
    return name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
