from dataclasses import replace

import pytest

from app import edition
from app.catalog import Catalog, Key, State, Target
from app.checks import Finding, Severity
from app.document import Document, Paragraph, Segment
from app.edition import Edition, Missing
from app.errors import EditionError, Message
from tests.talk import TARGETS, catalog, document

_FAULT = Finding("markup_kept", Severity.ERROR, Message("A link is missing."))


def _texts(made: Edition) -> list[list[str]]:
    return [[piece.text for piece in paragraph.pieces] for paragraph in made.paragraphs]


def test_a_reviewed_catalog_gives_the_whole_document_in_its_order() -> None:
    made = edition.make(document(), catalog(document()))
    assert [text for texts in _texts(made) for text in texts] == list(TARGETS)
    assert [paragraph.mark for paragraph in made.paragraphs] == ["", "##", "", "", "", "-", "-", ""]
    assert (made.title.text, made.language, made.source_language) == ("Розмова", "uk", "en")
    assert (made.missing, made.draft) == ((), False)


def test_the_name_stands_where_a_turn_opens_under_an_alias_too() -> None:
    made = edition.make(document(), catalog(document()))
    names = [paragraph.speaker.text if paragraph.speaker else None for paragraph in made.paragraphs]
    assert names == [None, None, "Мартін", "Олександр", None, None, None, "Мартін"]
    assert [name.text for name in made.speakers] == ["Мартін", "Олександр"]


def test_a_repeated_segment_has_its_own_translation() -> None:
    made = edition.make(document(), catalog(document()))
    assert made.paragraphs[3].pieces[1].text == "Саме так."
    assert made.paragraphs[7].pieces[0].text == "Авжеж."


def test_a_hard_break_is_kept() -> None:
    made = edition.make(document(), catalog(document()))
    assert [piece.hard_break for piece in made.paragraphs[3].pieces] == [True, False]


def test_below_the_threshold_the_error_says_how_much_is_missing_and_the_way_out() -> None:
    units = catalog(document(), states={0: State.DRAFT, 1: State.EMPTY, 2: State.EMPTY})
    with pytest.raises(EditionError) as caught:
        edition.make(document(), units, threshold=0.8)
    said = str(caught.value)
    for part in ("talk", "uk", "7 of 10", "needs 8", "2 empty", "1 draft", "--allow-unreviewed"):
        assert part in said


def test_exactly_the_threshold_is_enough() -> None:
    units = catalog(document(), states={0: State.DRAFT, 1: State.TRANSLATED, 2: State.EMPTY})
    assert len(edition.make(document(), units, threshold=0.7).missing) == 3


def test_what_is_not_reviewed_stands_in_the_source_language_and_is_named() -> None:
    units = catalog(document(), states={3: State.TRANSLATED, 8: State.NEEDS_WORK})
    made = edition.make(document(), units, threshold=0.8)
    piece = made.paragraphs[2].pieces[0]
    assert (piece.text, piece.language, piece.state) == ("Why?", "en", State.TRANSLATED)
    assert made.missing == (
        Missing(Key("Why?"), State.TRANSLATED, 1),
        Missing(Key("Bread."), State.NEEDS_WORK, 2),
    )
    assert made.missing[0].source == "Why?"
    assert not made.translated(piece)
    assert not made.draft


def test_a_draft_edition_uses_any_text_and_keeps_its_state() -> None:
    states = {0: State.DRAFT, 1: State.NEEDS_WORK, 3: State.TRANSLATED, 4: State.EMPTY}
    made = edition.make(document(), catalog(document(), states=states), allow_unreviewed=True, threshold=1.0)
    pieces = [piece for paragraph in made.paragraphs for piece in paragraph.pieces]
    assert [pieces[number].text for number in (0, 1, 3, 4)] == [
        TARGETS[0],
        TARGETS[1],
        TARGETS[3],
        "So it was.",
    ]
    assert [made.reviewed(pieces[number]) for number in (0, 1, 2, 3, 4)] == [False, False, True, False, True]
    assert [one.source for one in made.missing] == ["So it was."]
    assert made.draft


def test_a_fully_reviewed_edition_is_no_draft_even_where_drafts_are_allowed() -> None:
    assert not edition.make(document(), catalog(document()), allow_unreviewed=True).draft


