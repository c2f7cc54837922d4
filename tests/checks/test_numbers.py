import pytest

from app.checks.numbers import numbers
from tests.checks.cases import Case, told

WRITTEN_OTHERWISE = (
    Case("You need 10 000 signatures.", "Треба 10 000 підписів.", "uk"),
    Case("You need 10,000 signatures.", "Треба 10\N{NO-BREAK SPACE}000 підписів.", "uk"),
    Case("You need 10,000 signatures.", "Треба десять тисяч підписів.", "uk"),
    Case("You need 1,500,000.", "Нужно 1,5 миллиона.", "ru"),
    Case("It costs 1.5 million.", "Det kostar en och en halv miljon, 1,5 miljoner.", "sv"),
    Case("About 3.5 percent", "Ungefär 3,5 procent", "sv"),
    Case("50% of businesses", "50 procent av företagen", "sv"),
    Case("50% of businesses", "50\N{NO-BREAK SPACE}% предприятий", "ru"),
    Case("100 billion dollars", "100 мільярдів доларів", "uk"),
    Case("100 billion dollars", "100 млрд долларов", "ru"),
    Case("$100bn", "100 miljarder dollar", "sv"),
    Case("after 2010-2011", "після 2010–2011 років", "uk"),
    Case("in 2010–11", "в 2010–2011 годах", "ru"),
    Case("on the 18th of March 2022", "18\N{NO-BREAK SPACE}березня 2022 року", "uk"),
    Case("on the 18th of March 2022", "18.03.2022", "uk"),
    Case("on March 18, 2022", "den 18 mars 2022", "sv"),
    Case("on March 18, 2022", "2022-03-18", "sv"),
    Case("the 8th of March", "Восьмое марта", "ru"),
    Case("at 5:30 pm", "о 17:30", "uk"),
    Case("at 5:30 pm", "klockan 17.30", "sv"),
    Case("at 5 pm", "kl. 17", "sv"),
    Case("at 5:30", "в 5.30", "ru"),
    Case("in the 1990s", "у 1990-ті", "uk"),
    Case("in the 1990s", "в 90-е", "ru"),
    Case("in the 1990s", "på 1990-talet", "sv"),
    Case("in the 90s", "у дев’яностих", "uk"),
    Case("the 19th century", "XIX століття", "uk"),
    Case("the 19th century", "ХІХ століття", "uk"),  # with Cyrillic letters, as keyboards have them
    Case("the 19th century", "1800-talet", "sv"),
    Case("World War II", "Друга світова війна", "uk"),
    Case("5 years of peace", "п'ять років миру", "uk"),
    Case("5 years of peace", "пяти лет мира", "ru"),
    Case("two hundred thousand", "двохсот тисяч", "uk"),
    Case("two hundred thousand", "tvåhundratusen", "sv"),
    Case("two hundred thousand", "200\N{NO-BREAK SPACE}000", "ru"),
    Case("a hundred and twenty-five people", "125 человек", "ru"),
    Case("a sudden 180 degrees turn", "en plötslig 180-graderssväng", "sv"),
    Case("20 years ago", "20-летней давности", "ru"),
    Case("in 2014", "у 2014-му", "uk"),
    Case("millions of people", "мільйони людей", "uk"),
    Case("one of the biggest", "найбільший", "uk"),
    Case("It has been one semester.", "Минув семестр.", "uk"),
    Case("A couple of times", "Два-три рази", "uk"),
    Case("versions 1.2.3 and 1.2.4", "версії 1.2.3 і 1.2.4", "uk"),
    Case("[32] remove taxes", "[3] скасувати податки", "uk"),  # a list mark: the check of markup looks at it
    Case("see [here](https://example.org/2014)", "див. [тут](https://example.org/2014)", "uk"),
    Case("In 2014 and again in 2014.", "2014 року, двічі.", "uk"),
    Case("1½ hours", "1,5 години", "uk"),
    Case("½ of them", "en halv, 0,5", "sv"),
    Case("in the early 2000s", "i början av 00-talet", "sv"),
    Case("in the early 2000s", "на початку нульових", "uk"),
    Case("in the early 2000s", "i början av 2000-talet", "sv"),
    Case("in the 80s", "på åttiotalet", "sv"),
    Case("in the 80s", "у вісімдесятих", "uk"),
    Case("5k people", "5 000 людей", "uk"),
    Case("$5m", "5 мільйонів доларів", "uk"),
    Case("5 m of rope", "5 м мотузки", "uk"),
    Case("in 2014/15", "у 2014–2015 роках", "uk"),
    Case("at 7 in the evening", "о 19-й", "uk"),
    Case("at 7 in the evening", "klockan 19.00", "sv"),
    Case("at 7 pm", "в 7 часов вечера", "ru"),
    Case("at 12 a.m.", "о 0:00", "uk"),
    Case("half past six", "halv sju", "sv"),
    Case("half past six", "о пів на сьому", "uk"),
    Case("at 6:30", "halv sju", "sv"),
    Case("half a million people", "500 000 людей", "uk"),
    Case("half a million people", "пів мільйона людей", "uk"),
    Case("500,000 people", "полмиллиона человек", "ru"),
    Case("on May Day", "1 травня", "uk"),
    Case("during COVID-19", "під час коронавірусу", "uk"),
    Case("It may be that 5 of us march 3 times.", "Можливо, п’ятеро з нас тричі пройдуть.", "uk"),
    Case("from 3 March to 5 May", "з 3 березня до 5 травня", "uk"),
    Case("On May 9, 2022", "9 мая 2022 года", "ru"),
    Case("On May 9, 2022", "den 9 maj 2022", "sv"),
    Case("thousands of people", "тысячи людей", "ru"),
    Case("hundreds of thousands", "сотні тисяч", "uk"),
)
FAULTS = (
    Case("in 2014", "у 2015 році", "uk", ("error:2015",)),
    Case("They left in 2014 and in 2014.", "De for 2014 och 2015.", "sv", ("error:2015",)),
    Case("10 000 signatures", "1000 підписів", "uk", ("error:1000",)),
    Case(
        "10,000 signatures",
        "10\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000 подписей",
        "ru",
        ("error:10\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000",),
    ),
    Case("100 billion dollars", "100 biljoner dollar", "sv", ("error:100 biljoner",)),
    Case("100 billion dollars", "100 мільйонів доларів", "uk", ("error:100 мільйонів",)),
    Case("at 5:30 pm", "klockan 5.40", "sv", ("error:5.40",)),
    Case("the 18th of March", "17\N{NO-BREAK SPACE}марта", "ru", ("error:17",)),
    Case("3.5 percent", "35 procent", "sv", ("error:35",)),
    Case("in 2014, in Kharkiv", "у Харкові", "uk", ("warning:",)),
    Case("in Kharkiv", "у Харкові 2014 року", "uk", ("warning:2014",)),
    Case("three messages", "чотири тези", "uk", ("warning:чотири",)),
    Case("up to two hundred people", "до трёхсот человек", "ru", ("warning:трёхсот",)),
    Case("two hundred thousand", "tvåhundra miljoner", "sv", ("warning:tvåhundra miljoner",)),
    Case("100 miles away", "за 160 км", "uk", ("warning:160",)),
    Case("on 3 May", "den 3 mars", "sv", ("error:mars",)),
    Case("on March 18, 2022", "18 травня 2022 року", "uk", ("error:травня",)),
    Case("the 8th of March", "8 мая", "ru", ("error:мая",)),
    Case("1½ hours", "2,5 години", "uk", ("error:2,5",)),
    Case("5k people", "5 людей", "uk", ("error:5",)),
    Case("millions of people", "тисячі людей", "uk", ("warning:тисячі",)),
    Case("billions of dollars", "miljoner dollar", "sv", ("warning:miljoner",)),
    Case("at 7 in the evening", "о 18-й", "uk", ("error:18",)),
)


@pytest.mark.parametrize("case", WRITTEN_OTHERWISE)
def test_a_number_may_be_written_as_each_language_does(case: Case) -> None:
    assert told(numbers, case) == ()


@pytest.mark.parametrize("case", FAULTS)
def test_a_number_that_changed_is_found(case: Case) -> None:
    assert told(numbers, case) == case.expected


def test_a_language_without_number_words_is_compared_by_figures() -> None:
    assert told(numbers, Case("in 2014, five", "vuonna 2015, viisi", "fi")) == ("error:2015",)


def test_the_message_names_both_numbers() -> None:
    (finding,) = numbers("in 2014", "у 2015", source_language="en", language="uk")
    assert "2014" in str(finding.message)
    assert "2015" in str(finding.message)
