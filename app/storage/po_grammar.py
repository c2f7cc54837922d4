"""The grammar of PO as gettext has it, so that what polib would misread is refused, with its line.

An entry is `[msgctxt] msgid msgstr`, perhaps with what these were before (`#|`) right in front; all of its
lines are obsolete (`#~`) or none is; comments stand above an entry, never within one.
"""

import itertools
import re
from dataclasses import dataclass

from app.errors import CatalogError

HEADER = re.compile(r'^msgid[ \t]+""[ \t]*\n\s*msgstr', re.MULTILINE)
"""The entry with an empty msgid."""
_CONTENT = re.compile(r'\s*"(.*)"\s*')
"""A string on a line, or the rest of one after its word."""
_STRING = r'"(?:[^"\\]|\\[\\"ntrvbf])*"'
"""polib takes other escapes for the letters that they are made of; those by number were read before."""
_BLANKS = " \t\r\f\v"
"""What gettext takes for a blank; Unicode knows more."""
_LINE = re.compile(
    rf"^(?P<old>\#~)?[ \t]*(?P<was>(?(old)\||\#\|))?[ \t]*"
    rf"(?:(?P<word>msgctxt|msgid_plural|msgid|msgstr)(?:\[(?P<form>\d+)\])?[ \t]+)?{_STRING}[ \t\r\f\v]*$"
)
_BEFORE = {
    "was msgctxt": {"", "msgstr"},
    "was msgid": {"", "msgstr", "was msgctxt"},
    "was msgid_plural": {"was msgid"},
    "msgctxt": {"", "msgstr", "was msgid", "was msgid_plural"},
    "msgid": {"", "msgstr", "was msgid", "was msgid_plural", "msgctxt"},
    "msgid_plural": {"msgid"},
    "msgstr": {"msgid"},
}
"""What may stand right before each word; nothing stands before the first and after a comment."""
_FORMS = {"msgid_plural", "msgstr"}
"""What may stand right before `msgstr[0]` and its followers."""


@dataclass(slots=True)
class _Entry:
    """How far an entry has come."""

    word: str = ""
    """The last one, as in `_BEFORE`."""
    obsolete: bool = False
    form: int = -1
    """The number of the last plural form."""

    @property
    def whole(self) -> bool:
        return self.word in {"", "msgstr"}


def check(text: str, file: str) -> None:
    """Raise `CatalogError`, with file and line, where gettext would refuse the text or polib misread it."""
    _check_characters(text, file)
    _check_entries(text, file)
    _check_header(text, file)


def _check_entries(text: str, file: str) -> None:
    entry, continued = _Entry(), False
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip(_BLANKS):
            continue
        comment = line.startswith("#") and not line.startswith(("#~", "#|"))
        if continued and not comment:
            raise CatalogError(
                "{file}, line {line}: the comment above ends with a backslash, "
                "so gettext takes this line for a part of it. Take the backslash out.",
                file=file,
                line=number,
            )
        if comment:
            if not entry.whole:
                raise CatalogError(
                    "{file}, line {line}: a comment stands within an entry. Put it above the entry.",
                    file=file,
                    line=number,
                )
            entry = _Entry()
            continued = line.endswith("\\")
            continue
        match = _LINE.match(line)
        if match is None:
            raise CatalogError(
                "{file}, line {line}: this cannot be read as PO: “{start}”. "
                "Often a quotation mark is missing or stands unescaped.",
                file=file,
                line=number,
                start=line[:60],
            )
        if not _goes_on(entry, match):
            raise CatalogError(
                "{file}, line {line}: “{word}” does not belong here; an entry is msgid, then msgstr.",
                file=file,
                line=number,
                word=match["word"] or line[:60],
            )
    if not entry.whole:
        raise CatalogError("{file}: the last entry has no msgstr; the file seems to be cut off.", file=file)


def _goes_on(entry: _Entry, line: re.Match[str]) -> bool:
    """Say whether an entry may go on with a line, and let it."""
    was, obsolete = bool(line["was"]), bool(line["old"])
    word = line["word"]
    if not word:
        return bool(entry.word) and (was, obsolete) == (entry.word.startswith("was "), entry.obsolete)
    word = f"was {word}" if was else word
    begins = entry.whole
    if line["form"] is not None:
        form = int(line["form"])
        if word != "msgstr" or entry.word not in _FORMS or form != entry.form + 1:
            return False
        entry.form = form
    elif entry.word not in _BEFORE.get(word, ()):
        return False
    elif begins:
        entry.form = -1
    if obsolete != entry.obsolete and not begins:
        return False
    entry.word, entry.obsolete = word, obsolete
    return True


def _check_header(text: str, file: str) -> None:
    """Refuse a header that says a field twice: one of the two would be lost."""
    found = HEADER.search(text)
    strings = itertools.takewhile(_CONTENT.fullmatch, text[found.end() :].split("\n")) if found else ()
    said = "".join(line.strip()[1:-1] for line in strings).split("\\n")
    names = [line.split(":")[0].strip().casefold() for line in said if ":" in line]
    twice = next((name for name in names if names.count(name) > 1), None)
    if found and twice is not None:
        raise CatalogError(
            "{file}, line {line}: the header has the field “{field}” twice. Remove one of the two.",
            file=file,
            line=text.count("\n", 0, found.start()) + 1,
            field=twice,
        )


def _check_characters(text: str, file: str) -> None:
    if "\0" in text:  # gettext ends a text there, and PostgreSQL keeps none
        raise CatalogError(
            "{file}, line {line}: there is a control character (number {number}). Take it out.",
            file=file,
            line=text.count("\n", 0, text.index("\0")) + 1,
            number=0,
        )
