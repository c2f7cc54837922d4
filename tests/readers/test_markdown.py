import pytest

from app import markup
from app.readers import Reading, read


def _read(text: str) -> Reading:
    return read("talk.md", text.encode())


def _blocks(text: str) -> list[tuple[str, str]]:
    return [(block.mark, block.text) for block in _read(text).blocks]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("One\ntwo.\n\nThree.", [("", "One two."), ("", "Three.")]),
        ("Intro.\n\n## Del *två* ##\nText.", [("", "Intro."), ("##", "Del *två*"), ("", "Text.")]),
        ("Intro.\n\nUnder\n-----\n\nText.", [("", "Intro."), ("##", "Under"), ("", "Text.")]),
        ("- a\n  b\n* c\n+ d", [("-", "a b"), ("-", "c"), ("-", "d")]),
        ("Intro:\n1. a\n2. b", [("", "Intro:"), ("1.", "a"), ("2.", "b")]),
        ("It was in\n1991. Then it ended.", [("", "It was in 1991. Then it ended.")]),
        ("> a\n> b\n>\n> c", [(">", "a b"), (">", "c")]),
        ("One  \ntwo\\\nthree\nfour.", [("", "One\ntwo\nthree four.")]),
        ("These are:\n[1] One.\n[2] Two.", [("", "These are:\n[1] One.\n[2] Two.")]),
        ("a\n\n---\n\nb.", [("", "a"), ("", "---"), ("", "b.")]),
        ("#notaheading it is.", [("", "#notaheading it is.")]),
    ],
)
def test_what_markdown_has_a_mark_for_becomes_a_block(text: str, blocks: list[tuple[str, str]]) -> None:
    assert _blocks(f"First sentence.\n\n{text}")[1:] == blocks


def test_the_first_heading_is_the_title() -> None:
    reading = _read("Before.\n\n# The *title*\n\nText.\n\n# Another")
    assert reading.title == "The *title*"
    assert [block.text for block in reading.blocks] == ["Before.", "Text.", "Another"]
    assert _read("Title\n=====\n\nText.").title == "Title"
    assert _read("## Only this\n\nText.").title == "Only this"


def test_without_a_heading_a_short_first_line_is_the_title() -> None:
    assert _read("Just a line\n\nText.").title == "Just a line"
    assert _read("A sentence.\n\nText.").title is None


def test_front_matter_gives_title_and_language_and_the_rest_is_reported() -> None:
    reading = _read('---\ntitle: "A talk: one"\nlanguage: sv\nauthor: Olena\n---\n\n# A talk: one\n\nText.')
    assert (reading.title, reading.language) == ("A talk: one", "sv")
    assert [block.text for block in reading.blocks] == ["Text."]
    assert ["author: Olena" in str(remark) for remark in reading.remarks] == [True]
    assert reading.blocks[0].line == 9


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert _blocks("---\n\nIt is so.\n\n---\n\nEnd.") == [
        ("", "---"),
        ("", "It is so."),
        ("", "---"),
        ("", "End."),
    ]


@pytest.mark.parametrize(
    ("text", "kept", "said"),
    [
        ("| a | b |\n|---|---|\n| *1* | 2 |", "| a | b | |---|---| | *1* | 2 |", "Tables"),
        ("```py\nx = *y*\n\nz\n```", "```py x = *y* z ```", "Code blocks"),
        ("See ![a cat](cat.png).", "See !a cat.", "Images"),
        ("See <b>this</b>.", "See <b>this</b>.", "HTML"),
        ("<!-- a note -->", "<!-- a note -->", "HTML"),
        ("[^1]: A note.", ": A note.", "footnotes"),
        ("[a]: https://a.b", "[a]: https://a.b", "Definitions of links"),
        ("- a\n  - b", "a", "Lists inside of lists"),
        ("> > a", "a", "Quotations inside of quotations"),
    ],
)
def test_what_is_not_understood_is_kept_as_text_and_reported(text: str, kept: str, said: str) -> None:
    reading = _read(f"First sentence.\n\n{text}\n\nEnd.")
    assert " ".join(markup.plain(reading.blocks[1].text).split()) == kept
    assert [said in str(remark) for remark in reading.remarks] == [True]
    assert "line 3" in str(reading.remarks[0]) or "line 4" in str(reading.remarks[0])
    assert reading.blocks[-1].text == "End."


def test_a_label_opens_a_block_without_a_blank_line() -> None:
    text = "**Anna:** Hej?\n**Bo:** Ja,\nhej.\n**Anna:** Bra."
    assert [block.text for block in _read(text).blocks] == [
        "**Anna:** Hej?",
        "**Bo:** Ja, hej.",
        "**Anna:** Bra.",
    ]
