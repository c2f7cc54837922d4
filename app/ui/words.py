"""What the pages say, in the visitor's language: our own words are gettext catalogs too (`make words`)."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import streamlit as st

from app.catalog import State
from app.errors import Message, WorkbenchError, sentence
from app.storage import files, po

LOCALES = Path(__file__).parent / "locales"


def _(text: str, /, **values: object) -> str:
    """Return a sentence of ours in the visitor's language, its `{values}` filled in."""
    return (_catalog(visitor_language()).get(text) or text).format(**values)


def say(message: Message | WorkbenchError) -> str:
    """Return the core's message in the visitor's language."""
    inner = message.message if isinstance(message, WorkbenchError) else message
    text = _catalog(visitor_language()).get(inner.text) or inner.text
    return text.format(**{name: _told(value) for name, value in inner.values.items()})


_ORIGINS = (sentence("prepared draft, not reviewed by a person"), sentence("memory"), sentence("imported"))
"""What the catalogs say of where drafts come from, in words; names of engines are names."""


def known(text: str) -> str:
    """Return a sentence of ours that was stored as text in the visitor's language, and any other as it is."""
    return _catalog(visitor_language()).get(text) or text


def all_known(texts: Mapping[str, str], language: str) -> dict[str, str]:
    """Return sentences of ours in a language, by the same keys."""
    ours = _catalog(language)
    return {key: ours.get(text) or text for key, text in texts.items()}


def _told(value: object) -> object:
    if isinstance(value, State):
        return state_words()[value]
    return say(value) if isinstance(value, Message) else value


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


def state_words() -> dict[State, str]:
    """Return what the pages call each state."""
    return {
        State.EMPTY: _("empty"),
        State.DRAFT: _("draft"),
        State.NEEDS_WORK: _("needs work"),
        State.TRANSLATED: _("to review"),
        State.REVIEWED: _("reviewed"),
    }
