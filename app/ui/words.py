"""What the pages say, in the visitor's language: our own words are gettext catalogs too (`make words`)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st

from app.catalog import State
from app.errors import Listed, Message, WorkbenchError, sentence
from app.language import Tongue
from app.storage import files, po

LOCALES = Path(__file__).parent / "locales"


def _(text: str, /, **values: object) -> str:
    """Return a sentence of ours in the visitor's language, its `{values}` filled in."""
    return known(text).format(**values)


def say(message: Message | WorkbenchError) -> str:
    """Return the core's message in the visitor's language."""
    return Speaker(visitor_language()).say(message)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says our sentences in one language, to whoever asks for it; the routes know no visitor's page."""

    language: str

    def say(self, message: Message | WorkbenchError) -> str:
        """Return the core's message, with all that is said within it."""
        inner = message.message if isinstance(message, WorkbenchError) else message
        return self.known(inner.text).format(**{name: self._told(one) for name, one in inner.values.items()})

    def known(self, text: str) -> str:
        """Return a sentence of ours that was stored as text, and any other as it is."""
        return _catalog(self.language).get(text) or text

    def _told(self, value: object) -> object:
        match value:
            case State():
                return self.known(_STATES[value])
            case Tongue():
                return value.name(into=self.language)
            case Message():
                return self.say(value)
            case Listed():
                return value.between.join(map(self.say, value.messages))
        return value


def speaker(language: str) -> Speaker | None:
    """Return who speaks a language; nobody where we do not have its words."""
    return Speaker(language) if language in {"en", *_languages()} else None


_ORIGINS = (sentence("prepared draft, not reviewed by a person"), sentence("memory"), sentence("imported"))
"""What the catalogs say of where drafts come from, in words; names of engines are names."""


def known(text: str) -> str:
    """Return a sentence of ours that was stored as text in the visitor's language, and any other as it is."""
    return Speaker(visitor_language()).known(text)


def all_known(texts: Mapping[str, str], language: str) -> dict[str, str]:
    """Return sentences of ours in a language, by the same keys."""
    speaks = Speaker(language)
    return {key: speaks.known(text) for key, text in texts.items()}


def visitor_language() -> str:
    """Return the language that the visitor's browser asks for, as far as we have its words; else English."""
    return known_language(st.context.locale or "")


def known_language(asked: str) -> str:
    """Return the first language of an `Accept-Language`, as far as we have its words; else English.

    >>> known_language("uk-UA,uk;q=0.9,en;q=0.8"), known_language("*")
    ('uk', 'en')
    """
    first = re.split("[-,;]", asked, maxsplit=1)[0].strip().lower()
    return first if first in _languages() else "en"


@cache
def _languages() -> frozenset[str]:
    return frozenset(path.stem for path in LOCALES.glob("*.po"))


def prepare() -> None:
    """Read the words of every language, which takes a moment."""
    for language in _languages():
        _catalog(language)


@cache
def _catalog(language: str) -> dict[str, str]:
    path = LOCALES / f"{language}.po"
    if not path.exists():
        return {}
    catalog = po.read(files.read(path), document="workbench", language=language, file=path.name)
    return {unit.source: unit.target.text for unit in catalog if unit.target.state is State.REVIEWED}


_STATES = {
    State.EMPTY: sentence("empty"),
    State.DRAFT: sentence("draft"),
    State.NEEDS_WORK: sentence("needs work"),
    State.TRANSLATED: sentence("to review"),
    State.REVIEWED: sentence("reviewed"),
}


def state_words() -> dict[State, str]:
    """Return what the pages call each state."""
    return {state: known(word) for state, word in _STATES.items()}
