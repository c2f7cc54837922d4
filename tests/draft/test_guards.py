import json
from pathlib import Path

import pytest

from app.draft import judge

_DATA = Path(__file__).parents[1] / "data"
_GOOD: list[dict[str, str]] = json.loads((_DATA / "translations.json").read_text(encoding="utf-8"))
_REFUSED: list[dict[str, str]] = json.loads((_DATA / "answers-refused.json").read_text(encoding="utf-8"))
_FLAGGED = json.loads((_DATA / "answers-flagged.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["uk", "sv", "ru"])
@pytest.mark.parametrize("row", _GOOD, ids=lambda row: row["en"][:30])
def test_what_a_person_translated_is_neither_refused_nor_flagged(row: dict[str, str], language: str) -> None:
    verdict = judge(row["en"], row[language], source_language="en", language=language)
    assert (verdict.refused, verdict.flags) == (None, ())


@pytest.mark.parametrize("case", _REFUSED, ids=lambda case: f"{case['language']}: {case['comment']}")
def test_what_cannot_be_a_translation_is_refused_with_its_reason(case: dict[str, str]) -> None:
    verdict = judge(case["source"], case["answer"], source_language="en", language=case["language"])
    assert str(verdict.refused) == case["refused"]


def test_no_answer_at_all_is_refused() -> None:
    assert judge("Yeah.", None, source_language="en", language="uk").refused


@pytest.mark.parametrize("case", _FLAGGED, ids=lambda case: f"{case['language']}: {case['comment']}")
def test_what_may_be_right_is_offered_with_what_to_look_at(case: dict[str, str]) -> None:
    verdict = judge(case["source"], case["answer"], source_language="en", language=case["language"])
    assert verdict.refused is None
    assert [str(flag) for flag in verdict.flags] == list(case["flags"])


@pytest.mark.parametrize(("language", "other"), [("uk", "ru"), ("ru", "uk"), ("uk", "sv"), ("sv", "uk")])
def test_another_language_is_refused_or_too_short_to_tell(language: str, other: str) -> None:
    passed = [
        row[other]
        for row in _GOOD
        if judge(row["en"], row[other], source_language="en", language=language).refused is None
    ]
    # What is left are names, a sentence about a name in quotes, and single words that both languages have.
    assert all(len(text.split()) == 1 or "«Соціальн" in text for text in passed), passed


def test_a_refusal_never_repeats_the_text() -> None:
    for case in _REFUSED:
        verdict = judge(case["source"], case["answer"], source_language="en", language=case["language"])
        assert "Kharkiv" not in str(verdict.refused)
        assert case["source"] not in str(verdict.refused)


def test_a_language_that_is_short_by_nature_is_not_too_short() -> None:
    source = "When the war broke out, we decided to collect money for the people of the city."
    answer = "战争爆发后我们决定为市民募捐。"
    assert judge(source, answer, source_language="en", language="zh").refused is None


def test_a_language_without_letters_of_its_own_in_our_tables_is_judged_too() -> None:
    source = "When the war broke out, we decided to collect money for people."
    answer = "Gdy wybuchła wojna, postanowiliśmy zbierać pieniądze dla ludzi."
    assert judge(source, answer, source_language="en", language="pl").refused is None
    assert judge(source, answer, source_language="en", language="de").refused is not None


@pytest.mark.parametrize(
    ("language", "source", "answer"),
    [
        ("uk", "The band is called Okean Elzy.", "Гурт зветься Okean Elzy."),
        ("sv", "It is a Microsoft Cabinet archive.", "Det är ett Microsoft Cabinet-arkiv."),
        ("ru", "We met at the Global Justice Now office.", "Мы встретились в офисе Global Justice Now."),
        ("uk", "No.", "Ні."),
        ("uk", "Icon View Model", "Модель Icon View"),
    ],
)
def test_names_that_stay_as_they_are_are_no_other_language(language: str, source: str, answer: str) -> None:
    assert judge(source, answer, source_language="en", language=language).refused is None
