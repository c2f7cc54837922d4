import random

from app.pagination import page_ends


def _paged(*, width: int, height: int) -> tuple[list[str], list[int]]:
    """Return paragraphs whose ends are page ends too, and after which of them the pages end."""
    chance = random.Random(7)
    texts: list[str] = []
    ends: list[int] = []
    for _ in range(14):
        left = height
        while left > 0:
            tall = min(left, chance.randint(2, 7))
            texts.append("x" * (width * tall - chance.randint(0, width // 2)))
            left -= tall
        ends.append(len(texts) - 1)
    return texts, ends


def test_the_page_ends_between_those_known_are_found() -> None:
    texts, ends = _paged(width=80, height=30)
    known = [end for number, end in enumerate(ends[:-1]) if number % 4 != 2]
    assert page_ends(texts, known) == tuple(end for end in ends[:-1] if end not in known)


def test_few_known_page_ends_tell_nothing() -> None:
    texts, ends = _paged(width=80, height=30)
    assert page_ends(texts, ends[:5]) == ()


def test_breaks_at_no_even_distance_tell_nothing() -> None:
    texts = ["x" * 800] * 60
    assert page_ends(texts, [1, 2, 4, 9, 11, 23, 26, 41, 43, 58]) == ()
