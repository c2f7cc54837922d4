"""Pseudo-text, which shows at a glance what would be translated: for demonstrations and tests only."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from app import language as languages
from app.engines.engine import LIMITS, Limits
from app.engines.request import Request
from app.errors import Message

_LIMITS: Final = Limits(max_characters=5_000, max_segments=50, concurrency=1)
OPTIONS: Final = LIMITS
_TOKEN = re.compile(r"(\[X\d+X\])")
_CYRILLIC: Final = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "абцдєфґгійклмнїпкрстувщхйзАБЦДЄФҐГІЙКЛМНЇПКРСТУВЩХЙЗ",
)
"""Vowels that only Ukrainian has: transcribed plainly, “no” or “to” would be words of its neighbours."""
_RUSSIAN: Final = str.maketrans("іІґҐєЄїЇ", "ыЫгГэЭоО")
_ACCENTS: Final = str.maketrans("aeiouyAEIOUY", "äéïöûýÄÉÏÖÛÝ")
_SIGNS: Final[Mapping[str, str]] = {"uk": "їґє", "ru": "ыэё", "sv": "åäö"}
"""Letters that leave no doubt of the language; they make each text longer, as translations are."""


class PseudoEngine:
    """`[Ћéļĺö]`-style text: bracketed, longer, in the letters of the language, the same each time."""

    id = "pseudo"
    label = "Pseudo-text"
    remote = False
    address = ""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits

    def model(self, *, source: str, target: str) -> str:  # noqa: ARG002  there is only one
        """Return nothing: there is only one."""
        return ""

    def route(self, *, source: str, target: str) -> str:  # noqa: ARG002  it goes straight
        """Return nothing: it goes straight."""
        return ""

    def lacks(self, *, source: str, target: str) -> tuple[Message, ...]:  # noqa: ARG002  nothing is needed
        """Return nothing: it works everywhere."""
        return ()

    def translate(self, request: Request) -> list[str]:
        """Make pseudo-text; what must come back untouched does."""
        return [_pseudo(text, request.target) for text in request.texts]


def _pseudo(text: str, language: str) -> str:
    base = re.split("[-_]", language)[0].lower()
    signs = _SIGNS.get(base, "")
    made = "".join(
        piece if number % 2 else _letters(piece, language) for number, piece in enumerate(_TOKEN.split(text))
    )
    end = re.search(r"[.?!…]?\Z", made)
    at = end.start() if end else len(made)
    return f"[{made[:at]} {signs}{made[at:]}]" if signs else f"[{made}]"


def _letters(text: str, language: str) -> str:
    if not languages.cyrillic(language):
        return text.translate(_ACCENTS)
    plain = "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))
    made = plain.translate(_CYRILLIC)
    return made if language.startswith("uk") else made.translate(_RUSSIAN)


def make(options: Mapping[str, str]) -> PseudoEngine:
    """Make the engine of `[engines.pseudo]`: limits."""
    return PseudoEngine(_LIMITS.of(options, engine="pseudo"))
