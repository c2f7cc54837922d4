import io
import zipfile

import pytest

from app.errors import ExchangeError
from app.exchange import wordfile
from tests.exchange import wordfiles
from tests.exchange.wordfiles import MAIN, WORD, packed, run


def _table(cell: str, notes: str = "") -> bytes:
    body = f"<w:document {WORD}><w:body><w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl></w:body></w:document>"
    more = {"word/comments.xml": f"<w:comments {WORD}>{notes}</w:comments>"} if notes else {}
    return packed({MAIN: body} | more)


_BY = 'w:id="1" w:author="Olena" w:date="2026-11-29T12:00:00Z"'


@pytest.mark.parametrize(
    ("cell", "text", "author"),
    [
        (f"<w:p>{run('Хто')}{run(' ви?')}</w:p>", "Хто ви?", ""),
        (f"<w:p>{run('Хто')}</w:p><w:p>{run('ви?')}</w:p>", "Хто\nви?", ""),
        ("<w:p><w:r><w:br/><w:tab/><w:noBreakHyphen/><w:softHyphen/></w:r></w:p>", "\n\t\u2011\xad", ""),
        (f"<w:p><w:hyperlink>{run('а')}</w:hyperlink><w:smartTag>{run('!')}</w:smartTag></w:p>", "а!", ""),
        (f"<w:sdt><w:sdtContent><w:p>{run('Хто')}</w:p></w:sdtContent></w:sdt>", "Хто", ""),
        (
            f"<w:p><w:del {_BY}><w:r><w:delText>Що</w:delText></w:r></w:del>"
            f"<w:ins {_BY}>{run('Хто')}</w:ins>{run('?')}</w:p>",
            "Хто?",
            "Olena",
        ),
        (
            f"<w:p><w:moveFrom {_BY}>{run('a')}</w:moveFrom>{run('b')}"
            f"<w:moveTo {_BY}>{run('a')}</w:moveTo></w:p>",
            "ba",
            "Olena",
        ),
        (
            f"<w:p><w:pPr><w:rPr><w:del {_BY}/></w:rPr></w:pPr>{run('one ')}</w:p><w:p>{run('line')}</w:p>",
            "one line",
            "Olena",
        ),
        (f"<w:p><w:r><w:instrText>LINK</w:instrText><w:drawing>{run('x')}</w:drawing></w:r></w:p>", "", ""),
    ],
)  # fmt: skip
def test_a_cell_reads_as_when_all_changes_are_accepted(cell: str, text: str, author: str) -> None:
    (row,) = wordfile.rows(_table(cell), file="f.docx")
    assert (row.cells[0].text, row.cells[0].author) == (text, author)


def test_comments_in_the_margin_come_with_their_authors() -> None:
    cell = f'<w:p><w:commentRangeStart w:id="4"/>{run("Хто")}<w:r><w:commentReference w:id="4"/></w:r></w:p>'
    notes = f'<w:comment w:id="4" w:author="Борис"><w:p>{run("Точно?")}</w:p></w:comment>'
    (row,) = wordfile.rows(_table(cell, notes), file="f.docx")
    assert row.cells[0].notes == (wordfile.Note("Точно?", "Борис"),)


def test_a_row_that_somebody_deleted_is_gone() -> None:
    row = f"<w:tr><w:trPr><w:del {_BY}/></w:trPr><w:tc><w:p>{run('x')}</w:p></w:tc></w:tr>"
    content = packed({MAIN: f"<w:document {WORD}><w:tbl>{row}</w:tbl></w:document>"})
    assert wordfile.rows(content, file="f") == ()


def test_the_main_part_may_have_another_name() -> None:
    found = wordfiles.parts()
    found["word/document2.xml"] = found.pop(MAIN)
    found["_rels/.rels"] = found["_rels/.rels"].replace("document.xml", "document2.xml")
    assert len(wordfile.rows(packed(found), file="f")) == len(wordfile.rows(wordfiles.CONTENT, file="f"))


def _damaged() -> bytes:
    """Return a Word file in the midst of whose text some bytes are others, as after a bad line."""
    content = packed({MAIN: f"<w:document {WORD}>{'<w:body/>' * 99}</w:document>"})
    start = content.index(MAIN.encode()) + len(MAIN)
    return content[:start] + b"\xff" * 8 + content[start + 8 :]


def _bomb() -> bytes:
    """Return some kilobytes that would unpack to more than is read."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(MAIN, "w") as part:
        for _ in range(65):
            part.write(b" " * 2**20)
    return out.getvalue()


_DIRECTORY = b"PK\x01\x02\x14\x03\x14\x00"
_LOCKED = wordfiles.CONTENT.replace(_DIRECTORY + b"\x00", _DIRECTORY + b"\x01")
_ENTITY = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (_bomb(), "far larger unpacked"),
        (packed({MAIN: "<a/>"} | {f"x/{number}": "" for number in range(5001)}), "far larger unpacked"),
        (packed({MAIN: f"{_ENTITY}<w:document {WORD}>&b;</w:document>"}), "declares a document type"),
        (packed({MAIN: f"<w:document {WORD}><w:body>"}), "line 1: this is not well-formed XML"),
        (wordfiles.CONTENT[:900], "cannot be unpacked"),
        (_LOCKED, "cannot be unpacked"),
        (b"PK\x03\x04", "cannot be unpacked"),
        (_damaged(), "cannot be unpacked"),
        (packed({"content.xml": "<office/>"}), "not a Word document"),
        (packed({"xl/workbook.xml": "<workbook/>"}), "not a Word document"),
    ],
)  # fmt: skip
def test_what_is_hostile_or_broken_is_refused_in_words(content: bytes, says: str) -> None:
    with pytest.raises(ExchangeError, match=r"^f\.docx") as caught:
        wordfile.rows(content, file="f.docx")
    assert says in str(caught.value)
