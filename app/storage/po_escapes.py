r"""Characters that a PO spells by their numbers, `\101` or `\x41`: read as gettext reads them.

polib takes them for the letters that they are made of. Each is a byte: the third digit ends an octal one, all
digits that follow belong to a hexadecimal one, and several in a row may be one character of UTF-8.
"""

import re

_STRINGS = re.compile(r"^(?!#(?!~|\|)).*\\[0-7x].*$", re.MULTILINE)
"""Lines with such a number that are no comments."""
_NUMBERS = re.compile(r"((?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]+))+)|\\.")
_NUMBER = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]+))")
_BY_NAME = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
    "\v": "\\v",
    "\b": "\\b",
    "\f": "\\f",
}


def spelled_out(text: str) -> str:
    """Return the text of a PO with the characters themselves where their numbers stand.

    Numbers that make no text stay as they are, which the grammar refuses with the line.
    """
    return _STRINGS.sub(lambda line: _NUMBERS.sub(_characters, line[0]), text)


def _characters(found: re.Match[str]) -> str:
    if not found[1]:
        return found[0]
    numbers = [
        int(octal, 8) if octal else int(hexadecimal[-2:], 16)
        for octal, hexadecimal in _NUMBER.findall(found[1])
    ]
    try:
        said = bytes(number & 0xFF for number in numbers).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]
    if any(char < " " and char not in _BY_NAME for char in said):
        return found[0]
    return "".join(_BY_NAME.get(char, char) for char in said)
