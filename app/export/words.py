"""What an edition says in its own voice: that it is a draft, what its original is, what is not translated."""

from collections.abc import Mapping
from dataclasses import dataclass

from app import language as languages
from app.edition import Edition
from app.errors import SettingsError
from app.publication import Colophon


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
    notes: str
    """The heading over editor's notes."""
    contents: str
    """The name of a table of contents."""
    about: str
    """The heading over the colophon."""
    translation: str
    """With `{names}`; so the next ones."""
    review: str
    published: str
    """With `{source}`: where the original was."""
    date: str
    """With `{date}`, already in the language's own form."""
    rights: str
    """With `{rights}`."""
    publisher: str
    """With `{publisher}`."""
    machine: str
    """With `{share}`: how much began as a machine's draft that people then revised."""


_WORDS: Mapping[str, Words] = {
    "en": Words(
        "en",
        "Original language: {language}",
        "Draft. Text that is marked has not been reviewed; please do not publish it.",
        "not reviewed",
        "not translated yet",
        "Notes",
        "Contents",
        "About this edition",
        "Translation: {names}",
        "Review: {names}",
        "Original: {source}",
        "Translation of {date}",
        "Rights: {rights}",
        "Published by {publisher}",
        "{share} of the text began as a machine’s draft and was revised by people.",
    ),
    "uk": Words(
        "uk",
        "Мова оригіналу: {language}",
        "Чернетка. Позначений текст не перевірено; будь ласка, не публікуйте його.",
        "не перевірено",
        "ще не перекладено",
        "Примітки",
        "Зміст",
        "Про це видання",
        "Переклад: {names}",
        "Редактура: {names}",
        "Оригінал: {source}",
        "Переклад від {date}",
        "Права: {rights}",
        "Видавець: {publisher}",
        "{share} тексту спершу переклала машина, потім виправили люди.",
    ),
    "sv": Words(
        "sv",
        "Originalspråk: {language}",
        "Utkast. Markerad text är inte granskad; publicera den inte.",
        "inte granskat",
        "ännu inte översatt",
        "Noter",
        "Innehåll",
        "Om utgåvan",
        "Översättning: {names}",
        "Granskning: {names}",
        "Original: {source}",
        "Översättning från {date}",
        "Rättigheter: {rights}",
        "Utgivare: {publisher}",
        "{share} av texten började som ett maskinutkast och har bearbetats av människor.",
    ),
    "ru": Words(
        "ru",
        "Язык оригинала: {language}",
        "Черновик. Отмеченный текст не проверен; пожалуйста, не публикуйте его.",
        "не проверено",
        "ещё не переведено",
        "Примечания",
        "Содержание",
        "Об этом издании",
        "Перевод: {names}",
        "Редактура: {names}",
        "Оригинал: {source}",
        "Перевод от {date}",
        "Права: {rights}",
        "Издатель: {publisher}",
        "{share} текста сначала перевела машина, затем исправили люди.",
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


def own_name(language: str) -> str:
    """Return a language's name in itself, its code where nobody knows it.

    >>> own_name("sv"), own_name("qqx")
    ('svenska', 'qqx')
    """
    try:
        return languages.own_name(language)
    except SettingsError:
        return language


def colophon(said: Colophon, own: Words) -> tuple[str, ...]:
    r"""Return what a publication says about itself, a plain line each; nothing for what is empty.

    >>> colophon(Colophon(translators=("Олена", "Іван"), date="2026-11-03"), words("uk"))
    ('Переклад: Олена, Іван', 'Переклад від 3 листопада 2026\u202fр.')
    """
    lines = (
        (own.published, {"source": said.source}),
        (own.translation, {"names": ", ".join(said.translators)}),
        (own.review, {"names": ", ".join(said.reviewers)}),
        (own.date, {"date": languages.date(said.date, into=own.language) if said.date else ""}),
        (own.publisher, {"publisher": said.publisher}),
        (own.rights, {"rights": said.rights}),
        (
            own.machine,
            {"share": languages.percent(said.machine, into=own.language) if said.machine is not None else ""},
        ),
    )
    return tuple(line.format(**values) for line, values in lines if any(values.values()))
