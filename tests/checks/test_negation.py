import pytest

from app.checks.negation import negation
from tests.checks.cases import Case, told

LEFT_ALONE = (
    Case("I don't know.", "Я не знаю.", "uk"),
    Case("It's not rational.", "Це нераціонально.", "uk"),
    Case("We don't care.", "Нам байдуже.", "uk"),
    Case("They don't have enough supply.", "Їм бракує постачання.", "uk"),
    Case("We don't see much support.", "Но поддержки мы видим мало.", "ru"),
    Case("Nobody expected it.", "Никто этого не ждал.", "ru"),
    Case("They don't have to pay it.", "De slipper betala.", "sv"),
    Case("None of us. Nobody.", "Ніхто з нас.", "uk"),
    Case("It is not a big problem for us.", "Для нас у цьому нічого страшного.", "uk"),
    Case("Nobody of us has ever been there.", "Никого из нас там никогда не было.", "ru"),
    Case("There was nobody at all in the house.", "У домі взагалі нікого нема.", "uk"),
    Case("Not only we said so.", "Це казали й інші.", "uk"),
    Case("The no-fly zone was discussed.", "Обговорювали безпольотну зону.", "uk"),
    Case("Isn't it clear? Don't you see it?", "Хіба ти цього не бачиш?", "uk"),
    Case("Why don't we go?", "Ходімо?", "uk"),
    Case("I do not know.", "Je sais.", "fr"),
)
FOUND = (
    Case("I don't know what will happen.", "Я знаю, що буде.", "uk", ("warning:",)),
    Case("No one expected the invasion.", "Вторгнення чекали.", "uk", ("warning:",)),
    Case("They never came back.", "Они вернулись.", "ru", ("warning:",)),
    Case("It is necessary not to forget.", "Необхідно пам’ятати.", "uk", ("warning:",)),
    Case("NATO is not bombing anyone there.", "Там НАТО нікого бомбить.", "uk", ("warning:",)),
    Case("No one expected that at all.", "Этого вообще никто ожидал тогда.", "ru", ("warning:",)),
    Case("That is not the issue.", "Det är frågan.", "sv", ("warning:",)),
)


@pytest.mark.parametrize("case", LEFT_ALONE)
def test_what_denies_in_its_own_way_is_left_alone(case: Case) -> None:
    assert told(negation, case) == ()


@pytest.mark.parametrize("case", FOUND)
def test_a_not_that_got_lost_is_found(case: Case) -> None:
    assert told(negation, case) == case.expected
