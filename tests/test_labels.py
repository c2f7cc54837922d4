import pytest

from app.labels import Labels, read


@pytest.mark.parametrize(
    ("text", "label", "name", "rest"),
    [
        ("Martin: So?", "Martin:", "Martin", "So?"),
        ("**Martin:** So?", "Martin:", "Martin", "So?"),
        ("**Martin**: So?", "Martin:", "Martin", "So?"),
        ("**Martin: So? Well?**", "Martin:", "Martin", "**So? Well?**"),
        ("Martin\tSo?", "Martin", "Martin", "So?"),
        ("MARTIN OLSSON: So?", "MARTIN OLSSON:", "MARTIN OLSSON", "So?"),
        ("AJ: So?", "AJ:", "AJ", "So?"),
        ("Т.Х.: Так?", "Т.Х.:", "Т.Х.", "Так?"),
        ("Q: So?", "Q:", "Q", "So?"),
        ("Q12: So?", "Q12:", "Q12", "So?"),
        ("Alice Jones (AJ): So?", "Alice Jones (AJ):", "Alice Jones", "So?"),
        ("Anna Berg, ordförande: Ja.", "Anna Berg, ordförande:", "Anna Berg", "Ja."),
        ("[00:01:23] Олена: Так.", "Олена:", "Олена", "Так."),
        ("Martin: 00:00:20", "Martin:", "Martin", ""),
        ("Martin 00:20\nSo?", "Martin", "Martin", "So?"),
        ("Speaker 1: So?", "Speaker 1:", "Speaker 1", "So?"),
        ("SPEAKER_00: So?", "SPEAKER_00:", "SPEAKER_00", "So?"),
        ("<v Martin Olsson>So?</v>", "Martin Olsson", "Martin Olsson", "So?"),
        ("Jean-Luc d’Arc : Oui.", "Jean-Luc d’Arc:", "Jean-Luc d’Arc", "Oui."),
        ("Anna och Bo: Ja.", "Anna och Bo:", "Anna och Bo", "Ja."),
        ("记者：你好", "记者：", "记者", "你好"),
    ],
)
def test_every_known_form_of_a_label_is_read(text: str, label: str, name: str, rest: str) -> None:
    found = read(text)
    assert found is not None
    assert (found.label, found.name, found.rest) == (label, name, rest)


@pytest.mark.parametrize(
    "text",
    [
        "So, the question is: why?",
        "Martin, one more thing: why?",
        "The main problem is: money.",
        "These are: one and two.",
        "https://example.org",
        "Note: this is no label.",
        "Фото: Олена",
        "Especially workers: people who come.",
        "12:30 we left.",
        "Ми кажемо: ні.",
        "“Martin: so?”",
        "**Everything is bold.** Martin: no.",
    ],
)
def test_what_has_no_form_of_a_label_is_text(text: str) -> None:
    assert read(text) is None


_TALK = ("Martin: So?", "Olena: Yes.", "Martin: And?", "Olena: No.", "It rained.", "It stopped.")


@pytest.mark.parametrize(
    ("more", "key"),
    [
        (("Q: Why?", "A: Because."), "q"),
        (("Interviewer: Why?",), "interviewer"),
        (("Alice Jones (AJ): Why?",), "alice jones"),
        (("Alice Jones (AJ): Why?", "AJ: Well."), "aj"),
        (("Alice Jones: Why?", "Alice Jones: Well.", "Jones: No."), "jones"),
        (("**Alice:** Why?", "**Alice:** Well.", "**Bo:** No."), "bo"),
    ],
)
def test_a_label_is_taken_where_the_text_shows_that_it_is_one(more: tuple[str, ...], key: str) -> None:
    assert key in Labels((*_TALK, *more)).taken


@pytest.mark.parametrize("line", ["Guix: a system.", "A: one of them.", "**Background:** a war.", "WAR: no."])
def test_a_word_with_a_colon_that_stands_once_is_text(line: str) -> None:
    assert Labels((*_TALK, line)).taken == {"martin", "olena"}


def test_a_word_that_stands_twice_in_an_essay_is_text() -> None:
    essay = [
        "Ukraine: a country.",
        "It is big.",
        "It is old.",
        "It is far.",
        "Ukraine: a war.",
        "It is long.",
    ]
    assert Labels(essay).taken == set()


def test_a_short_talk_needs_no_repetition() -> None:
    assert Labels(["Martin: So?", "Olena: Yes.", "And no."]).taken == {"martin", "olena"}


def test_a_full_stop_is_taken_for_a_colon_after_a_known_name_only() -> None:
    labels = Labels(_TALK)
    found = labels.stopped("Olena. Oh, yes.")
    assert found is not None
    assert (found.label, found.rest) == ("Olena.", "Oh, yes.")
    assert labels.stopped("Maybe. Oh, yes.") is None
    assert labels.stopped("Olena.") is None
