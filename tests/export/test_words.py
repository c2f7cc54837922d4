from dataclasses import replace

from app import edition
from app.export.words import original, words
from tests.talk import catalog, document


def test_the_words_follow_the_language_without_its_country() -> None:
    assert words("sv-FI") == words("sv")


def test_a_source_language_that_nobody_knows_is_named_by_its_code() -> None:
    made = edition.make(document(), catalog(document()))
    assert original(made, words("uk")) == "Мова оригіналу: англійська"
    assert original(replace(made, source_language="qqx"), words("uk")) == "Мова оригіналу: qqx"
