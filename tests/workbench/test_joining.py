"""A translator may join a segment to the one before in one language, and part them; nothing else changes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app import edition
from app.catalog import Cause, State, Target
from app.edition import EditionParagraph
from app.errors import ReviewError
from app.storage import folder
from app.storage.rows import Conflict
from app.workbench import catalogs, editing, joining, status, stores
from app.workbench.editing import Done
from app.workbench.project import Project
from tests import small

_A, _L = "I am a nurse.", "I live in Lviv."
_BOTH = "Я медсестра, живу у Львові."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with small.synced(tmp_path / "talks") as project:
        yield project


def _target(project: Project, source: str) -> Target:
    return small.unit(project, source).unit.target


def _po(project: Project) -> str:
    return small.catalog_file(project.folder.root).read_text(encoding="utf-8")


def _join(project: Project, source: str = _L, *, person: str = "Олена") -> Done:
    done = joining.join(project, small.where(project, source), person=person)
    assert isinstance(done, Done)
    return done


def _paragraph(project: Project) -> EditionParagraph:
    document = folder.document(project.folder, small.NAME)
    made = edition.make(document, catalogs.catalog(project, small.NAME, "uk"), allow_unreviewed=True)
    return made.paragraphs[2]


def test_a_joined_text_lives_in_the_one_before_and_the_po_says_so(project: Project) -> None:
    small.saved(project, _A, "Я медсестра.")
    small.saved(project, _L, "Я живу у Львові.")
    done = _join(project)
    (before,) = done.also
    assert before.unit.target.text == "Я медсестра. Я живу у Львові."
    assert done.stored.unit.target == Target(" ", State.TRANSLATED, translator="Олена")
    assert "joined to the segment before\n#. Olena, turn 2\n" in _po(project)
    assert 'msgid "I live in Lviv."\nmsgstr " "' in _po(project)
    small.gettext("msgfmt", "--check", "-o", "/dev/null", content=_po(project).encode())
    assert [piece.text for piece in _paragraph(project).pieces] == ["Я медсестра. Я живу у Львові."]
    assert _target(project, "Who are you?") == Target()
    assert small.unit(project, _L, "sv").unit.target == Target()
    assert list(stores.check(project)) == []


def test_approving_the_text_approves_what_is_joined_to_it(project: Project) -> None:
    small.saved(project, _A, "Я медсестра.")
    _join(project)
    small.saved(project, _A, _BOTH)
    editing.approve(project, small.where(project, _A), person="Борис")
    assert _target(project, _L).state is State.REVIEWED
    assert [one for one in status.findings(project, small.NAME, "uk") if one.unit.source in {_A, _L}] == []


def test_parting_gives_both_their_texts_back_where_nobody_went_on(project: Project) -> None:
    small.saved(project, _A, "Я медсестра.")
    small.saved(project, _L, "Я живу у Львові.")
    _join(project)
    done = joining.part(project, small.where(project, _L), person="Ігор")
    assert isinstance(done, Done)
    assert (_target(project, _A).text, _target(project, _L).text) == ("Я медсестра.", "Я живу у Львові.")
    assert _target(project, _L).translator == "Олена"


def test_parting_leaves_a_text_alone_that_somebody_went_on_with(project: Project) -> None:
    small.saved(project, _A, "Я медсестра.")
    _join(project)
    small.saved(project, _A, _BOTH)
    joining.part(project, small.where(project, _L), person="Ігор")
    assert (_target(project, _A).text, _target(project, _L)) == (_BOTH, Target())


def test_several_are_joined_to_one_text(project: Project) -> None:
    for source, text in (
        ("We have 12 beds in the *old* house.", "12 ліжок."),
        ("Thank you for coming.", "Дякую."),
    ):
        small.saved(project, source, text)
    small.saved(project, "Yeah.", "Так.", nth=1)
    _join(project, "We have 12 beds in the *old* house.")
    _join(project, "Thank you for coming.")
    assert small.unit(project, "Yeah.", nth=1).unit.target.text == "Так. 12 ліжок. Дякую."


_ROW = (
    ("Yeah.", "Так."),
    ("We have 12 beds in the *old* house.", "12 ліжок."),
    ("Thank you for coming.", "Дякую."),
)


def _row(project: Project) -> list[str]:
    """Return the texts of three segments that stand in one paragraph; what is joined is told by a sign."""
    found = [small.unit(project, source, nth=source == "Yeah.").unit.target for source, _ in _ROW]
    return ["⤴" if one.joined else one.text for one in found]


def _fill(project: Project) -> None:
    for source, text in _ROW:
        small.saved(project, source, text, nth=source == "Yeah.")


def test_parting_one_between_two_loses_and_doubles_no_word(project: Project) -> None:
    _fill(project)
    _join(project, _ROW[1][0])
    _join(project, _ROW[2][0])
    done = joining.part(project, small.where(project, _ROW[1][0]), person="Ігор")
    assert isinstance(done, Done)
    assert _row(project) == ["Так.", "12 ліжок.", "Дякую."]
    assert len(done.also) == 2, "the one before, and the one behind"


def test_parting_the_last_leaves_the_one_between_where_it_is(project: Project) -> None:
    _fill(project)
    _join(project, _ROW[1][0])
    _join(project, _ROW[2][0])
    joining.part(project, small.where(project, _ROW[2][0]), person="Ігор")
    assert _row(project) == ["Так. 12 ліжок.", "⤴", "Дякую."]
    joining.part(project, small.where(project, _ROW[1][0]), person="Ігор")
    assert _row(project) == ["Так.", "12 ліжок.", "Дякую."]


def test_what_was_joined_to_the_one_between_first_stays_with_it(project: Project) -> None:
    _fill(project)
    _join(project, _ROW[2][0])
    assert _row(project) == ["Так.", "12 ліжок. Дякую.", "⤴"]
    _join(project, _ROW[1][0])
    assert _row(project) == ["Так. 12 ліжок. Дякую.", "⤴", "⤴"]
    joining.part(project, small.where(project, _ROW[1][0]), person="Ігор")
    assert _row(project) == ["Так.", "12 ліжок. Дякую.", "⤴"]


def test_what_somebody_went_on_with_is_kept_and_what_was_joined_after_it_is_parted_from_it(
    project: Project,
) -> None:
    _fill(project)
    _join(project, _ROW[1][0])
    small.saved(project, "Yeah.", "Так, 12 ліжок.", nth=1)
    _join(project, _ROW[2][0])
    joining.part(project, small.where(project, _ROW[2][0]), person="Ігор")
    assert _row(project) == ["Так, 12 ліжок.", "⤴", "Дякую."]


def test_parting_an_approved_text_gives_both_back_to_be_reviewed(project: Project) -> None:
    _fill(project)
    _join(project, _ROW[1][0])
    editing.approve(project, small.where(project, "Yeah.", nth=1), person="Борис")
    joining.part(project, small.where(project, _ROW[1][0]), person="Ігор")
    assert _row(project) == ["Так.", "12 ліжок.", "Дякую."]
    assert small.unit(project, "Yeah.", nth=1).unit.target.state is State.TRANSLATED


def test_without_a_history_what_was_joined_behind_is_parted_too(project: Project) -> None:
    _fill(project)
    _join(project, _ROW[1][0])
    _join(project, _ROW[2][0])
    root = project.folder.root
    project.store.close()
    small.lose_store(root)
    with small.synced(root) as again:
        joining.part(again, small.where(again, _ROW[1][0]), person="Ігор")
        assert _row(again) == ["Так. 12 ліжок. Дякую.", "", ""]


def _revise(project: Project, before: str, after: str) -> None:
    """Edit the source file as a text editor does."""
    path = project.folder.root / "source" / f"{small.NAME}.md"
    path.write_text(path.read_text("utf-8").replace(before, after), "utf-8")
    catalogs.sync(project, small.NAME)


def _joined_and_reviewed(project: Project) -> None:
    small.saved(project, _A, "Я медсестра.")
    small.saved(project, _L, "Я живу у Львові.")
    _join(project)
    editing.approve(project, small.where(project, _A), person="Борис")


def test_where_the_source_of_a_joined_segment_changes_its_text_needs_work_and_can_be_approved_again(
    project: Project,
) -> None:
    _joined_and_reviewed(project)
    _revise(project, _L, "I live in Kyiv now.")
    head = _target(project, _A)
    assert (head.state, head.reason) == (State.NEEDS_WORK, Cause.JOINED_CHANGED)
    assert _target(project, "I live in Kyiv now.").joined
    small.saved(project, _A, "Я медсестра, тепер живу в Києві.")
    editing.approve(project, small.where(project, _A), person="Борис")
    joined = _target(project, "I live in Kyiv now.")
    assert (joined.state, joined.reason, joined.previous_source) == (State.REVIEWED, "", "")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{_A}\n{_L}", f"{_L}\n{_A}"),
        (f"{_A}\n{_L}", f"{_A}\nI have a cat.\n{_L}"),
        (f"{_A}\n{_L}", f"{_A}\n\n{_L}"),
        (f"{_A}\n{_L}", f"{_A}\n\n**Martin:** {_L}"),
    ],
)
def test_a_segment_that_stands_elsewhere_now_is_joined_to_nothing(
    project: Project, before: str, after: str
) -> None:
    _joined_and_reviewed(project)
    _revise(project, before, after)
    head, parted = _target(project, _A), _target(project, _L)
    assert (head.text, head.state) == ("Я медсестра. Я живу у Львові.", State.NEEDS_WORK)
    assert (parted.text, parted.state, parted.reason) == ("Я живу у Львові.", State.NEEDS_WORK, Cause.PARTED)
    assert list(stores.check(project)) == []


def test_a_segment_whose_text_before_has_left_the_document_has_its_own_again(project: Project) -> None:
    _joined_and_reviewed(project)
    _revise(project, f"{_A}\n{_L}", _L)
    parted = _target(project, _L)
    assert (parted.text, parted.state) == ("Я живу у Львові.", State.NEEDS_WORK)


def test_an_earlier_text_taken_again_gives_what_was_joined_since_its_own(project: Project) -> None:
    _fill(project)
    _join(project, _ROW[1][0])
    together = small.where(project, "Yeah.", nth=1)
    _join(project, _ROW[2][0])
    here = small.where(project, "Yeah.", nth=1)
    done = editing.restore(project, here, together.base, person="Ігор")
    assert isinstance(done, Done)
    assert _row(project) == ["Так. 12 ліжок.", "⤴", "Дякую."]
    assert len(done.also) == 1
    editing.restore(project, small.where(project, "Yeah.", nth=1), 1, person="Ігор")
    assert _row(project) == ["Так.", "12 ліжок.", "Дякую."]


def test_that_a_segment_was_joined_is_not_taken_again_without_its_words(project: Project) -> None:
    _fill(project)
    _join(project, _ROW[1][0])
    joining.part(project, small.where(project, _ROW[1][0]), person="Ігор")
    here = small.where(project, _ROW[1][0])
    with pytest.raises(ReviewError, match="Join it again"):
        editing.restore(project, here, here.base - 1, person="Ігор")
    assert _row(project) == ["Так.", "12 ліжок.", "Дякую."]


def test_a_join_on_an_old_version_changes_neither(project: Project) -> None:
    small.saved(project, _A, "Я медсестра.")
    seen = small.where(project, _L)
    small.saved(project, _L, "Я живу у Львові.", person="Ігор")
    found = joining.join(project, seen, person="Олена")
    assert isinstance(found, Conflict)
    assert found.theirs.person == "Ігор"
    assert (_target(project, _A).text, _target(project, _L).text) == ("Я медсестра.", "Я живу у Львові.")


def test_a_join_that_is_sent_twice_is_done_once(project: Project) -> None:
    small.saved(project, _A, "Я медсестра.")
    small.saved(project, _L, "Я живу у Львові.")
    seen = small.where(project, _L)
    for _ in range(2):
        assert isinstance(joining.join(project, seen, person="Олена", save_id="x"), Done)
    assert _target(project, _A).text == "Я медсестра. Я живу у Львові."


@pytest.mark.parametrize(
    ("source", "match"),
    [
        (_L, "no text of its own"),
        ("A short talk", "Only a segment"),
        ("Martin", "Only a segment"),
        ("We met in the spring.", "Only a segment"),
    ],
)
def test_what_cannot_be_joined_is_said_in_words(project: Project, source: str, match: str) -> None:
    with pytest.raises(ReviewError, match=match):
        joining.join(project, small.where(project, source), person="Олена")


def test_a_join_survives_a_lost_store(project: Project) -> None:
    small.saved(project, _A, "Я медсестра.")
    _join(project)
    root = project.folder.root
    before = _po(project)
    project.store.close()
    small.lose_store(root)
    with small.synced(root) as again:
        assert _target(again, _L).joined
        assert _po(again) == before


# -- footnotes --------------------------------------------------------------------------------------------


def test_a_footnote_is_part_of_the_translation(project: Project) -> None:
    small.reviewed(project, _L, "Я живу у Львові.")
    notes = ["Місто на заході *України*.", " ", "Друга"]
    done = editing.footnotes(project, small.where(project, _L), notes, person="Ігор")
    assert isinstance(done, Done)
    target = _target(project, _L)
    assert (target.notes, target.state) == (("Місто на заході *України*.", "Друга"), State.TRANSLATED)
    assert "# footnote: Місто на заході *України*.\n# footnote: Друга\n#. Olena" in _po(project)
    assert _paragraph(project).pieces[1].notes == target.notes
    small.saved(project, _L, "Живу у Львові.")
    assert _target(project, _L).notes == target.notes


def test_a_footnote_from_outside_is_taken(project: Project) -> None:
    small.saved(project, _L, "Я живу у Львові.")
    small.outside(
        small.catalog_file(project.folder.root),
        (
            "# translated: Олена; awaiting review\n",
            "# translated: Олена; awaiting review\n# footnote: Місто.\n",
        ),
    )
    assert catalogs.sync(project, small.NAME).outside.taken == 1
    assert _target(project, _L).notes == ("Місто.",)


def test_a_draft_has_no_footnotes(project: Project) -> None:
    with pytest.raises(ReviewError, match="save or accept"):
        editing.footnotes(project, small.where(project, _L), ["Місто."], person="Ігор")
    small.saved(project, _L, "Я живу у Львові.")
    with pytest.raises(ReviewError, match="up to 2000 letters"):
        editing.footnotes(project, small.where(project, _L), ["х" * 2001], person="Ігор")
    here = replace(small.where(project, _L), generation="another")
    with pytest.raises(ReviewError, match="made anew"):
        editing.footnotes(project, here, ["Місто."], person="Ігор")
