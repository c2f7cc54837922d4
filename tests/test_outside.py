"""Whatever somebody did to a catalog outside is taken, or kept beside ours; old copies change nothing."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalog import State, Target
from app.outside import Decision, Fate, Ours, decide

_D, _N, _T, _R = State.DRAFT, State.NEEDS_WORK, State.TRANSLATED, State.REVIEWED


@dataclass(frozen=True)
class _Case:
    says: str
    theirs: Target
    ours: Ours
    fate: Fate
    trusted: State | None = None
    untrusted: State | None = None


def _ours(
    text: str, state: State, *, version: int = 1, written: int = 1, earlier: tuple[tuple[str, str], ...] = ()
) -> Ours:
    target = Target(text, state, "google", "" if state is _D else "Олена", "Борис" if state is _R else "")
    return Ours(target, version, written, frozenset({(text, state.value), *earlier}) if text else frozenset())


_NEW = Ours(Target(), 0, 0)
_CASES = (
    _Case("the same draft", Target("А.", _D, "google"), _ours("А.", _D), Fate.NOTHING),
    _Case("the same, approved in Poedit", Target("А.", _R), _ours("А.", _D), Fate.TAKE, _R, _T),
    _Case("a persons text, approved in Poedit", Target("А.", _R), _ours("А.", _T), Fate.TAKE, _R, _T),
    _Case("approved there, changed here", Target("А.", _R), _ours("А.", _T, version=3), Fate.NOTHING),
    _Case(
        "an old copy that was reviewed",
        Target("А.", _R),
        _ours("А.", _N, earlier=(("А.", "reviewed"),)),
        Fate.NOTHING,
    ),
    _Case(
        "an old text of ours", Target("Б.", _R), _ours("А.", _R, earlier=(("Б.", "reviewed"),)), Fate.NOTHING
    ),
    _Case("emptied outside", Target(), _ours("А.", _R), Fate.NOTHING),
    _Case("a new text, not fuzzy", Target("Б.", _R), _ours("А.", _R), Fate.TAKE, _R, _T),
    _Case("a new text, fuzzy", Target("Б.", _N), _ours("А.", _R), Fate.TAKE, _N, _N),
    _Case("changed on both sides", Target("Б.", _R), _ours("А.", _T, version=3), Fate.SUGGEST),
    _Case("a first text, not fuzzy", Target("Б.", _R), _NEW, Fate.TAKE, _R, _T),
    _Case("a first text that says who", Target("Б.", _R, "", "Ганна", "Ігор"), _NEW, Fate.TAKE, _R, _R),
    _Case("a first text that is a draft", Target("Б.", _D, "google"), _NEW, Fate.TAKE, _D, _D),
    _Case("nothing on both sides", Target(), _NEW, Fate.NOTHING),
)


@pytest.mark.parametrize("trust", [True, False])
@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.says)
def test_each_entry_has_its_fate(case: _Case, trust: bool) -> None:
    decision = decide(case.theirs, case.ours, author="Poedit", trust=trust)
    state = decision.target.state if decision.target else None
    assert (decision.fate, state) == (case.fate, case.trusted if trust else case.untrusted)
    if decision.target:
        assert decision.target.text == case.theirs.text


def test_who_approved_outside_is_named_and_who_translated_stays() -> None:
    decision = decide(Target("А.", _R), _ours("А.", _T), author="Ганна", trust=True)
    assert decision.target == Target("А.", _R, "google", "Олена", "Ганна")


def test_a_text_from_outside_is_its_authors() -> None:
    decision = decide(Target("Б.", _R), _ours("А.", _R), author="Ганна", trust=False)
    assert decision.target == Target("Б.", _T, "google", "Ганна")


def test_what_the_catalog_says_of_a_lost_store_is_believed_to_the_last_word() -> None:
    theirs = Target("Б.", _N, "google", "Ганна", reason="чому?", previous_source="Yea.")
    assert decide(theirs, _NEW, author="x", trust=False) == Decision(Fate.TAKE, theirs)


_targets = st.builds(Target, st.sampled_from(["", "А.", "Б.", "В."]), st.sampled_from([_D, _N, _T, _R]))


@given(_targets, _targets, st.integers(0, 3), st.integers(0, 3), st.booleans())
def test_no_text_from_outside_is_dropped_and_none_of_ours_overwritten_unseen(
    theirs: Target, mine: Target, version: int, written: int, trust: bool
) -> None:
    ours = Ours(mine, version, written, frozenset({("В.", "draft")}))
    decision = decide(theirs, ours, author="x", trust=trust)
    if theirs.text not in {"", mine.text, "В."}:
        assert decision.fate is (Fate.TAKE if version == written else Fate.SUGGEST)
    if version != written:
        assert decision.target is None
    if decision.target is not None:
        assert decision.target.text == theirs.text
