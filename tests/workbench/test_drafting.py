"""Drafts come from the memory, from earlier answers, then from engines; a person's text is never touched."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from app.catalog import State
from app.engines import Term
from app.engines.models import trial
from app.errors import EngineErrorKind
from app.storage import schema
from app.storage.looks import Looks
from app.storage.memory import Pair
from app.workbench import asking, catalogs, drafting
from app.workbench.project import Project
from tests import local_models, small
from tests.standin import StandIn


@contextmanager
def _asked(
    root: Path, *modes: str, agreed: bool = True, remote: bool = True, segments: int = 40
) -> Iterator[tuple[Project, StandIn]]:
    with StandIn(*modes) as standin:
        small.make(root, url=standin.url, remote=remote)
        with (root / "workbench.toml").open("a", encoding="utf-8") as settings:
            settings.write(f"segments = {segments}\n")
        with small.synced(root) as project:
            if agreed:
                for service in asking.engines(project, "uk"):
                    asking.agree(project, service, person="Олена")
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
                for table in (schema.offer, schema.revision, schema.target, schema.catalog_file):
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
    with _asked(tmp_path / "talks", segments=2) as (project, _):
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
        (service,) = asking.engines(project, "uk")
        assert (service.agreed, service.address, service.remote) == (True, standin.url, True)
        small.make(project.folder.root, url="http://127.0.0.1:9/m")
        with small.synced(project.folder.root) as moved:
            assert not asking.engines(moved, "uk")[0].agreed


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


def test_each_language_may_have_engines_of_its_own(tmp_path: Path) -> None:
    root = small.make(tmp_path / "talks")
    with (root / "workbench.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[drafts.languages.uk]\nengines = ["pseudo"]\n')
    with small.synced(root) as project:
        assert [one.id for one in asking.engines(project, "uk")] == ["pseudo"]
        assert [one.id for one in asking.engines(project, "sv")] == ["google"]
        done = _run(project)
        assert done.drafted == small.UNITS
        assert {origin for _, origin in _targets(project).values()} == {"pseudo"}


def test_another_glossary_is_another_question(tmp_path: Path) -> None:
    with _asked(tmp_path / "talks") as (project, standin):
        for terms in ([], [Term("nurse", "медсестра")], [Term("nurse", "сестра")], []):
            with project.store.writing() as connection:
                for table in (schema.offer, schema.revision, schema.target):
                    connection.execute(table.delete())
            *_, done = drafting.draft(project, small.NAME, "uk", terms=terms)
            assert done.drafted == small.UNITS
        assert standin.requests == 3
        assert done.cached == small.UNITS


def test_speakers_and_their_gender_and_the_neighbours_go_to_an_engine_that_can_use_them(
    tmp_path: Path,
) -> None:
    root = small.make(tmp_path / "talks")
    with StandIn(dialect="openai") as standin:
        with (root / "workbench.toml").open("a", encoding="utf-8") as settings:
            settings.write(
                '\n[drafts.languages.uk]\nengines = ["openai"]\n'
                f'[engines.openai]\nurl = "{standin.url}"\nmodel = "tiny"\nsegments = 2\n'
            )
        with small.synced(root) as project:
            small.saved(project, "We met in the spring.", "Ми зустрілися навесні.")
            assert _run(project).drafted == small.UNITS - 1
        sent = [json.loads(one.content["messages"][1]["content"]) for one in standin.asked]
    asked = next(one for one in sent if "Who are you?" in one["texts"])
    assert asked["speakers"] == ["", "Martin, masculine"]
    told = next(one for one in sent if "I am a nurse." in one["texts"])
    assert told["texts"] == ["I am a nurse.", "I live in Lviv."]
    assert told["speakers"] == ["Olena", "Olena"]
    assert told["before"] == ["We met in the spring.", "Who are you?"]
    assert told["after"] == ["Yeah.", "Yeah."]
    # What both of them say is nobody's, for it is asked for once.
    yeah = next(one for one in sent if "Yeah." in one["texts"])
    assert yeah["speakers"][yeah["texts"].index("Yeah.")] == ""


def test_an_engine_that_lacks_something_is_passed_over_with_the_reason(tmp_path: Path) -> None:
    root = small.make(tmp_path / "talks")
    with (root / "workbench.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[drafts.languages.uk]\nengines = ["libretranslate"]\n')
    with small.synced(root) as project:
        done = _run(project)
        assert (done.drafted, done.failed) == (0, small.UNITS)
        assert "[engines.libretranslate]" in str(done.error)


def test_refusals_are_counted_by_reason(tmp_path: Path) -> None:
    with _asked(tmp_path / "talks", "error-text") as (project, _):
        done = _run(project)
        assert sum(done.reasons.values()) == done.refused > 0
        assert {str(one) for one in done.reasons} == {
            "The engine gave back an error page instead of a translation."
        }


def test_an_engine_that_gave_nothing_is_left_alone_until_a_person_asks_again(tmp_path: Path) -> None:
    with _asked(tmp_path / "talks", "403", "good") as (project, standin):
        assert _run(project).drafted == 0
        (service,) = asking.engines(project, "uk")
        assert service.trouble is not None
        assert 0 < service.trouble.seconds <= 30
        assert _run(project).drafted == 0
        assert standin.requests == 1
        asking.try_again(project, service.id)
        assert _run(project).drafted == small.UNITS


def test_the_history_says_what_a_draft_was_made_by_to_the_end(tmp_path: Path) -> None:
    root = small.make(tmp_path / "talks")
    with StandIn("digits-lost", dialect="openai") as standin:
        with (root / "workbench.toml").open("a", encoding="utf-8") as settings:
            settings.write(
                '\n[drafts.languages.uk]\nengines = ["openai"]\n'
                f'[engines.openai]\nurl = "{standin.url}"\nmodel = "tiny"\n'
            )
        with small.synced(root) as project:
            assert _run(project).flagged == 1
            offered = small.unit(project, "We have 12 beds in the *old* house.").unit.target.text
            small.reviewed(project, "We have 12 beds in the *old* house.", "У нас 12 ліжок.")
            one = small.unit(project, "We have 12 beds in the *old* house.")
            offer = Looks(project.store).offers(small.NAME, "uk")[one.id]
            assert (offer.engine, offer.model, offer.text) == ("openai", "tiny", offered)
            assert [str(flag) for flag in offer.flags] == ["Figures of the source are not in the answer: 12."]


def test_a_draft_from_an_earlier_answer_has_its_model_and_its_flags_as_well(tmp_path: Path) -> None:
    with _asked(tmp_path / "talks", "digits-lost") as (project, standin):
        for flagged in (1, 1):
            assert _run(project).flagged == flagged
            one = small.unit(project, "We have 12 beds in the *old* house.")
            assert len(Looks(project.store).offers(small.NAME, "uk")[one.id].flags) == 1
            with project.store.writing() as connection:
                for table in (schema.offer, schema.revision, schema.target):
                    connection.execute(table.delete())
        assert standin.requests == 1


_LIKE = "[drafts]\nmemory = 0.8\n"


@pytest.mark.parametrize(("setting", "drafted"), [("", 0), (_LIKE, 1)])
def test_a_like_sentence_becomes_a_draft_only_where_the_project_says_so(
    tmp_path: Path, setting: str, drafted: int
) -> None:
    root = small.make(tmp_path / "talks")
    if setting:
        toml = root / "workbench.toml"
        toml.write_text(toml.read_text("utf-8").replace("[drafts]\n", setting), "utf-8")
    with small.synced(root) as project:
        pair = Pair("I am a nurse now.", "Я тепер медсестра.", State.REVIEWED)
        project.memory.memories.keep("f.tmx", "uk", [pair], person="О")
        *_, done = drafting.draft(project, small.NAME, "uk", only=["libretranslate"])
        assert done.from_memory == drafted
        one = small.unit(project, "I am a nurse.")
        if drafted:
            assert (one.unit.target.text, one.unit.target.origin) == ("Я тепер медсестра.", "memory")
            offer = Looks(project.store).offers(small.NAME, "uk")[one.id]
            assert "I am a nurse now." in str(offer.flags[0])
        else:
            assert one.unit.target.text == ""


def test_of_repeats_each_gets_what_was_said_between_its_neighbours(project: Project) -> None:
    """“Yeah.” stands after “I live in Lviv.” and after itself."""
    pairs = [
        Pair("Yeah.", "Так.", State.REVIEWED, before="I live in Lviv.", after="Yeah."),
        Pair(
            "Yeah.", "Еге ж.", State.TRANSLATED, before="Yeah.", after="We have 12 beds in the *old* house."
        ),
    ]
    project.memory.memories.keep("f.tmx", "uk", pairs, person="О")
    list(drafting.draft(project, small.NAME, "uk", only=["libretranslate"]))
    assert [small.unit(project, "Yeah.", nth=nth).unit.target.text for nth in (0, 1)] == ["Так.", "Еге ж."]


def test_a_model_on_this_machine_drafts_where_nothing_may_leave_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "attempt", lambda model: None)
    root = small.make(tmp_path / "talks", remote=False)
    with (root / "workbench.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[drafts.languages.uk]\nengines = ["google", "ctranslate2"]\n')
    sources = [one.text for paragraph in small.document().paragraphs for one in paragraph.segments]
    local_models.opus(root / ".workbench" / "models", sentences=[*sources, "A short talk", "Martin Olena"])
    with small.synced(root) as project:
        done = _run(project)
        assert done.drafted >= small.SEGMENTS
        one = small.unit(project, "I live in Lviv.")
        assert one.unit.target.text == local_models.word("I live in Lviv.")
        assert one.unit.target.origin == "ctranslate2"
        offer = Looks(project.store).offers(small.NAME, "uk")[one.id]
        assert offer.model.startswith("opus-mt-en-uk ")
