"""A publication as pandoc's own form of a document: text stays text, whatever it would mean in any markup."""

import base64
from collections.abc import Iterator, Sequence
from typing import Any

from app import language as languages
from app.errors import SettingsError
from app.export.flow import Flow, Note, Paragraph, Shape, Standing, Stretch, Text, flow
from app.export.harmless import address, leads_out, line, links
from app.export.rows import Row, counted, flows, rows
from app.export.words import Words, colophon, original, own_name, words
from app.markup import Node, NodeKind, parse
from app.publication import House, Layout, NoteStyle, Publication, SpeakerStyle

Element = dict[str, Any]
Document = dict[str, Any]
_VERSION = [1, 23, 1]
"""Of pandoc's types."""
_PLAIN: list[Any] = ["", [], []]
_PICTURES = ("image/png", "image/jpeg", "image/svg+xml")
STANDINGS = {Standing.UNREVIEWED: "Unreviewed", Standing.UNTRANSLATED: "Untranslated"}
"""The names of the looks of texts that are not fit to print."""


def edition(publication: Publication, *, pictures: bool = True) -> Document:
    """Return one text with everything round it; without the house's picture where a format carries none."""
    says = words(publication.edition.language)
    text = flow(publication.edition)
    hand = _Hand(publication.house, says)
    blocks = [block for turn in text.turns for stretch in turn.stretches for block in hand.stretch(stretch)]
    return _document(
        publication,
        says,
        [_styled("Title", hand.text(text.title))],
        blocks,
        [(hand, text)],
        pictures=pictures,
    )


def bilingual(publication: Publication) -> Document:
    """Return two texts, in a table or one paragraph under the other."""
    says = words(publication.edition.language)
    texts = flows(publication)
    second = (publication.beside or publication.edition).language
    hands = (_Hand(publication.house, says), _Hand(publication.house, says, second))
    titles = [
        _styled("Title", hands[0].text(texts[0].title)),
        _styled("Subtitle", hands[1].text(texts[1].title)),
    ]
    pairs = list(rows(*texts))
    if publication.layout is Layout.UNDER:
        blocks = [
            block
            for row in pairs
            for hand, one in zip(hands, row.cells, strict=True)
            for block in hand.cell(one, row, under=True)
        ]
    else:
        names = [own_name(publication.edition.language), own_name(second)]
        blocks = [
            _table(
                names,
                [[hand.cell(one, row) for hand, one in zip(hands, row.cells, strict=True)] for row in pairs],
            )
        ]
    return _document(publication, says, titles, blocks, list(zip(hands, texts, strict=True)))


def _document(
    publication: Publication,
    says: Words,
    titles: Sequence[Element],
    blocks: Sequence[Element],
    texts: Sequence[tuple["_Hand", Flow]],
    *,
    pictures: bool = True,
) -> Document:
    house = publication.house
    logo = _logo(house, line(publication.colophon.publisher)) if pictures else ()
    before = [*logo, *titles]
    before.append(_styled("From", [_str(line(original(publication.edition, says)))]))
    if publication.draft:
        before.append(_styled("Banner", [_str(says.draft)]))
    after: list[Element] = []
    if house.notes is NoteStyle.END and any(text.notes for _, text in texts):
        after.append(_header(1, [_str(says.notes)]))
        after += [_styled("Endnote", hand.endnote(note)) for hand, text in texts for note in text.notes]
    said = colophon(publication.colophon, says)
    if said:
        after.append(_header(1, [_str(says.about)]))
        after += [_styled("Colophon", list(_linked(line(one)))) for one in said]
    language = publication.edition.language
    meta = {"lang": _meta(language)} | ({"dir": _meta("rtl")} if right_to_left(language) else {})
    return {"pandoc-api-version": _VERSION, "meta": meta, "blocks": [*before, *blocks, *after]}


def right_to_left(language: str) -> bool:
    """Say which way a language runs, also where nobody knows the language."""
    try:
        return languages.right_to_left(language)
    except SettingsError:
        return False


def regional(language: str) -> str:
    """Return a language with a country, as word processors know them; as it is, where nobody knows it."""
    try:
        return languages.regional(language)
    except SettingsError:
        return language.replace("_", "-")


