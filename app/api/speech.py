"""The language of an answer's sentences: the one that the asker names first among ours, English otherwise."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from starlette.responses import Response

from app.errors import Message

_LONGEST = 1_000
"""Characters of a header that are read; a browser's has fewer than a hundred."""
_TAG = re.compile(
    r"([a-z]{2,3})(?:-[a-z0-9-]*)?\s*(?:;\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*)?", re.ASCII | re.IGNORECASE
)


class Speaker(Protocol):
    """Puts our sentences into a language."""

    @property
    def language(self) -> str:
        """Return the code of the language."""
        ...

    def say(self, message: Message) -> str:
        """Return a sentence, its values filled in."""
        ...


Speakers = Callable[[str], Speaker | None]
"""Gives who speaks a language; nobody where we do not have it."""


@dataclass(frozen=True, slots=True)
class _English:
    """Says what stands in the code."""

    language: str = "en"

    def say(self, message: Message) -> str:
        return str(message)


ENGLISH: Speaker = _English()


def english(language: str) -> Speaker | None:
    """Return who speaks English: without catalogs it is all that we have."""
    return ENGLISH if language == ENGLISH.language else None


def chosen(header: str, speakers: Speakers) -> Speaker:
    """Return who speaks the language that an `Accept-Language` names first among ours."""
    found = (speakers(code) for code in (*wanted(header), ENGLISH.language))
    return next((one for one in found if one is not None), ENGLISH)


def wanted(header: str) -> list[str]:
    """Return the languages of an `Accept-Language`, the dearest first, without their countries.

    What cannot be read is passed over; a sentence in English is better than a refusal.

    >>> wanted("en;q=0.5, uk-UA, ru;q=0")
    ['uk', 'en']
    """
    found: dict[str, float] = {}
    for part in header[:_LONGEST].split(","):
        if tag := _TAG.fullmatch(part.strip()):
            found.setdefault(tag[1].lower(), min(1.0, float(tag[2] or 1)))
    return [code for code in sorted(found, key=lambda code: -found[code]) if found[code]]


def answer(
    content: Any, speaker: Speaker, *, status: int = 200, media: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Return an answer as JSON, its sentences put into words now: no route says any before."""
    spoke = False

    def word(value: object) -> str:
        nonlocal spoke
        if not isinstance(value, Message):
            raise TypeError(type(value).__name__)
        spoke = True
        return speaker.say(value)

    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=word)
    spoken = {"Content-Language": speaker.language, "Vary": "Accept-Language"} if spoke else {}
    return Response(
        # Half a surrogate pair cannot be said in UTF-8; a file from outside may have brought one.
        written.encode("utf-8", "replace"),
        status,
        media_type=media,
        headers={"Cache-Control": "no-store", **spoken, **(headers or {})},
    )
