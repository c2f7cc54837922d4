from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import EditionError
from app.export import pdf
from app.export.harmless import line
from app.export.words import words
from app.publication import Colophon, House, Layout, NoteStyle, Publication, SpeakerStyle
from tests.export.pages import Pages, same
from tests.publications import (
    COLOPHON,
    HOSTILE,
    LANGUAGES,
    every_text,
    interview,
    made,
    numbered,
    paragraph,
    piece,
    printed,
    shown,
    whole,
)

_DATED = Colophon(date="2026-11-03")
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
_TITLES = {"uk": "Інтерв’ю", "sv": "Intervju", "ru": "Интервью"}


@cache
def _pages(language: str, beside: str = "", layout: Layout = Layout.SIDE) -> Pages:
    """Return the interview's pages, set once for all tests that look at them."""
    publication = replace(interview(language, beside), layout=layout)
    return Pages(pdf.write_bilingual(publication) if beside else pdf.write(publication))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_hold_the_whole_text_in_its_order(language: str) -> None:
    publication = interview(language)
    pages = _pages(language)
    assert same(pages.text()) == same(whole(publication))
    assert 15 < pages.count < 30


def _are_in_the_file(pages: Pages) -> bool:
    """Say whether all fonts are in the file, and none of them lacks a letter."""
    fonts = pages.fonts()
    return (
        bool(fonts)
        and 0 not in pages.glyphs
        and all({"FontFile2", "FontFile3"} & one.keys() for one in fonts)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_is_missing_and_every_font_is_in_the_file(language: str) -> None:
    assert _are_in_the_file(_pages(language))


@pytest.mark.parametrize(("one", "two"), [("uk", "en"), ("sv", "ru")])
def test_two_texts_stand_side_by_side_each_whole_in_its_column(one: str, two: str) -> None:
    publication = interview(one, two)
    assert publication.beside
    pages = _pages(one, two)
    assert _are_in_the_file(pages)
    left, right = (same(pages.text(left=side / 2, right=(side + 1) / 2, head=78)) for side in (0, 1))
    # the last letters of the first title may share their line with nothing else of its text
    assert same(printed(publication.edition)) in left
    assert same(printed(publication.beside)) in right


def test_two_texts_stand_one_under_the_other_where_that_is_asked_for() -> None:
    publication = interview("en", "ru")
    assert publication.beside
    pages = _pages("en", "ru", Layout.UNDER)
    assert _are_in_the_file(pages)
    pairs = "".join(
        same(
            " ".join(
                printed(replace(text, paragraphs=(each,))) for text, each in zip(texts, row, strict=True)
            )
        )
        for texts in [(publication.edition, publication.beside)]
        for row in zip(publication.edition.paragraphs, publication.beside.paragraphs, strict=True)
    )
    assert pairs in same(pages.text())


def test_what_begins_a_row_stands_side_by_side() -> None:
    texts = [f"Це {number}-й абзац. " + "Так. " * 40 * (number % 3) for number in range(40)]
    sources = [f"Paragraph {number}. " + "Yes. " * 40 * (number % 2) for number in range(40)]
    one = made(*numbered([paragraph(text.strip()) for text in texts]))
    two = made(*numbered([paragraph(piece(text.strip(), language="en")) for text in sources]), language="en")
    pages = Pages(pdf.write_bilingual(Publication(one, two)))
    first = {("Ц", one.page, round(one.y)) for one in pages.letters if one.text == "Ц"}
    second = {("Ц", one.page, round(one.y)) for one in pages.letters if one.text == "P"}
    assert len(first) == 40
    assert first == second


def test_a_paragraph_that_is_missing_on_one_side_leaves_its_place_empty() -> None:
    two = made(*numbered([paragraph("One."), paragraph("Two."), paragraph("Three.")]), language="en")
    one = made(*(replace(paragraph("Один, два."), number=0), replace(paragraph("Три."), number=2)))
    pages = Pages(pdf.write_bilingual(Publication(one, two)))
    at = {text: next(one.y for one in pages.letters if one.text == text) for text in ("Т", "w")}
    assert at["Т"] < at["w"]
    assert "Три." in pages.text(left=0, right=0.5)


@pytest.mark.parametrize("beside", ["", "en"])
def test_it_says_its_title_its_language_and_that_it_is_made_for_all(beside: str) -> None:
    pages = _pages("uk", beside)
    catalog = pages.document.catalog
    assert pages.document.info[0]["Title"].decode("utf-16") == interview("uk").edition.title.text
    assert catalog["Lang"].decode() == "uk"
    assert "StructTreeRoot" in catalog
    metadata = pages.content.decode("latin-1")
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata


def test_without_a_date_it_makes_none_up_and_is_for_all_nevertheless() -> None:
    content = pdf.write(Publication(made(paragraph("Так."))))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert b"1970" not in content
    assert "CreationDate" not in Pages(content).document.info[0]


def test_text_in_another_language_says_so() -> None:
    one = made(paragraph("Так.", piece("Not yet.", language="en")))
    two = made(paragraph("Ja.", piece("Not yet.", language="en")), language="sv")
    assert Pages(pdf.write(Publication(one))).languages() == {"uk", "en"}
    assert Pages(pdf.write_bilingual(Publication(one, two))).languages() == {"uk", "sv", "en"}


def test_headings_make_the_outline_and_skip_no_level() -> None:
    one = made(
        *numbered(
            [
                paragraph("Перше", mark="##"),
                paragraph("Так."),
                paragraph("Глибоко", mark="#####"),
                paragraph("Друге", mark="#"),
                paragraph("Ні."),
            ]
        )
    )
    pages = Pages(pdf.write(Publication(one, None, _DATED)))
    assert pages.outline() == [(1, "Перше"), (2, "Глибоко"), (1, "Друге"), (1, "Про це видання")]
    assert same(pages.text()).count("Глибоко") == 2, "three headings make a table of contents"


def test_headings_that_one_side_lacks_skip_no_level() -> None:
    marks = ["#", "##", "#", "##"]
    two = made(*numbered([paragraph(f"H{at}", mark=mark) for at, mark in enumerate(marks)]), language="en")
    one = replace(two, language="uk", paragraphs=(*two.paragraphs[:2], two.paragraphs[3]))
    assert Pages(pdf.write_bilingual(Publication(one, two))).count == 1


def test_a_draft_says_so_on_every_page() -> None:
    for language, beside in (("sv", ""), ("sv", "ru")):
        margins = _pages(language, beside).margins()
        assert len(margins) > 10
        assert all(same(words("sv").draft) in same(margin) for margin in margins)


def test_what_may_be_published_says_nothing_of_drafts() -> None:
    pages = Pages(pdf.write(Publication(made(paragraph("Так.")), None, _DATED)))
    assert pages.margins() == ["1"]
    assert "Чернетка" not in pages.text()


def test_lists_go_on_with_the_number_that_they_begin_with() -> None:
    items = [paragraph("Три", mark="3."), paragraph("Чотири", mark="4."), paragraph("Риска", mark="-")]
    one = made(*numbered(items))
    assert "3.Три\n4.Чотири\n–Риска" in Pages(pdf.write(Publication(one))).text().replace(" ", "")
    assert "4.Чотири" in Pages(pdf.write_bilingual(Publication(one, one))).text(right=0.5).replace(" ", "")


def test_notes_stand_at_the_foot_of_their_page_or_at_the_end() -> None:
    long = [paragraph("Ще раз. " * 60) for _ in range(5)]
    one = made(*numbered([paragraph(piece("Так.", "*Справді* так.")), *long]))
    foot = Pages(pdf.write(Publication(one, None, _DATED)))
    where = next(one.page for one in foot.letters if one.text == "С")
    assert where == 0
    end = Pages(pdf.write(Publication(one, None, _DATED, House(notes=NoteStyle.END))))
    assert next(one.page for one in end.letters if one.text == "С") == end.count - 1
    assert "Примітки" in end.text()


def test_a_speaker_stands_before_the_words_or_above_them() -> None:
    one = made(paragraph("Так.", speaker="Мартін"))
    assert "Мартін: Так." in Pages(pdf.write(Publication(one))).text()
    above = Pages(pdf.write(Publication(one, None, Colophon(), House(speakers=SpeakerStyle.ABOVE))))
    assert "Мартін\nТак." in above.text()


@pytest.mark.parametrize(("logo", "kind"), [(_SVG, "image/svg+xml")])
def test_the_houses_logo_is_told_to_who_cannot_see_it(logo: bytes, kind: str) -> None:
    house = House(logo=logo, logo_type=kind)
    told = Pages(pdf.write(Publication(made(paragraph("Так.")), None, COLOPHON, house)))
    assert [
        found["Alt"].decode("utf-16")
        for found in told.objects()
        if "Alt" in found and b"\xfe\xff" in found["Alt"]
    ]
    silent = Pages(pdf.write(Publication(made(paragraph("Так.")), None, Colophon(), house)))
    assert not [found for found in silent.objects() if found.get("S") == "Figure"]


def test_a_logo_that_is_no_picture_is_refused_in_words() -> None:
    house = House(logo=b"no picture", logo_type="image/png")
    with pytest.raises(EditionError, match="logo cannot be read as a picture"):
        pdf.write(Publication(made(paragraph("Так.")), None, Colophon(), house))


def test_letters_that_no_font_has_are_told() -> None:
    with pytest.raises(EditionError, match=r"No font on this machine can set: U\+50000\. Take"):
        pdf.write(Publication(made(paragraph("Так \U00050000."))))  # nothing will ever stand there


def test_a_font_that_is_not_there_is_told() -> None:
    with pytest.raises(EditionError, match="font “Nowhere Serif” is not on this machine"):
        pdf.write(Publication(made(paragraph("Так.")), None, Colophon(), House(text_font="Nowhere Serif")))


def test_the_houses_own_page_is_used_and_reads_no_file_of_the_machine() -> None:
    page = b'#import "shared.typ": *\n#set document(title: data.plain_title)\nOURS #data.plain_title'
    house = House(templates={"edition.typ": page})
    assert (
        "OURS Розмова"
        in Pages(pdf.write(Publication(made(paragraph("Так.")), None, Colophon(), house))).text()
    )
    spy = House(templates={"edition.typ": b'#read("/etc/passwd")'})
    with pytest.raises(EditionError, match="The PDF could not be set: file not found"):
        pdf.write(Publication(made(paragraph("Так.")), None, Colophon(), spy))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("write", [pdf.write, pdf.write_bilingual])
def test_hostile_text_is_text_and_nothing_else(text: str, write: pdf.Write) -> None:
    publication = every_text(text)
    pages = Pages(write(replace(publication, beside=publication.edition)))
    assert pages.addresses() == []
    actions = [
        found
        for found in pages.objects()
        if found.get("S") and str(found["S"]) in {"/'JavaScript'", "/'Launch'"}
    ]
    assert actions == []
    assert not {"OpenAction", "AA", "Names"} & pages.document.catalog.keys()
    column = same(pages.text(right=0.5) if write is pdf.write_bilingual else pages.text())
    # title, speaker, two pieces, two headings, two items, a quotation
    assert column.count(same(line(shown(publication.edition.title)))) >= 9


@given(
    text=st.text(
        st.sampled_from("абвіїґ їЇыåäö #$\\\"'`*_[](){}<>@&%~-=+/:;,.!?«»“”„…—–0189\n\t\x00\u202e"),
        max_size=60,
    )
)
@settings(max_examples=25)
def test_whatever_the_text_the_page_says_the_same(text: str) -> None:
    publication = Publication(made(paragraph("початок", piece(text), piece("кінець"))))
    body = line(printed(publication.edition))
    assert same(body) in same(Pages(pdf.write(publication)).text())


@pytest.mark.parametrize("write", [pdf.write, pdf.write_bilingual])
def test_the_same_publication_gives_the_same_bytes(write: pdf.Write) -> None:
    assert write(interview("uk", "en")) == write(interview("uk", "en"))
