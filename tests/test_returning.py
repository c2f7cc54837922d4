import pytest

from app.catalog import State, Target
from app.returning import Base, Fate, Theirs, decide, seen, writable

_EMPTY = Target()
_DRAFT = Target("Привіт", State.DRAFT, "google")
_DONE = Target("Вітаю", State.TRANSLATED, "google", "Олена")
_GOOD = Target("Вітаю", State.REVIEWED, "google", "Олена", "Борис")
_DOUBT = Target("Вітаю", State.NEEDS_WORK, "google", "Олена", reason="tone")
_NEWER = Target("Доброго дня", State.TRANSLATED, "", "Ірина")
_ODD = Target("a\x01", State.TRANSLATED)
_T, _R, _N = State.TRANSLATED, State.REVIEWED, State.NEEDS_WORK

# base, the file's text and claim, ours now; fate, and of what is saved: text, state, translator, reviewer
_CASES = [
    ("nothing touched", _DONE, "Вітаю", _T, _DONE, Fate.UNCHANGED, None),
    ("only ours changed", _DONE, "Вітаю", _T, _NEWER, Fate.UNCHANGED, None),
    ("only ours was approved", _DONE, "Вітаю", _T, _GOOD, Fate.UNCHANGED, None),
    ("only blanks at the edges differ", _DONE, " Вітаю\n", _T, _DONE, Fate.UNCHANGED, None),
    ("an empty one is filled", _EMPTY, "Вітаю", None, _EMPTY, Fate.TAKEN, ("Вітаю", _T, "Анна", "")),
    ("an empty one stays empty", _EMPTY, "", None, _EMPTY, Fate.UNCHANGED, None),
    ("a draft is edited", _DRAFT, "Вітаю", State.DRAFT, _DRAFT, Fate.TAKEN, ("Вітаю", _T, "Анна", "")),
    ("a draft is accepted", _DRAFT, "Привіт", _T, _DRAFT, Fate.TAKEN, ("Привіт", _T, "Анна", "")),
    ("a draft is left", _DRAFT, "Привіт", State.DRAFT, _DRAFT, Fate.UNCHANGED, None),
    ("a draft is taken away", _DRAFT, "", None, _DRAFT, Fate.UNCHANGED, None),
    ("the text is edited", _DONE, "Здрастуй", _T, _DONE, Fate.TAKEN, ("Здрастуй", _T, "Анна", "")),
    ("the text is gone", _DONE, "", _T, _DONE, Fate.LEFT, None),
    ("a reviewed text is edited", _GOOD, "Здрастуй", _R, _GOOD, Fate.TAKEN, ("Здрастуй", _T, "Анна", "")),
    ("a doubted text is edited", _DOUBT, "Здрастуй", _N, _DOUBT, Fate.TAKEN, ("Здрастуй", _T, "Анна", "")),
    ("edited, and doubted", _DONE, "Здрастуй", _N, _DONE, Fate.TAKEN, ("Здрастуй", _N, "Анна", "")),
    ("edited, and final", _DRAFT, "Здрастуй", _R, _DRAFT, Fate.TAKEN, ("Здрастуй", _R, "Анна", "Ян")),
    ("approved as it is", _DONE, "Вітаю", _R, _DONE, Fate.TAKEN, ("Вітаю", _R, "Олена", "Ян")),
    ("a draft approved as it is", _DRAFT, "Привіт", _R, _DRAFT, Fate.TAKEN, ("Привіт", _R, "Анна", "Ян")),
    ("approved on both sides", _DONE, "Вітаю", _R, _GOOD, Fate.UNCHANGED, None),
    ("doubted as it is", _GOOD, "Вітаю", _N, _GOOD, Fate.TAKEN, ("Вітаю", _N, "Олена", "")),
    ("doubted there, approved here", _DONE, "Вітаю", _N, _GOOD, Fate.LEFT, None),
    ("doubted there, rewritten here", _DONE, "Вітаю", _N, _NEWER, Fate.UNCHANGED, None),
    ("a doubt is settled", _DOUBT, "Вітаю", _T, _DOUBT, Fate.TAKEN, ("Вітаю", _T, "Анна", "")),
    ("accepted there, doubted here", _DONE, "Вітаю", _R, _DOUBT, Fate.UNCHANGED, None),
    ("changed on both sides", _DONE, "Здрастуй", _T, _NEWER, Fate.BESIDE, None),
    ("changed there, approved here", _DONE, "Здрастуй", _T, _GOOD, Fate.BESIDE, None),
    ("changed on both sides alike", _DONE, "Доброго дня", _T, _NEWER, Fate.UNCHANGED, None),
    ("changed back to an older text", _DONE, "Привіт", _T, _DONE, Fate.TAKEN, ("Привіт", _T, "Анна", "")),
    ("a control character makes no change", _ODD, "a␁", _T, _ODD, Fate.UNCHANGED, None),
    ("nothing that can be kept", _DRAFT, "\x80\u2028", None, _DRAFT, Fate.UNCHANGED, None),
    # files that have lost what they were made from
    ("no base: new", None, "Вітаю", None, _EMPTY, Fate.TAKEN, ("Вітаю", _T, "Анна", "")),
    ("no base: a draft edited", None, "Вітаю", None, _DRAFT, Fate.TAKEN, ("Вітаю", _T, "Анна", "")),
    ("no base: the same", None, "Вітаю", None, _DONE, Fate.UNCHANGED, None),
    ("no base: an old text of ours", None, "Привіт", None, _DONE, Fate.UNCHANGED, None),
    ("no base: another than ours", None, "Здрастуй", None, _DONE, Fate.BESIDE, None),
    ("no base: approved", None, "Вітаю", _R, _DONE, Fate.TAKEN, ("Вітаю", _R, "Олена", "Ян")),
    ("no base: gone", None, "", None, _DONE, Fate.UNCHANGED, None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("base", "text", "claim", "ours", "fate", "saved"),
    [case[1:] for case in _CASES],
    ids=[case[0] for case in _CASES],
)
def test_a_unit_that_comes_back(
    base: Target | None,
    text: str,
    claim: State | None,
    ours: Target,
    fate: Fate,
    saved: tuple[str, State, str, str] | None,
) -> None:
    theirs = Theirs(text, claim, Base.of(base) if base else None, "Анна", "Ян")
    decision = decide(theirs, ours, earlier=frozenset({"Привіт"}), trust=True, alone=False)
    assert decision.fate is fate
    target = decision.target
    assert (target and (target.text, target.state, target.translator, target.reviewer)) == saved
    assert (decision.why is not None) == (fate is Fate.LEFT)


def test_a_project_that_trusts_no_file_takes_final_texts_as_translated() -> None:
    theirs = Theirs("Здрастуй", _R, Base.of(_DRAFT), "Анна", "Ян")
    decision = decide(theirs, _DRAFT, trust=False, alone=True)
    assert decision.target == Target("Здрастуй", _T, "google", "Анна")
    judged = decide(Theirs("Вітаю", _R, Base.of(_DONE), "Анна"), _DONE, trust=False, alone=True)
    assert judged.fate is Fate.UNCHANGED


@pytest.mark.parametrize(("alone", "state"), [(True, _R), (False, _T)])
def test_a_translator_approves_their_own_text_only_where_the_project_allows_it(
    alone: bool, state: State
) -> None:
    decision = decide(Theirs("Здрастуй", _R, Base.of(_DRAFT), "Анна"), _DRAFT, trust=True, alone=alone)
    assert decision.target is not None
    assert decision.target.state is state


def test_a_base_is_known_from_its_token_and_nothing_else_is_one() -> None:
    assert all(
        Base.parse(str(Base.of(one))) == Base.of(one) for one in (_EMPTY, _DRAFT, _DONE, _GOOD, _DOUBT)
    )
    assert [Base.parse(token) for token in ("", "x" + "0" * 12, "t123", "t" + "0" * 13)] == [None] * 4


def test_what_no_file_can_hold_has_a_picture_in_its_place() -> None:
    assert writable("\x00\x1f\x7f\ud800\uffff\t\n") == "␀␟␡��\t\n"
    assert seen("\n а\tб\u2028в ") == "а б в"
