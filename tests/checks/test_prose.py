import pytest

from app.checks.prose import HOLE, prose

CASES = (
    ("Партія *«Боротьба»*", "Партія «Боротьба»"),
    ("[тут](https://a.org/x_(y)), там", "тут, там"),
    ("[a [b] c](#)", "a [b] c"),
    ("[осіб, ред.]", "[осіб, ред.]"),
    ("[1] так", f"{HOLE} так"),
    ("так[^1].", "так."),
    ("`код` і 2 \\* 3", f"{HOLE} і 2 * 3"),
    ("див. https://a.org/b.", f"див. {HOLE}"),
    ("snake_case _так_", "snake_case так"),
    ("", ""),
)


@pytest.mark.parametrize(("markup", "expected"), CASES)
def test_prose_is_what_a_reader_sees(markup: str, expected: str) -> None:
    assert prose(markup).text == expected


@pytest.mark.parametrize(
    ("markup", "word"), [("*а* [тут](#) є", "тут"), ("2 \\* 3 так", "так"), ("[а](#)", "а")]
)
def test_a_span_leads_back_into_the_markup(markup: str, word: str) -> None:
    read = prose(markup)
    start = read.text.index(word)
    begin, end = read.span(start, start + len(word))
    assert markup[begin:end] == word
