import pytest

from app import edition
from app.export import FORMATS
from app.publication import Publication
from tests.talk import catalog, document


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_writes_the_whole_edition_and_says_how_to_name_the_file(form: str) -> None:
    writer = FORMATS[form]
    content = writer.write(Publication(edition.make(document(), catalog(document()))))
    assert "Розмова".encode() in content
    assert "Авжеж.".encode() in content
    assert writer.suffix.startswith(".")
    assert writer.label
    assert "charset=utf-8" in writer.media_type
