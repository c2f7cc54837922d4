import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from app import exchange
from app.catalog import State
from app.cli import main
from app.errors import ExchangeError, WorkbenchError
from app.returning import Fate
from app.workbench import catalogs, returning
from app.workbench.project import Project
from app.workbench.returning import Brought
from tests import small
from tests.exchange import wordfiles

_FORMS = list(exchange.EXCHANGES)


def _out(project: Project, form: str = "xliff") -> bytes:
    return returning.out(project, small.NAME, "uk", form=form)[1]


def _bring(project: Project, content: bytes, person: str = "Ірина", *, dry_run: bool = False) -> Brought:
    return returning.bring(project, content, file="back.xlf", person=person, dry_run=dry_run)


def _edited(content: bytes, source: str, text: str, *, state: str = "") -> bytes:
    """Return an XLIFF in which somebody has written the translation of a text."""
    before, after = content.decode().split(f"<source>{source}</source>", 1)
    old = after[: after.index("</segment>")]
    head, _, tag = before.rpartition("<segment")
    tag = f' state="{state}">\n    ' if state else tag
    edited = f"{head}<segment{tag}<source>{source}</source><target>{text}</target>"
    return (edited + after.removeprefix(old)).encode()


def _kept(project: Project) -> object:
    """Return everything that the store has of the catalog."""
    units = project.store.units(small.NAME, "uk")
    beside = [project.store.suggestions(one.id, "uk") for one in units]
    return units, beside, [project.store.comments(one.id, "uk") for one in units]


@pytest.mark.parametrize("form", _FORMS)
def test_a_file_that_nobody_touched_changes_nothing(project: Project, form: str) -> None:
    small.saved(project, "Who are you?", "Хто ви?")
    small.reviewed(project, "I am a nurse.", "Я медсестра.")
    before = _kept(project)
    brought = _bring(project, _out(project, form))
    assert {one.fate for one in brought.outcomes} == {Fate.UNCHANGED}
    assert _kept(project) == before


def _typed(content: bytes, old: str, new: str) -> bytes:
    """Return a file of any format in which somebody has typed over a text, packed or not."""
    if not content.startswith(b"PK"):
        assert content.decode().count(old) == 1
        return content.replace(old.encode(), new.encode())
    found = wordfiles.parts(content)
    assert found[wordfiles.MAIN].count(old) == 1
    return wordfiles.packed(found | {wordfiles.MAIN: found[wordfiles.MAIN].replace(old, new)})


@pytest.mark.parametrize("form", _FORMS)
def test_in_every_format_an_edit_is_taken_and_a_conflict_kept_beside_with_its_author(
    project: Project, form: str
) -> None:
    small.saved(project, "Who are you?", "Хто ви?")
    small.saved(project, "I am a nurse.", "Я медсестра.")
    content = _typed(_out(project, form), "Хто ви?", "А хто ви?")
    content = _typed(content, "Я медсестра.", "Я — медсестра.")
    small.saved(project, "I am a nurse.", "Я сестра.")
    brought = _bring(project, content)
    assert (brought.count(Fate.TAKEN), brought.count(Fate.BESIDE)) == (1, 1)
    taken, kept = small.unit(project, "Who are you?"), small.unit(project, "I am a nurse.")
    assert (taken.unit.target.text, taken.unit.target.translator) == ("А хто ви?", "Ірина")
    assert kept.unit.target.text == "Я сестра."
    assert project.store.suggestions(kept.id, "uk") == (("Я — медсестра.", "Ірина"),)


def test_what_only_the_file_has_changed_is_taken_as_the_persons(project: Project) -> None:
    brought = _bring(project, _edited(_out(project), "Who are you?", "Хто ви?"))
    assert brought.count(Fate.TAKEN) == 1
    stored = small.unit(project, "Who are you?")
    target = stored.unit.target
    assert (target.text, target.state, target.translator) == ("Хто ви?", State.TRANSLATED, "Ірина")
    assert project.store.history(stored.id, "uk")[0].person == "Ірина"
    assert 'msgstr "Хто ви?"' in small.catalog_file(project.folder.root).read_text("utf-8")


def test_where_both_sides_changed_ours_stays_and_theirs_stands_beside_with_its_author(
    project: Project,
) -> None:
    small.saved(project, "Who are you?", "Хто ви?")
    file = _edited(_out(project), "Who are you?", "А хто ж ви?")
    small.saved(project, "Who are you?", "Хто ви така?")
    brought = _bring(project, file)
    assert [one.fate for one in brought.told()] == [Fate.BESIDE]
    stored = small.unit(project, "Who are you?")
    assert stored.unit.target.text == "Хто ви така?"
    assert project.store.suggestions(stored.id, "uk") == (("А хто ж ви?", "Ірина"),)
    assert _bring(project, file).count(Fate.BESIDE) == 1
    assert len(project.store.suggestions(stored.id, "uk")) == 1


