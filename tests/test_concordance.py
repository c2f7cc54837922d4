import pytest

from app import concordance

_PLACES: tuple[tuple[str, str, str, tuple[tuple[int, int], ...]], ...] = (
    ("twice", "так", "Так, так.", ((0, 3), (5, 8))),
    ("within a word", "медсест", "Я медсестра.", ((2, 9),)),
    ("signs", "[a]^", "x [A]^ y", ((2, 6),)),
    ("a sharp s", "straße", "Die STRAßE", ((4, 10),)),
    ("blanks", "a  b", "a\N{NO-BREAK SPACE}b", ((0, 3),)),
    ("not there", "ні", "Так.", ()),
    ("nothing", " ", "Так.", ()),
)


@pytest.mark.parametrize(
    ("phrase", "text", "places"), [case[1:] for case in _PLACES], ids=[case[0] for case in _PLACES]
)
def test_a_phrase_is_marked_where_it_stands(
    phrase: str, text: str, places: tuple[tuple[int, int], ...]
) -> None:
    assert concordance.places(phrase, text) == places
