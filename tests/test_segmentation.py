import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import markup
from app.document import Segment
from app.segmentation import split, whole
from tests import interview

_CASES = json.loads((Path(__file__).parent / "data" / "sentences.json").read_text("utf-8"))

_PIECES = st.sampled_from(
    (
        *(
            "Так.",
            "Ні!",
            "what?",
            "Mr.",
            "«Стій",
            "far».",
            "“So",
            "it” goes",
            "...",
            "…",
            "[1]",
            "3.5",
            "т. д.",
        ),
        *(
            "[тут. Ні](https://a.b/c_d)",
            "*сильно. Дуже*",
            "`x. Y`",
            "[^1]",
            "\n",
            "(see",
            "no.)",
            "**",
            "\\*",
        ),
        *("—", "і", "A.", "[a", "b](#)"),
    )
)


@pytest.mark.parametrize(
    ("language", "sentences"), [(code, case) for code, cases in _CASES.items() for case in cases]
)
def test_sentences_are_cut_where_a_reader_would(language: str, sentences: list[str]) -> None:
    assert [segment.text for segment in split(" ".join(sentences), language=language)] == sentences


def test_the_interview_has_the_558_segments_that_were_made_by_hand() -> None:
    paragraphs = interview.turns().paragraphs
    found = [segment.text for one in paragraphs for segment in split(one.block.text, language="en")]
    assert [interview.reading().title, *found] == interview.segments()
    assert len(interview.segments()) == 558


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "See [here. And there](https://a.b/c_d) it is. Yes.",
            ["See [here. And there](https://a.b/c_d) it is.", "Yes."],
        ),
        ("Run `a. B`. Then stop.", ["Run `a. B`.", "Then stop."]),
        ("Det är *så. Verkligen.* Ja.", ["Det är *så. Verkligen.*", "Ja."]),
        ("*Stop.* Then **go**. Now.", ["*Stop.*", "Then **go**.", "Now."]),
        ("A note.[^1] And more.[^2]", ["A note.[^1]", "And more.[^2]"]),
        ('A [link](https://a.b "One. Two") here. Yes.', ['A [link](https://a.b "One. Two") here.', "Yes."]),
        ("2 \\* 3 is six. 4 * 5 is not. Yes.", ["2 \\* 3 is six.", "4 * 5 is not.", "Yes."]),
    ],
)
def test_markup_is_never_cut(text: str, pieces: list[str]) -> None:
    assert [segment.text for segment in split(text, language="en")] == pieces


def test_a_line_that_the_author_ended_is_a_hard_break() -> None:
    text = "These are:\n[1] One. Two.\n[2] Three."
    assert split(text, language="en") == (
        Segment("These are:", hard_break=True),
        Segment("[1] One."),
        Segment("Two.", hard_break=True),
        Segment("[2] Three."),
    )
    assert whole(text) == (
        Segment("These are:", hard_break=True),
        Segment("[1] One. Two.", hard_break=True),
        Segment("[2] Three."),
    )


def test_a_line_end_inside_of_a_link_is_a_blank() -> None:
    assert whole("See [this\nlink](#) now.") == (Segment("See [this link](#) now."),)


def test_nothing_comes_of_nothing() -> None:
    assert split(" \n ", language="uk") == whole("") == ()


def test_a_no_break_space_stays() -> None:
    text = "10\N{NO-BREAK SPACE}000 kronor. Ja."
    assert [segment.text for segment in split(text, language="sv")] == [
        "10\N{NO-BREAK SPACE}000 kronor.",
        "Ja.",
    ]


def test_a_language_without_blanks_is_cut_after_its_full_stop() -> None:
    assert [segment.text for segment in split("我来了。他走了。", language="zh-Hans")] == [
        "我来了。",
        "他走了。",
    ]


@settings(deadline=None, max_examples=150)
@given(st.lists(_PIECES, max_size=14).map(" ".join), st.sampled_from(["en", "uk", "ru", "sv", "fi"]))
def test_nothing_but_white_space_is_lost_and_the_markup_means_the_same(text: str, language: str) -> None:
    for found in (split(text, language=language), whole(text)):
        joined = "".join(one.text + ("\n" if one.hard_break else " ") for one in found)
        assert "".join(joined.split()) == "".join(text.split())
        assert _meaning(joined) == _meaning(text)
        assert all(one.text == one.text.strip() and one.text and "\n" not in one.text for one in found)


def _meaning(text: str) -> list[tuple[str, str, str]]:
    nodes = markup.walk(markup.parse(" ".join(text.split())))
    return [
        (node.kind.value, node.text.strip(), node.href) for node in nodes if node.text.strip() or node.href
    ]


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=80), st.sampled_from(["en", "uk", "ja"]))
def test_any_text_can_be_cut(text: str, language: str) -> None:
    found = split(text, language=language)
    assert "".join("".join(one.text.split()) for one in found) == "".join(text.split())
