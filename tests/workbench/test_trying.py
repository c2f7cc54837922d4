from pathlib import Path

from app.catalog import State
from app.engines import KNOWN
from app.workbench import asking, trying
from tests import small
from tests.standin import StandIn


def test_the_projects_engines_come_first_in_its_order_and_all_are_there(tmp_path: Path) -> None:
    root = small.make(tmp_path / "talks")
    with (root / "workbench.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[drafts.languages.uk]\nengines = ["pseudo", "google"]\n')
    with small.synced(root) as project:
        shown = trying.known(project, "uk")
        assert [(one.id, one.place) for one in shown[:2]] == [("pseudo", 1), ("google", 2)]
        assert {one.id for one in shown} == set(KNOWN)
        assert all(one.place == 0 for one in shown[2:])
        assert shown[0].ready


def test_what_is_tried_is_judged_and_not_kept(tmp_path: Path) -> None:
    with (
        StandIn("digits-lost") as standin,
        small.synced(tmp_path / "talks", url=standin.url) as project,
    ):
        (service,) = asking.engines(project, "uk")
        refused = trying.attempt(project, service, "uk")
        assert refused.error is not None
        assert standin.connections == 0
        asking.agree(project, service, person="Олена")
        trial = trying.attempt(project, asking.service(project, "google", "uk"), "uk")
        assert trial.text
        assert "12" in str(trial.verdict.flags[0])
        assert {one.unit.target.state for one in project.store.units(small.NAME, "uk")} == {State.EMPTY}
        assert project.answers.answers(["any"]) == {}
