from app.workbench.project import Project
from app.workbench.readiness import Reason, readiness
from tests import small
from tests.workbench.test_publishing import _TARGETS


def test_each_unit_that_is_not_reviewed_is_missing_for_its_reason(project: Project) -> None:
    small.saved(project, "Who are you?", "Хто ви?")
    small.reviewed(project, "I am a nurse.", "Я медсестра.")
    found = readiness(project, small.NAME, "uk")
    assert (found.reviewed, found.total, found.needed, found.ready) == (1, 8, 7, False)
    assert [one.source for one in found.of(Reason.REVIEW)] == ["Who are you?"]
    assert len(found.of(Reason.EMPTY)) == small.UNITS - 2
    assert [one.unit for one in found.missing] == [
        one.id for one in project.store.units(small.NAME, "uk") if one.unit.source != "I am a nurse."
    ]


def test_an_error_in_a_reviewed_text_closes_the_gate_with_its_words(project: Project) -> None:
    for source, target in _TARGETS.items():
        small.reviewed(project, source, target)
    assert readiness(project, small.NAME, "uk").ready
    small.reviewed(project, "We have 12 beds in the *old* house.", "У *старому* будинку 13 ліжок.")
    found = readiness(project, small.NAME, "uk")
    assert not found.ready
    (fault,) = found.of(Reason.FINDING)
    assert "12" in str(fault.said)
    assert readiness(project, small.NAME, "uk", checked=False).ready, "nobody has looked"
