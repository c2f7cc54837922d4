"""A revised document keeps every translation that it can, and gives none to another text."""

import random
from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalog import Key, Kind
from app.merge import Merged, New, Old, merge
from tests import interview


def _old(*sources: str, obsolete: int = 0) -> list[Old]:
    """Return a catalog as it comes of a first merge; the last `obsolete` units have left the document."""
    keys = [one.key for one in merge([], [New(source) for source in sources])]
    return [Old(key, obsolete=at >= len(keys) - obsolete) for at, key in enumerate(keys)]


def _new(*sources: str) -> list[New]:
    return [New(source) for source in sources]


def _found(old: list[Old], *sources: str) -> list[tuple[int | None, bool]]:
    return [(one.old, one.edited) for one in merge(old, _new(*sources))]


@dataclass(frozen=True)
class _Case:
    says: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    found: tuple[int | None, ...]
    """For each text after, the position before."""
    edited: frozenset[int] = frozenset()
    """Positions after."""
    obsolete: int = 0


_LONG = "We moved to Kharkiv in the autumn, because my brother had found work there."
_CASES = (
    _Case("nothing changed", ("One.", "Two."), ("One.", "Two."), (0, 1)),
    _Case(
        "a turn inserted",
        ("One.", "Yes.", "Two."),
        ("One.", "New.", "Yes.", "Yes.", "Two."),
        (0, None, None, 1, 2),
    ),
    _Case("one removed", ("One.", "Two.", "Three."), ("One.", "Three."), (0, 2)),
    _Case("one moved", ("One.", "Two.", "Three."), ("Three.", "One.", "Two."), (2, 0, 1)),
    _Case("all turned round", ("One.", "Two.", "Three."), ("Three.", "Two.", "One."), (2, 1, 0)),
    _Case(
        "a word edited",
        ("A.", _LONG, "B."),
        ("A.", _LONG.replace("autumn", "winter"), "B."),
        (0, 1, 2),
        frozenset({1}),
    ),
    _Case("wholly rewritten", ("A.", "The cat sat.", "B."), ("A.", "Прийшов дощ з моря", "B."), (0, None, 2)),
    _Case(
        "split in two",
        ("A.", "I lived in Lviv for years, and I liked it.", "B."),
        ("A.", "I lived in Lviv for years.", "And I liked it.", "B."),
        (0, 1, None, 2),
        frozenset({1}),
    ),
    _Case(
        "two joined",
        ("A.", "I lived in Lviv for years.", "And I liked it.", "B."),
        ("A.", "I lived in Lviv for years, and I liked it.", "B."),
        (0, 1, 3),
        frozenset({1}),
    ),
    _Case(
        "a short first part split off",
        ("A.", "Well, I lived in Lviv for years.", "B."),
        ("A.", "Well.", "I lived in Lviv for years.", "B."),
        (0, 1, None, 2),
        frozenset({1}),
    ),
    _Case(
        "a short first part joined",
        ("A.", "Well.", "I lived in Lviv for years.", "B."),
        ("A.", "Well, I lived in Lviv for years.", "B."),
        (0, 1, 3),
        frozenset({1}),
    ),
    _Case(
        "one split in three",
        ("A.", "One, two, three.", "B."),
        ("A.", "One.", "Two.", "Three.", "B."),
        (0, 1, None, None, 2),
        frozenset({1}),
    ),
    _Case(
        "an obsolete text that comes back edited",
        ("A.", _LONG),
        ("A.", "B.", _LONG.replace("had", "has")),
        (0, None, 1),
        frozenset({2}),
        obsolete=1,
    ),
    _Case(
        "an obsolete text and another one",
        ("A.", _LONG),
        ("A.", "We moved to Lviv last year with my sister."),
        (0, None),
        obsolete=1,
    ),
    _Case(
        "moved and edited",
        (_LONG, "A.", "B.", "C."),
        ("A.", "B.", "C.", _LONG.replace("had", "has")),
        (1, 2, 3, 0),
        frozenset({3}),
    ),
    _Case("come back", ("A.", "B.", _LONG), ("A.", _LONG, "B."), (0, 2, 1), obsolete=1),
    _Case("everything new", (), ("A.", "B."), (None, None)),
    _Case("everything gone", ("A.", "B."), (), ()),
    _Case("one of two repeats removed", ("Yes.", "A.", "Yes.", "B."), ("A.", "Yes.", "B."), (1, 2, 3)),
    _Case(
        "a repeat inserted before",
        ("A.", "Yes.", "B.", "Yes."),
        ("Yes.", "A.", "Yes.", "B.", "Yes."),
        (None, 0, 1, 2, 3),
    ),
    _Case(
        "two joined by a word",
        ("A.", "I lived in Lviv.", "We had a house by the sea for years.", "B."),
        ("A.", "I lived in Lviv, and we had a house by the sea for years.", "B."),
        (0, 1, 3),
        frozenset({1}),
    ),
    _Case(
        "of two repeats side by side the first edited",
        ("A.", "I think so.", "I think so.", "B."),
        ("A.", "I think so too.", "I think so.", "B."),
        (0, 1, 2, 3),
        frozenset({1}),
    ),
    _Case(
        "a paragraph moved, with its repeat, and a repeat new elsewhere",
        ("A.", "One.", "Yes.", "Two.", "B.", "C.", "D.", "E."),
        ("A.", "Yes.", "B.", "C.", "D.", "E.", "One.", "Yes.", "Two."),
        (0, None, 4, 5, 6, 7, 1, 2, 3),
    ),
    _Case(
        "a paragraph moved, and a text in it shortened to a few words",
        ("A.", "One.", _LONG, "Two.", "B.", "C.", "D.", "E."),
        ("A.", "B.", "C.", "D.", "E.", "One.", "We moved to Kharkiv.", "Two."),
        (0, 4, 5, 6, 7, 1, 2, 3),
        frozenset({6}),
    ),
    _Case(
        "a paragraph moved, and a text in it split",
        ("A.", "One.", "I lived in Lviv for years, and I liked it.", "B.", "C.", "D."),
        ("A.", "B.", "C.", "D.", "One.", "I lived in Lviv for years.", "And I liked it."),
        (0, 3, 4, 5, 1, 2, None),
        frozenset({5}),
    ),
)


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.says)
def test_each_text_goes_on_from_its_unit(case: _Case) -> None:
    found = _found(_old(*case.before, obsolete=case.obsolete), *case.after)
    assert found == [(at, number in case.edited) for number, at in enumerate(case.found)]


