import pytest

from app.checks.final_mark import final_mark
from tests.checks.cases import Case, told

KEPT = (
    Case("Why?", "Чому?", "uk"),
    Case('They say: "Yes."', "Кажуть: «Так».", "uk"),
    Case('They say: "Yes."', "De säger: ”Ja.”", "sv"),
    Case('They say: "How come?"', "Кажуть: «Як так?»", "uk"),
    # who hears the speaker may hear a question
    Case('They say: "Maybe you work for them."', "Кажуть: «А може, ви на них працюєте?»", "uk"),
    Case("the people, eds.].", "людей, ред.].", "uk"),
    Case("in relation to 2014...", "щодо 2014-го…", "uk"),
    Case("in relation to 2014...", "utifrån 2014\N{NO-BREAK SPACE}…", "sv"),
    Case("I was going to –", "Я хотів…", "uk"),
    Case("These are:", "Ось вони:", "uk"),
    Case("Interview with Oleksandr", "Інтерв’ю з Олександром", "uk"),
    Case("Interview with Sotsialnyi Rukh", "Інтерв’ю із «Соціального руху»", "uk"),
    Case("Really?!", "Справді?", "uk"),
    Case("It is *so*.", "Це *так*.", "uk"),
    Case("See [here](#).", "Див. [тут](#).", "uk"),
    Case("Why?[^1]", "Чому?[^1]", "uk"),
)
CHANGED = (
    Case("Why?", "Чому.", "uk", ("warning:.",)),
    Case("Why?", "Чому", "uk", ("warning:",)),
    Case("So it is.", "Так?", "uk", ("warning:?",)),
    Case("Stop!", "Стоп.", "uk", ("warning:.",)),
    Case("These are:", "Ось вони.", "uk", ("warning:.",)),
    Case("Nothing.", "Ingenting", "sv", ("warning:",)),
    Case("Interview", "Інтерв’ю.", "uk", ("warning:.",)),
    Case("in relation to 2014...", "щодо 2014-го.", "uk", ("warning:.",)),
    Case('They say: "How come?"', "Кажуть: «Як так».", "uk", ("warning:».",)),
)


@pytest.mark.parametrize("case", KEPT)
def test_closing_quotes_and_brackets_are_looked_through(case: Case) -> None:
    assert told(final_mark, case) == ()


@pytest.mark.parametrize("case", CHANGED)
def test_another_mark_at_the_end_is_found(case: Case) -> None:
    assert told(final_mark, case) == case.expected
