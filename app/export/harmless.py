"""What of other people's text and addresses may stand in a file that we make, whatever its format."""

import re

_TURNERS = "\u202a-\u202e\u2066-\u2069"
_NEVER_LETTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane + end) for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)
)
# XML allows no control characters; the turners would show other people's words backwards
_NOT_SHOWN = re.compile(
    f"[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f{_TURNERS}{_NEVER_LETTERS}\ud800-\udfff]"
)
_BLANKS = re.compile("[ \\t\\n\\r\u2028\u2029]+")
_HOST = r"\w(?:[\w-]*\w)?(?:\.\w(?:[\w-]*\w)?)*"
_WEB = rf"https?://{_HOST}(?::[1-5]?\d{{1,4}})?(?:[/?#][^\s\\]*)?"
_OUT = rf"(?:{_WEB}|mailto:[\w.+%-]+@{_HOST}(?:\?[^\s\\]*)?)"
_SAFE = re.compile(rf"{_OUT}|#[^\s\\]+|(?!//)[^\s\\:?#]+(?:[?#][^\s\\]*)?", re.IGNORECASE)
_NO_ADDRESS = re.compile(r'[\[\]<>"{}|^`\\]|%(?![0-9A-Fa-f]{2})')
_SAFE_OUT = re.compile(_OUT, re.IGNORECASE)
_ADDRESS = re.compile(r"(https?://[^\s<>«»“”„\"]*[^\s<>«»“”„\".,;:!?)\]'’])")


def shown(text: str) -> str:
    r"""Return the text without what no file may hold, and without what would turn it round.

    >>> shown("так\x00 і \N{RIGHT-TO-LEFT OVERRIDE}ні")
    'так і ні'
    """
    return _NOT_SHOWN.sub("", text)


def line(text: str) -> str:
    r"""Return what is shown on one line, with single blanks, where a format takes more for something else.

    >>> line("так\t\n і  ні")
    'так і ні'
    """
    return _BLANKS.sub(" ", shown(text))


def leads(address: str) -> bool:
    """Say whether a link on a page may stay one: it leads somewhere, and only where a link may lead.

    `#` alone is how documents write a link whose address is lost; a dead link would only annoy.

    >>> [leads(address) for address in ("https://example.org", "other.html", "#", "data:text/html,x")]
    [True, True, False, False]
    """
    return bool(_SAFE.fullmatch(shown(address)))


def leads_out(address: str) -> bool:
    """Say whether a link may stay one in a file that travels alone, where only a whole address leads.

    >>> [leads_out(address) for address in ("https://example.org", "mailto:a@example.org", "other.html")]
    [True, True, False]
    """
    return bool(_SAFE_OUT.fullmatch(shown(address)))


def address(text: str) -> str:
    """Return an address as every reader of addresses takes it, with what may not stand there by number.

    >>> address("https://example.org/a[1]?100%#b#c")
    'https://example.org/a%5B1%5D?100%25#b%23c'
    """
    before, mark, part = shown(text).partition("#")
    return _numbered(before) + mark + _numbered(part).replace("#", "%23")


def _numbered(text: str) -> str:
    return _NO_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", text)


def links(text: str) -> list[str]:
    """Return a plain text in parts, each either an address of the web or what stands between two.

    >>> links("Див. https://example.org/a.")
    ['Див. ', 'https://example.org/a', '.']
    """
    return [part for part in _ADDRESS.split(text) if part]
