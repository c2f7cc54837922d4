import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import review
from app.catalog import State, Target, same_person
from app.errors import ReviewError

_DRAFT = Target("Так.", State.DRAFT, "google")
_DONE = Target("Так.", State.TRANSLATED, "google", "Олена")
_REVIEWED = Target("Так.", State.REVIEWED, "google", "Олена", "Борис")
_BACK = Target("Так.", State.NEEDS_WORK, "google", "Олена", reason="чому?", previous_source="Yea.")
_ALL = (Target(), _DRAFT, _BACK, _DONE, _REVIEWED)

# -- saving ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", _ALL, ids=lambda target: target.state)
def test_a_persons_text_is_translated_and_awaits_review_whatever_stood_there(target: Target) -> None:
    done = review.save(target, "Авжеж.", person="Ганна")
    assert done == Target("Авжеж.", State.TRANSLATED, target.origin, "Ганна")


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\t", "\N{NO-BREAK SPACE}", "\0\x07", "\u2028", "\u200b \ufeff"]
)
@pytest.mark.parametrize("target", _ALL, ids=lambda target: target.state)
def test_an_empty_box_is_refused_in_words(target: Target, text: str) -> None:
    with pytest.raises(ReviewError, match="empty text is not saved"):
        review.save(target, text, person="Олена")


@pytest.mark.parametrize("target", [_DONE, _REVIEWED], ids=lambda target: target.state)
def test_saving_the_text_that_stands_there_changes_nothing_not_even_its_reviewer(target: Target) -> None:
    assert review.save(target, " Так. ", person="Ганна") == target


@pytest.mark.parametrize("target", [_DRAFT, _BACK], ids=lambda target: target.state)
def test_saving_a_draft_or_a_doubted_text_as_it_is_makes_it_the_persons(target: Target) -> None:
    assert review.save(target, "Так.", person="Ганна").translator == "Ганна"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("one\ntwo", "one two"),
        ("one\r\ntwo\rthree", "one two three"),
        ("one\n\n\ntwo", "one two"),
        ("one\ttwo", "one two"),
        ("nul\0 and bell\x07", "nul and bell"),
        ("half\ud800pair", "halfpair"),
        ("два  пробіли", "два  пробіли"),
        ("\N{ZERO WIDTH NON-JOINER}می‌خواهم 👩‍👩‍👧", "\N{ZERO WIDTH NON-JOINER}می‌خواهم 👩‍👩‍👧"),
        ("U+2028\u2028here", "U+2028 here"),
    ],
)
def test_a_text_is_one_line_that_every_file_and_database_can_keep(text: str, kept: str) -> None:
    assert review.save(Target(), text, person="Олена").text == kept
    draft = review.draft(Target(), text, origin="google")
    assert draft is not None
    assert draft.text == kept


@given(st.text())
def test_what_was_saved_once_is_saved_the_same_again(text: str) -> None:
    draft = review.draft(Target(), text, origin="google")
    if draft is not None:
        draft.text.encode()
        assert review.draft(Target(), draft.text, origin="google") == draft


def test_accepting_takes_the_draft_as_ones_own_and_keeps_where_it_came_from() -> None:
    assert review.accept(_DRAFT, person="Ганна") == Target("Так.", State.TRANSLATED, "google", "Ганна")


def test_there_is_nothing_to_accept_in_an_empty_unit() -> None:
    with pytest.raises(ReviewError, match="no draft"):
        review.accept(Target(), person="Ганна")


# -- reviewing ---------------------------------------------------------------------------------------------


def test_a_second_person_approves() -> None:
    assert review.approve(_DONE, person="Борис", alone=False) == _REVIEWED


@pytest.mark.parametrize(
    "name", ["Олена", "олена", " ОЛЕНА ", "Оле\N{ZERO WIDTH SPACE}на", "Олена\N{NO-BREAK SPACE}"]
)
def test_nobody_approves_the_own_text_where_two_are_asked_for(name: str) -> None:
    with pytest.raises(ReviewError, match="another person must review"):
        review.approve(_DONE, person=name, alone=False)


def test_alone_is_allowed_where_the_project_says_so_and_can_be_seen() -> None:
    approved = review.approve(_DONE, person="олена", alone=True)
    assert approved.alone
    assert not _REVIEWED.alone


