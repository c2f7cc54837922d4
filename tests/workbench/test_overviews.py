"""The overview's figures come from the store and its history, and follow what people do."""

import pytest

from app import standing
from app.catalog import State
from app.postedit import Offer
from app.storage.rows import Save
from app.workbench import catalogs, postedits
from app.workbench.overviews import Overviewer
from app.workbench.project import Project
from tests import small

_NURSE = "I am a nurse."


def test_what_nobody_has_touched_is_empty_in_every_language(project: Project) -> None:
    sums = standing.by_catalog(Overviewer(project).look().counted)
    assert {where: amount.units[State.EMPTY] for where, amount in sums.items()} == {
        (small.NAME, "uk"): small.UNITS,
        (small.NAME, "sv"): small.UNITS,
    }
    assert sums[small.NAME, "uk"].total_words == 35


def test_it_counts_as_the_catalog_does_whatever_people_do(project: Project) -> None:
    viewer = Overviewer(project)
    small.saved(project, "Who are you?", "Хто ви?")
    viewer.look()
    small.reviewed(project, _NURSE, "Я медсестра.")
    small.write_source(project.folder.root, small.TEXT.replace("Thank you for coming.\n", ""))
    catalogs.sync(project, small.NAME)
    seen = viewer.look()
    for code in ("uk", "sv"):
        catalog = catalogs.catalog(project, small.NAME, code)
        counts = dict.fromkeys(State, 0)
        for unit in catalog.live:
            counts[unit.target.state] += 1
        assert standing.by_catalog(seen.counted)[small.NAME, code].units == counts
    ((_, now),) = seen.pace.curve("uk", max(day for _, day in seen.pace.days))
    assert now == {State.TRANSLATED: 1, State.REVIEWED: 1}


def test_a_text_that_left_the_document_is_counted_no_more(project: Project) -> None:
    viewer = Overviewer(project)
    small.saved(project, _NURSE, "Я медсестра.")
    assert viewer.look().pace.days
    small.write_source(project.folder.root, small.TEXT.replace(f"{_NURSE}\n", ""))
    catalogs.sync(project, small.NAME)
    assert not viewer.look().pace.days


def test_drafts_and_what_people_made_of_them(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    viewer = Overviewer(project)
    for text, draft, made in (
        (_NURSE, "Я медсестра.", "Я медсестра."),
        ("I live in Lviv.", "Я живу у Львові.", "Живу у Львові."),
    ):
        one = small.unit(project, text)
        offered = Offer("google", draft)
        target = type(one.unit.target)(draft, State.DRAFT, "google")
        project.store.save(Save(one.id, "uk", 0, target, "draft", offer=offered))
        small.saved(project, text, made)
    (work,) = viewer.look().work
    assert (work.engine, work.units, work.untouched) == ("google", 2, 1)
    monkeypatch.setattr(postedits, "edits", None)  # nothing changed, so nothing is read again
    assert viewer.look().work == (work,)
