from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks import CHECKS, Finding, Severity, run

LANGUAGES = ("uk", "sv", "ru", "en", "fr", "he", "pt-BR")
_TEXT = st.text(
    st.sampled_from("аїєТabÅ 12.,:;!?…«»„“”\"'’()[]*_`\\#<>-–—\n\t\N{NO-BREAK SPACE}́"), max_size=40
)


@pytest.mark.parametrize("target", ["", " ", "\N{NO-BREAK SPACE}"])
def test_nothing_is_said_of_what_is_not_translated_yet(target: str) -> None:
    assert run("In 2014?", target, source_language="en", language="uk") == ()


def test_a_good_translation_is_left_alone() -> None:
    source = 'They say: "We met [Martin](#) in 2014, at 5:30."'
    assert (
        run(
            source,
            "Кажуть: «Ми зустріли [Мартіна](#) 2014 року о 5:30».",
            source_language="en",
            language="uk",
        )
        == ()
    )


def test_the_gravest_stands_first() -> None:
    found = run("[Yes](#) in 2014.", "Так  у 2014.", source_language="en", language="uk")
    assert [one.severity for one in found] == [Severity.ERROR, Severity.WARNING]


@given(source=_TEXT, target=_TEXT, language=st.sampled_from(LANGUAGES))
def test_every_finding_names_its_check_and_lies_in_the_target(
    source: str, target: str, language: str
) -> None:
    for one in run(source, target, source_language="en", language=language):
        assert one.check in CHECKS
        assert str(one.message)
        assert (one.start is None) == (one.end is None)
        if one.start is not None and one.end is not None:
            assert 0 <= one.start < one.end <= len(target)


@given(text=_TEXT)
def test_markup_and_marks_that_are_the_same_are_kept(text: str) -> None:
    names = ("markup_kept", "numbers", "final_mark", "doubled")
    found: list[Finding] = []
    for name in names:
        one: Iterator[Finding] = CHECKS[name](text, text, source_language="en", language="sv")
        found.extend(one)
    assert found == []


@pytest.mark.parametrize(
    "piece", ["1", "`", "[", "[a](", "*a ", "«", " ", "a@", "the ", "1,", "двадцять ", "<a"]
)
def test_a_paste_that_repeats_one_thing_is_answered_too(piece: str) -> None:
    long = piece * (4500 // len(piece))
    for one in run(f"Yes, {long}", f"{long} Так", source_language="en", language="uk"):
        assert one.check in CHECKS
