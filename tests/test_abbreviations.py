import pytest

from app.abbreviations import ends, holds


@pytest.mark.parametrize(
    ("left", "right", "language", "held"),
    [
        ("Vi läste t. ex.", "Marx", "sv", True),
        ("Це т. зв.", "«ДНР»", "uk", True),
        ("Пан І. Я.", "Франко", "uk", True),
        ("George W.", "Bush", "en", True),
        ("J.", "Rowling", "en", True),
        ("см. стр.", "5", "ru", True),
        ("is no.", "5", "en", True),
        ("is no.", "Five", "en", False),
        ("vitamin c.", "It", "en", False),
        ("You and I.", "Then", "en", False),
        ("Він пішов.", "Франко", "uk", False),
        ("Ні!", "Франко", "uk", False),
    ],
)
def test_a_full_stop_that_ends_no_sentence_is_known(left: str, right: str, language: str, held: bool) -> None:
    assert holds(left, right, language) is held


@pytest.mark.parametrize(
    ("text", "language", "begins"),
    [
        ("яблоки и т. д. Потом", "ru", ["Потом"]),
        ("в 2014 г. Потом", "ru", ["Потом"]),
        ("в 2014 г. Путин подписал", "ru", []),
        ("и т. д. потом", "ru", []),
        ("in the U.S. They left", "en", ["They left"]),
        ("in the U.S. Army", "en", []),
        ("och så vidare, osv. Sen", "sv", ["Sen"]),
        ("You and I. Then", "en", ["Then"]),
    ],
)
def test_an_abbreviation_may_end_a_sentence(text: str, language: str, begins: list[str]) -> None:
    assert [text[at:] for at in ends(text, language)] == begins
