import pytest

from app.document import Block, Speaker
from app.errors import DocumentError
from app.turns import Turns, find
from tests import interview


def _find(*texts: str, **aliases: str) -> Turns:
    return find([Block(text, line=number) for number, text in enumerate(texts, 1)], aliases=aliases)


def _said(turns: Turns) -> list[tuple[str | None, str]]:
    return [(one.speaker, one.block.text) for one in turns.paragraphs]


def test_the_interview_has_its_82_turns_with_the_right_speakers() -> None:
    gold = [
        (turn["speaker"] if at == 0 else None, text)
        for turn in interview.structure()["turns"]
        for at, text in enumerate(turn["paragraphs"])
    ]
    before = [(None, text) for text in interview.structure()["standfirst"]]
    assert _said(interview.turns()) == before + gold
    assert sum(one.speaker is not None for one in interview.turns().paragraphs) == 82
    assert 1 + len(interview.turns().paragraphs) == 162, "the title is a paragraph of its own"


def test_the_interview_s_labels_are_listed_with_their_counts() -> None:
    labels = interview.turns().labels
    assert [(one.label, one.count, one.speaker) for one in labels] == [
        ("Martin:", 41, "Martin"),
        ("Oleksandr:", 35, "Oleksandr"),
        ("Alexander:", 5, "Oleksandr"),
        ("Oleksandr.", 1, "Oleksandr"),
    ]
    assert labels[2].first_words == "It wasn't a coup; it was …"
    assert interview.turns().speakers == (Speaker("Martin"), Speaker("Oleksandr", ("Alexander",)))


def test_alexander_is_nobody_s_alias_until_a_person_says_so() -> None:
    found = find(interview.repaired().blocks)
    assert [speaker.name for speaker in found.speakers] == ["Martin", "Oleksandr", "Alexander"]
    hint = next(str(one) for one in found.hints if "never follow" in str(one))
    assert "“Oleksandr” and “Alexander”" in hint
    assert "only “Oleksandr” is named before the first turn" in hint
    assert not any("never follow" in str(one) for one in interview.turns().hints)


def test_nothing_is_lost_but_labels() -> None:
    before = "".join(block.text for block in interview.repaired().blocks)
    after = "".join(one.block.text for one in interview.turns().paragraphs)
    labels = sum(len(one.label) * one.count for one in interview.turns().labels)
    assert len("".join(before.split())) == len("".join(after.split())) + labels


def test_an_essay_has_no_turns() -> None:
    essay = ("Guix: a system.", "It is new. It is free.", "It runs.", "I like it: really.")
    found = _find(*essay)
    assert _said(found) == [(None, text) for text in essay]
    assert (found.speakers, found.labels) == ((), ())


def test_a_label_alone_belongs_to_the_paragraph_after_it() -> None:
    found = _find("Martin:", "So?", "Well?", "Olena:", "Yes.", "Martin:", "And?")
    assert _said(found) == [("Martin", "So?"), (None, "Well?"), ("Olena", "Yes."), ("Martin", "And?")]


def test_a_label_on_a_later_line_opens_a_turn() -> None:
    found = _find("Martin: So?\nOlena: Yes.\nAnd no.\nMartin: Ah.", "Olena: Yes.")
    assert _said(found) == [
        ("Martin", "So?"),
        ("Olena", "Yes.\nAnd no."),
        ("Martin", "Ah."),
        ("Olena", "Yes."),
    ]
    assert [one.block.line for one in found.paragraphs] == [1, 2, 4, 2]


def test_the_text_s_own_definitions_are_followed() -> None:
    found = _find("Alice Jones (AJ): So?", "Bo Ek (BE): Yes.", "AJ: And?", "BE: No.", "A.J.: Ah.")
    assert [one.speaker for one in found.paragraphs] == [
        "Alice Jones",
        "Bo Ek",
        "Alice Jones",
        "Bo Ek",
        "Alice Jones",
    ]
    assert found.speakers == (Speaker("Alice Jones", ("AJ",)), Speaker("Bo Ek", ("BE",)))


def test_initials_may_be_defined_before_the_first_turn() -> None:
    found = _find("Розмову веде Тарас Хмара (ТХ).", "Т.Х.: Так?", "Олена: Ні.", "Т.Х.: Чому?", "Олена: Бо.")
    assert [speaker.name for speaker in found.speakers] == ["Тарас Хмара", "Олена"]


def test_alike_names_are_two_people() -> None:
    found = _find(
        "Mat Ryer: So?", "Matt Toback: Yes.", "Mat Ryer: And?", "Matt Toback: No.", "Mat: Ah.", "Matt: Oh."
    )
    assert [speaker.name for speaker in found.speakers] == ["Mat Ryer", "Matt Toback", "Mat", "Matt"]
    assert sum("may stand for" in str(one) for one in found.hints) == 2


def test_a_declared_alias_may_rename_and_may_name_what_was_no_label() -> None:
    found = _find("Q: So?", "A: Yes.", "Q: And?", "Guix: No.", Q="Martin", Guix="Guix")
    assert _said(found) == [("Martin", "So?"), ("A", "Yes."), ("Martin", "And?"), ("Guix", "No.")]
    assert found.speakers[0] == Speaker("Martin", ("Q",))


def test_an_alias_of_an_alias_is_followed() -> None:
    found = _find("A: One.", "B: Two.", "C: Three.", "A: One.", "B: Two.", "C: Three.", A="B", B="C")
    assert [speaker.name for speaker in found.speakers] == ["C"]


def test_an_alias_that_labels_nothing_is_refused_with_the_labels_there_are() -> None:
    with pytest.raises(DocumentError, match=r"“Alex”.*“Martin”, “Olena”"):
        _find("Martin: So?", "Olena: Yes.", "Martin: And?", Alex="Martin")


def test_aliases_in_a_circle_are_refused() -> None:
    with pytest.raises(DocumentError, match="circle"):
        _find("Martin: So?", "Olena: Yes.", "Martin: And?", Martin="Olena", Olena="Martin")


def test_a_full_stop_for_a_colon_opens_a_turn_after_another_speaker_and_is_reported() -> None:
    found = _find("Martin: So?", "Olena: Yes.", "Martin: And?", "Olena. Oh, no.", "Olena. A good name.")
    assert [one.speaker for one in found.paragraphs] == ["Martin", "Olena", "Martin", "Olena", None]
    assert found.paragraphs[4].block.text == "Olena. A good name."
    assert any("“Olena.”" in str(one) and "Line 4" in str(one) for one in found.hints)


def test_a_heading_is_no_turn_and_stays() -> None:
    blocks = [Block("Martin: a life", "#"), Block("Martin: So?"), Block("Olena: Yes."), Block("Martin: Ah.")]
    found = find(blocks)
    assert [(one.block.mark, one.speaker) for one in found.paragraphs] == [
        ("#", None), ("", "Martin"), ("", "Olena"), ("", "Martin"),
    ]  # fmt: skip
