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
    Case("Ukraine won.", "Перемогла Україна.", "uk"),
    Case("When Putin came, Russian soldiers fled.", "När Putin kom flydde ryska soldater.", "sv"),
    Case("Russians left. Germans came.", "Русские ушли. Пришли немцы.", "ru"),
    Case("A Polish worker met a Turkish one.", "Польський робітник зустрів турка.", "uk"),
    Case("NATO and the EU said so.", "Так сказали НАТО и ЕС.", "ru"),
    Case("The EU wrote to the IMF.", "EU skrev till Internationella valutafonden.", "sv"),
    Case("The pro-Russian party lost.", "Проросійська партія програла.", "uk"),
    Case("We house IDPs.", "Ми даємо житло ВПО.", "uk"),
    Case("The song “Slow Rivers” is old.", "Пісня «Повільні ріки» стара.", "uk"),
)
FOUND = (
    Case("We talked about Putin yesterday.", "Ми вчора про це говорили.", "uk", ("warning:",)),
    Case("He was born in Kharkiv.", "Він народився в Полтаві.", "uk", ("warning:",)),
    Case("He lived in Sweden for a year.", "Он год жил в Польше.", "ru", ("warning:",)),
    Case("Ukraine won.", "Vi vann.", "sv", ("warning:",)),
    Case("When Putin came, we fled.", "Коли він прийшов, ми втекли.", "uk", ("warning:",)),
    Case("Vladimir Putin came.", "Han kom.", "sv", ("warning:",)),
    Case("The Russian soldiers fled.", "Soldaterna flydde.", "sv", ("warning:",)),
    Case("The Russian soldiers fled.", "Українські солдати втекли.", "uk", ("warning:",)),
    Case("We simply asked NATO.", "Мы просто спросили Евросоюз.", "ru", ("warning:",)),
    Case("The Russian soldiers fled.", "Солдаты просто бежали.", "ru", ("warning:",)),
    Case("Kyiv, Kyiv and Moscow spoke.", "Москва говорила.", "ru", ("warning:",)),
    Case("We asked Lavrov and Peskov.", "Vi frågade Lavrov.", "sv", ("warning:",)),
)


@pytest.mark.parametrize("case", LEFT_ALONE)
def test_names_in_other_letters_and_what_is_translated_are_left_alone(case: Case) -> None:
    source = "uk" if case.language == "en" else "en"
    assert tuple(names(case.source, case.target, source_language=source, language=case.language)) == ()


@pytest.mark.parametrize("case", FOUND)
def test_a_name_that_got_lost_or_became_another_is_found(case: Case) -> None:
    assert told(names, case) == case.expected