def test_a_final_text_is_reviewed_where_the_project_trusts_files(tmp_path: Path) -> None:
    for trust, state in ((True, State.REVIEWED), (False, State.TRANSLATED)):
        with small.synced(tmp_path / str(trust), trust=trust, alone=False) as project:
            small.saved(project, "Who are you?", "Хто ви?")
            _bring(project, _out(project).replace(b'state="translated"', b'state="final"'))
            target = small.unit(project, "Who are you?").unit.target
            assert (target.state, target.reviewer) == (state, "Ірина" if trust else "")


def test_the_author_is_whom_the_file_names_anew_then_who_hands_it_in(project: Project) -> None:
    small.saved(project, "Who are you?", "Хто ви?", person="Олена")
    file = _edited(_out(project), "Who are you?", "Хто ж ви?")
    named = file.replace('its:person="Олена"'.encode(), 'its:person="Анна"'.encode())
    assert _bring(project, file, dry_run=True).outcomes[4].person == "Ірина"
    assert _bring(project, named, dry_run=True).outcomes[4].person == "Анна"
    assert _bring(project, file, "", dry_run=True).outcomes[4].person == "Олена"


def test_where_nobody_is_named_nothing_is_taken(project: Project) -> None:
    before = _kept(project)
    with pytest.raises(ExchangeError, match="does not say who translated"):
        _bring(project, _edited(_out(project), "Who are you?", "Хто ви?"), " ")
    assert _kept(project) == before
    assert _bring(project, _out(project), "").count(Fate.TAKEN) == 0


def test_a_dry_run_says_the_same_and_changes_nothing(project: Project) -> None:
    file = _edited(_out(project), "Who are you?", "Хто ви?")
    before, tree = _kept(project), small.tree(project.folder.root)
    would = _bring(project, file, dry_run=True)
    assert (_kept(project), small.tree(project.folder.root)) == (before, tree)
    assert _bring(project, file) == would


def test_unknown_texts_are_told_and_the_others_taken(project: Project) -> None:
    file = _edited(_out(project), "Who are you?", "Хто ви?")
    unit = file[file.index(b"<unit") : file.index(b"</unit>") + 7]
    strange = unit.replace(b'id="u', b'id="n').replace(b"A short talk", b"A long talk")
    brought = _bring(project, file.replace(unit, unit + strange))
    assert brought.count(Fate.TAKEN) == 1
    ((told),) = brought.told()
    assert (told.fate, told.source) == (Fate.UNKNOWN, "A long talk")
    assert told.place > 1
    assert told.why is not None


def test_after_the_source_was_edited_the_files_text_stands_beside(project: Project) -> None:
    small.saved(project, "Who are you?", "Хто ви?")
    file = _edited(_out(project), "Who are you?", "Хто ж ви?")
    small.write_source(project.folder.root, small.TEXT.replace("Who are you?", "Who are you now?"))
    catalogs.sync(project, small.NAME)
    (told,) = _bring(project, file).told()
    assert told.fate is Fate.BESIDE
    stored = small.unit(project, "Who are you now?")
    assert project.store.suggestions(stored.id, "uk") == (("Хто ж ви?", "Ірина"),)


def test_comments_come_back_once_and_one_that_reads_like_a_state_does_not_become_one(
    project: Project,
) -> None:
    file = (
        _out(project)
        .decode()
        .replace(
            '<note category="speaker">Martin</note>',
            '<note category="speaker">Martin</note><note>Ви чи ти?\nneeds work: tone</note>',
            1,
        )
    )
    for comments in (1, 0):
        assert _bring(project, file.encode()).comments == comments
        stored = small.unit(project, "Who are you?")
        assert [(one.text, one.person) for one in project.store.comments(stored.id, "uk")] == [
            ("Ви чи ти?", "Ірина"),
            ("note: needs work: tone", "Ірина"),
        ]
    assert "# Ви чи ти?\n" in small.catalog_file(project.folder.root).read_text("utf-8")


def test_a_text_that_stands_twice_in_the_file_is_taken_once_and_the_other_kept_beside(
    project: Project,
) -> None:
    file = _edited(_out(project), "Who are you?", "Хто ви?")
    begin = file.rindex(b"<unit", 0, file.index("Хто ви?".encode()))
    unit = file[begin : file.index(b"</unit>", begin) + 7]
    brought = _bring(
        project, file.replace(unit, unit + unit + unit.replace("Хто ви".encode(), "А ви".encode()))
    )
    fates = [one.fate for one in brought.outcomes if one.source == "Who are you?"]
    assert fates == [Fate.TAKEN, Fate.UNCHANGED, Fate.BESIDE]
    assert small.unit(project, "Who are you?").unit.target.text == "Хто ви?"


