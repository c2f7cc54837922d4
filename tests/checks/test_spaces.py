import pytest

from app.checks.spaces import spaces
from tests.checks.cases import Case, told

RIGHT = (
    Case("x", "Він\N{NO-BREAK SPACE}— мій друг, 18\N{NO-BREAK SPACE}березня.", "uk"),
    Case("x", "okej\N{NO-BREAK SPACE}… men", "sv"),
    Case("x", "IDP:ers rättigheter och FN:s roll", "sv"),
    Case("x", "90\N{NO-BREAK SPACE}%, 17:30, 3,5", "ru"),
    Case("x", "і т.\N{NO-BREAK SPACE}д., т.д.", "uk"),
    Case("x", "— …і ось", "uk"),
    Case("on .NET and Node.js", "на .NET і Node.js", "uk"),
    Case("x", "*Так*, сказав він: «Ні».", "uk"),
    Case("x", "Так :) і годі", "uk"),
    Case("x", "Vraiment\N{NO-BREAK SPACE}? «\N{NO-BREAK SPACE}Oui\N{NO-BREAK SPACE}»", "fr"),
    Case("x", "(не)залежність", "uk"),
    Case("see [here](https://a.org/a,b;c)", "див. [тут](https://a.org/a,b;c)", "uk"),
    Case("x", "👩\N{ZERO WIDTH JOINER}🔬 так", "uk"),
    Case("x", "שלום\N{RIGHT-TO-LEFT MARK}!", "he"),
    Case("x", "می\N{ZERO WIDTH NON-JOINER}خواهم", "fa"),
)
FAULTS = (
    Case("x", " Так", "uk", ("warning: ",)),
    Case("x", "Так ", "uk", ("warning: ",)),
    Case("x", "Так  і ні", "uk", ("warning:  ",)),
    Case("x", "Так\N{NO-BREAK SPACE} — ні", "uk", ("warning:\N{NO-BREAK SPACE} ",)),
    Case("x", "Так , ні", "uk", ("warning: ",)),
    Case("x", "Що ?", "uk", ("warning: ",)),
    Case("x", "Так .", "uk", ("warning: ",)),
    Case("x", "Так,ні", "uk", ("warning:,",)),
    Case("x", "Так,«ні»", "uk", ("warning:,",)),
    Case("x", "Слово.Слово", "uk", ("warning:.",)),
    Case("x", "Що?Так", "uk", ("warning:?",)),
    Case("x", "Слово:слово", "uk", ("warning::",)),
    Case("x", "«Так»сказав", "uk", ("warning:»",)),
    Case("x", "( так )", "uk", ("warning: ", "warning: ")),
    Case("x", "« так »", "uk", ("warning: ", "warning: ")),
    Case("x", "Так\tні", "uk", ("warning:\t",)),
    Case("x", "Так\nні", "uk", ("warning:\n",)),
    Case("x", "Так\N{ZERO WIDTH SPACE}", "uk", ("warning:\N{ZERO WIDTH SPACE}",)),
    Case("x", "об\N{SOFT HYPHEN}раз", "uk", ("warning:\N{SOFT HYPHEN}",)),
    Case("x", "Так\N{RIGHT-TO-LEFT OVERRIDE}ні", "uk", ("error:\N{RIGHT-TO-LEFT OVERRIDE}",)),
    Case("x", "Так\x07", "uk", ("error:\x07",)),
    Case("x", "К\N{REPLACEMENT CHARACTER}їв", "uk", ("error:\N{REPLACEMENT CHARACTER}",)),
    Case("x", "Так\N{LEFT-TO-RIGHT MARK}", "uk", ("warning:\N{LEFT-TO-RIGHT MARK}",)),
)


@pytest.mark.parametrize("case", RIGHT)
def test_what_typography_asks_for_is_left_alone(case: Case) -> None:
    assert told(spaces, case) == ()


@pytest.mark.parametrize("case", FAULTS)
def test_wrong_spaces_and_unseen_characters_are_found(case: Case) -> None:
    assert told(spaces, case) == case.expected


def test_what_the_source_has_may_stay() -> None:
    assert told(spaces, Case("a\N{ZERO WIDTH SPACE}b", "а\N{ZERO WIDTH SPACE}б", "uk")) == ()
