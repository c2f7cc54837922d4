import re
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree
from translate.storage.tmx import tmxfile

from app.catalog import Key, Place, State, Target, Unit
from app.errors import ExchangeError
from app.exchange import tmx
from app.exchange.tmx import Variant
from tests.exchange.parcels import parcel, units
from tests.exchange.schemas import FOLDER

_CONTENT = tmx.write(parcel())
_FOREIGN = """<?xml version="1.0"?>
<tmx version="1.4"><header creationtool="X" creationtoolversion="1" segtype="sentence" o-tmf="X"
 adminlang="en" srclang="EN-US" datatype="html"/><body>
<tu creationid="Ann" creationdate="20250102T030405Z"><note>old</note><tuv xml:lang="EN-US">
<seg>Very <bpt i="1">&lt;b&gt;</bpt>good<ept i="1">&lt;/b&gt;</ept> <hi>day</hi>.</seg></tuv>
<tuv lang="uk-UA" changeid="Іван">
<seg>Дуже <bpt i="1">&lt;b&gt;</bpt>добрий<ept i="1">&lt;/b&gt;</ept> день.</seg></tuv>
</tu>
<tu srclang="*all*"><tuv xml:lang="sv"><seg>Hej</seg></tuv></tu><tu><tuv><seg>No language</seg></tuv></tu>
</body></tmx>"""


def _faults(content: bytes) -> list[str]:
    dtd = etree.DTD(str(FOLDER / "tmx14.dtd"))
    dtd.validate(etree.fromstring(content))
    return re.findall(r"[^\n]+", str(dtd.error_log))


@given(units())
def test_it_is_valid_by_the_dtd_whatever_the_texts(drawn: list[Unit]) -> None:
    assert _faults(tmx.write(parcel(drawn))) == []


def test_what_goes_out_people_have_translated() -> None:
    assert _faults(_CONTENT) == []
    texts = [one.theirs.text for one in tmx.read(_CONTENT, file="f").units]
    assert texts == ["Розмова", "Хто ви?", "Авжеж."]
    assert 'changeid="Олена"' in _CONTENT.decode()


def test_a_translation_of_two_joined_segments_stands_beside_both_sources() -> None:
    joined = (
        Unit(Key("I went."), Place(), Target("Я пішов і повернувся.", State.REVIEWED, translator="О")),
        Unit(Key("I returned."), Place(), Target(" ", State.REVIEWED, translator="О")),
    )
    back = tmx.read(tmx.write(parcel(joined)), file="f")
    assert [(one.source, one.theirs.text) for one in back.units] == [
        ("I went. I returned.", "Я пішов і повернувся.")
    ]


def test_the_entries_of_any_memory_are_read_with_their_people_and_without_foreign_marks() -> None:
    found = list(tmx.entries(_FOREIGN.encode(), file="f"))
    assert [one.variants for one in found] == [
        (
            Variant("EN-US", "Very good day.", "Ann", "20250102T030405Z"),
            Variant("uk-UA", "Дуже добрий день.", "Іван", "20250102T030405Z"),
        ),
        (Variant("sv", "Hej"),),
        (),
    ]
    assert [one.source_language for one in found] == ["EN-US", "*all*", "EN-US"]
    assert found[0].notes == ("old",)


def test_a_memory_that_somebody_brings_is_prepared_and_says_its_languages() -> None:
    content = _FOREIGN.replace('<tuv xml:lang="sv">', '<tuv xml:lang="uk-UA">')
    back = tmx.read(content.encode(), file="f")
    assert (back.prepared, back.source_language, back.language) == (True, "EN-US", "uk-UA")
    assert [(one.source, one.theirs.text, one.theirs.author) for one in back.units] == [
        ("Very good day.", "Дуже добрий день.", "Іван")
    ]


def test_a_memory_of_several_languages_is_refused_with_their_names() -> None:
    with pytest.raises(ExchangeError, match=r"^f\.tmx has translations into 2 languages: sv, uk-UA"):
        tmx.read(_FOREIGN.encode(), file="f.tmx")


def test_the_translate_toolkit_edits_it_and_it_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "short-talk.uk.tmx"
    path.write_bytes(_CONTENT)
    store = tmxfile.parsefile(str(path))  # type: ignore[no-untyped-call]
    assert store.translate("Who are you?", targetlang="uk") == "Хто ви?"
    (unit,) = [one for one in store.units if one.source == "Who are you?"]
    unit.target = "Хто ж <ви>?"
    store.save()
    back = tmx.read(path.read_bytes(), file=path.name)
    assert [one.theirs.text for one in back.units] == ["Розмова", "Хто ж <ви>?", "Авжеж."]
    assert all(one.theirs.base and one.id for one in back.units)
    assert (back.document, back.language) == ("short-talk", "uk")
