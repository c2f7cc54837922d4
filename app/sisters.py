"""What tells languages apart that are mistaken for one another: Ukrainian and Russian above all."""

import re
from typing import Final

OWN: Final = {"uk": "іїєґ", "ru": "ыэъё", "be": "ў", "sv": "äö"}
"""Letters that speak for a language."""
FOREIGN: Final = {
    "uk": {"be": "ў", "sr": "ђјљњћџ", "ru": "ыэъё"},
    "ru": {"be": "ў", "sr": "ђјљњћџ", "uk": "іїєґ"},
    "sv": {"da": "æø"},
}
"""Letters that a language does not have, by the language that they speak for."""
_SMALL_WORDS: Final = {
    "uk": "що це як від або але якщо коли хто дуже вже ще щоб з й та він вона вони ми ви був були треба "
    "можна тільки чи його її їх мене тебе саме бо ні мої після навіть також",
    "ru": "да что это как или если когда кто где очень уже ещё еще чтобы с и он она они мы вы был были надо "
    "можно только его её их меня тебя никто никого ничего нет сих тех всем нужно больше тоже есть после даже",
}
"""Words that tell two sister languages apart; those that both have do not count."""
RIVALS: Final = {"uk": "ru", "ru": "uk"}
"""The language that each is taken for."""
_WORD = re.compile(r"[^\W\d_]+")


def small_words_of(other: str, language: str, text: str) -> bool:
    """Say whether small words of another language stand in a text, and none of the language's own.

    >>> small_words_of("ru", "uk", "Мы были там"), small_words_of("ru", "uk", "Ми були там")
    (True, False)
    """
    # A single capital is an initial: «С. Петренко» is no Russian.
    words = {word.lower() for word in _WORD.findall(text) if len(word) > 1 or word.islower()}
    theirs, ours = set(_SMALL_WORDS[other].split()), set(_SMALL_WORDS[language].split())
    return bool(words & (theirs - ours)) and not words & (ours - theirs)
