from collections.abc import Iterator
from dataclasses import replace

import pytest

from app import edition
from app.catalog import Key, State
from app.document import Paragraph, Segment
from app.edition import Edition, EditionParagraph, Piece
from app.export.flow import Shape, Standing, flow, runs
from tests.talk import catalog, document


def _piece(text: str, *, notes: tuple[str, ...] = (), language: str = "uk") -> Piece:
    return Piece(text, language, State.REVIEWED, Key(text), notes=notes)


def _edition(*paragraphs: EditionParagraph, language: str = "uk") -> Edition:
    title = _piece("Розмова", notes=("Про назву.",), language=language)
    return Edition("talk", title, language, "en", (), paragraphs, (), draft=False)


def _marked(*marks: str) -> Edition:
    return _edition(*(EditionParagraph(at, mark, None, (_piece("Так"),)) for at, mark in enumerate(marks)))


def _shapes(made: Edition) -> Iterator[tuple[str, int, int]]:
    for turn in flow(made).turns:
        for one in turn.stretches:
            yield one.shape.value, one.first, len(one.paragraphs)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (("", ""), [("text", 1, 2)]),
        (("#", "###"), [("heading", 1, 1), ("heading", 1, 1)]),
        (("-", "-", "*", "+"), [("list", 1, 2), ("list", 1, 1), ("list", 1, 1)]),
        (("3.", "4.", "1)"), [("ordered", 3, 2), ("ordered", 1, 1)]),
        ((">", ">", ""), [("quote", 1, 2), ("text", 1, 1)]),
    ],
)
def test_neighbours_of_one_shape_stand_together(
    marks: tuple[str, ...], expected: list[tuple[str, int, int]]
) -> None:
    assert list(_shapes(_marked(*marks))) == expected


@pytest.mark.parametrize(
    ("marks", "levels"),
    [
        (("#", "##", "#"), [1, 2, 1]),
        (("##", "####", "##"), [1, 2, 1]),
        (("###", "##", "###"), [1, 1, 2]),
        (("#", "######", "##"), [1, 2, 2]),
    ],
)
def test_headings_skip_no_level(marks: tuple[str, ...], levels: list[int]) -> None:
    assert [one.level for one in flow(_marked(*marks)).paragraphs()] == levels


def test_every_paragraph_is_there_in_order_and_turns_open_with_their_label() -> None:
    found = flow(edition.make(document(), catalog(document())))
    assert [one.number for one in found.paragraphs()] == list(range(len(document().paragraphs)))
    assert [one.label and one.label.piece.text for one in found.turns] == [
        None,
        "Мартін",
        "Олександр",
        "Мартін",
    ]
    assert [one.shape for one in found.turns[2].stretches] == [Shape.TEXT, Shape.LIST]


def test_two_texts_are_parted_by_a_blank_or_by_the_line_end_that_the_author_meant() -> None:
    found = {one.number: one for one in flow(edition.make(document(), catalog(document()))).paragraphs()}
    assert [text.after for text in found[0].texts] == [" ", ""]
    assert [text.after for text in found[3].texts] == ["\n", ""]


@pytest.mark.parametrize(("language", "expected"), [("ja", ""), ("zh_CN", ""), ("ko", " "), ("uk", " ")])
def test_no_blank_parts_sentences_where_a_language_has_none(language: str, expected: str) -> None:
    pieces = (_piece("一。", language=language), _piece("二。", language=language), _piece("Three."))
    (paragraph,) = flow(_edition(EditionParagraph(0, "", None, pieces), language=language)).paragraphs()
    # what is not translated keeps the blank of its own language
    assert [text.after for text in paragraph.texts] == [expected, " ", ""]


def test_notes_are_numbered_through_the_edition_and_a_names_note_stands_once() -> None:
    name = _piece("Олена", notes=("Ім’я змінено.",))
    turns = (EditionParagraph(at, "", name, (_piece("Так", notes=("Ні.", "Або.")),)) for at in range(2))
    found = flow(_edition(*turns))
    assert [(note.number, note.mark) for note in found.notes] == [(at, str(at)) for at in range(1, 7)]
    assert [note.mark for note in found.title.notes] == ["1"]
    labels = [one.label for one in found.paragraphs()]
    assert [[note.mark for note in label.notes] for label in labels if label] == [["2"], []]
    assert [note.text for note in found.notes][1:4] == ["Ім’я змінено.", "Ні.", "Або."]


def test_notes_have_letters_where_the_text_has_numbered_notes_of_its_own() -> None:
    notes = tuple(f"Примітка {number}." for number in range(28))
    found = flow(_edition(EditionParagraph(0, "", None, (_piece("Так[^1].", notes=notes),))))
    assert [note.mark for note in found.notes][:3] == ["a", "b", "c"]
    assert [note.mark for note in found.notes][25:28] == ["z", "aa", "ab"]


def test_texts_of_one_standing_are_marked_together() -> None:
    talk = document([Paragraph(tuple(Segment(f"{number}.") for number in range(5)))])
    states = {1: State.DRAFT, 2: State.DRAFT, 3: State.EMPTY}
    units = catalog(talk, ["а", "б", "в", "", "ґ"], states=states)
    (paragraph,) = flow(edition.make(talk, units, allow_unreviewed=True)).paragraphs()
    assert [(standing, len(texts)) for standing, texts in runs(paragraph.texts)] == [
        (Standing.FIT, 1),
        (Standing.UNREVIEWED, 2),
        (Standing.UNTRANSLATED, 1),
        (Standing.FIT, 1),
    ]


def test_an_original_needs_no_review() -> None:
    found = flow(replace(edition.original(document()), draft=False))
    assert {text.standing for one in found.paragraphs() for text in one.texts} == {Standing.FIT}
