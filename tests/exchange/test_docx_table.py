import shutil
import subprocess
from pathlib import Path

import pypandoc
import pytest

from app import exchange
from app.errors import ExchangeError
from app.exchange import docx_table
from app.exchange.parcel import Remark
from tests.exchange import wordfiles
from tests.exchange.parcels import UNITS, parcel
from tests.exchange.wordfiles import CONTENT, WORD, packed, replaced, run

_WHO = '<w:t xml:space="preserve">Хто ви?</w:t>'
_SOURCE = (
    '<w:tcW w:w="5200" w:type="dxa"/></w:tcPr><w:p><w:r><w:rPr><w:lang w:val="en"/></w:rPr>'
    '<w:t xml:space="preserve">Who'
)
_BY = 'w:id="1" w:author="Марія" w:date="2026-11-29T12:00:00Z"'


def test_an_edited_text_is_that_of_whom_the_tracked_change_names() -> None:
    gone = f"<w:del {_BY}><w:r><w:delText>Хто ви?</w:delText></w:r></w:del>"
    tracked = f"</w:r>{gone}<w:ins {_BY}>{run('Хто ж ви?')}</w:ins><w:r>"
    back = docx_table.read(replaced(_WHO, tracked), file="f.docx")
    assert (back.units[2].theirs.text, back.units[2].theirs.author) == ("Хто ж ви?", "Марія")
    assert [one.theirs.author for one in back.units].count("") == len(back.units) - 1


def test_comments_in_the_column_and_in_the_margin_come_back() -> None:
    margin = f'{_WHO}</w:r><w:r><w:commentReference w:id="0"/>'
    note = f'<w:comment w:id="0" w:author="Борис"><w:p>{run("Ти чи ви?")}</w:p></w:comment>'
    notes = f"<w:comments {WORD}>{note}</w:comments>"
    back = docx_table.read(replaced(_WHO, margin, comments=notes), file="f.docx")
    assert back.units[2].comments == (Remark("formal"), Remark("Ти чи ви?", "Борис"))


def test_a_table_made_by_hand_is_prepared_and_needs_two_columns_only() -> None:
    cells = (("Target", "Source"), ("Так.", "Yeah."), ("", ""))
    body = "".join(
        f"<w:tr>{''.join(f'<w:tc><w:p>{run(one)}</w:p></w:tc>' for one in row)}</w:tr>" for row in cells
    )
    back = docx_table.read(
        packed({wordfiles.MAIN: f"<w:document {WORD}><w:tbl>{body}</w:tbl></w:document>"}), file="f"
    )
    assert (back.prepared, back.document, back.rows) == (True, "", True)
    assert [(one.source, one.theirs.text, one.place) for one in back.units] == [("Yeah.", "Так.", 2)]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (_SOURCE, None, "row 4"),
        (">Target<", ">Переклад<", "Source and Target; it has: short-talk/uk, source, переклад, comment"),
    ],
)  # fmt: skip
def test_merged_cells_and_lost_columns_are_told_with_their_place(
    old: str, new: str | None, says: str
) -> None:
    content = replaced(
        old, new if new is not None else old.replace("</w:tcPr>", '<w:gridSpan w:val="2"/></w:tcPr>')
    )
    with pytest.raises(ExchangeError, match=r"^f\.docx") as caught:
        docx_table.read(content, file="f.docx")
    assert says in str(caught.value)


def test_cells_merged_over_rows_or_taken_out_are_told_too() -> None:
    for change in (
        lambda text: text.replace("</w:tcPr>", "<w:vMerge/></w:tcPr>", 9),
        lambda text: text.replace(
            '<w:tc><w:tcPr><w:tcW w:w="2900" w:type="dxa"/></w:tcPr><w:p></w:p></w:tc>', "", 1
        ),
    ):
        with pytest.raises(ExchangeError, match="cells were merged or parted"):
            docx_table.read(wordfiles.changed(change), file="f.docx")


def test_a_file_without_a_table_is_refused() -> None:
    with pytest.raises(ExchangeError, match="it has: no table"):
        exchange.read(packed({wordfiles.MAIN: f"<w:document {WORD}/>"}), file="f.docx")


def test_a_language_from_right_to_left_is_set_so() -> None:
    text = wordfiles.parts(docx_table.write(parcel(language="he")))[wordfiles.MAIN]
    assert '<w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/><w:lang w:val="he" w:bidi="he"/></w:rPr>' in text


def _texts(content: bytes) -> list[tuple[str, str, str, str]]:
    return [
        (one.id, one.source, one.theirs.text, str(one.theirs.base))
        for one in docx_table.read(content, file="f").units
    ]


def test_pandoc_writes_it_anew_and_it_comes_back(tmp_path: Path) -> None:
    before, after = tmp_path / "a.docx", tmp_path / "b.docx"
    before.write_bytes(CONTENT)
    pypandoc.convert_file(str(before), "docx", outputfile=str(after))
    assert _texts(after.read_bytes()) == _texts(CONTENT)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_saves_it_anew_and_it_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "short-talk.uk.table.docx"
    file.write_bytes(replaced(_WHO, '<w:t xml:space="preserve">Хто ж ви?</w:t>'))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    out = tmp_path / "out"
    subprocess.run(
        [
            "soffice",
            "--headless",
            home,
            "--convert-to",
            "docx:Office Open XML Text",
            "--outdir",
            str(out),
            str(file),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    content = (out / file.name).read_bytes()
    assert content != file.read_bytes()
    assert _texts(content) == _texts(file.read_bytes())
    assert {one[1]: one[2] for one in _texts(content)}["Who are you?"] == "Хто ж ви?"
    assert len(_texts(content)) == len(UNITS) - 1
