"""Drafts come from the memory, from earlier answers, then from engines; a person's text is never touched."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from app.catalog import State
from app.errors import EngineErrorKind
from app.storage import schema
from app.workbench import catalogs, drafting
from app.workbench.project import Project
from tests import small
from tests.standin import StandIn


@contextmanager
def _asked(
    root: Path, *modes: str, agreed: bool = True, remote: bool = True, **options: str
) -> Iterator[tuple[Project, StandIn]]:
    with StandIn(*modes) as standin, small.synced(root, url=standin.url, remote=remote) as project:
        if agreed:
            for service in drafting.engines(project):
                drafting.agree(project, service, person="Олена")
        yield project, standin


def _run(project: Project, **options: int) -> drafting.Drafted:
    *_, last = drafting.draft(project, small.NAME, "uk", limit=options.get("limit"))
    return last


def _targets(project: Project) -> dict[str, tuple[str, str]]:
    return {
        one.unit.source: (one.unit.target.text, one.unit.target.origin)
        for one in project.store.units(small.NAME, "uk")
    }


def test_every_empty_unit_gets_a_draft_that_stands_in_the_catalog_as_one(tmp_path: Path) -> None:
    with _asked(tmp_path / "talks") as (project, _):
        done = _run(project)
        assert (done.total, done.drafted, done.refused, done.failed) == (small.UNITS, small.UNITS, 0, 0)
        assert {one.unit.target.state for one in project.store.units(small.NAME, "uk")} == {State.DRAFT}
        text = small.catalog_file(project.folder.root).read_text("utf-8")
        assert text.count("# draft: google\n") == text.count("#, fuzzy\n") == small.UNITS


def test_the_memory_comes_first_and_what_it_knows_is_not_sent_out(tmp_path: Path) -> None:
    with _asked(tmp_path / "talks") as (project, standin):
        small.reviewed(project, "Yeah.", "Еге ж.", nth=0)
        done = _run(project)
        assert done.from_memory == 1
        assert small.unit(project, "Yeah.", nth=1).unit.target.origin == "memory"
        assert small.unit(project, "Yeah.", nth=1).unit.target.text == "Еге ж."
        assert not any("Yeah." in text for text in standin.texts)


def test_a_persons_text_is_never_touched_and_never_sent(tmp_path: Path) -> None:
    with _asked(tmp_path / "talks") as (project, standin):
        small.saved(project, "Who are you?", "Хто ви?")
        small.reviewed(project, "I am a nurse.", "Я медсестра.")
        _run(project)
        assert _targets(project)["Who are you?"] == ("Хто ви?", "")
        assert _targets(project)["I am a nurse."] == ("Я медсестра.", "")
        assert not any("Who are you?" in text or "nurse" in text for text in standin.texts)


def test_a_text_that_a_person_saves_while_the_engine_thinks_stays(tmp_path: Path) -> None:
    with _asked(tmp_path / "talks") as (project, _):
        run = drafting.draft(project, small.NAME, "uk")
        next(run)
        small.saved(project, "Who are you?", "Хто ви?")
        done = list(run)[-1]
        assert _targets(project)["Who are you?"] == ("Хто ви?", "")
        assert done.drafted == small.UNITS - 1


def test_what_an_engine_said_once_is_not_asked_again(tmp_path: Path) -> None:
    with _asked(tmp_path / "talks") as (project, standin):
        _run(project)
        asked, first = standin.requests, _targets(project)
        url = standin.url
        project.store.close()
        (project.folder.root / "locales" / "uk" / "LC_MESSAGES" / f"{small.NAME}.po").unlink()
        with small.synced(project.folder.root) as again:
            with again.store.writing() as connection:
                for table in (schema.revision, schema.target, schema.catalog_file):
                    connection.execute(table.delete())
            done = _run(again)
            assert (done.cached, done.drafted) == (small.UNITS, small.UNITS)
            assert (standin.requests, standin.url, _targets(again)) == (asked, url, first)


def test_the_same_sentence_is_asked_for_once(tmp_path: Path) -> None:
    with _asked(tmp_path / "talks") as (project, standin):
        _run(project)
        assert sum(text.split("\n").count("Yeah.") for text in standin.texts) == 1
        assert (
            small.unit(project, "Yeah.", nth=0).unit.target == small.unit(project, "Yeah.", nth=1).unit.target
        )


def test_a_run_that_was_stopped_keeps_what_came_and_the_next_one_goes_on(tmp_path: Path) -> None:
    with _asked(tmp_path / "talks") as (project, _):
        run = drafting.draft(project, small.NAME, "uk")
        for report in run:
            if report.drafted >= 2:
                break
        run.close()
        came = sum(one.unit.target.state is State.DRAFT for one in project.store.units(small.NAME, "uk"))
        assert 2 <= came < small.UNITS
        assert small.catalog_file(project.folder.root).read_text("utf-8").count("# draft: google") == came
        assert _run(project).total == small.UNITS - came
        assert "" not in {text for text, _ in _targets(project).values()}


def test_only_so_many_are_drafted_as_were_asked_for(tmp_path: Path) -> None:
    with _asked(tmp_path / "talks") as (project, _):
        assert _run(project, limit=3).drafted == 3
        assert sum(bool(text) for text, _ in _targets(project).values()) == 3


@pytest.mark.parametrize(("agreed", "remote"), [(False, True), (True, False), (False, False)])
def test_without_leave_no_connection_is_made_and_the_reason_is_told(
    tmp_path: Path, agreed: bool, remote: bool
) -> None:
    with _asked(tmp_path / "talks", agreed=agreed, remote=remote) as (project, standin):
        small.reviewed(project, "Yeah.", "Еге ж.", nth=0)
        done = _run(project)
        assert standin.connections == 0
        assert done.error is not None
        assert done.error.kind is EngineErrorKind.NOT_ALLOWED
        assert (done.from_memory, done.drafted, done.failed) == (1, 1, small.UNITS - 2)


def test_an_agreement_is_for_the_address_that_was_shown(tmp_path: Path) -> None:
    with _asked(tmp_path / "talks") as (project, standin):
        (service,) = drafting.engines(project)
        assert (service.agreed, service.address, service.remote) == (True, standin.url, True)
        small.make(project.folder.root, url="http://127.0.0.1:9/m")
        with small.synced(project.folder.root) as moved:
            assert not drafting.engines(moved)[0].agreed


@pytest.mark.parametrize("mode", ["429", "403", "500", "reset", "error-page"])
def test_an_engine_that_gives_nothing_is_told_and_nothing_is_lost(
    tmp_path: Path, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _asked(tmp_path / "talks", mode) as (project, _):
        small.saved(project, "Who are you?", "Хто ви?")
        before = small.tree(project.folder.root)
        done = _run(project)
        assert done.drafted == 0
        assert done.failed + done.refused == small.UNITS - 1
        assert str(done.error)
        assert small.tree(project.folder.root) == before


def test_an_answer_that_is_refused_is_kept_as_evidence_and_never_shown(tmp_path: Path) -> None:
    with _asked(tmp_path / "talks", "error-text") as (project, _):
        done = _run(project)
        assert done.drafted == 0
        assert done.refused > 0
        with project.store.reading() as connection:
            kept = connection.execute(select(schema.refusal)).all()
        assert kept
        assert all("Error 500" in row.answer for row in kept)
        assert {text for text, _ in _targets(project).values()} == {""}


def test_a_catalog_that_cannot_be_read_does_not_stop_drafts_from_coming(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafting, "_WRITE_EVERY", 0.0)
    with _asked(tmp_path / "talks") as (project, _):
        path = small.catalog_file(project.folder.root)
        path.write_bytes(b"<<<<<<< HEAD\n")
        reports: list[drafting.Drafted] = []
        with pytest.raises(Exception, match="line 1"):  # noqa: PT012  # the run goes on until its end
            for report in drafting.draft(project, small.NAME, "uk"):
                reports.append(report)  # noqa: PERF402
        assert reports[-1].drafted == small.UNITS
        assert path.read_bytes() == b"<<<<<<< HEAD\n"
        assert "" not in {text for text, _ in _targets(project).values()}
        assert catalogs.sync(project, small.NAME).errors
