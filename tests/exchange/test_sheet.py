import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from translate.storage import factory

from app.catalog import State
from app.errors import ExchangeError
from app.exchange import sheet
from tests.exchange.parcels import parcel

_RUN = "=+-@\t\r\n＝＋－＠"


@given(st.text(alphabet="'= +-@\t\r\n＝0123.аб", max_size=8) | st.text())
def test_a_cell_comes_back_as_it_went_out_and_none_begins_with_a_formula(text: str) -> None:
    cell = sheet.inert(text)
    assert sheet.live(cell) == text
    assert not cell.startswith(tuple(_RUN))
    assert not cell.lstrip().startswith(tuple("=+-@＝＋－＠"))


@pytest.mark.parametrize("text", ["1-2", "1/2", "007", "1 000", "12:30", "1e5", "+380", "(5)", ".5", "10%"])
def test_what_a_spreadsheet_would_turn_into_a_number_or_a_date_is_set_off(text: str) -> None:
    assert sheet.inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["2022", "0", "– Так", "12 ліжок", "3 березня", "'так'", ""])
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert sheet.inert(text) == text


@pytest.mark.parametrize(("language", "delimiter"), [("uk", ";"), ("sv", ";"), ("en-GB", ","), ("he", ",")])
def test_the_columns_are_parted_as_excel_expects_it_in_that_language(language: str, delimiter: str) -> None:
    content = sheet.write(parcel(language=language))
    assert content.startswith(b"\xef\xbb\xbfcontext" + delimiter.encode() + b"source")


def test_every_unit_is_a_row_with_its_state_and_people() -> None:
    text = sheet.write(parcel()).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert tuple(rows[0]) == sheet.COLUMNS
    assert rows[5][:7] == ["", "Yeah.", "Так.", "needs work", "Олена", "", "too short\nfirst\nsecond"]
    assert rows[6][:6] == ["repeat 2", "Yeah.", "Авжеж.", "reviewed", "Олена", "Олена"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_is_read_however_a_spreadsheet_saves_it(encoding: str, delimiter: str, end: str) -> None:
    rows = [
        ["Source", " target ", "State"],
        ["Yes.", "Так, так; так", "Final"],
        ["", "", ""],
        ["No.", "Ні.", "?"],
    ]
    text = end.join(delimiter.join(f'"{cell}"' for cell in row) for row in rows) + end
    back = sheet.read(text.encode(encoding), file="f.csv")
    assert back.prepared
    assert [(one.source, one.theirs.text, one.theirs.claim, one.place) for one in back.units] == [
        ("Yes.", "Так, так; так", State.REVIEWED, 2),
        ("No.", "Ні.", None, 4),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"english,ukrainian\na,b\n", "english, ukrainian"),
        ("source,target\nТак,b\n".encode("cp1251"), "line 2: this is not UTF-8"),
        (b'source,target\n"a,b\n', "line "),
        (b"source,target\n" + b'"' + b"x" * 200_000, "line"),
        (b"\xff\xfes\x00", "must name the columns"),
    ],
)
def test_a_table_that_cannot_be_read_is_told_with_its_line(content: bytes, says: str) -> None:
    with pytest.raises(ExchangeError) as caught:
        sheet.read(content, file="f.csv")
    assert str(caught.value).startswith("f.csv")
    assert says in str(caught.value)


def test_a_table_that_is_cut_off_in_a_row_brings_no_half_a_sentence() -> None:
    whole = sheet.write(parcel()).decode()
    start = whole.index("Авжеж.")
    end = whole.index("\r\n", start)
    assert sheet.read(whole[:end].encode(), file="f.csv").units, "a row that is whole but for its end"
    for at in range(start + 2, end, 5):
        with pytest.raises(ExchangeError, match=r"^f\.csv, row 7: the file is cut off here"):
            sheet.read(whole[:at].encode(), file="f.csv")


def test_the_translate_toolkit_edits_it_and_it_comes_back() -> None:
    handle = io.BytesIO(sheet.write(parcel(language="en-GB")))
    handle.name = "short-talk.csv"
    store = factory.getobject(handle)
    (unit,) = [one for one in store.units if one.source == "Thanks."]
    unit.target = '=Дякую, друже; до "побачення"'
    back = sheet.read(bytes(store), file="f.csv")
    assert {one.source: one.theirs.text for one in back.units}["Thanks."] == '=Дякую, друже; до "побачення"'
    assert all(one.theirs.base and one.id for one in back.units)
