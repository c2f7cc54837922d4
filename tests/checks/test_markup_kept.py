import pytest

from app.checks.markup_kept import markup_kept
from tests.checks.cases import Case, told

KEPT = (
    Case("on [Sotsialnyi Rukh](#) (Social Movement)", "на [«Соціальному русі»](#)", "uk"),
    Case("[Žižek](#) [on the bridge](#)", "[на мосту](#) стоїть [Жижек](#)", "uk"),
    Case("a *very* **big** `code`[^1]", "*дуже* **великий** `code`[^1]", "uk"),
    Case("_very_ big", "*очень* большой", "ru"),
    Case("[1] freeze, [2] seize", "[1] frys, [2] beslagta", "sv"),
    Case("[2] after [1]", "спершу [1], тоді [2]", "uk"),
    Case(
        "protection [internally displaced people, eds.]", "захист [внутрішньо переміщених осіб, ред.]", "uk"
    ),
    Case("2 \\* 3", "2 \\* 3", "uk"),
    Case("snake_case", "snake_case", "sv"),
)
FAULTS = (
    Case("on [the site](https://a.org)", "на сайті", "uk", ("error:",)),
    Case("on the site", "на [сайті](https://a.org)", "uk", ("error:https://a.org",)),
    Case("[a](https://a.org)", "[а](https://b.org)", "uk", ("error:https://b.org",)),
    Case(
        "[a](https://en.wiki.org/x)", "[а](https://uk.wiki.org/y)", "uk", ("warning:https://uk.wiki.org/y",)
    ),
    Case("[a](#) [b](#)", "[а](#) б", "uk", ("error:",)),
    Case("a *very* big", "дуже великий", "uk", ("error:",)),
    Case("very big", "*дуже* великий", "uk", ("error:",)),
    Case("a **very** big", "en *mycket* stor", "sv", ("error:", "error:")),
    Case("the `code`", "код", "uk", ("error:",)),
    Case("so[^1]", "так", "uk", ("error:",)),
    Case("so", "так[^2]", "uk", ("error:",)),
    Case("[1] freeze", "заморозити", "uk", ("error:",)),
    Case("freeze", "[1] заморозити", "uk", ("error:[1]",)),
    Case("and [32] remove", "і [3] скасувати", "uk", ("warning:[3]",)),
    Case("very big", "дуже *великий", "uk", ("error:*",)),
    # CommonMark leaves this literal: no letter may follow the closing marks here
    Case("**So** he said", "**«Так»**сказав", "uk", ("error:", "error:*")),
    Case("[the site](https://a.org)", "[сайт] (https://a.org)", "uk", ("error:", "error:] (")),
    Case("[the site](https://a.org)", "[сайт](https://a .org)", "uk", ("error:", "error:](")),
    Case("the site", "[сайт](javascript:alert)", "uk", ("error:](",)),
    Case("very big", "<b>дуже</b> великий", "uk", ("warning:<b>", "warning:</b>")),
)


@pytest.mark.parametrize("case", KEPT)
def test_markup_that_is_kept_is_left_alone(case: Case) -> None:
    assert told(markup_kept, case) == ()


@pytest.mark.parametrize("case", FAULTS)
def test_markup_that_is_lost_added_or_broken_is_found(case: Case) -> None:
    assert sorted(told(markup_kept, case)) == sorted(case.expected)
