"""An older store is brought to today's tables, after a copy of it was made; a newer one is refused."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from app.catalog import Key, State, Target, Unit
from app.errors import StoreError
from app.postedit import Offer
from app.storage import database, schema
from app.storage.looks import Looks
from app.storage.rows import Save
from app.storage.store import Store
from tests import postgres

_NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "9000"
down_revision = "{before}"


def upgrade() -> None:
    op.add_column("unit", sa.Column("colour", sa.Text()))
"""


def _store_with_a_text(url: str) -> None:
    store = Store(url)
    store.add_units("d", [Unit(Key("Yes."))])
    (one,) = store.units("d", "uk")
    store.save(Save(one.id, "uk", 0, Target("Так.", State.TRANSLATED, translator="Оля"), "save"))
    store.close()


@pytest.fixture
def next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """A workbench whose tables are one step further, from when it is called."""

    def take() -> None:
        steps = tmp_path / "migrations"
        shutil.copytree(database._MIGRATIONS, steps, ignore=shutil.ignore_patterns("__pycache__"))
        step = _NEXT.replace("{before}", schema.VERSION)
        (steps / "versions" / "9000_colour.py").write_text(step, encoding="utf-8")
        monkeypatch.setattr(database, "_MIGRATIONS", steps)
        monkeypatch.setattr(schema, "VERSION", "9000")

    return take


def test_a_step_keeps_the_texts_and_leaves_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, next_step: Callable[[], None]
) -> None:
    url = f"sqlite:///{tmp_path / 'workbench.db'}"
    _store_with_a_text(url)
    next_step()
    store = Store(url)
    (one,) = store.units("d", "uk")
    assert one.unit.target.text == "Так."
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT colour FROM unit").all() == [(None,)]
    store.close()
    (copy,) = tmp_path.glob("workbench.db.before-*")
    monkeypatch.undo()
    before = Store(f"sqlite:///{copy}")
    assert [one.unit.target.text for one in before.units("d", "uk")] == ["Так."]
    before.close()


def test_of_several_that_open_an_older_store_at_once_none_copies_what_has_changed(
    tmp_path: Path, next_step: Callable[[], None]
) -> None:
    path = tmp_path / "workbench.db"
    url = f"sqlite:///{path}"
    _store_with_a_text(url)
    before = schema.VERSION
    next_step()
    with ThreadPoolExecutor(4) as pool:
        for store in pool.map(Store, [url] * 4):
            store.close()
    with closing(sqlite3.connect(f"{path}.before-9000")) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == (before,)
        assert copy.execute("SELECT text FROM target").fetchall() == [("Так.",)]
    assert [one.name for one in tmp_path.glob("*.part")] == []


def test_a_copy_that_cannot_be_made_changes_nothing_and_is_told(
    tmp_path: Path, next_step: Callable[[], None]
) -> None:
    path = tmp_path / "workbench.db"
    _store_with_a_text(f"sqlite:///{path}")
    next_step()
    Path(f"{path}.before-9000.part").mkdir()
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as kept:
        assert "colour" not in [row[1] for row in kept.execute("PRAGMA table_info(unit)")]


@pytest.mark.skipif(
    postgres.programs() is None and not os.environ.get("CI"), reason="PostgreSQL is not installed"
)
def test_a_step_on_a_server_leaves_a_copy_too(next_step: Callable[[], None]) -> None:
    with postgres.server() as url:
        _store_with_a_text(url)
        before = schema.VERSION
        next_step()
        store = Store(url)
        (one,) = store.units("d", "uk")
        assert one.unit.target.text == "Так."
        with store.reading() as connection:
            assert connection.exec_driver_sql("SELECT text FROM before_9000_target").all() == [("Так.",)]
            version = connection.exec_driver_sql("SELECT version_num FROM before_9000_alembic_version")
            assert version.scalar() == before
        store.close()


def test_a_store_of_a_newer_workbench_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "workbench.db"
    url = f"sqlite:///{path}"
    _store_with_a_text(url)
    store = Store(url)
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    with pytest.raises(StoreError, match="newer workbench"):
        Store(url)
    assert list(tmp_path.glob("*.before-*")) == []


def test_the_tables_of_the_first_step_are_those_of_the_schema(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'workbench.db'}")
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
    store.close()


def test_the_drafts_of_an_older_history_are_offers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'workbench.db'}"
    monkeypatch.setattr(schema, "VERSION", "0004")
    before = Store(url)
    with before.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO unit (id, document, fingerprint, source, kind, turn, paragraph, position, obsolete) "
            "VALUES (1, 'd', 'f', 'Yes.', 'segment', 0, 0, 0, false)"
        )
        connection.exec_driver_sql(
            "INSERT INTO revision (id, unit, language, version, move, person, at, source, text, state, "
            "origin, translator, reviewer, reason, previous_source) VALUES "
            "(1, 1, 'uk', 1, 'draft', '', '', 'Yes.', 'Так.', 'draft', 'google', '', '', '', ''), "
            "(2, 1, 'uk', 2, 'save', 'Оля', '', 'Yes.', 'Ага.', 'translated', 'google', 'Оля', '', '', '')"
        )
    before.close()
    monkeypatch.undo()
    store = Store(url)
    assert Looks(store).offers("d", "uk") == {1: Offer("google", "Так.")}
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT opening FROM unit").all() == [("Yes.",)]
    store.close()
