import re

import pytest

from app.document import Block
from app.repair import repair
from tests import interview


def _blocks(*texts: str) -> list[Block]:
    return [Block(text, line=2 * number + 1) for number, text in enumerate(texts)]


def _texts(*texts: str) -> list[str]:
    return [block.text for block in repair(_blocks(*texts)).blocks]


def test_the_interview_has_its_ten_joins_and_no_other() -> None:
    found = [(join.tail, join.head) for join in interview.repaired().joins]
    wanted = interview.joins()
    assert len(found) == len(wanted) == 10
    for (tail, head), gold in zip(found, wanted, strict=True):
        assert _common(tail, gold["tail"], at_end=True)
        assert _common(head, gold["head"], at_end=False)


def test_the_six_page_ends_that_cannot_be_decided_are_listed_and_kept() -> None:
    suspects = interview.repaired().suspects
    wanted = interview.structure()["suspected_page_breaks"]
    assert len(suspects) == len(wanted) == 6
    for suspect, gold in zip(suspects, wanted, strict=True):
        assert suspect.tail.endswith(gold["tail"])
        assert suspect.head.startswith(gold["head"])


def test_joining_loses_nothing_but_white_space() -> None:
    before = "".join(block.text for block in interview.reading().blocks)
    after = "".join(block.text for block in interview.repaired().blocks)
    assert re.sub(r"\s", "", before) == re.sub(r"\s", "", after)
    assert len(interview.reading().blocks) - len(interview.repaired().blocks) == 10


def _common(one: str, two: str, *, at_end: bool) -> bool:
    shorter, longer = sorted((one, two), key=len)
    return longer.endswith(shorter) if at_end else longer.startswith(shorter)


_JOINED = [
    ("We had gone to the", "Donetsk region.", "a word that leans on the next"),
    ("It was good, bad,", "Ugly and new.", "a comma"),
    ("These are the three: one;", "two and three.", "a semicolon before a small letter"),
    ("They said “we will", "NATO” and left.", "an open quotation"),
    ("People (from the", "NGCA) came.", "an open bracket"),
    ("It brings memories of [Žižek](#a)", "[In Ljubljana](#a) and more.", "a link cut in two"),
    ("Вони пішли", "додому вчора.", "a small letter"),
    ("Martin: We were", "at home.", "after a label"),
]


@pytest.mark.parametrize(("left", "right", "why"), _JOINED)
def test_a_paragraph_cut_in_two_is_made_one(left: str, right: str, why: str) -> None:
    frame = ("The first paragraph is whole.", "The last paragraph is whole. Martin: no.")
    assert _texts(frame[0], left, right, frame[1]) == [frame[0], f"{left} {right}", frame[1]], why


@pytest.mark.parametrize(
    ("language", "left", "right"),
    [
        ("uk", "Ми поїхали до Львова і", "Харкова на зиму."),
        ("ru", "Мы поехали в", "Харьков на зиму."),
        ("sv", "Vi åkte till Malmö och", "Lund i går."),
        ("de-AT", "Wir fuhren nach Lwiw und", "Charkiw."),
    ],
)
def test_the_words_that_lean_on_the_next_are_those_of_the_language(
    language: str, left: str, right: str
) -> None:
    assert len(repair(_blocks(left, right), language=language).blocks) == 1
    assert len(repair(_blocks(left, right), language="fi").blocks) == 2
    assert len(repair(_blocks(left, right, left, right)).joins) == 2, (
        "the language is guessed where nobody names it"
    )


_KEPT = [
    ("It ended.", "then it began.", "a sentence ends"),
    ("It ended!”", "NATO came.", "a sentence ends in a quotation"),
    ("Where we come from", "NATO is old.", "a heading"),
    ("Introduction", "The war began.", "a heading"),
    ("These are the reasons:", "NATO is one.", "a colon before a capital"),
    ("We had gone to the", "[1] region.", "a list mark"),
    ("We had gone to the", "12", "the number of a page"),
    ("We sold many", "iPhone cases.", "a name that begins small"),
]


@pytest.mark.parametrize(("left", "right", "why"), _KEPT)
def test_what_may_be_two_paragraphs_stays_two(left: str, right: str, why: str) -> None:
    frame = ("The first paragraph is whole.", "The last paragraph is whole.")
    assert _texts(frame[0], left, right, frame[1]) == [frame[0], left, right, frame[1]], why


def test_a_label_is_never_joined_to_what_stands_before_it() -> None:
    texts = ("Martin: Why did you go to the", "Oleksandr: I did not.", "Martin: And then", "Oleksandr: Well.")
    assert _texts(*texts) == list(texts)


def test_a_label_that_stands_alone_is_no_half_sentence() -> None:
    texts = ("Martin:", "why did you go?", "Olena:", "I did not.", "Martin:", "No?", "Olena:", "Yes.")
    assert _texts(*texts) == list(texts)


def test_headings_and_lists_are_left_alone() -> None:
    blocks = [Block("We went to the", "##"), Block("region of", ""), Block("one,", "-"), Block("two", "-")]
    assert repair(blocks).blocks == tuple(blocks)


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("The exam-", "ple is good.", "The example is good."),
        ("The well-", "known man and the well-known woman.", "The well-known man and the well-known woman."),
        ("Це була пере-", "мога.", "Це була перемога."),
        ("The sof\N{SOFT HYPHEN}", "ter one.", "The softer one."),
    ],
)
def test_a_divided_word_is_put_together(left: str, right: str, whole: str) -> None:
    assert _texts("A paragraph.", left, right) == ["A paragraph.", whole]


def test_a_paragraph_over_three_pages_is_one() -> None:
    assert _texts("A paragraph.", "We went to", "the place that", "we all know.") == [
        "A paragraph.",
        "We went to the place that we all know.",
    ]


def test_where_nobody_writes_capitals_a_small_letter_says_nothing() -> None:
    texts = ("so we went home", "then we slept", "then it rained", "and that was it")
    assert _texts(*texts) == list(texts)


def test_weak_signs_are_listed_and_nothing_is_joined() -> None:
    texts = (
        "They were trying to understand how it came that all of this had happened to Russia and",
        "37",
        "Ukraine in the spring.",
        "The recognition of the republics was demanded by the government of the city of Donetsk",
        "People said so.",
        "It rained.",
        "then it stopped.",
    )
    found = repair(_blocks(*texts))
    assert [block.text for block in found.blocks] == list(texts)
    assert [suspect.head.split()[0] for suspect in found.suspects] == ["37", "People", "then"]
    assert "page number" in str(found.suspects[0].reason)
    assert found.suspects[1].line == 9
