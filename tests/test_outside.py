"""Whatever somebody did to a catalog outside is taken, or kept beside ours; old copies change nothing."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalog import State, Target
from app.outside import Age, Fate, Ours, Step, age, believe, decide

_D, _N, _T, _R = State.DRAFT, State.NEEDS_WORK, State.TRANSLATED, State.REVIEWED


@dataclass(frozen=True)
class _Case:
    says: str
    theirs: Target
    ours: Ours
    fate: Fate
    trusted: State | None = None
    untrusted: State | None = None
    newest: str = ""
    before: str = ""


def _target(text: str, state: State) -> Target:
    if state is State.EMPTY or not text:
        return Target()
    translator = "" if state is _D else "Олена"
    return Target(
        text, state, "google", translator, "Борис" if state is _R else "", "чому?" if state is _N else ""
    )


def _ours(*steps: tuple[str, State], written: int | None = None) -> Ours:
    """Return a unit with a history; its steps were made at the times "1", "2", …"""
    made = tuple(
        Step(number, str(number), _target(text, state)) for number, (text, state) in enumerate(steps, 1)
    )
    return Ours(made[-1].target, len(made), len(made) if written is None else written, made)


_NEW = Ours(Target(), 0, 0)
_LONG, _OTHER = "Я жив у Харкові три роки.", "Ми тоді мешкали зовсім не там."
_CASES = (
    _Case("the same draft", _target("А.", _D), _ours(("А.", _D)), Fate.NOTHING),
    _Case(
        "what the file held, ours is newer",
        _target("А.", _D),
        _ours(("А.", _D), ("Б.", _T), written=1),
        Fate.NOTHING,
    ),
    _Case("the same, approved in Poedit", Target("А.", _R, "google"), _ours(("А.", _D)), Fate.TAKE, _R, _T),
    _Case(
        "a persons text, approved in Poedit",
        Target("А.", _R, "google", "Олена"),
        _ours(("А.", _T)),
        Fate.TAKE,
        _R,
        _T,
    ),
    _Case(
        "approved there, approved here",
        Target("А.", _R, "google", "Олена"),
        _ours(("А.", _T), ("А.", _R), written=1),
        Fate.NOTHING,
    ),
    _Case("an old copy that was reviewed", _target("А.", _R), _ours(("А.", _R), ("А.", _N)), Fate.OLD),
    _Case(
        "approved again after it was sent back",
        Target("А.", _R, "google", "Олена", "", "чому?"),
        _ours(("А.", _R), ("А.", _N)),
        Fate.TAKE,
        _R,
        _T,
    ),
    _Case(
        "a reviewed text marked fuzzy",
        Target("А.", _N, "google", "Олена"),
        _ours(("А.", _R)),
        Fate.TAKE,
        _N,
        _N,
    ),
    _Case(
        "sent back elsewhere, with a reason",
        Target("А.", _N, "google", "Олена", reason="Ні!"),
        _ours(("А.", _T)),
        Fate.TAKE,
        _N,
        _N,
    ),
    _Case(
        "sent back elsewhere, approved here",
        Target("А.", _N, "google", "Олена", reason="Ні!"),
        _ours(("А.", _T), ("А.", _R), written=1),
        Fate.TAKE,
        _N,
        _N,
    ),
    _Case(
        "another reason there",
        Target("А.", _N, "google", "Олена", reason="Ні!"),
        _ours(("А.", _N)),
        Fate.TAKE,
        _N,
        _N,
    ),
    _Case(
        "a draft accepted elsewhere",
        Target("А.", _T, "google", "Ганна"),
        _ours(("А.", _D)),
        Fate.TAKE,
        _T,
        _T,
    ),
    _Case(
        "approved elsewhere",
        Target("А.", _R, "google", "Олена", "Ігор"),
        _ours(("А.", _T)),
        Fate.TAKE,
        _R,
        _T,
    ),
    _Case("a draft there, accepted here", Target("А.", _D, "deepl"), _ours(("А.", _T)), Fate.NOTHING),
    _Case("an old text of ours", _target("Б.", _R), _ours(("Б.", _R), ("А.", _R)), Fate.OLD),
    _Case(
        "an old text put back in a newer file",
        _target("Б.", _R),
        _ours(("Б.", _R), ("А.", _R)),
        Fate.TAKE,
        _R,
        _T,
        newest="3",
    ),
    _Case(
        "the same, changed here since",
        _target("Б.", _R),
        _ours(("Б.", _R), ("В.", _R), ("А.", _R), written=2),
        Fate.OLD,
        newest="4",
    ),
    _Case("from before its first text", Target(), _ours(("А.", _R)), Fate.OLD),
    _Case("cleared in a newer file", Target(), _ours(("А.", _R)), Fate.TAKE, _N, _N, newest="2"),
    _Case(
        "cleared there, changed here",
        Target(),
        _ours(("А.", _R), ("Б.", _R), written=1),
        Fate.OLD,
        newest="3",
    ),
    _Case(
        "a new text, not fuzzy",
        Target("Б.", _R, "google", "Олена", "Борис"),
        _ours(("А.", _R)),
        Fate.TAKE,
        _R,
        _T,
    ),
    _Case("a new text, fuzzy", Target("Б.", _N, "google", "Олена"), _ours(("А.", _R)), Fate.TAKE, _N, _N),
    _Case(
        "a new text from another workbench",
        Target("Б.", _R, "", "Ганна", "Ігор"),
        _ours(("А.", _T)),
        Fate.TAKE,
        _R,
        _T,
    ),
    _Case(
        "a new draft from another workbench", Target("Б.", _D, "deepl"), _ours(("А.", _D)), Fate.TAKE, _D, _D
    ),
    _Case(
        "a new draft where a person translated", Target("Б.", _D, "deepl"), _ours(("А.", _T)), Fate.SUGGEST
    ),
    _Case("changed on both sides", Target("Б.", _R), _ours(("А.", _T), ("В.", _T), written=1), Fate.SUGGEST),
    _Case(
        "an edit of an older text",
        Target(_LONG[:-1] + " тому.", _R, "google", "Олена"),
        _ours((_LONG, _T), (_OTHER, _T)),
        Fate.SUGGEST,
    ),
    _Case(
        "an edit of todays text",
        Target(_OTHER[:-1] + " тому.", _R, "google", "Олена"),
        _ours((_LONG, _T), (_OTHER, _T)),
        Fate.TAKE,
        _R,
        _T,
    ),
    _Case(
        "an edit in a file from before",
        Target("Г.", _R, "google", "Олена"),
        _ours(("А.", _T), ("Б.", _T)),
        Fate.SUGGEST,
        before="2",
    ),
    _Case(
        "an edit of what that file had",
        Target("Г.", _R, "google", "Олена"),
        _ours(("А.", _T)),
        Fate.TAKE,
        _R,
        _T,
        before="2",
    ),
    _Case("a first text, not fuzzy", Target("Б.", _R), _NEW, Fate.TAKE, _R, _T),
    _Case("a first text that says who", Target("Б.", _R, "", "Ганна", "Ігор"), _NEW, Fate.TAKE, _R, _T),
    _Case("a first text that is a draft", Target("Б.", _D, "google"), _NEW, Fate.TAKE, _D, _D),
    _Case("nothing on both sides", Target(), _NEW, Fate.NOTHING),
)


@pytest.mark.parametrize("trust", [True, False])
@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.says)
def test_each_entry_has_its_fate(case: _Case, trust: bool) -> None:
    age = Age(case.newest, case.before)
    decision = decide(case.theirs, case.ours, author="Poedit", trust=trust, age=age)
    state = decision.target.state if decision.target else None
    assert (decision.fate, state) == (case.fate, case.trusted if trust else case.untrusted)
    if decision.target:
        assert decision.target.text == case.theirs.text or not case.theirs.text


def test_who_approved_outside_is_named_and_who_translated_stays() -> None:
    decision = decide(Target("А.", _R, "google", "Олена"), _ours(("А.", _T)), author="Ганна", trust=True)
    assert decision.target == Target("А.", _R, "google", "Олена", "Ганна")


def test_a_text_from_outside_is_its_authors() -> None:
    theirs = Target("Б.", _R, "google", "Олена", "Борис")
    decision = decide(theirs, _ours(("А.", _R)), author="Ганна", trust=False)
    assert decision.target == Target("Б.", _T, "google", "Ганна")


def test_another_workbench_is_believed_in_who_did_what() -> None:
    theirs = Target("Б.", _R, "deepl", "Ганна", "Ігор")
    decision = decide(theirs, _ours(("А.", _T)), author="git", trust=True)
    assert decision.target == theirs


def test_what_the_catalog_says_of_a_lost_store_is_believed_to_the_last_word() -> None:
    for theirs in (
        Target("Б.", _N, "google", "Ганна", reason="чому?", previous_source="Yea."),
        Target("Б.", _R, "", "Ганна", "Ігор"),
    ):
        assert believe(theirs, author="x", trust=False) == theirs
    assert believe(Target("Б.", _R), author="x", trust=False).state is _T


def test_a_file_is_as_old_as_what_it_holds() -> None:
    stays, changed = _ours(("А.", _T)), _ours(("Б.", _D), ("В.", _T), ("Г.", _T))
    twice = _ours(("Е.", _T), ("Є.", _T), ("Е.", _T))
    both = [(stays.target, stays), (twice.target, twice)]
    assert age([*both, (_target("В.", _T), changed)]) == Age(newest="2", before="3")
    assert age([*both, (changed.target, changed)]) == Age(newest="3")
    assert age([(Target("new", _T), changed)]) == Age()
    assert age([(Target(), changed)]) == Age(before="1")


_steps = st.lists(
    st.tuples(st.sampled_from(["А.", "Б.", "В."]), st.sampled_from([_D, _N, _T, _R])), min_size=1, max_size=4
)


@given(
    st.builds(_target, st.sampled_from(["", "А.", "Г.", "Ґ."]), st.sampled_from([_N, _T, _R])),
    _steps,
    st.integers(0, 4),
    st.booleans(),
    st.sampled_from(["", "2", "9"]),
)
def test_no_text_from_outside_is_dropped_and_none_of_ours_overwritten_unseen(
    theirs: Target, history: list[tuple[str, State]], written: int, trust: bool, newest: str
) -> None:
    ours = _ours(*history, written=min(written, len(history)))
    unchanged = ours.version == ours.written
    decision = decide(theirs, ours, author="x", trust=trust, age=Age(newest))
    if theirs.text and theirs.text not in {step.target.text for step in ours.steps}:
        assert decision.fate is (Fate.TAKE if unchanged else Fate.SUGGEST)
    if decision.target is not None:
        assert decision.target.text == (theirs.text or ours.target.text)
        assert unchanged or decision.target.text == ours.target.text
        assert trust or decision.target.state is not _R
