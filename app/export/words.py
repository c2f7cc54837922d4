"""What an edition says in its own voice: that it is a draft, what its original is, what is not translated."""

from collections.abc import Mapping
from dataclasses import dataclass

from app import language as languages
from app.edition import Edition
from app.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Words:
    """An edition's own words in one language."""

    language: str
    original: str
    """With `{language}`: the name of the source language, in this language."""
    draft: str
    """The banner of a draft; it also explains how unreviewed text is marked."""
    unreviewed: str
    """Said of a single text."""
    untranslated: str
    """Said of a single text that stands in the source language."""


_WORDS: Mapping[str, Words] = {
    "en": Words(
        "en",
        "Original language: {language}",
        "Draft. Text that is marked has not been reviewed; please do not publish it.",
        "not reviewed",
        "not translated yet",
    ),
    "uk": Words(
        "uk",
        "Мова оригіналу: {language}",
        "Чернетка. Позначений текст не перевірено; будь ласка, не публікуйте його.",
        "не перевірено",
        "ще не перекладено",
    ),
    "sv": Words(
        "sv",
        "Originalspråk: {language}",
        "Utkast. Markerad text är inte granskad; publicera den inte.",
        "inte granskat",
        "ännu inte översatt",
    ),
    "ru": Words(
        "ru",
        "Язык оригинала: {language}",
        "Черновик. Отмеченный текст не проверен; пожалуйста, не публикуйте его.",
        "не проверено",
        "ещё не переведено",
    ),
}


def words(language: str) -> Words:
    """Return the words of a language, English ones where we have none.

    >>> words("uk").unreviewed, words("fi").language
    ('не перевірено', 'en')
    """
    return _WORDS.get(language.replace("_", "-").split("-")[0], _WORDS["en"])


def original(edition: Edition, own: Words) -> str:
    """Return the line that names the source language."""
    try:
        name = languages.name(edition.source_language, into=own.language)
    except SettingsError:
        name = edition.source_language
    return own.original.format(language=name)