def test_who_saved_between_the_look_and_the_save_keeps_the_unit(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = _edited(_out(project), "Who are you?", "Хто ви?")
    bring = project.store.bring

    def late(*args: object, **options: object) -> object:
        small.saved(project, "Who are you?", "Хто тут?")
        return bring(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(project.store, "bring", late)
    assert [one.fate for one in _bring(project, file).told()] == [Fate.BESIDE]
    stored = small.unit(project, "Who are you?")
    assert stored.unit.target.text == "Хто тут?"
    assert project.store.suggestions(stored.id, "uk") == (("Хто ви?", "Ірина"),)


def test_all_of_a_file_is_kept_or_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    file = _edited(_out(project), "Who are you?", "Хто ви?").replace(
        b"<notes>", b"<notes><note>new</note>", 1
    )
    before = _kept(project)

    def fails(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("app.storage.comments.add", fails)
        with pytest.raises(KeyboardInterrupt):
            _bring(project, file)
    assert _kept(project) == before


def _other_document(content: str) -> str:
    return content.replace("source/short-talk.md", "source/other.md")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_other_document, "is for the document “other”"),
        (lambda text: text.replace('trgLang="uk"', 'trgLang="de"'), "is written in “de”"),
        (
            lambda text: text.replace('id="u', 'id="w').replace("<source>", "<source>X "),
            "None of the 11 texts",
        ),
        (lambda text: text[: len(text) // 2], "not well-formed XML"),
        (lambda text: text[: text.index("<unit")] + "</file></xliff>", "holds no texts"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_one_sentence_and_nothing_changes(
    project: Project, change: Callable[[str], str], says: str
) -> None:
    before = _kept(project)
    with pytest.raises(WorkbenchError) as caught:
        _bring(project, change(_edited(_out(project), "Who are you?", "Хто ви?").decode()).encode())
    assert str(caught.value).startswith("back.xlf") or "back.xlf" in str(caught.value)
    assert says in str(caught.value)
    assert _kept(project) == before


def test_the_wrong_document_or_language_is_told_before_anything_is_taken(project: Project) -> None:
    content = _out(project)
    with pytest.raises(ExchangeError, match="was made from “short-talk”, not from “other”"):
        returning.bring(project, content, file="f", document="other", person="A")
    with pytest.raises(ExchangeError, match="is written in “uk”, not in “sv”"):
        returning.bring(project, content, file="f", language="sv", person="A")
    with pytest.raises(ExchangeError, match="does not say in which language"):
        returning.bring(project, b"source,target\nYeah.,x\n", file="f", person="A")
    with pytest.raises(ExchangeError, match="Known are: xliff"):
        returning.out(project, small.NAME, "uk", form="docx")


# -- the command ----------------------------------------------------------------------------------------


def _run(root: Path, *words: object) -> str:
    done = CliRunner().invoke(main, [*map(str, words), "--project", str(root)])
    assert done.exit_code == 0, done.output
    return done.output


def test_out_and_back_in_on_the_command_line(project: Project, tmp_path: Path) -> None:
    root, out = project.folder.root, tmp_path / "out"
    _run(root, "export", "-l", "uk", "--format", ",".join(_FORMS), "--out", out)
    assert len(list(out.iterdir())) == len(_FORMS) + 1, "and the manifest"
    file = out / "short-talk.uk.xlf"
    file.write_bytes(_edited(file.read_bytes(), "Who are you?", "Хто ви?"))
    would = _run(root, "import", file, "--person", "Ірина", "--dry-run")
    assert "would be: 10 unchanged, 1 taken, 0 beside" in would
    found = json.loads(_run(root, "import", file, "--person", "Ірина", "--json"))
    assert [one["text"] for one in found["units"] if one["fate"] == "taken"] == ["Хто ви?"]
    assert small.unit(project, "Who are you?").unit.target.translator == "Ірина"
    assert "11 unchanged" in _run(root, "import", file, "--person", "Ірина")


def test_a_file_that_is_handed_in_as_drafts_brings_only_drafts(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "back.xlf"
    file.write_bytes(_edited(_out(project), "Who are you?", "Хто ви?", state="final"))
    assert "1 as draft" in _run(project.folder.root, "import", file, "--as", "draft")
    assert small.unit(project, "Who are you?").unit.target.state is State.DRAFT


def test_a_po_may_be_handed_in_as_translations(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "old.po"
    file.write_text('msgid "Who are you?"\nmsgstr "Хто ви?"\n', encoding="utf-8")
    words = ("import", file, "-l", "uk", "--as", "translation", "--person", "Ірина")
    assert "1 taken" in _run(project.folder.root, *words)
    assert small.unit(project, "Who are you?").unit.target.state is State.TRANSLATED
