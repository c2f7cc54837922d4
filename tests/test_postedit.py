"""How much of a draft was changed; cases are offered, final, edits and length in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import postedit
from app.postedit import Distance, Edit, Offer, by_engine

_CASES: tuple[tuple[str, str, str, int, int], ...] = (
    ("nothing changed", "Я медсестра.", "Я медсестра.", 0, 3),
    ("one word replaced", "Я медсестра.", "Я лікарка.", 1, 3),
    ("a word more", "Я медсестра.", "Я стара медсестра.", 1, 4),
    ("a comma is a word of its own", "Так я тут.", "Так, я тут.", 1, 5),
    ("an apostrophe parts no word", "Пам'ять є.", "Пам'ять була.", 1, 3),
    ("a hyphen parts no word", "по-перше", "по перше", 2, 2),
    ("case counts", "я тут", "Я тут", 1, 2),
    ("blanks do not count", "Я  тут.\n", "Я тут.", 0, 3),
    ("all rewritten", "Один два.", "Three four!", 3, 3),
    ("nothing left", "Один два.", "", 3, 3),
    ("nothing at all", "", "", 0, 0),
)


@pytest.mark.parametrize(
    ("offered", "final", "edits", "length"), [case[1:] for case in _CASES], ids=[case[0] for case in _CASES]
)
def test_edits_are_counted_in_words(offered: str, final: str, edits: int, length: int) -> None:
    assert postedit.words(offered, final) == Distance(edits, length)


def test_letters_composed_in_two_ways_are_the_same() -> None:
    decomposed = "и\N{COMBINING BREVE}"
    assert postedit.characters(f"Мо{decomposed} дім", "Мой дім").edits == 0
    assert postedit.words(f"Мо{decomposed} дім", "Мой дім").edits == 0


@given(st.text(), st.text())
def test_a_ratio_lies_between_none_and_all_and_the_way_does_not_matter(one: str, other: str) -> None:
    for measure in (postedit.words, postedit.characters):
        there = measure(one, other)
        assert 0 <= there.ratio <= 1
        assert there == measure(other, one)
        assert measure(one, one).ratio == 0


def test_engines_are_compared_within_a_language_the_least_edited_first() -> None:
    def edit(engine: str, offered: str, language: str = "uk", model: str = "") -> Edit:
        return Edit(Offer(engine, offered, model), "Я стара медсестра.", language)

    found = by_engine(
        [
            edit("google", "Я медсестра."),
            edit("google", "Я стара медсестра."),
            edit("opus", "Я стара медсестра.", model="2024"),
            edit("opus", "Мене звати Оля.", model="2020"),
            edit("google", "Я", language="sv"),
        ]
    )
    assert [(one.language, one.engine, one.model, one.units, one.untouched) for one in found] == [
        ("sv", "google", "", 1, 0),
        ("uk", "opus", "2024", 1, 1),
        ("uk", "google", "", 2, 1),
        ("uk", "opus", "2020", 1, 0),
    ]
    google = found[2]
    assert google.words == Distance(1, 8)
    assert google.median == 0.125
    assert not google.telling


def test_one_rewritten_paragraph_does_not_move_the_median() -> None:
    same = [Edit(Offer("google", "Так."), "Так.", "uk")] * 4
    (work,) = by_engine([*same, Edit(Offer("google", "Ні. " * 50), "Так. " * 50, "uk")])
    assert work.median == 0
    assert work.words.ratio > 0.4
