from hypothesis import given
from hypothesis import strategies as st

from app.exchange import inline
from app.markup import NodeKind, parse, walk

_MARKS = st.text(alphabet='ab*_[]()`\\&;^ 1<>"amp#!', max_size=25)


@given(_MARKS | st.text(max_size=30))
def test_the_parts_put_together_are_the_text(text: str) -> None:
    assert inline.joined(inline.split(text)) == text


@given(_MARKS)
def test_every_mark_that_the_parser_sees_is_a_code(text: str) -> None:
    marks = [node.kind for node in walk(parse(text)) if node.kind is not NodeKind.TEXT]
    assert [code.kind for code in inline.codes(inline.split(text))] == marks


def test_the_same_mark_has_the_same_number_in_source_and_target_wherever_it_stands() -> None:
    source, target = inline.paired("*a* and [b](#) and *c*", "[б](#), *в*, *г*, **нове**")
    numbers = [[(code.start, code.number) for code in inline.codes(side)] for side in (source, target)]
    assert numbers == [[("*", 1), ("[", 2), ("*", 3)], [("[", 2), ("*", 1), ("*", 3), ("**", 4)]]


def test_a_text_of_several_lines_has_no_codes() -> None:
    assert inline.split("*a*\n*b*") == ("*a*\n*b*",)
