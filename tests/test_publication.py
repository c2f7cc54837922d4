from dataclasses import replace

from app import edition
from app.publication import Publication
from tests.talk import catalog, document


def test_two_texts_meet_by_the_paragraphs_of_their_document() -> None:
    translated, original = edition.make(document(), catalog(document())), edition.original(document())
    pairs = list(Publication(translated, original).rows())
    assert len(pairs) == len(document().paragraphs)
    assert all(one and two and one.number == two.number for one, two in pairs)


def test_a_paragraph_that_was_joined_to_the_one_before_is_missing_on_its_side_only() -> None:
    translated, original = edition.make(document(), catalog(document())), edition.original(document())
    shorter = replace(translated, paragraphs=translated.paragraphs[:1] + translated.paragraphs[2:])
    pairs = list(Publication(shorter, original).rows())
    assert pairs[1] == (None, original.paragraphs[1])
    assert list(Publication(shorter).rows())[1] == (shorter.paragraphs[1], None)


def test_the_original_is_a_whole_edition_of_itself() -> None:
    made = edition.original(document())
    assert not made.missing
    assert not made.draft
    assert [piece.text for one in made.paragraphs for piece in one.pieces] == [
        place.segment.text for place in document().places()
    ]
    assert [one.speaker is not None for one in made.paragraphs] == [
        one.speaker is not None for one in document().paragraphs
    ]


def test_what_identifies_a_publication_names_its_document_and_languages() -> None:
    translated, original = edition.make(document(), catalog(document())), edition.original(document())
    assert Publication(translated).identifier.endswith(":uk")
    assert Publication(translated, original).identifier.endswith(":uk+en")
