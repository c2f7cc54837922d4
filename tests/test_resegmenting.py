"""Cutting and joining segments of the source: words stay, translations are kept and need work."""

import pytest

from app.catalog import State, Target
from app.document import Document, Paragraph, Segment, Speaker
from app.errors import ReviewError
from app.resegmenting import join, join_target, split, split_target

_DOCUMENT = Document(
    "talk",
    "A talk",
    "en",
    (Speaker("Olena"),),
    paragraphs=(
        Paragraph((Segment("A heading"),), mark="#"),
        Paragraph(
            (Segment("I am a nurse. I live in Lviv."), Segment("It is *quite far* away.")), speaker="Olena"
        ),
        Paragraph((Segment("A line", hard_break=True), Segment("and another one"))),
        Paragraph((Segment("went on"), Segment("to the end."))),
    ),
)


def _texts(document: Document) -> list[list[str]]:
    return [[segment.text for segment in one.segments] for one in document.paragraphs]


def test_a_segment_is_cut_where_it_is_asked_for() -> None:
    cut = split(_DOCUMENT, 1, 13)
    assert _texts(cut)[1] == ["I am a nurse.", "I live in Lviv.", "It is *quite far* away."]
    assert cut.paragraphs[1].speaker == "Olena"


@pytest.mark.parametrize(
    ("number", "at", "why"),
    [
        (1, 0, "some text"),
        (1, 29, "some text"),
        (1, 99, "some text"),
        (0, 2, "heading"),
        (2, 12, "emphasised"),
        (9, 3, "no segment 10"),
        (-1, 3, "no segment"),
    ],
)
def test_a_cut_that_cannot_be_meant_is_refused(number: int, at: int, why: str) -> None:
    with pytest.raises(ReviewError, match=why):
        split(_DOCUMENT, number, at)


def test_segments_are_joined_within_a_paragraph_and_over_a_blank_line() -> None:
    assert _texts(join(_DOCUMENT, 2))[1] == ["I am a nurse. I live in Lviv. It is *quite far* away."]
    over = _texts(join(_DOCUMENT, 5))
    assert over[2:] == [["A line", "and another one went on", "to the end."]]


@pytest.mark.parametrize(
    ("number", "why"), [(0, "no segment before"), (1, "begins here"), (3, "begins"), (4, "printed line ends")]
)
def test_what_stands_apart_for_a_reason_is_not_joined(number: int, why: str) -> None:
    document = _DOCUMENT
    if number == 3:  # an item of a list
        item = Paragraph(document.paragraphs[2].segments, mark="-")
        document = Document("t", "T", "en", paragraphs=(*document.paragraphs[:2], item))
    with pytest.raises(ReviewError, match=why):
        join(document, number)


def test_cut_and_joined_again_it_is_as_it_was() -> None:
    assert join(split(_DOCUMENT, 1, 13), 2) == _DOCUMENT


def _split(target: Target, first: str = "I am a nurse.", second: str = "I live in Lviv.") -> list[Target]:
    return list(split_target(target, first, second, source_language="en", language="uk"))


def test_a_translation_of_as_many_sentences_is_cut_too_and_needs_work() -> None:
    whole = Target("Я медсестра. Живу у Львові.", State.REVIEWED, "google", "Олена", "Борис")
    first, second = _split(whole)
    assert [first.text, second.text] == ["Я медсестра.", "Живу у Львові."]
    for one in (first, second):
        assert (one.state, one.translator, one.reviewer, one.origin) == (
            State.NEEDS_WORK,
            "Олена",
            "",
            "google",
        )
        assert one.previous_source == "I am a nurse. I live in Lviv."


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Я медсестра і живу у Львові.", "I am a nurse.", "I live in Lviv."),
        ("Я медсестра. Так. Живу у Львові.", "I am a nurse.", "I live in Lviv."),
        ("Я медсестра. Живу у Львові.", "I am a nurse and", "live in Lviv. Yes."),
    ],
)
def test_where_it_cannot_be_told_the_first_keeps_all_of_it(text: str, first: str, second: str) -> None:
    here, there = _split(Target(text, State.TRANSLATED, translator="Олена"), first, second)
    assert (here.text, here.state, there) == (text, State.NEEDS_WORK, Target())


def test_nothing_is_made_of_nothing() -> None:
    assert _split(Target()) == [Target(), Target()]
    assert join_target(Target(), Target(), previous_source="x") == Target()


def test_a_draft_that_is_cut_does_not_become_a_persons_text() -> None:
    first, second = _split(Target("Я медсестра. Живу у Львові.", State.DRAFT, "google"))
    assert {first.state, second.state} == {State.NEEDS_WORK}
    assert (first.translator, second.translator) == ("", "")


@pytest.mark.parametrize(
    ("head", "tail", "text"),
    [
        (
            Target("Раз.", State.REVIEWED, "", "О", "Б"),
            Target("Два.", State.TRANSLATED, "", "В"),
            "Раз. Два.",
        ),
        (Target(), Target("Два.", State.DRAFT, "google"), "Два."),
        (Target("Раз.", State.DRAFT, "google"), Target(), "Раз."),
        (Target("Раз. Два.", State.TRANSLATED, "", "О"), Target(" ", State.TRANSLATED, "", "О"), "Раз. Два."),
    ],
)
def test_joined_translations_are_both_kept_and_need_work(head: Target, tail: Target, text: str) -> None:
    found = join_target(head, tail, previous_source="One.")
    assert (found.text, found.state, found.reviewer) == (text, State.NEEDS_WORK, "")
    assert found.previous_source == "One."


def test_joined_translations_keep_their_notes() -> None:
    head = Target("Раз.", State.TRANSLATED, translator="О", notes=("один",))
    tail = Target("Два.", State.TRANSLATED, translator="О", notes=("два",))
    assert join_target(head, tail, previous_source="One.").notes == ("один", "два")