@pytest.mark.parametrize("target", [Target(), _DRAFT, _BACK, _REVIEWED], ids=lambda target: target.state)
@pytest.mark.parametrize("alone", [True, False])
def test_only_what_a_person_translated_can_be_approved(target: Target, alone: bool) -> None:
    with pytest.raises(ReviewError):
        review.approve(target, person="Борис", alone=alone)


@pytest.mark.parametrize("target", [_DONE, _REVIEWED, _BACK], ids=lambda target: target.state)
def test_sending_back_keeps_the_text_and_says_why(target: Target) -> None:
    back = review.send_back(target, person="Борис", reason=" надто\nвільно ")
    assert (back.text, back.state, back.reason, back.reviewer) == (
        "Так.",
        State.NEEDS_WORK,
        "надто вільно",
        "",
    )
    assert back.translator == "Олена"


def test_a_reason_is_kept_to_its_last_word_or_refused() -> None:
    reason = "слово " * 333
    assert review.send_back(_DONE, person="Борис", reason=reason).reason == reason.strip()
    with pytest.raises(ReviewError, match="2000"):
        review.send_back(_DONE, person="Борис", reason=reason * 2)


@pytest.mark.parametrize("reason", ["", " \n", "\0"])
def test_sending_back_without_a_reason_is_refused(reason: str) -> None:
    with pytest.raises(ReviewError, match="why"):
        review.send_back(_DONE, person="Борис", reason=reason)


@pytest.mark.parametrize("target", [Target(), _DRAFT], ids=lambda target: target.state)
def test_what_nobody_translated_goes_back_to_nobody(target: Target) -> None:
    with pytest.raises(ReviewError, match="Nobody"):
        review.send_back(target, person="Борис", reason="ні")


# -- machines ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", [_DONE, _REVIEWED, _BACK], ids=lambda target: target.state)
def test_a_machine_never_overwrites_a_persons_text(target: Target) -> None:
    assert review.draft(target, "Авжеж.", origin="google") is None


@pytest.mark.parametrize("target", [Target(), _DRAFT], ids=lambda target: target.state)
def test_a_draft_is_never_more_than_a_draft(target: Target) -> None:
    assert review.draft(target, "Авжеж.", origin="memory") == Target("Авжеж.", State.DRAFT, "memory")


def test_a_draft_without_a_text_is_none() -> None:
    assert review.draft(Target(), " \n", origin="google") is None


# -- a changed source --------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", [_DRAFT, _BACK, _DONE, _REVIEWED], ids=lambda target: target.state)
def test_a_changed_source_keeps_the_text_as_needing_work_with_the_source_that_it_was_made_for(
    target: Target,
) -> None:
    changed = review.source_changed(target, previous_source="Yes!")
    assert (changed.text, changed.state, changed.reviewer) == ("Так.", State.NEEDS_WORK, "")
    assert changed.previous_source == (target.previous_source or "Yes!")
    assert changed.reason


def test_an_empty_unit_stays_empty_when_its_source_changes() -> None:
    assert review.source_changed(Target(), previous_source="Yes!") == Target()


# -- names -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  Олена  Пчілка ", "Олена Пчілка"),
        ("Anna\nLisa", "Anna Lisa"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}Оля", "Оля"),
        ("Оля\0", "Оля"),
    ],
)
def test_a_name_is_one_line_without_invisible_marks(given: str, kept: str) -> None:
    assert review.name(given) == kept


@pytest.mark.parametrize("given", ["", "  ", "\n", "\N{ZERO WIDTH SPACE}", "a" * 81])
def test_a_name_that_is_none_is_refused(given: str) -> None:
    with pytest.raises(ReviewError, match="name"):
        review.name(given)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Оля", "оля", True),
        ("Å", "A\N{COMBINING RING ABOVE}", True),
        ("ﬁn", "fin", True),
        ("Straße", "STRASSE", True),
        ("Оля", "Ольга", False),
    ],
)
def test_case_and_composition_do_not_make_another_person(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same
    done = Target("Так.", State.TRANSLATED, "", one)
    assert review.approve(done, person=other, alone=True).alone is same
