import pytest

from app.checks.names import names
from tests.checks.cases import Case, told

LEFT_ALONE = (
    Case("We talked about Putin and Lavrov.", "Ми говорили про Путіна й Лаврова.", "uk"),
    Case("He lived in Sweden and Germany.", "Він жив у Швеції та Німеччині.", "uk"),
    Case("He lived in Sweden for a year.", "Han bodde i Sverige ett år.", "sv"),
    Case("He was born in Kharkiv.", "Han föddes i Charkiv.", "sv"),
    Case("It was Nikita Khrushchev who gave it.", "Его отдал Хрущёв.", "ru"),
    Case("We heard of Yanukovich then.", "Тоді ми почули про Януковича.", "uk"),
    Case("He works in the Donetsk region.", "Він працює на Донеччині.", "uk"),
    Case("It is the biggest Union in March.", "Це найбільша спілка в березні.", "uk"),
    Case("We are called Direct Action here.", "Тут нас звуть «Пряма дія».", "uk"),
    Case("Putin came.", "Він приїхав.", "uk"),
    Case("Ми говорили про Путіна.", "We talked about him.", "en"),
    Case("They live on the UNHCR money.", "Вони живуть на гроші УВКБ ООН.", "uk"),
)
FOUND = (
    Case("We talked about Putin yesterday.", "Ми вчора про це говорили.", "uk", ("warning:",)),
    Case("He was born in Kharkiv.", "Він народився в Полтаві.", "uk", ("warning:",)),
    Case("He lived in Sweden for a year.", "Он год жил в Польше.", "ru", ("warning:",)),
    Case("We asked Lavrov and Peskov.", "Vi frågade Lavrov.", "sv", ("warning:",)),
)


@pytest.mark.parametrize("case", LEFT_ALONE)
def test_names_in_other_letters_and_what_is_translated_are_left_alone(case: Case) -> None:
    source = "uk" if case.language == "en" else "en"
    assert tuple(names(case.source, case.target, source_language=source, language=case.language)) == ()


@pytest.mark.parametrize("case", FOUND)
def test_a_name_that_got_lost_or_became_another_is_found(case: Case) -> None:
    assert told(names, case) == case.expected
