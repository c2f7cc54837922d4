import pytest

from app.checks.untranslated import untranslated
from tests.checks.cases import Case, told

RIGHT = (
    Case("Förbundet allt åt alla", "Förbundet allt åt alla", "uk"),
    Case("Förbundet allt åt alla decided", "спілка «Все для всіх» (Förbundet allt åt alla) вирішила", "uk"),
    Case("from the Polish party Lewica Razem", "з польської партії Lewica Razem", "uk"),
    Case("as an analyst for UNHCR", "аналітиком в UNHCR", "uk"),
    Case("UNHCR", "UNHCR", "sv"),
    Case("Martin", "Martin", "sv"),
    Case("2014", "2014", "uk"),
    Case("Okay.", "Okay.", "sv"),
    Case("Super.", "Super.", "sv"),
    Case("their Zetkin-platform", "платформа Zetkin", "uk"),
    Case("They play Rage Against the Machine.", "Грають Rage Against the Machine.", "uk"),
    Case("He read War and Peace.", "Han läste War and Peace.", "sv"),
    Case("the Bank of England", "Bank of England", "uk"),
    Case("status quo in the country", "status quo i landet", "sv"),
    Case("see [here](https://the.example.org)", "див. [тут](https://the.example.org)", "uk"),
    Case("the cat", "кіт, а не the cat", "en", source_language="en"),
)
LEFT = (
    Case("They were on the other side in 2014.", "They were on the other side in 2014.", "uk", ("error:",)),
    Case("They were on the other side in 2014.", "They were on the other side in 2014.", "sv", ("error:",)),
    Case("Exactly.", "Exactly.", "uk", ("warning:Exactly.",)),
    Case("Yes.", "Yes.", "sv", ("warning:Yes.",)),
    Case("Ukraine needs weapons.", "Ukraine needs weapons.", "sv", ("warning:",)),
    Case(
        "People are on the street and they protest.",
        "Люди вийшли and they protest.",
        "uk",
        ("warning:and they protest",),
    ),
    Case("It is in the library now.", "Den är in the library now.", "sv", ("warning:in the library now",)),
    Case(
        "It was edited ahead of publication.",
        "Den edited ahead of publication.",
        "sv",
        ("warning:edited ahead of publication",),
    ),
    Case("Not to Mariupol or Kharkiv.", "Не до Mariupol or Kharkiv.", "uk", ("warning:Mariupol or Kharkiv",)),
    Case("I came from Lviv then.", "Jag kom from Lviv då.", "sv", ("warning:from Lviv",)),
    Case(
        "We know that this is the end of the war.",
        "Vi vet that this is the end of the war.",
        "sv",
        ("warning:that this is the end of the war",),
    ),
    Case("these militant groups", "ці militant групи", "uk", ("warning:militant",)),
    Case("Вони були по той бік, і це все.", "De var på і це все.", "sv", ("warning:і це все",), "uk"),
)


@pytest.mark.parametrize("case", RIGHT)
def test_names_numbers_and_interjections_may_stay(case: Case) -> None:
    assert told(untranslated, case) == ()


@pytest.mark.parametrize("case", LEFT)
def test_text_left_in_the_source_language_is_found(case: Case) -> None:
    whole = tuple(one + case.target if one in {"error:", "warning:"} else one for one in case.expected)
    assert told(untranslated, case) == whole
