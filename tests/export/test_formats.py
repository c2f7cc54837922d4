import pytest

from app import edition
from app.export import FORMATS
from app.publication import Publication
from tests.talk import catalog, document

_TEXT = [form for form in FORMATS if FORMATS[form].media_type.startswith("text/")]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_how_people_and_machines_call_it(form: str) -> None:
    writer = FORMATS[form]
    assert writer.suffix.startswith(".")
    assert writer.label
    assert writer.media_type.partition("/")[2]
    assert ("charset=utf-8" in writer.media_type) == (form in _TEXT)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_gives_the_same_bytes_for_the_same_publication(form: str) -> None:
    publication = Publication(edition.make(document(), catalog(document())), edition.original(document()))
    assert FORMATS[form].write(publication) == FORMATS[form].write(publication)


@pytest.mark.parametrize("form", _TEXT)
def test_every_format_that_is_text_holds_the_whole_edition(form: str) -> None:
    publication = Publication(edition.make(document(), catalog(document())), edition.original(document()))
    content = FORMATS[form].write(publication)
    # WordPress has a field for the title, beside the blocks
    assert form == "wordpress-blocks" or "Розмова".encode() in content
    assert "Авжеж.".encode() in content
