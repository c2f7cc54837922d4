"""Languages in the same letters are told apart by letters and small words; names decide nothing."""

import pytest

from app.sisters import leans_to, small_words_of, speaks, strange_words

LEANS = [
    ("uk", "Много рабочих потеряли работу.", "ru"),
    ("uk", "Спасибо за разговор!", "ru"),
    ("uk", "Мы пазнаёміліся вясной.", "be"),
    ("uk", "Шмат рабочых страцілі працу.", "be"),
    ("uk", "Много работници загубиха работата си.", "bg"),
    ("uk", "Хвала на разговору!", "sr"),
    ("uk", "Се запознавме во пролетта.", "mk"),
    ("ru", "Я теж так думаю.", "uk"),
    ("ru", "Што вам цяпер найбольш патрэбна?", "be"),
    ("ru", "Родом съм от Донецк.", "bg"),
    ("ru", "Многи радници су изгубили посао.", "sr"),
    ("sv", "Det tror jeg også.", "nb"),
    ("sv", "De talte altid om de samme ting.", "nb"),
    ("sv", "Hvad har I mest brug for nu?", "da"),
    ("sv", "Was brauchen Sie jetzt am meisten?", "de"),
    ("sv", "Też tak myślę.", "pl"),
    ("sv", "Bulo duzhe vazhko zalyshyty nash dim.", "uk-Latn"),
    ("sv", "I do not know what to say about it.", "en"),
]
STAYS = [
    ("uk", "Після 2014-го все було складніше."),
    ("uk", "Він уже сам там був, і од того дня все інакше."),
    ("uk", "Мартін"),
    ("uk", "Донецьк, Луганськ, Маріуполь"),
    ("ru", "От вступления пострадала бы промышленность."),
    ("ru", "Во время войны он был там сам."),
    ("ru", "Александр"),
    ("sv", "Ta bort den gamla filen nu."),
    ("sv", "Om vi kan ta vara på den här stämningen."),
    ("sv", "Donetsk, Luhansk, Mariupol"),
    ("pl", "Też tak myślę."),
]


@pytest.mark.parametrize(("language", "text", "other"), LEANS)
def test_a_text_in_a_neighbour_language_leans_to_it(language: str, text: str, other: str) -> None:
    assert leans_to(language, text) == other


@pytest.mark.parametrize(("language", "text"), STAYS)
def test_a_text_in_the_language_leans_nowhere(language: str, text: str) -> None:
    assert leans_to(language, text) is None


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("uk", "Ми були там, но потом уехали.", ("но", "потом")),
        ("uk", "Це була гарна идея, мы думаємо.", ("мы",)),
        ("uk", "Після 2014-го все було складніше.", ()),
        ("ru", "Выбор пал на Соціальний рух.", ("Соціальний",)),
        ("sv", "Jag vet inte hva det är.", ()),
    ],
)
def test_words_of_the_sister_language_are_named(language: str, text: str, words: tuple[str, ...]) -> None:
    assert strange_words(language, text) == words


def test_an_initial_is_no_small_word() -> None:
    assert not small_words_of("ru", "uk", "С. Петренко")
    assert small_words_of("ru", "uk", "Мы с ней")


def test_a_language_speaks_by_words_that_no_neighbour_has() -> None:
    assert speaks("uk", "Він прийшов")
    assert not speaks("uk", "Донецьк")
