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
    back: str
    """What a note's own mark does, with `{mark}`."""
    accessible: str
    """What an electronic book says of itself to who cannot see or turn pages well."""
    post: str
    """With `{number}` and `{total}`."""
    copying: str
    """How posts come into Telegram."""
    tagged: str
    """The name of a post's text with its tags."""
    copy: str
    """On a button that copies a post."""
    copied: str
    """What the button says when it has."""
    languages: str
    """The name of a list of the other languages."""
    downloads: str
    """The name of a list of files."""


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
        "Back to mark {mark} in the text",
        "All of it is text that can be enlarged, set in another font and read aloud. Headings, "
        "lists, notes and changes of language are marked up, and a table of contents leads to every "
        "part. It is made to the rules of EPUB Accessibility 1.1 and WCAG 2.1 AA; nobody has "
        "certified it.",
        "Post {number} of {total}",
        "Touch a post: all of it is selected. Copy it, and paste it into Telegram; on most phones "
        "bold, italics and links come along. Send the posts in order.",
        "With tags, for bots and schedulers",
        "Copy",
        "Copied",
        "In other languages",
        "To download",
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
        "Назад до позначки {mark} в тексті",
        "Увесь вміст – текст, який можна збільшити, набрати іншим шрифтом і прочитати вголос. "
        "Заголовки, списки, примітки й зміни мови розмічено, зміст веде до кожної частини. Видання "
        "зроблено за правилами EPUB Accessibility 1.1 і WCAG 2.1 AA; сертифікації воно не "
        "проходило.",
        "Допис {number} із {total}",
        "Торкніться допису – він виділиться весь. Скопіюйте його і вставте в Telegram; на більшості "
        "телефонів жирний шрифт, курсив і посилання збережуться. Надсилайте дописи по черзі.",
        "З тегами, для ботів і планувальників",
        "Копіювати",
        "Скопійовано",
        "Іншими мовами",
        "Завантажити",
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
        "Tillbaka till märket {mark} i texten",
        "Allt innehåll är text som kan förstoras, visas med ett annat typsnitt och läsas upp. "
        "Rubriker, listor, noter och språkbyten är uppmärkta, och en innehållsförteckning leder "
        "till varje del. Utgåvan är gjord efter reglerna i EPUB Accessibility 1.1 och WCAG 2.1 AA; "
        "ingen har certifierat den.",
        "Inlägg {number} av {total}",
        "Tryck på ett inlägg, så markeras hela. Kopiera det och klistra in det i Telegram; i de "
        "flesta telefoner följer fetstil, kursiv och länkar med. Skicka inläggen i ordning.",
        "Med taggar, för botar och schemaläggare",
        "Kopiera",
        "Kopierat",
        "På andra språk",
        "Ladda ner",
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
        "Назад к отметке {mark} в тексте",
        "Всё содержание – текст, который можно увеличить, набрать другим шрифтом и прочитать вслух. "
        "Заголовки, списки, примечания и смена языка размечены, оглавление ведёт к каждой части. "
        "Издание сделано по правилам EPUB Accessibility 1.1 и WCAG 2.1 AA; сертификации оно не "
        "проходило.",
        "Пост {number} из {total}",
        "Коснитесь поста – он выделится целиком. Скопируйте его и вставьте в Telegram; на "
        "большинстве телефонов жирный шрифт, курсив и ссылки сохранятся. Отправляйте посты по "
        "порядку.",
        "С тегами, для ботов и планировщиков",
        "Копировать",
        "Скопировано",
        "На других языках",
        "Скачать",
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
