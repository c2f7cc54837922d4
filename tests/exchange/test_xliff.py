from pathlib import Path

import pytest
from hypothesis import given
from translate.storage.xliff2 import Xliff2File

from app.catalog import State, Unit
from app.exchange import xliff
from tests.exchange.parcels import UNITS, parcel, units
from tests.exchange.schemas import faults

_TEXT = xliff.write(parcel()).decode()


@given(units())
def test_it_is_valid_by_the_core_schema_whatever_the_texts(drawn: list[Unit]) -> None:
    assert faults(xliff.write(parcel(drawn)), "xliff-core-2.0.xsd") == []


def test_what_goes_out_says_where_each_unit_stands() -> None:
    assert faults(_TEXT.encode(), "xliff-core-2.0.xsd") == []
    for piece in (
        'srcLang="en" trgLang="uk"',
        'name="repeat 2"',
        '<note category="speaker">Olena</note>',
        '<note category="turn">2</note>',
        '<note category="reason">too short</note>',
        '<note category="comment">second</note>',
        '<segment state="final">',
        '<segment state="initial" subState="workbench:needs-work">',
        'its:person="Олена" its:revPerson="Борис"',
        '<pc id="2" dataRefStart="d2" dataRefEnd="d2e" type="link">дім</pc>',
        '<data id="d2e">](https://example.org/?a=1&amp;b=2)</data>',
        "<source>Thanks.</source>\n   </segment>",
    ):
        assert piece in _TEXT


@pytest.mark.parametrize(
    ("changes", "text", "claim"),
    [
        # what another tool may do with the unit "Who are you?", which went out as translated
        ((('<segment state="translated">', '<segment state="final">'),), "Хто ви?", State.REVIEWED),
        ((('<segment state="translated">', '<segment state="reviewed">'),), "Хто ви?", State.REVIEWED),
        ((('<segment state="translated">', '<segment state="initial">'),), "Хто ви?", State.NEEDS_WORK),
        ((('<segment state="translated">', "<segment>"),), "Хто ви?", None),
        ((("<target>Хто ви?</target>", ""),), "", State.TRANSLATED),
        (
            (("<target>Хто ви?</target>", '<target><mrk id="m1" type="term">Хто</mrk> ви?</target>'),),
            "Хто ви?",
            State.TRANSLATED,
        ),
        (
            (
                (
                    "<source>Who are you?</source>\n    <target>Хто ви?</target>",
                    "<source>Who </source><target>Хто </target></segment><ignorable><source>are</source>"
                    '</ignorable><segment state="final"><source> you?</source><target> ви?</target>',
                ),
            ),
            "Хто are ви?",
            State.TRANSLATED,
        ),
    ],
)
def test_what_other_tools_do_to_a_unit_is_understood(
    changes: tuple[tuple[str, str], ...], text: str, claim: State | None
) -> None:
    content = _TEXT
    for old, new in changes:
        assert content.count(old) == 1
        content = content.replace(old, new)
    one = xliff.read(content.encode(), file="f").units[2]
    assert (one.theirs.text, one.theirs.claim) == (text, claim)


def test_codes_without_their_data_are_known_from_the_source() -> None:
    content = _TEXT.replace('dataRefStart="d2" dataRefEnd="d2e" type="link">дім', ">дім")
    content = content.replace('<ph id="3" dataRef="d3" disp="`x&lt;y`"', '<ph id="3"', 2)
    one = xliff.read(content.encode(), file="f").units[3]
    assert "[дім](https://example.org/?a=1&b=2)" in one.theirs.text


def test_codes_that_overlap_are_read_too() -> None:
    target = '<sc id="1" dataRef="d1"/>Старий <sc id="2" dataRef="d2"/>дім<ec startRef="1" dataRef="d1e"/>'
    old = _TEXT[_TEXT.index("<target><pc") : _TEXT.index("</target>", _TEXT.index("<target><pc"))]
    content = _TEXT.replace(old, f'<target>{target}<ec startRef="2" dataRef="d2e"/>')
    one = xliff.read(content.encode(), file="f").units[3]
    assert one.theirs.text == "*Старий [дім*](https://example.org/?a=1&b=2)"


def test_a_note_from_another_tool_is_a_comment_and_our_own_are_not() -> None:
    content = _TEXT.replace("<notes>", '<notes><note>Не зрозуміла.</note><note category="x">Так</note>', 1)
    remarks = [remark.text for remark in xliff.read(content.encode(), file="f").units[0].comments]
    assert remarks == ["Не зрозуміла.", "Так"]


def test_the_translate_toolkit_edits_it_and_it_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "short-talk.uk.xlf"
    path.write_bytes(_TEXT.encode())
    store = Xliff2File.parsefile(str(path))  # type: ignore[no-untyped-call]
    assert [unit.target for unit in store.units][2:5:2] == ["Хто ви?", "Так."]
    store.units[6].target = "Дякую & <до> побачення."
    store.units[2].target = "Хто ж ви?"
    store.units[2].markapproved(True)
    store.save()
    back = xliff.read(path.read_bytes(), file=path.name)
    assert [one.theirs.text for one in back.units[:6:2]] == ["Розмова", "Хто ж ви?", "Так."]
    assert back.units[6].theirs.text == "Дякую & <до> побачення."
    assert back.units[3].theirs.text == UNITS[3].target.text
    assert back.units[2].theirs.claim is State.REVIEWED
    assert [str(one.theirs.base) for one in back.units] == [
        str(one.theirs.base) for one in xliff.read(_TEXT.encode(), file="f").units
    ]