def test_a_text_that_occurs_once_has_no_context_and_repeats_are_counted_on() -> None:
    keys = [one.key for one in merge([], _new("Yes.", "No.", "Yes.", "Yes."))]
    assert keys == [Key("Yes."), Key("No."), Key("Yes.", "repeat 2"), Key("Yes.", "repeat 3")]


def test_a_repeat_keeps_its_context_wherever_it_goes() -> None:
    old = _old("Yes.", "A.", "Yes.", "B.", "Yes.")
    merged = merge(old, _new("A.", "Yes.", "B.", "Yes.", "C.", "Yes."))
    assert {one.old for one in merged if one.key.source == "Yes."} == {0, 2, 4}
    assert all(one.key == old[one.old].key for one in merged if one.old is not None)


def test_a_new_text_never_takes_the_key_of_an_obsolete_one_that_did_not_come_back() -> None:
    old = [Old(Key("Yes."), obsolete=True), Old(Key("Yes.", "repeat 2"))]
    assert merge(old, _new("Yes.")) == (Merged(Key("Yes.", "repeat 2"), 1),)


def test_kinds_do_not_mix_though_they_say_the_same() -> None:
    new = [New("Olena", Kind.TITLE), New("Olena", Kind.SPEAKER), New("Olena")]
    first = merge([], new)
    assert [one.key.context for one in first] == ["title", "speaker", None]
    old = [Old(one.key, text.kind) for one, text in zip(first, new, strict=True)]
    turned = merge(old, new[::-1])
    assert [one.old for one in turned] == [2, 1, 0]


_sources = st.lists(
    st.sampled_from(["Yes.", "No.", "Exactly.", "I lived in Lviv.", "I live in Lviv.", _LONG]), max_size=14
)


@given(_sources, _sources)
def test_no_unit_is_given_twice_and_no_key_either(before: list[str], after: list[str]) -> None:
    old = _old(*before)
    merged = merge(old, _new(*after))
    assert [one.key.source for one in merged] == after
    named = [one.old for one in merged if one.old is not None]
    assert max(Counter(named).values(), default=1) == 1
    left = [unit.key for at, unit in enumerate(old) if at not in named]
    assert max(Counter([*(one.key for one in merged), *left]).values(), default=1) == 1
    for one in merged:
        assert one.edited == (one.old is not None and old[one.old].key.source != one.key.source)


@given(_sources, st.randoms(use_true_random=False))
def test_no_unchanged_text_loses_its_unit_however_the_texts_are_shuffled(
    sources: list[str], luck: random.Random
) -> None:
    old = _old(*sources)
    after = sources.copy()
    luck.shuffle(after)
    merged = merge(old, _new(*after))
    assert sorted(one.old for one in merged if one.old is not None) == list(range(len(sources)))
    assert not any(one.edited for one in merged)


@given(_sources)
def test_a_second_merge_changes_nothing(sources: list[str]) -> None:
    old = _old(*sources)
    assert merge(old, _new(*sources)) == tuple(Merged(unit.key, at) for at, unit in enumerate(old))


@pytest.mark.parametrize("at", [0, 1, 60, 300, 557])
def test_a_turn_inserted_into_the_real_interview_moves_no_translation(at: int) -> None:
    sources = interview.segments()
    merged = merge(_old(*sources), _new(*sources[:at], "And then?", "Yeah.", *sources[at:]))
    kept = [one.old for number, one in enumerate(merged) if number not in {at, at + 1}]
    assert kept == list(range(len(sources)))
    assert merged[at].old is None


def test_in_the_real_interview_every_edited_sentence_keeps_its_unit_and_none_takes_anothers() -> None:
    luck = random.Random(2026)
    sources = interview.segments()
    after = list(sources)
    edited = [at for at in luck.sample(range(len(sources)), 60) if len(sources[at].split()) > 5]
    for at in edited:
        words = after[at].split()
        words[luck.randrange(1, len(words))] = "indeed"
        after[at] = " ".join(words)
    merged = merge(_old(*sources), _new(*after))
    assert [at for at in range(len(sources)) if merged[at].old != at] == []
    assert all(merged[at].edited for at in edited if after[at] != sources[at])


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (["Martin", "Alexander"], ["Martin", "Oleksandr"], [0, 1]),
        (["Ivo", "Max"], ["Anna", "Oleh"], [None, None]),
        (["Martin"], ["Martin", "Anna"], [0, None]),
        (["Martin", "Anna"], ["Anna"], [1]),
    ],
)
def test_a_speaker_who_is_called_otherwise_keeps_the_translation_if_it_can_be_only_one(
    before: list[str], after: list[str], found: list[int | None]
) -> None:
    old = [Old(Key(name, "speaker"), Kind.SPEAKER) for name in before]
    merged = merge(old, [New(name, Kind.SPEAKER) for name in after])
    assert [one.old for one in merged] == found
    assert [one.edited for one in merged] == [
        one.old is not None and before[one.old] != name for one, name in zip(merged, after, strict=True)
    ]
