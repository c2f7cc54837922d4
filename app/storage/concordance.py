"""Look for a phrase in all that people have said, on either database, in any case of its letters."""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_

from app import concordance
from app.memory import Remembered
from app.storage import schema
from app.storage.memory import Memories


def find(
    memories: Memories, language: str, phrase: str, *, source: bool, target: bool, most: int
) -> list[Remembered]:
    """Return where a phrase stands in sources, targets or both: reviewed texts and the latest first.

    No index is asked, so nothing is missed: a million texts take seconds, an interview nothing.
    """
    letters = concordance.letters(phrase)
    sqlite = memories.database.engine.dialect.name == "sqlite"
    operator, pattern = ("GLOB", _glob(letters)) if sqlite else ("~", _regular(letters))

    def holds(*columns: Any) -> Any:
        return or_(*(column.op(operator)(pattern) for column in columns))

    u, t, e = schema.unit.c, schema.target.c, schema.memory_entry.c
    own = [column for column, asked in ((u.source, source), (t.text, target)) if asked]
    brought = [column for column, asked in ((e.source, source), (e.target, target)) if asked]
    return memories.holding(language, holds(*own), holds(*brought), most=most)


def _glob(letters: Sequence[str]) -> str:
    """Return a pattern of SQLite, whose LIKE knows the cases of A to Z alone."""
    return f"*{''.join(_class_of_glob(chars) for chars in letters)}*"


def _class_of_glob(chars: str) -> str:
    # In a class only “]” and a leading “^” mean something; each stands alone here.
    return chars if chars in {"]", "^"} else f"[{chars}]"


def _regular(letters: Sequence[str]) -> str:
    """Return a regular expression of PostgreSQL."""
    return "".join(re.escape(chars) if len(chars) == 1 else f"[{_escaped(chars)}]" for chars in letters)


def _escaped(chars: str) -> str:
    return "".join(f"\\{char}" if char in "\\]^-" else char for char in chars)
