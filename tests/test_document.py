from app.document import Document, Paragraph, Segment
from tests import small


def test_each_segment_knows_its_paragraph_turn_and_speaker() -> None:
    places = list(small.document().places())
    found = [(one.paragraph, one.turn, one.speaker, one.segment.text) for one in places]
    assert found[:4] == [
        (0, 0, None, "We met in the spring."),
        (1, 1, "Martin", "Who are you?"),
        (2, 2, "Olena", "I am a nurse."),
        (2, 2, "Olena", "I live in Lviv."),
    ]
    assert len(found) == small.SEGMENTS


def test_a_turn_goes_on_over_paragraphs_until_the_next_one() -> None:
    one = Document(
        "a",
        "T",
        "en",
        paragraphs=(
            Paragraph((Segment("A."),), speaker="Оля"),
            Paragraph((Segment("B."),), mark="-"),
            Paragraph((), speaker="Іван"),
            Paragraph((Segment("C."),)),
        ),
    )
    assert [(place.turn, place.speaker) for place in one.places()] == [(1, "Оля"), (1, "Оля"), (2, "Іван")]


def test_a_heading_has_a_level_and_nothing_else_has() -> None:
    assert [Paragraph((), mark).heading for mark in ("#", "###", "", "-", ">")] == [1, 3, 0, 0, 0]
