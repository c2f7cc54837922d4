"""The table of source, target and comment as a Word file, for those who work in Word or Google Docs.

Both drop what they do not show, so that what a row is stands in its first column, small. Marks such as `*`
stay in the text, where a person can move them.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

from app import language as languages
from app.catalog import State, Unit
from app.errors import ExchangeError
from app.exchange import wordfile
from app.exchange.parcel import Parcel, Remark, Return, Returned, base_of, unit_id
from app.exchange.wordfile import Row
from app.returning import Base, Theirs, writable

_ID = re.compile(r"(u[0-9a-f]{16})/([a-z][0-9a-f]{12})")
_FROM = re.compile(r"([a-z0-9-]+)/([A-Za-z0-9_-]+)")
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WIDTHS = (1500, 5200, 5200, 2900)
"""Of the columns, in twentieths of a point: together an A4 page on its side."""
_SHADES: Mapping[State, str] = {
    State.DRAFT: "FBF3DC",
    State.NEEDS_WORK: "FBE3DC",
    State.REVIEWED: "E6F2E6",
}
_PARTS = {
    "[Content_Types].xml": (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    ),
    "word/_rels/document.xml.rels": (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "word/styles.xml": (
        f'{_HEAD}<w:styles xmlns:w="{_WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri" w:eastAsia="Calibri"/>'
        '<w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Title">'
        '<w:name w:val="Title"/><w:pPr><w:spacing w:after="80"/></w:pPr><w:rPr><w:b/><w:sz w:val="30"/>'
        "</w:rPr></w:style></w:styles>"
    ),
}


def write(parcel: Parcel) -> bytes:
    """Return the table of a document and its translation. The same parcel gives the same bytes."""
    source, target = parcel.document.language, parcel.catalog.language
    heads = (f"{parcel.document.name}/{target}", "Source", "Target", "Comment")
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    body = "".join(
        (
            f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>{_run(parcel.document.title, source)}</w:p>',
            f"<w:p>{_run(_guide(source, target), 'en', grey=True)}</w:p>",
            '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>',
            *(
                f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="C8C8C8"/>'
                for side in ("top", "left", "bottom", "right", "insideH", "insideV")
            ),
            f'</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>',
            "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>",
            *(
                _cell(width, f"<w:p>{_run(head, 'en', bold=width > _WIDTHS[0])}</w:p>", shade="EFEFEF")
                for width, head in zip(_WIDTHS, heads, strict=True)
            ),
            "</w:tr>",
            *(_row(parcel, unit, number) for number, unit in enumerate(parcel.units, 1)),
            '</w:tbl><w:p/><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
            '<w:pgMar w:top="900" w:right="1000" w:bottom="900" w:left="1000" w:header="500" w:footer="500" '
            'w:gutter="0"/></w:sectPr>',
        )
    )
    document = f'{_HEAD}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (_PARTS | {"word/document.xml": document}).items():
            # a fixed day, so that the same table is the same file
            archive.writestr(
                zipfile.ZipInfo(name), content.encode(), compress_type=zipfile.ZIP_DEFLATED, compresslevel=6
            )
    return out.getvalue()


def _guide(source: str, target: str) -> str:
    return (
        f"{languages.name(source)} to {languages.name(target)}. Write in the columns Target and Comment "
        "only, and leave the first column and the rows as they are. Keep the marks * [ ] ( ) ` round the "
        "words that they belong to. Yellow is a machine's draft, red needs work, green is reviewed."
    )


def _row(parcel: Parcel, unit: Unit, number: int) -> str:
    source, language = parcel.document.language, parcel.catalog.language
    speaker = f"<w:p>{_run(unit.place.speaker, source, grey=True)}</w:p>" if unit.place.speaker else ""
    about = (
        f"<w:p>{_run(str(number), 'en', grey=True)}</w:p>{speaker}"
        f"<w:p>{_run(f'{unit_id(unit.key)}/{base_of(unit)}', 'en', grey=True, size=8)}</w:p>"
    )
    words = "\n".join(text for kind, text in parcel.notes(unit) if kind in {"reason", "comment"})
    cells = (
        _cell(_WIDTHS[0], about),
        _cell(_WIDTHS[1], _paragraph(unit.source, source)),
        _cell(_WIDTHS[2], _paragraph(unit.target.text, language), shade=_SHADES.get(unit.target.state, "")),
        _cell(_WIDTHS[3], _paragraph(words, language)),
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(width: int, content: str, *, shade: str = "") -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}</w:tcPr>{content}</w:tc>'


def _paragraph(text: str, language: str) -> str:
    bidi = "<w:pPr><w:bidi/></w:pPr>" if languages.right_to_left(language) else ""
    return f"<w:p>{bidi}{_run(text, language)}</w:p>"


def _run(text: str, language: str, *, grey: bool = False, bold: bool = False, size: int = 0) -> str:
    code = escape(language.replace("_", "-"), {'"': "&quot;"})
    right = languages.right_to_left(language)
    properties = "".join(
        (
            "<w:b/>" if bold else "",
            '<w:color w:val="6E6E6E"/>' if grey else "",
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "",
            "<w:rtl/>" if right else "",
            f'<w:lang w:val="{code}" w:bidi="{code}"/>' if right else f'<w:lang w:val="{code}"/>',
        )
    )
    return f"<w:r><w:rPr>{properties}</w:rPr>{''.join(_pieces(text))}</w:r>" if text else ""


def _pieces(text: str) -> Iterator[str]:
    for piece in re.split(r"([\t\n])", writable(text)):
        if piece in {"\t", "\n"}:
            yield "<w:tab/>" if piece == "\t" else "<w:br/>"
        elif piece:
            yield f'<w:t xml:space="preserve">{escape(piece, {chr(13): "&#13;"})}</w:t>'


def read(content: bytes, *, file: str) -> Return:
    """Return what a table holds that has at least the columns Source and Target.

    Tracked changes count as accepted, and who made them as the text's author; comments in the margin are
    comments. One without our first column has been made by hand.
    """
    rows = wordfile.rows(content, file=file)
    head = next((at for at, row in enumerate(rows) if {"source", "target"} <= set(_names(row))), None)
    if head is None:
        raise ExchangeError(
            "{file} has no table whose first row names the columns Source and Target; it has: {columns}.",
            file=file,
            columns=", ".join(_names(rows[0]))[:200] if rows else "no table",
        )
    columns = _names(rows[head])
    about = _FROM.fullmatch(rows[head].cells[0].text.strip())
    # each further table, or page, may repeat the first row
    body = [row for row in rows[head + 1 :] if _names(row) != columns]
    for row in body:
        if (row.merged or len(row.cells) != len(columns)) and any(cell.text.strip() for cell in row.cells):
            raise ExchangeError(
                "{file}, row {row}: cells were merged or parted here, so that it cannot be told which text "
                "is which. Put the row right as it was, with {count} cells. Nothing was taken.",
                file=file,
                row=row.number,
                count=len(columns),
            )
    return Return(
        tuple(_returned(row, columns) for row in body if any(cell.text.strip() for cell in row.cells)),
        document=about[1] if about else "",
        language=about[2] if about else "",
        rows=True,
        prepared=not any(_ID.search(cell.text) for row in body for cell in row.cells[:1]),
    )


def _names(row: Row) -> list[str]:
    return [" ".join(cell.text.split()).lower() for cell in row.cells]


def _returned(row: Row, columns: list[str]) -> Returned:
    by_name = dict(zip(columns, row.cells, strict=False))
    match = next(reversed([*_ID.finditer("".join(row.cells[0].text.split()))]), None)
    base = Base.parse(match[2]) if match else None
    target = by_name["target"]
    said = by_name.get("comment") or by_name.get("note")
    written = (Remark(said.text, said.author),) if said and said.text else ()
    margin = tuple(Remark(note.text, note.person) for cell in row.cells for note in cell.notes)
    return Returned(
        Theirs(target.text, base.state if base else None, base, author=target.author),
        by_name["source"].text,
        id=match[1] if match else "",
        comments=written + margin,
        place=row.number,
    )
