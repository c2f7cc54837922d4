from pathlib import Path

import pytest

from app.catalog import State
from app.errors import WorkbenchError
from app.workbench import catalogs, importing
from app.workbench.importing import Imported
from app.workbench.project import Project
from tests import small


def _import(project: Project, content: bytes | str, name: str = "uk.csv") -> Imported:
    path = project.folder.root / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return importing.drafts(project, path, document=small.NAME, language="uk", origin="prepared draft")


def test_a_table_comes_as_drafts_with_their_origin_and_notes(project: Project) -> None:
    done = _import(project, "source,target,note\nWho are you?,Хто ви?,formal\nYeah.,Так.,\nNo such,Ні,\n")
    assert done == Imported(2, 1, 0, ("No such",))
    target = small.unit(project, "Who are you?").unit.target
    assert (target.text, target.state, target.origin, target.translator) == (
        "Хто ви?",
        State.DRAFT,
        "prepared draft",
        "",
    )
    assert "# draft: prepared draft\n# formal\n" in small.catalog_file(project.folder.root).read_text("utf-8")


def test_a_repeat_is_named_by_its_context(project: Project) -> None:
    _import(project, "source,context,target\nYeah.,,Так.\nYeah.,repeat 2,Авжеж.\n")
    assert [small.unit(project, "Yeah.", nth=n).unit.target.text for n in (0, 1)] == ["Так.", "Авжеж."]


def test_a_persons_text_is_never_replaced(project: Project) -> None:
    small.saved(project, "Who are you?", "Хто ви?")
    small.reviewed(project, "I am a nurse.", "Я медсестра.")
    done = _import(project, "source,target\nWho are you?,Хто ти?\nI am a nurse.,Я лікарка.\n")
    assert (done.drafts, done.kept) == (0, 2)
    assert small.unit(project, "Who are you?").unit.target.text == "Хто ви?"
    assert small.unit(project, "I am a nurse.").unit.target.state is State.REVIEWED


def test_importing_twice_changes_nothing(project: Project) -> None:
    table = "source,target,note\nWho are you?,Хто ви?,formal\n"
    _import(project, table)
    before = small.tree(project.folder.root)
    assert _import(project, table) == Imported(0, 0, 1, ())
    assert small.tree(project.folder.root) == before


def test_reviewed_entries_of_a_po_come_as_drafts_too(project: Project) -> None:
    po = '# reviewed: Somebody\nmsgid "Who are you?"\nmsgstr "Хто ви?"\n'
    assert _import(project, po, "old.po").drafts == 1
    target = small.unit(project, "Who are you?").unit.target
    assert (target.state, target.reviewer) == (State.DRAFT, "")


def test_a_note_that_reads_like_a_state_does_not_become_one(project: Project) -> None:
    _import(project, "source,target,note\nWho are you?,Хто ви?,needs work: maybe\n")
    project.store.close()
    small.lose_store(project.folder.root)
    with small.synced(project.folder.root) as again:
        assert small.unit(again, "Who are you?").unit.target.state is State.DRAFT
        assert small.unit(again, "Who are you?").unit.comments == ("note: needs work: maybe",)


def test_a_row_without_a_translation_brings_nothing(project: Project) -> None:
    assert _import(project, "source,target\nWho are you?,\nYeah.,  \n").drafts == 0
    assert small.unit(project, "Who are you?").unit.target.state is State.EMPTY


def test_a_table_saved_by_a_spreadsheet_is_read(project: Project) -> None:
    assert (
        _import(project, b"\xef\xbb\xbfsource,target\r\nWho are you?,\xd0\xa5\xd1\x82\xd0\xbe?\r\n").drafts
        == 1
    )


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", b"", "is empty"),
        ("a.csv", b"english,ukrainian\na,b\n", "english, ukrainian"),
        ("a.csv", "source,target\nТак,b\n".encode("cp1251"), "UTF-8"),
        ("a.csv", b'source,target\n"a,b\n', "line"),
        ("a.po", b'msgid "a\n', "line 1"),
        ("a.csv", b"%PDF-1.7\n\0", "not a file that translations"),
    ],
)
def test_what_cannot_be_imported_is_refused_and_nothing_changes(
    project: Project, name: str, content: bytes, says: str
) -> None:
    catalog = small.catalog_file(project.folder.root)
    before = catalog.read_bytes()
    with pytest.raises(WorkbenchError) as caught:
        _import(project, content, name)
    assert says in str(caught.value)
    assert catalog.read_bytes() == before


def test_a_file_that_is_not_there_and_a_document_without_units_are_told(
    project: Project, tmp_path: Path
) -> None:
    with pytest.raises(WorkbenchError, match="does not exist"):
        importing.drafts(project, tmp_path / "no.csv", document=small.NAME, language="uk", origin="x")
    table = tmp_path / "a.csv"
    table.write_text("source,target\n", encoding="utf-8")
    with pytest.raises(WorkbenchError, match="workbench sync"):
        importing.drafts(project, table, document="other", language="uk", origin="x")
    with pytest.raises(WorkbenchError):
        importing.drafts(project, table, document=small.NAME, language="uk", origin=" ")
    assert catalogs.sync(project, small.NAME).written == ()
