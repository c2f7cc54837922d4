from pathlib import Path

import pytest
from hypothesis import given
from translate.storage.xliff import Xliff1File

from app.catalog import State, Unit
from app.errors import ExchangeError
from app.exchange import xliff12
from tests.exchange.parcels import UNITS, parcel, units
from tests.exchange.schemas import faults

_TEXT = xliff12.write(parcel()).decode()
_WHO = '<target state="translated">Хто ви?</target>'
_MRK = '<target state="translated"><mrk mtype="seg" mid="1">Хто</mrk> ви?</target>'
_PAIR = '<target state="translated"><g id="7">Хто</g> ви?<x id="8"/></target>'
_TITLE = '<target state="final">Розмова</target>'


@given(units())
def test_it_is_valid_by_the_strict_schema_whatever_the_texts(drawn: list[Unit]) -> None:
    assert faults(xliff12.write(parcel(drawn)), "xliff-core-1.2-strict.xsd") == []


def test_what_goes_out_says_where_each_unit_stands() -> None:
    assert faults(_TEXT.encode(), "xliff-core-1.2-strict.xsd") == []
    for piece in (
        'source-language="en" target-language="uk"',
        '<context context-type="x-context">repeat 2</context>',
        '<context context-type="x-speaker">Olena</context>',
        '<note from="translation-workbench">too short</note>',
        "<note>second</note>",
        '<target state="new" state-qualifier="mt-suggestion">',
        '<bpt id="2" ctype="link">[</bpt>дім<ept id="2">](https://example.org/?a=1&amp;b=2)</ept>',
        '<ph id="3" ctype="x-code">`x&lt;y`</ph>',
    ):
        assert piece in _TEXT
    # what nobody has translated has no target that a tool could take for one
    assert "<source>Thanks.</source>\n    <context-group" in _TEXT


@pytest.mark.parametrize(
    ("at", "old", "new", "text", "claim"),
    [
        (2, _WHO, _WHO.replace("translated", "final"), "Хто ви?", State.REVIEWED),
        (2, _WHO, _WHO.replace("translated", "signed-off"), "Хто ви?", State.REVIEWED),
        (2, _WHO, _WHO.replace("translated", "needs-translation"), "Хто ви?", State.NEEDS_WORK),
        (2, _WHO, _WHO.replace("translated", "new"), "Хто ви?", State.NEEDS_WORK),
        (2, _WHO, "<target>Хто ви?</target>", "Хто ви?", None),
        (2, _WHO, "", "", None),
        (2, _WHO, _MRK, "Хто ви?", State.TRANSLATED),
        (2, _WHO, _PAIR, "Хто ви?", State.TRANSLATED),
        (0, _TITLE, _TITLE.replace("final", "needs-review-translation"), "Розмова", State.NEEDS_WORK),
        (0, 'approved="yes"', 'approved="no"', "Розмова", State.NEEDS_WORK),
        (0, _TITLE, "<target>Розмова</target>", "Розмова", State.REVIEWED),
    ],
)  # fmt: skip
def test_what_other_tools_do_to_a_unit_is_understood(
    at: int, old: str, new: str, text: str, claim: State | None
) -> None:
    assert old in _TEXT
    one = xliff12.read(_TEXT.replace(old, new, 1).encode(), file="f").units[at]
    assert (one.theirs.text, one.theirs.claim) == (text, claim)


def test_codes_without_their_marks_are_known_from_the_source() -> None:
    before, after = _TEXT.split("<target", 3)[:3], _TEXT.split("<target", 3)[3]
    after = after.replace(">[</bpt>", "/>", 1).replace(">`x&lt;y`</ph>", "/>", 1)
    one = xliff12.read("<target".join([*before, after]).encode(), file="f").units[3]
    assert one.theirs.text == UNITS[3].target.text


def test_a_note_is_a_comment_of_whom_it_names_and_our_own_are_not() -> None:
    content = _TEXT.replace(
        "<note>first</note>", '<note from="Борис">Не так.</note><note from="developer">x</note>'
    )
    remarks = [
        (remark.person, remark.text) for remark in xliff12.read(content.encode(), file="f").units[4].comments
    ]
    assert remarks == [("Борис", "Не так."), ("", "x"), ("", "second")]


def test_a_file_of_several_documents_is_refused() -> None:
    body = _TEXT[_TEXT.index("<file") : _TEXT.index("</xliff>")]
    content = _TEXT.replace("</xliff>", body.replace("short-talk", "other") + "</xliff>")
    with pytest.raises(ExchangeError, match=r"^f\.xlf holds 2 documents"):
        xliff12.read(content.encode(), file="f.xlf")


def test_the_translate_toolkit_edits_it_and_it_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "short-talk.uk.xlf"
    path.write_bytes(_TEXT.encode())
    store = Xliff1File.parsefile(str(path))  # type: ignore[no-untyped-call]
    assert [unit.target for unit in store.units][2:5:2] == ["Хто ви?", "Так."]
    store.units[6].target = "Дякую & <до> побачення."
    store.units[2].target = "Хто ж ви?"
    store.units[2].markapproved(True)
    store.units[0].markfuzzy(True)
    store.units[5].addnote("Точно?", origin="translator")
    store.save()
    back = xliff12.read(path.read_bytes(), file=path.name)
    assert [one.theirs.text for one in back.units[:6:2]] == ["Розмова", "Хто ж ви?", "Так."]
    assert back.units[6].theirs.text == "Дякую & <до> побачення."
    assert back.units[3].theirs.text == UNITS[3].target.text
    assert [back.units[at].theirs.claim for at in (0, 2, 5)] == [
        State.NEEDS_WORK,
        State.REVIEWED,
        State.REVIEWED,
    ]
    assert [remark.text for remark in back.units[5].comments] == ["Точно?"]
    assert [str(one.theirs.base) for one in back.units] == [
        str(one.theirs.base) for one in xliff12.read(_TEXT.encode(), file="f").units
    ]
