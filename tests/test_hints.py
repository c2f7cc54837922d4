import pytest

from app.document import Block
from app.hints import first_words
from app.turns import find


def _hints(*texts: str) -> list[str]:
    return [
        str(one) for one in find([Block(text, line=number) for number, text in enumerate(texts, 1)]).hints
    ]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("Martin: So?", "Olena: Yes.", "Martin: And?", "Olena: No.", "Olexna: Ah."), "It resembles “Olena”"),
        (
            ("Martin: So?", "Olena: Yes.", "Martin: And?", "Olena: No. Martin: Why?"),
            "“Martin: Why?”: does a new turn",
        ),
        (
            ("Martin: So?", "Olena: Yes.", "Olena: And?", "Martin: No.", "Olena: A."),
            "two turns in a row are by Olena",
        ),
        (
            ("Martin: So?", "Olena: Yes.", "Martin: And?", "Olena No, I am."),
            "no colon (“Olena No, I am.”)",
        ),
        (("Martin:", "Olena: Yes.", "Martin: So?"), "the turn by Martin is empty"),
        (("Martin: So?", "Olena: Yes.", "Martin:"), "ends with a label of Martin"),
        (("[00:10] Anna: Så?", "[00:20] Bo: Ja.", "[00:30] Anna: Jaha."), "left out: 3"),
        (("— Так?", "— Ні.", "— Чому?", "— Бо."), "4 paragraphs open with a dash"),
        (("**Чому?**", "Бо.", "**І що?**", "Ні."), "2 headings or bold paragraphs are questions"),
        (("Martin: So?", "Olena: Yes.", "Guix: no.", "So.", "So.", "Martin: A.", "Olena: B."), "“Guix:”"),
    ],
)
def test_what_is_doubtful_is_said(texts: tuple[str, ...], said: str) -> None:
    found = _hints(*texts)
    assert [said in one for one in found] == [True]


def test_a_plain_talk_gives_no_hints() -> None:
    assert _hints("Martin: So?", "Olena: Yes.", "And no.", "Martin: And?", "Olena: Well.") == []


def test_first_words_are_what_a_reader_sees() -> None:
    assert first_words("*Так*, [це](#) він.") == "Так, це він."
    assert first_words("one two three four", 2) == "one two …"
