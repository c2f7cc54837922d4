import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.draft import Protected, batches, needs_engine, protect, restore
from app.errors import Message

PROTECTED = [
    ("Партія [Боротьба](https://example.org/a) тут.", "Партія [X1X]Боротьба[X2X] тут."),
    ('[Žižek](#) [на мосту](# "title")', "[X1X]Žižek[X2X] [X3X]на мосту[X4X]"),
    ("Див. https://example.org/шлях?a=1, і www.example.org.", "Див. [X1X], і [X2X]."),
    ("Пишіть на redaktion@example.org!", "Пишіть на [X1X]!"),
    ("Канал t.me/ruch тут", "Канал [X1X] тут"),
    ("[1] Stop, [2] go.", "[X1X] Stop, [X2X] go."),
    ("He said[^1] so.", "He said[X1X] so."),
    ("Run `make *all*` now.", "Run [X1X] now."),
    ("2\\*3 &amp; 4", "2[X1X]3 [X2X] 4"),
    ("The token [X3X] itself", "The token [X1X] itself"),
    ("[1](#)", "[X1X]"),
    ("[the protests] stay, *so* do these", "[the protests] stay, *so* do these"),
    ("one\ntwo\r\nthree\N{LINE SEPARATOR}four", "one two three four"),
]


@pytest.mark.parametrize(("text", "sent"), PROTECTED)
def test_what_must_not_be_translated_is_sent_as_tokens(text: str, sent: str) -> None:
    assert protect(text).text == sent


@pytest.mark.parametrize("text", [text for text, _ in PROTECTED if "\n" not in text])
def test_an_untouched_answer_gives_the_text_again(text: str) -> None:
    protected = protect(text)
    assert restore(protected.text, protected) == text


@given(st.text(alphabet="aї1 []()#*`\\X.^&;/:@h", max_size=40))
def test_every_text_survives_the_way_there_and_back(text: str) -> None:
    protected = protect(text)
    assert restore(protected.text, protected) == text


@pytest.mark.parametrize(
    ("source", "answer", "restored"),
    [
        ("Go to [the bridge](#) now", "Іди на [X1X] міст [X2X] зараз", "Іди на [міст](#) зараз"),
        ("Go to [the bridge](#) now", "Іди на[X1X]міст[X2X]зараз", "Іди на [міст](#) зараз"),
        ("Go to [the bridge](#).", "Іди на [x1x]міст[x2x] .", "Іди на [міст](#)."),
        ("Go to [the bridge](#)", "Іди на [ Х1Х ]міст[х 2 х]", "Іди на [міст](#)"),
        ("He said[^1] so", "Так він сказав [X1X]", "Так він сказав[^1]"),
        ("[1] Stop", "[X1X]Стоп", "[1] Стоп"),
        ("[one](#) and [two](#)", "[X3X]два[X4X] і [X1X]один[X2X]", "[два](#) і [один](#)"),
    ],
)
def test_what_engines_do_to_tokens_is_mended(source: str, answer: str, restored: str) -> None:
    assert restore(answer, protect(source)) == restored


@pytest.mark.parametrize(
    ("source", "answer", "why"),
    [
        ("[1] Stop", "Стоп", "The engine lost “[1]”."),
        ("[a bridge](#)", "[X1X]міст", "The engine lost “[…](…)”."),
        ("[1] Stop", "[X1X] [X1X] Стоп", "The engine doubled “[1]”."),
        (
            "Stop",
            "[X1X] Стоп",
            "The engine put in a mark for a link or a note that the source does not have.",
        ),
        (
            "[1] Stop",
            "[X1X] [X7X] Стоп",
            "The engine put in a mark for a link or a note that the source does not have.",
        ),
        ("[1] Stop", "(X1X) Стоп", "The engine broke a mark that stands for a link, a note or an address."),
        ("[1] Stop", "[X1 Стоп", "The engine broke a mark that stands for a link, a note or an address."),
        ("a [bridge](#)", "[X2X]міст[X1X]", "The engine put the two ends of a link in the wrong order."),
        ("a [bridge](#)", "міст [X1X][X2X]", "The engine took the words out of a link."),
        (
            "[a](#) [b](#)",
            "[X1X]а[X3X]б[X2X]в[X4X]",
            "The engine put the two ends of a link in the wrong order.",
        ),
    ],
)
def test_a_token_lost_doubled_or_broken_is_refused(source: str, answer: str, why: str) -> None:
    assert restore(answer, protect(source)) == Message(why) or str(restore(answer, protect(source))) == why


