"""A machine's draft that was confirmed before anybody can have read it is marked for the reviewer."""

import pytest

from app import review
from app.storage.rows import Save
from app.workbench.project import Project
from tests import small
from tests.api.conftest import Ask, move, save

_Q, _BEDS = "Who are you?", "We have 12 beds in the *old* house."
_DRAFT = "У нас 12 ліжок у *старому* будинку."


def _drafted(project: Project, source: str, text: str, *, origin: str = "google", at: str = "") -> None:
    one = small.unit(project, source)
    target = review.draft(one.unit.target, text, origin=origin)
    assert target is not None
    project.store.save(Save(one.id, "uk", one.version, target, "draft"))
    if at:
        with project.store.writing() as connection:
            for table in ("target", "revision"):
                connection.exec_driver_sql(f"UPDATE {table} SET at = '{at}'")


@pytest.mark.parametrize(
    ("word", "text", "seconds", "marked"),
    [
        ("accept", "", 0, True),
        ("accept", "", 1, True),
        ("accept", "", 5, False),
        ("save", _DRAFT, 1, True),
        ("save", _DRAFT.replace("будинку", "домі"), 1, False),
    ],
)
def test_the_pages_own_word_on_how_long_it_was_looked_at_decides(
    ask: Ask, project: Project, word: str, text: str, seconds: int, marked: bool
) -> None:
    _drafted(project, _BEDS, _DRAFT, at="2026-01-01T00:00:00+00:00")
    olena = ask()
    (done,) = olena.operate(move(olena.unit(_BEDS), word, text=text, seconds=seconds))
    assert done["unit"]["hasty"] is marked
    assert olena.unit(_BEDS)["hasty"] is marked
    panel = olena.get(f"/catalogs/{small.NAME}/uk/units/{done['unit']['id']}").json()
    assert [step["hasty"] for step in panel["history"]] == [marked, False]


def test_where_the_page_says_nothing_the_history_does(ask: Ask, project: Project) -> None:
    _drafted(project, _BEDS, _DRAFT, at="2026-01-01T00:00:00+00:00")
    olena = ask()
    (slow,) = olena.operate(move(olena.unit(_BEDS), "accept"))
    assert not slow["unit"]["hasty"]
    _drafted(project, _Q, "Хто ви?", at="2026-01-01T00:00:00+00:00")
    olena.operate(save(olena.unit("Thank you for coming."), "Дякую.", id="3"))
    (fast,) = olena.operate(move(olena.unit(_Q), "accept", id="4"))
    assert fast["unit"]["hasty"]


def test_what_comes_from_the_memory_was_a_persons_text_and_is_not_marked(ask: Ask, project: Project) -> None:
    _drafted(project, _Q, "Хто ви?", origin="memory")
    olena = ask()
    (done,) = olena.operate(move(olena.unit(_Q), "accept", seconds=0))
    assert not done["unit"]["hasty"]


def test_the_mark_goes_when_the_text_was_read_again(ask: Ask, project: Project) -> None:
    _drafted(project, _BEDS, _DRAFT)
    olena, borys = ask("Олена"), ask("Борис")
    olena.operate(move(olena.unit(_BEDS), "accept", seconds=0))
    assert borys.unit(_BEDS)["hasty"]
    (done,) = borys.operate(move(borys.unit(_BEDS), "approve", id="3"))
    assert not done["unit"]["hasty"]