def test_title_and_names_fall_back_to_the_source() -> None:
    units = catalog(
        document(), title=Target(), names={"Martin": Target("Мартін", State.DRAFT), "Oleksandr": Target()}
    )
    made = edition.make(document(), units)
    assert (made.title.text, made.title.language) == ("A Talk", "en")
    assert [name.text for name in made.speakers] == ["Martin", "Oleksandr"]
    assert [(one.source, one.reason) for one in made.missing] == [
        ("A Talk", State.EMPTY),
        ("Martin", State.DRAFT),
        ("Oleksandr", State.EMPTY),
    ]


def test_a_segment_joined_to_the_one_before_is_not_printed_again() -> None:
    targets = list(TARGETS)
    targets[0], targets[1] = "Зустрілися в *Мальме* в березні.", " "
    made = edition.make(document(), catalog(document(), targets))
    assert _texts(made)[0] == ["Зустрілися в *Мальме* в березні."]
    assert made.missing == ()


def test_what_is_joined_to_a_missing_segment_is_missing_too() -> None:
    targets = ["Зустрілися в *Мальме* в березні.", " ", *TARGETS[2:]]
    made = edition.make(document(), catalog(document(), targets, states={0: State.TRANSLATED}))
    assert _texts(made)[0] == ["They met in *Malmö*.", "It was March."]
    assert [one.reason for one in made.missing] == [State.TRANSLATED, State.TRANSLATED]


def test_a_joined_segment_hands_its_line_break_on() -> None:
    talk = document([Paragraph((Segment("One."), Segment("Two.", hard_break=True), Segment("Three.")))])
    made = edition.make(talk, catalog(talk, ["Один і два.", " ", "Три."]))
    assert [(piece.text, piece.hard_break) for piece in made.paragraphs[0].pieces] == [
        ("Один і два.", True),
        ("Три.", False),
    ]


def test_a_paragraph_joined_to_the_one_before_hands_its_label_on() -> None:
    talk = document(
        [
            Paragraph((Segment("One."),)),
            Paragraph((Segment("Two."),), speaker="Martin"),
            Paragraph((Segment("Three."),)),
        ]
    )
    made = edition.make(talk, catalog(talk, ["Один, два.", " ", "Три."]))
    assert _texts(made) == [["Один, два."], ["Три."]]
    assert made.paragraphs[1].speaker is not None
    assert made.paragraphs[1].speaker.text == "Мартін"


def test_a_grave_finding_on_a_text_that_would_be_printed_stops_it() -> None:
    with pytest.raises(EditionError) as caught:
        edition.make(document(), catalog(document()), findings={Key("Why?"): (_FAULT,)})
    assert "Why?" in str(caught.value)
    assert "A link is missing." in str(caught.value)


def test_a_warning_and_a_fault_in_an_unused_text_stop_nothing() -> None:
    warning = replace(_FAULT, severity=Severity.WARNING)
    findings = {Key("Peace."): (warning,), Key("Why?"): (_FAULT,)}
    units = catalog(document(), states={3: State.TRANSLATED})
    assert edition.make(document(), units, findings=findings).missing


def _without_last(units: Catalog) -> Catalog:
    return replace(units, units=units.units[:-2])


def _with_another(units: Catalog) -> Catalog:
    return replace(units, units=(*units.units, replace(units.units[3], key=Key("Added."))))


@pytest.mark.parametrize(
    ("talk", "units", "named"),
    [
        (document(), _without_last(catalog(document())), "Exactly."),
        (document(), _with_another(catalog(document())), "Added."),
        (replace(document(), title="Another"), catalog(document()), "Another"),
        (
            document([Paragraph((Segment("New."),)), *document().paragraphs[1:]]),
            catalog(document()),
            "New.",
        ),
    ],
)
def test_a_catalog_of_another_state_of_the_document_is_refused(
    talk: Document, units: Catalog, named: str
) -> None:
    with pytest.raises(EditionError) as caught:
        edition.make(talk, units)
    assert named in str(caught.value)
    assert "sync" in str(caught.value)


def test_a_document_without_text_has_no_edition() -> None:
    with pytest.raises(EditionError, match="no text"):
        edition.make(document([]), catalog(document([]), []))