def test_a_sum_in_the_text_is_no_broken_token() -> None:
    assert restore("Сума 3 x 3 x 3", protect("The sum 3 x 3 x 3")) == "Сума 3 x 3 x 3"


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("Yeah.", True),
        ("Ага", True),
        ("[міст](#)", True),
        ("…", False),
        ("* * *", False),
        ("1994–2004", False),
        ("[3]", False),
        ("https://example.org/page", False),
        ("redaktion@example.org", False),
        ("", False),
    ],
)
def test_an_engine_is_asked_for_letters_only(text: str, needed: bool) -> None:
    assert needs_engine(text) is needed


@pytest.mark.parametrize(
    ("lengths", "grouped"),
    [
        ([], ()),
        ([5, 5, 5], ((0, 1, 2),)),
        ([6, 6, 6], ((0, 1), (2,))),
        ([3, 40, 3], ((0,), (1,), (2,))),
        ([1] * 5, ((0, 1, 2, 3), (4,))),
    ],
)
def test_batches_keep_the_order_and_both_limits(
    lengths: list[int], grouped: tuple[tuple[int, ...], ...]
) -> None:
    assert batches(["x" * length for length in lengths], max_characters=17, max_segments=4) == grouped


@given(st.lists(st.text(max_size=20)), st.integers(1, 30), st.integers(1, 5))
def test_every_text_is_in_one_batch(texts: list[str], characters: int, segments: int) -> None:
    groups = batches(texts, max_characters=characters, max_segments=segments)
    assert [index for group in groups for index in group] == list(range(len(texts)))
    for group in groups:
        assert len(group) <= segments
        assert len(group) == 1 or len("\n".join(texts[index] for index in group)) <= characters


def test_a_text_without_tokens_is_itself() -> None:
    assert protect("Так.") == Protected("Так.", ())


_PIECES = st.sampled_from(
    [
        "[Žižek](https://e.org/a)",
        "[2]",
        "`x`",
        "[^1]",
        "a@b.org",
        "www.e.org",
        "міст",
        "and",
        "3 x 3",
        "*so*",
        "—",
    ]
)
_HARM = st.sampled_from(["drop", "double", "swap", "blank", "break", "small", "glue", "number", "keep"])


def _harmed(text: str, harm: str, at: int) -> str:
    """Do to one token of a text what engines do to them."""
    tokens = list(re.finditer(r"\[X\d+X\]", text))
    if not tokens:
        return text
    one = tokens[at % len(tokens)]
    other = {
        "drop": "",
        "double": one[0] * 2,
        "blank": f" {one[0][0]} {one[0][1:-1]} {one[0][-1]} ",
        "break": one[0][1:],
        "small": one[0].lower(),
        "glue": f"x{one[0]}x",
        "number": "[X77X]",
        "keep": one[0],
    }.get(harm, "")
    harmed = text[: one.start()] + other + text[one.end() :]
    return harmed + one[0] if harm == "swap" else harmed


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, min_size=1, max_size=6), st.lists(st.tuples(_HARM, st.integers(0, 9)), max_size=4))
def test_every_token_comes_back_exactly_once_or_the_answer_is_refused(
    pieces: list[str], harms: list[tuple[str, int]]
) -> None:
    protected = protect(" ".join(pieces))
    answer = protected.text
    for harm, at in harms:
        answer = _harmed(answer, harm, at)
    restored = restore(answer, protected)
    if isinstance(restored, Message):
        assert harms
    else:
        # What was protected stands in the draft as often as in the source, no token among it.
        for token in set(protected.tokens) - {"["}:
            assert restored.count(token) == " ".join(pieces).count(token)
        assert sorted(protect(restored).tokens) == sorted(protected.tokens)
