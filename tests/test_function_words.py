import pytest

from app.function_words import NEVER_LAST, SELDOM_LAST, last_word, likely_language, never_last, seldom_last


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I don't know if that is true, but he lives in the town.", "en"),
        ("Я не знаю, чи це правда, але він живе у Львові.", "uk"),
        ("Я не знаю, правда ли это, но он живёт во Львове, как и все.", "ru"),
        ("Jag vet inte om det är sant, men han bor i Malmö.", "sv"),
        ("Jeg ved ikke, om det er sandt, men han bor i Malmø, og jeg må af sted uden ham.", "da"),
        ("Ich weiß nicht, ob das stimmt, aber er wohnt in der Stadt.", "de"),
        ("12 34", "en"),
    ],
)
def test_the_language_of_a_text_shows_in_its_small_words(text: str, language: str) -> None:
    assert likely_language(text) == language


def test_the_last_word_is_one_that_ends_the_text() -> None:
    assert last_word("We think it’s") == "it's"
    assert last_word("Бо ми у") == "у"
    assert last_word("We think so.") == last_word("") == last_word("12") == ""


def test_what_never_ends_a_sentence_seldom_does() -> None:
    assert never_last("the", language="en-GB")
    assert seldom_last("the", language="en")
    assert seldom_last("of", language="en")
    assert not never_last("of", language="en")
    assert not never_last("the", language="uk")


def test_no_word_stands_in_both_lists() -> None:
    for code, words in SELDOM_LAST.items():
        assert not words & NEVER_LAST[code], code
