import pytest

from app.checks.tongue import tongue
from tests.checks.cases import Case, told

LEFT_ALONE = (
    Case("We were there.", "Ми були там.", "uk"),
    Case("We were there.", "Мы были там.", "ru"),
    Case("He said: “We were there.”", "Він сказав по-російськи: «Мы были там, это правда».", "uk"),
    Case("The paper Vремя", "Газета «Время»", "uk"),
    Case("Yes.", "Так.", "uk"),
    Case("Kyiv", "Київ", "uk"),
    Case("the party Сила і честь", "партия Сила і честь", "ru"),
    Case("We were there.", "Vi var där.", "sv"),
    Case("We were there.", "Мы былі там увесь год.", "be"),
    Case("The band Okean Elzy", "Гурт Okean Elzy", "uk"),
    Case("Ta bort den gamla filen nu.", "Ta bort den gamla filen nu.", "sv"),
)
FOUND = (
    Case("We were there all year.", "Ми були там цілий рік.", "sv", ("error:Ми були там цілий рік.",)),
    Case("We were there all year.", "Vi var där hela året.", "uk", ("error:Vi var där hela året.",)),
    Case("I do not know what to say.", "Jeg vet ikke hva jeg skal si.", "sv", ("warning:",)),
    Case("Many workers lost their jobs.", "Шмат рабочых страцілі працу.", "uk", ("warning:",)),
    Case("We were there all year.", "Мы были там целый год.", "uk", ("error:",)),
    Case("We were there all year.", "Ми були там цілий рік і їхали.", "ru", ("error:",)),
    Case("What did they do when he came?", "Что они делали, когда он приехал?", "uk", ("warning:",)),
    Case("It was a good idea, I think.", "Це була гарна идея, думаю, і объект.", "uk", ("warning:объект",)),
    Case("We live in Kyiv now.", "Мы живём теперь в Київ.", "ru", ("warning:Київ",)),
)


@pytest.mark.parametrize("case", LEFT_ALONE)
def test_the_language_and_what_it_quotes_are_left_alone(case: Case) -> None:
    assert told(tongue, case) == ()


@pytest.mark.parametrize("case", FOUND)
def test_the_sister_language_is_found(case: Case) -> None:
    assert told(tongue, case) == case.expected
