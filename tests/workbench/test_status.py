from app.catalog import State
from app.workbench import status
from app.workbench.project import Project
from tests import small


def test_every_state_is_counted_and_the_sum_is_the_document(project: Project) -> None:
    small.reviewed(project, "Who are you?", "Хто ви?")
    small.saved(project, "I am a nurse.", "Я медсестра.")
    found = status.standing(project, small.NAME, "uk")
    assert found.total == sum(found.counts.values()) == small.UNITS
    assert found.counts == {
        State.EMPTY: small.UNITS - 2,
        State.DRAFT: 0,
        State.NEEDS_WORK: 0,
        State.TRANSLATED: 1,
        State.REVIEWED: 1,
    }


def test_findings_name_the_unit_by_its_place_in_the_catalog(project: Project) -> None:
    small.saved(project, "We have 12 beds in the *old* house.", "У старому будинку 13 ліжок.")
    found = list(status.findings(project, small.NAME, "uk"))
    assert {one.unit.source for one in found} == {"We have 12 beds in the *old* house."}
    assert {one.number for one in found} == {10}
    assert "numbers" in {one.finding.check for one in found}
    assert list(status.findings(project, small.NAME, "sv")) == []