class _Hand:
    def __init__(self, house: House, says: Words, language: str = "") -> None:
        self.house = house
        self.says = says
        self.language = language
        """Set where the text is not in the document's language."""
        self._begun = False

    def stretch(self, stretch: Stretch) -> Iterator[Element]:
        if stretch.shape is Shape.HEADING:
            yield from (_header(one.level, self.inner(one)) for one in stretch.paragraphs)
        elif stretch.shape is Shape.TEXT:
            for one in stretch.paragraphs:
                look = "Turn" if one.label else "" if self._begun else "First"
                yield _styled(look, self.inner(one)) if look else _para(self.inner(one))
                self._begun = True
        else:
            yield self._frame(stretch.shape, stretch.first, [one for one, _ in counted(stretch)])

    def _frame(self, shape: Shape, first: int, paragraphs: Sequence[Paragraph]) -> Element:
        inner = [self.inner(one) for one in paragraphs]
        if shape is Shape.QUOTE:
            return {"t": "BlockQuote", "c": [_para(one) for one in inner]}
        if shape is Shape.LIST:
            return {"t": "BulletList", "c": [[_plain(one)] for one in inner]}
        kind = [first, {"t": "Decimal"}, {"t": "Period"}]
        return {"t": "OrderedList", "c": [kind, [[_plain(one)] for one in inner]]}

    def cell(self, paragraph: Paragraph | None, row: Row, *, under: bool = False) -> list[Element]:
        """Return a paragraph of a row of two; `under` says whether the second stands under the first."""
        if paragraph is None:
            return []
        if row.shape is Shape.HEADING:
            return [_header(row.number, self.inner(paragraph))]
        if row.shape is Shape.TEXT:
            look = "Second" if under and self.language else "Turn" if row.opens else "First"
            return [_styled(look, self.inner(paragraph))]
        return [self._frame(row.shape, row.number, [paragraph])]

    def inner(self, paragraph: Paragraph) -> list[Element]:
        found: list[Element] = []
        if paragraph.label is not None:
            above = self.house.speakers is SpeakerStyle.ABOVE
            name = self.text(paragraph.label)
            # strong besides: Word takes one style for some letters, and not reviewed is one
            strong = {"t": "Strong", "c": name if above else [*name, _str(":")]}
            found.append(_span("Speaker", [strong]))
            found.append({"t": "LineBreak"} if above else _str(" "))
        found += [node for text in paragraph.texts for node in self._text(text)]
        return self._told(found)

    def text(self, text: Text) -> list[Element]:
        """Return a text that stands alone."""
        return self._told(self._text(text))

    def _told(self, found: list[Element]) -> list[Element]:
        # the writers know a language by runs of letters only, not by cells or paragraphs
        return [_in_language(self.language, found)] if self.language else found

    def _text(self, text: Text) -> list[Element]:
        found = list(_inlines(parse(text.piece.text)))
        if text.standing in STANDINGS:
            found = [_span(STANDINGS[text.standing], found)]
        if text.standing is Standing.UNTRANSLATED:
            found = [_in_language(text.piece.language, found)]
        found += [self._note(note) for note in text.notes]
        if text.after:
            found.append({"t": "LineBreak"} if text.after == "\n" else _str(text.after))
        return found

    def _note(self, note: Note) -> Element:
        if self.house.notes is NoteStyle.END:
            return {"t": "Superscript", "c": [_str(note.mark)]}
        return {"t": "Note", "c": [_para(self._told(list(_inlines(parse(note.text)))))]}

    def endnote(self, note: Note) -> list[Element]:
        """Return a note as it stands at the end."""
        return [_str(f"{note.mark}. "), *self._told(list(_inlines(parse(note.text))))]


def _inlines(nodes: Sequence[Node]) -> Iterator[Element]:
    frames = {NodeKind.EM: "Emph", NodeKind.STRONG: "Strong"}
    for node in nodes:
        if node.kind is NodeKind.TEXT:
            yield _str(line(node.text))
        elif node.kind is NodeKind.BREAK:
            yield {"t": "LineBreak"}
        elif node.kind is NodeKind.CODE:
            yield {"t": "Code", "c": [_PLAIN, line(node.text)]}
        elif node.kind is NodeKind.NOTE:
            yield {"t": "Superscript", "c": [_str(f"[{line(node.text)}]")]}
        elif node.kind is NodeKind.LINK:
            inner = list(_inlines(node.children))
            yield from [_link(inner, address(node.href))] if leads_out(node.href) else inner
        else:
            yield {"t": frames[node.kind], "c": list(_inlines(node.children))}


def _linked(text: str) -> Iterator[Element]:
    for part in links(text):
        yield _link([_str(part)], address(part)) if leads_out(part) else _str(part)


def _link(inner: list[Element], to: str) -> Element:
    return {"t": "Link", "c": [_PLAIN, inner, [to, ""]]}


def _logo(house: House, publisher: str) -> Iterator[Element]:
    if house.logo and house.logo_type in _PICTURES:
        data = f"data:{house.logo_type};base64,{base64.b64encode(house.logo).decode()}"
        picture = {"t": "Image", "c": [["", [], [["height", "1.6cm"]]], [_str(publisher)], [data, ""]]}
        yield _styled("Logo", [picture])


def _table(names: Sequence[str], cells: Sequence[Sequence[list[Element]]]) -> Element:
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": 0.5}] for _ in names]
    head = [_PLAIN, [_row([[_plain([_str(line(name))])] for name in names])]]
    body = [_PLAIN, 0, [], [_row(row) for row in cells]]
    return {"t": "Table", "c": [_PLAIN, [None, []], columns, head, [body], [_PLAIN, []]]}


def _row(cells: Sequence[list[Element]]) -> list[Any]:
    return [_PLAIN, [[_PLAIN, {"t": "AlignDefault"}, 1, 1, blocks] for blocks in cells]]


def _str(text: str) -> Element:
    return {"t": "Str", "c": text}


def _para(inner: list[Element]) -> Element:
    return {"t": "Para", "c": inner}


def _plain(inner: list[Element]) -> Element:
    return {"t": "Plain", "c": inner}


def _header(level: int, inner: list[Element]) -> Element:
    return {"t": "Header", "c": [level, _PLAIN, inner]}


def _styled(style: str, inner: list[Element]) -> Element:
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], [_para(inner)]]}


def _span(style: str, inner: list[Element]) -> Element:
    return {"t": "Span", "c": [["", [], [["custom-style", style]]], inner]}


def _in_language(language: str, inner: list[Element]) -> Element:
    said = [["lang", regional(language)]] + ([["dir", "rtl"]] if right_to_left(language) else [])
    return {"t": "Span", "c": [["", [], said], inner]}


def _meta(text: str) -> Element:
    return {"t": "MetaInlines", "c": [_str(text.replace("_", "-"))]}
