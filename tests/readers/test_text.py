import pytest

from app import markup
from app.document import Block
from app.readers import Reading, read
from app.readers.text import escaped
from app.repair import repair


def _read(text: str) -> Reading:
    return read("talk.txt", text.encode())


def _texts(text: str) -> list[str]:
    return [block.text for block in _read(text).blocks]


def test_hard_wrapped_paragraphs_are_put_together() -> None:
    text = (
        "A talk\n\nMartin: I want to ask about what topics come up\n"
        "when you talk to people in Ukraine? What are you\n"
        "talking about?\n\nOlena: Now it is probably changing but initially\n"
        "the focus was on checking if everyone was\n"
        "all right.\n"
    )
    reading = _read(text)
    assert [block.text for block in reading.blocks] == [
        "Martin: I want to ask about what topics come up when you talk to people in Ukraine? "
        "What are you talking about?",
        "Olena: Now it is probably changing but initially the focus was on checking if everyone "
        "was all right.",
    ]
    assert ["Lines that a width of" in str(remark) for remark in reading.remarks] == [True]
    assert [block.line for block in reading.blocks] == [3, 7]


def test_a_wrapped_file_without_blank_lines_ends_a_paragraph_with_a_short_line() -> None:
    text = (
        "The title of it\nThis is a hard wrapped text without any blank\n"
        "lines between its paragraphs, as some mailers\n"
        "make them.\nThe second paragraph begins here and it goes on\nover the line, until it ends.\n"
    )
    reading = _read(text)
    assert reading.title == "The title of it"
    assert [block.text[:20] for block in reading.blocks] == ["This is a hard wrapp", "The second paragraph"]


def test_indents_open_paragraphs() -> None:
    text = (
        "   It was a bright cold day in April, and\nthe clocks were striking thirteen, all of\n"
        "them at once.\n"
        "   Winston Smith, his chin nuzzled into his\nbreast in an effort to escape the wind,\nslipped in.\n"
    )
    assert [text[:7] for text in _texts(text)] == ["It was ", "Winston"]


def test_one_paragraph_a_line_needs_no_blank_lines() -> None:
    lines = [
        "First paragraph is long enough to be one, is it not, and it is.",
        "So is this.",
        "Third one. Yes.",
    ]
    assert _texts("\n".join(lines)) == lines


def test_turns_on_lines_of_their_own_are_blocks_even_where_lines_are_wrapped() -> None:
    text = (
        "Q: Where do you come from, and\nwhy did you leave it all so\nsoon?\n"
        "A: From Donetsk. It was not\neasy.\nQ: And now?\nA: Malmö."
    )
    assert _texts(text) == [
        "Q: Where do you come from, and why did you leave it all so soon?",
        "A: From Donetsk. It was not easy.",
        "Q: And now?",
        "A: Malmö.",
    ]


def test_a_list_keeps_its_lines() -> None:
    lead = (
        "A paragraph that is so long that its file is surely not wrapped at any width that a "
        "person would choose. " * 2
    )
    assert _texts(f"{lead}\n\nThese are:\n[1] One.\n[2] Two.\n\nEnd.")[1] == "These are:\n[1] One.\n[2] Two."


def test_a_table_of_fields_keeps_its_lines() -> None:
    text = "Place: the town of Malmö in Sweden\nDate: the middle of March in 2022\n\nIt was cold."
    assert _texts(text)[0].count("\n") == 1


def test_a_list_that_markdown_has_a_mark_for_becomes_items() -> None:
    reading = _read("We want:\n\n- peace\n- bread\n\n1. One.\n2. Two.\n\n3) Three.\n\n1991 was. It ended.")
    assert [(block.mark, block.text) for block in reading.blocks] == [
        ("", "We want:"), ("-", "peace"), ("-", "bread"), ("1.", "One."), ("2.", "Two."), ("3)", "Three."),
        ("", "1991 was. It ended."),
    ]  # fmt: skip
    assert [block.line for block in reading.blocks] == [1, 3, 4, 6, 7, 9, 11]


def test_a_dash_at_which_a_line_was_wrapped_is_no_list_mark() -> None:
    text = (
        "We were protesting against all of it and it was\n"
        "– as far as I know – the largest campaign of all\nthat were held."
    )
    assert len(_texts(text)) == 1
    assert "\n" not in _texts(text)[0]


def test_the_replies_of_a_dialogue_are_blocks() -> None:
    assert _texts("– Привіт! Як справи?\n– Добре.\n– А далі?\n\nКінець був тут.") == [
        "– Привіт! Як справи?", "– Добре.", "– А далі?", "Кінець був тут.",
    ]  # fmt: skip


def test_a_word_divided_at_the_end_of_a_line_is_put_together_and_reported() -> None:
    reading = _read(
        "We were very much en-\ngaged, and it was well-\nknown that a well-known\nman came.\n\nEnd."
    )
    assert (
        reading.blocks[0].text
        == "We were very much engaged, and it was well-known that a well-known man came."
    )
    assert any("engaged, well-known" in str(remark) for remark in reading.remarks)


def test_the_number_of_a_page_is_not_taken_out() -> None:
    text = "We all know it.\n\nIt was said that they went to\n\n12\n\nthe region of the mines and back."
    found = repair(_read(text).blocks)
    assert [block.text for block in found.blocks] == text.split("\n\n")
    assert "“12” is probably a page number" in str(found.suspects[0].reason)


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Interview with Oleksandr", "Interview with Oleksandr"),
        ("Розмова *про* майбутнє", "Розмова \\*про\\* майбутнє"),
        ("It is a sentence.", None),
        ("What is to be done?", None),
        ("Martin: Hello", None),
        ("A " + "very " * 30 + "long line", None),
        ("- item", None),
        ("12", None),
    ],
)
def test_the_first_line_is_the_title_where_it_looks_like_one(first: str, title: str | None) -> None:
    reading = _read(f"{first}\n\nMartin: So?\n\nOlena: Yes.\n\nMartin: No.")
    assert reading.title == title
    assert len(reading.blocks) == (3 if title else 4)


def test_a_single_line_is_no_title() -> None:
    assert _read("Interview with Oleksandr").title is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2*3*4 and _so_ and `x`", "2*3*4 and _so_ and `x`"),
        ("See [Žižek](https://a.b/c_(d)_e) now", "See Žižek now"),
        ("*see [this](#) now*", "*see this now*"),
        ("**Martin:** *So*?", "Martin: *So*?"),
        ("[32] and [a b] and [x](y z)", "[32] and [a b] and [x](y z)"),
        ("a\\*b &amp; c", "a\\*b &amp; c"),
        ("[bad](javascript:x) and ![alt](b.png)", "[bad](javascript:x) and !alt"),
    ],
)
def test_a_plain_text_shows_as_it_is_but_for_links_and_bold_labels(text: str, shown: str) -> None:
    assert markup.plain(escaped(text)) == shown


def test_no_more_is_escaped_than_needed() -> None:
    assert escaped("[1] 5 * 3, it's_so & “no”") == "[1] 5 * 3, it's_so & “no”"
    assert _read("First.\n\nSecond [here](#).").blocks[1] == Block("Second [here](#).", line=3)
