import pytest

from app.document import Block
from app.oddities import odd_marks, page_number
from tests import interview


def _found(*texts: str) -> list[str]:
    return [str(one) for one in odd_marks([Block(text, line=number) for number, text in enumerate(texts, 1)])]


def test_the_interview_s_slips_are_found_with_the_words_around_them() -> None:
    found = [str(one) for one in odd_marks(interview.repaired().blocks)]
    assert found[0].startswith("Line 67: “[32]” follows “[2]”")
    assert "work overtime, and [32] remove" in found[0]
    assert any('opens with " and closes with ”' in one and "had to react”" in one for one in found)
    assert sum("leads nowhere" in one for one in found) == 4
    assert len(found) == 7


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("would [1] do, [2] make, and [32] remove",), "[32]"),
        (("[1] a [2] b [3] c", "[1] a, [2] b and [4] c"), "“[4]” follows “[2]”"),
        (("one (1), two (2) and four (4)",), "(4)"),
        (("He said (and went.",), "“(” has no partner"),
        (("He said “so and went.",), "“ ” has no partner".replace(" ”", "”")),
        (("See [here]() now.",), "“here” leads nowhere"),
        (("«Так» і «ні», але “може”.",), "“може”"),
        (("Вони в Рoсії.",), "mixes Latin and Cyrillic"),
        (("a junta,, he was",), "“,,”"),
        (("It was the the end.",), "stands twice"),
        (("Malm\N{LATIN CAPITAL LETTER A WITH TILDE}\N{PILCROW SIGN} is big.",), "wrong encoding"),
        (("A\N{ZERO WIDTH SPACE}B",), "ZERO WIDTH SPACE"),
        (("Salt &amp; pepper",), "“&amp;”"),
        (("A.", "– 12 –", "B."), "“– 12 –” is probably a page number"),
        (("The Review", "A.", "The Review", "B.", "The Review"), "stands alone 3 times"),
    ],
)
def test_a_slip_is_reported(texts: tuple[str, ...], said: str) -> None:
    found = _found(*texts)
    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "See [1], then [2], [1] again, and [3].",
        "We have [7] and [12].",
        "In (2014) and [2022] it rained :)",
        "The workers' rights and 'new' ones, in the '90s.",
        "a) one, b) two, 1) three",
        "He said: “They say ‘no’.” Wait... what?! OK… Yes.",
        "Vi sa ”ja” och ”nej”.",
        "«Так», — сказав він. — «Ні».",
        "See [Žižek](https://example.org).",
        "We had had that, 10 000 of them.",
    ],
)
def test_good_text_is_left_in_peace(text: str) -> None:
    assert [one for one in _found(text) if "twice" not in one] == []


def test_a_quotation_over_several_paragraphs_opens_in_each() -> None:
    assert _found("“One.", "“Two.", "“Three.”") == []


@pytest.mark.parametrize("text", ["12", "- 12 -", "Page 3 of 20", "p. 7", "стор. 5", "Seite 4", "3/12"])
def test_a_page_number_is_known(text: str) -> None:
    assert page_number(text)


@pytest.mark.parametrize("text", ["", "12 people", "Page", "In 1914.", "[12]", "12."])
def test_other_numbers_are_not_pages(text: str) -> None:
    assert not page_number(text)
