"""Source file, store and catalogs agree after every sync; whatever was in a catalog is still somewhere."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.catalog import Catalog, Place, State, Unit
from app.errors import CatalogError
from app.storage import po
from app.workbench import catalogs, editing, revising, taking
from app.workbench import project as projects
from app.workbench.project import Project
from tests import small


def _root(project: Project) -> Path:
    return project.folder.root


def _po(project: Project, language: str = "uk") -> str:
    return small.catalog_file(_root(project), language).read_text("utf-8")


# -- writing --------------------------------------------------------------------------------------------


def test_a_sync_makes_the_template_and_a_catalog_for_each_language(project: Project) -> None:
    names = set(small.tree(_root(project)))
    assert {
        f"locales/{small.NAME}.pot",
        f"locales/uk/LC_MESSAGES/{small.NAME}.po",
        f"locales/sv/LC_MESSAGES/{small.NAME}.po",
    } <= names
    assert _po(project).count("\nmsgid ") == small.UNITS + 1


def test_a_second_sync_changes_no_byte_also_with_every_state_in_the_catalog(project: Project) -> None:
    small.reviewed(project, "Who are you?", "Хто ви?")
    small.saved(project, "I am a nurse.", "Я медсестра.")
    editing.send_back(project, small.where(project, "I am a nurse."), person="Борис", reason="рід?")
    catalogs.sync(project, small.NAME)
    before = small.tree(_root(project))
    done = catalogs.sync(project, small.NAME)
    assert small.tree(_root(project)) == before
    assert (done.written, done.errors, done.revised.nothing) == ((), (), True)
    with projects.open_project(_root(project)) as again:
        catalogs.sync(again, small.NAME)
    assert small.tree(_root(project)) == before


def test_gettext_accepts_the_catalogs_and_keeps_every_byte(project: Project) -> None:
    small.reviewed(project, "We have 12 beds in the *old* house.", "У *старому* будинку 12 ліжок.")
    for path in (_root(project) / "locales").rglob("*.po*"):
        if path.suffix in {".po", ".pot"}:
            content = path.read_bytes()
            assert small.gettext("msgcat", "--no-wrap", content=content) == content
            if path.suffix == ".po":
                small.gettext("msgfmt", "--check", "-o", "/dev/null", content=content)


def test_the_real_interview_makes_catalogs_that_gettext_accepts(tmp_path: Path) -> None:
    root = small.make(tmp_path / "real")
    with projects.open_project(root) as project:
        name = small.add_real(project)
        done = catalogs.sync(project, name)
        content = project.folder.catalog(name, "uk").read_bytes()
    assert done.units == 558 + 2
    small.gettext("msgfmt", "--check", "-o", "/dev/null", content=content)
    assert small.gettext("msgcat", "--no-wrap", content=content) == content
    catalog = po.read(content, document=name, language="uk", file="x.po")
    assert len(catalog.live) == done.units


def test_only_the_lines_of_the_edited_entry_change(project: Project) -> None:
    before = _po(project).split("\n")
    small.saved(project, "Who are you?", "Хто ви?")
    after = _po(project).split("\n")
    new = [line for line in after if line not in before]
    assert new == ["# translated: Олена; awaiting review", "#, fuzzy", 'msgstr "Хто ви?"']


def test_repeats_keep_their_own_translations(project: Project) -> None:
    small.saved(project, "Yeah.", "Так.", nth=0)
    small.saved(project, "Yeah.", "Авжеж.", nth=1)
    held = {unit.key.context: unit.target.text for unit in _catalog(project) if unit.source == "Yeah."}
    assert held == {None: "Так.", "repeat 2": "Авжеж."}


def _catalog(project: Project) -> Catalog:
    return po.read(_po(project).encode(), document=small.NAME, language="uk", file="x.po")


# -- a lost store ---------------------------------------------------------------------------------------


def _held(project: Project, language: str) -> list[Unit]:
    """Return the units; where an obsolete one once stood, no catalog says."""
    units = [one.unit for one in project.store.units(small.NAME, language)]
    return [replace(unit, place=Place()) if unit.obsolete else unit for unit in units]


def test_a_deleted_store_is_rebuilt_from_the_catalogs_to_the_byte(project: Project) -> None:
    root = _root(project)
    small.reviewed(project, "Who are you?", "Хто ви?")
    small.saved(project, "I am a nurse.", "Я медсестра.")
    small.saved(project, "Yeah.", "Авжеж.", nth=1)
    small.reviewed(project, "I live in Lviv.", "Живу у Львові.")
    small.write_source(
        root,
        small.TEXT.replace("I live in Lviv.", "I live in Lviv now.").replace("Thank you for coming.\n", ""),
    )
    catalogs.sync(project, small.NAME)
    small.outside(small.catalog_file(root), ('"X-Generator', '"X-Ours: kept\\n"\n"X-Generator'))
    catalogs.sync(project, small.NAME)
    before = small.tree(root)
    units = {code: _held(project, code) for code in ("uk", "sv")}
    project.store.close()
    small.lose_store(root)
    with projects.open_project(root) as again:
        done = catalogs.sync(again, small.NAME)
        assert small.tree(root) == before
        assert done.errors == ()
        for code, known in units.items():
            assert _held(again, code) == known
        catalogs.sync(again, small.NAME)
    assert small.tree(root) == before


def test_a_deleted_catalog_is_written_again(project: Project) -> None:
    small.saved(project, "Who are you?", "Хто ви?")
    before = small.tree(_root(project))
    small.catalog_file(_root(project)).unlink()
    catalogs.sync(project, small.NAME)
    assert small.tree(_root(project)) == before


# -- edits from outside ---------------------------------------------------------------------------------


def test_a_translation_from_poedit_is_taken_as_reviewed_and_its_author_named(project: Project) -> None:
    small.outside(
        small.catalog_file(_root(project)),
        ('msgid "Who are you?"\nmsgstr ""', 'msgid "Who are you?"\nmsgstr "Хто ви?"'),
        ('"Last-Translator: translation-workbench\\n"', '"Last-Translator: Ганна <h@example.org>\\n"'),
    )
    done = catalogs.sync(project, small.NAME)
    target = small.unit(project, "Who are you?").unit.target
    assert (done.outside.taken, target.text, target.state) == (1, "Хто ви?", State.REVIEWED)
    assert (target.translator, target.reviewer) == ("Ганна", "Ганна")
    assert 'msgstr "Хто ви?"' in _po(project)


def test_where_two_people_are_asked_for_a_translation_from_outside_awaits_review(tmp_path: Path) -> None:
    with small.synced(tmp_path / "talks", trust=False) as project:
        small.outside(
            small.catalog_file(_root(project)),
            ('msgid "Who are you?"\nmsgstr ""', 'msgid "Who are you?"\nmsgstr "Хто ви?"'),
        )
        catalogs.sync(project, small.NAME)
        assert small.unit(project, "Who are you?").unit.target.state is State.TRANSLATED
        assert "awaiting review\n#. Martin, turn 1\n" in _po(project)


def test_an_edit_from_outside_of_a_text_that_nobody_touched_since_is_taken(project: Project) -> None:
    small.reviewed(project, "Who are you?", "Хто ви?")
    small.outside(small.catalog_file(_root(project)), ("Хто ви?", "Хто ви така?"))
    assert catalogs.sync(project, small.NAME).outside == taking.Absorbed(1, 0)
    assert small.unit(project, "Who are you?").unit.target.text == "Хто ви така?"
    where = small.where(project, "Who are you?")
    assert [one.target.text for one in editing.history(project, where)] == [
        "Хто ви така?",
        "Хто ви?",
        "Хто ви?",
    ]


def test_edits_on_both_sides_keep_ours_and_theirs_beside_it(project: Project) -> None:
    root = _root(project)
    small.saved(project, "Who are you?", "Хто ви?")
    theirs = _po(project).replace("Хто ви?", "Хто ти?")
    one = small.unit(project, "Who are you?")
    project.written_behind.set()  # as in the app: the catalog follows the store later
    small.saved(project, "Who are you?", "Хто ви така?")
    small.catalog_file(root).write_text(theirs, encoding="utf-8")
    assert catalogs.sync(project, small.NAME).outside == taking.Absorbed(0, 1)
    assert small.unit(project, "Who are you?").unit.target.text == "Хто ви така?"
    assert [text for text, _ in project.store.suggestions(one.id, "uk")] == ["Хто ти?"]
    assert 'msgstr "Хто ви така?"' in _po(project)


def test_an_old_copy_of_the_catalog_brings_nothing_back(project: Project) -> None:
    small.saved(project, "Who are you?", "Хто ти?")
    old = _po(project)
    small.reviewed(project, "Who are you?", "Хто ви?")
    now = _po(project)
    small.catalog_file(_root(project)).write_text(old, encoding="utf-8")
    assert catalogs.sync(project, small.NAME).outside == taking.Absorbed(0, 0, 1)
    assert _po(project) == now


def test_an_edit_from_outside_between_two_saves_is_taken_by_the_second(project: Project) -> None:
    small.outside(
        small.catalog_file(_root(project)),
        ('msgid "I am a nurse."\nmsgstr ""', 'msgid "I am a nurse."\nmsgstr "Я медсестра."'),
    )
    small.saved(project, "Who are you?", "Хто ви?")
    assert small.unit(project, "I am a nurse.").unit.target.text == "Я медсестра."
    assert "Я медсестра." in _po(project)


def test_comments_flags_header_fields_and_obsolete_entries_of_others_are_kept(project: Project) -> None:
    small.outside(
        small.catalog_file(_root(project)),
        ('"X-Generator', '"X-Poedit-Basepath: ..\\n"\n"X-Generator'),
        ("#. Martin, turn 1\n", "# Ask her about the name.\n# Twice.\n#. Martin, turn 1\n"),
        ('msgid "I am a nurse."', '#, no-wrap, x-ours\nmsgid "I am a nurse."'),
        (
            'msgid "Thank you for coming."\nmsgstr ""\n',
            'msgid "Thank you for coming."\nmsgstr ""\n\n#~ msgid "Gone."\n#~ msgstr "Було."\n',
        ),
    )
    small.saved(project, "Who are you?", "Хто ви?")
    catalogs.sync(project, small.NAME)
    text = _po(project)
    for kept in (
        "X-Poedit-Basepath: ..",
        "# Ask her about the name.\n# Twice.\n",
        "no-wrap, x-ours",
        '#~ msgstr "Було."',
    ):
        assert kept in text
    content = text.replace(", x-ours", "").encode()  # gettext itself drops flags that it does not know
    assert small.gettext("msgcat", "--no-wrap", content=content) == content


def test_an_entry_that_only_the_file_has_is_kept_as_obsolete_with_its_text(project: Project) -> None:
    path = small.catalog_file(_root(project))
    path.write_text(_po(project) + '\nmsgid "Not in the document."\nmsgstr "Немає."\n', encoding="utf-8")
    catalogs.sync(project, small.NAME)
    assert '#~ msgid "Not in the document."\n#~ msgstr "Немає."' in _po(project)


# -- a catalog that cannot be read ----------------------------------------------------------------------

_BROKEN = (
    b'msgid "Who are you?\nmsgstr "',
    b"<<<<<<< HEAD\n",
    b"\xff\xfe\x00",
    b"%PDF-1.4\n",
)


@pytest.mark.parametrize("broken", _BROKEN)
def test_a_catalog_that_cannot_be_read_is_never_overwritten_and_saving_goes_on(
    project: Project, broken: bytes
) -> None:
    path = small.catalog_file(_root(project))
    path.write_bytes(broken)
    done = editing.save(project, small.where(project, "Who are you?"), "Хто ви?", person="Олена")
    assert isinstance(done, editing.Done)
    assert isinstance(done.trouble, CatalogError)
    assert path.name in str(done.trouble)
    synced = catalogs.sync(project, small.NAME)
    assert [type(one) for one in synced.errors] == [CatalogError]
    assert path.read_bytes() == broken
    assert small.unit(project, "Who are you?").unit.target.text == "Хто ви?"
    assert "Як" not in _po(project, "sv")


def test_once_the_catalog_is_mended_both_sides_work_is_in_it(project: Project) -> None:
    path = small.catalog_file(_root(project))
    mended = _po(project).replace(
        'msgid "I am a nurse."\nmsgstr ""', 'msgid "I am a nurse."\nmsgstr "Я медсестра."'
    )
    path.write_text(mended.replace('"Я медсестра."', '"Я медсестра.'), encoding="utf-8")
    editing.save(project, small.where(project, "Who are you?"), "Хто ви?", person="Олена")
    path.write_text(mended, encoding="utf-8")
    done = catalogs.sync(project, small.NAME)
    assert (done.errors, done.outside) == ((), taking.Absorbed(1, 0))
    assert "Я медсестра." in _po(project)
    assert "Хто ви?" in _po(project)


def test_an_empty_catalog_is_no_edit_and_is_written_again(project: Project) -> None:
    small.saved(project, "Who are you?", "Хто ви?")
    before = _po(project)
    small.catalog_file(_root(project)).write_bytes(b"")
    catalogs.sync(project, small.NAME)
    assert _po(project) == before


# -- a revised source -----------------------------------------------------------------------------------


def test_an_edited_sentence_keeps_its_translation_as_needing_work_with_the_source_before(
    project: Project,
) -> None:
    small.reviewed(project, "I live in Lviv.", "Живу у Львові.")
    small.write_source(_root(project), small.TEXT.replace("I live in Lviv.", "I lived in Lviv."))
    done = catalogs.sync(project, small.NAME)
    assert done.revised.edited == (("I live in Lviv.", "I lived in Lviv."),)
    target = small.unit(project, "I lived in Lviv.").unit.target
    assert (target.text, target.state, target.previous_source) == (
        "Живу у Львові.",
        State.NEEDS_WORK,
        "I live in Lviv.",
    )
    assert '#, fuzzy\n#| msgid "I live in Lviv."\nmsgid "I lived in Lviv."\nmsgstr "Живу у Львові."' in _po(
        project
    )


def test_a_turn_inserted_moves_no_translation_and_a_repeat_keeps_its_own(project: Project) -> None:
    small.saved(project, "Yeah.", "Так.", nth=0)
    small.saved(project, "Yeah.", "Авжеж.", nth=1)
    small.write_source(
        _root(project),
        small.TEXT.replace("**Martin:** Who", "**Martin:** Yeah.\n\n**Olena:** Hm.\n\n**Martin:** Who"),
    )
    catalogs.sync(project, small.NAME)
    live = [one.unit for one in project.store.units(small.NAME, "uk") if one.unit.source == "Yeah."]
    assert [unit.target.text for unit in live] == ["", "Так.", "Авжеж."]


def test_what_is_removed_becomes_obsolete_and_comes_back_with_its_review(project: Project) -> None:
    small.reviewed(project, "I live in Lviv.", "Живу у Львові.")
    before = _po(project)
    small.write_source(_root(project), small.TEXT.replace("I live in Lviv.\n", ""))
    assert catalogs.sync(project, small.NAME).revised.removed == ("I live in Lviv.",)
    assert '#~ msgid "I live in Lviv."\n#~ msgstr "Живу у Львові."' in _po(project)
    small.write_source(_root(project), small.TEXT)
    assert catalogs.sync(project, small.NAME).revised.back == ("I live in Lviv.",)
    assert _po(project) == before


def test_a_revised_source_and_an_edit_from_outside_meet_without_a_loss(project: Project) -> None:
    small.saved(project, "I live in Lviv.", "Живу у Львові.")
    small.outside(small.catalog_file(_root(project)), ("Живу у Львові.", "Мешкаю у Львові."))
    small.write_source(_root(project), small.TEXT.replace("I live in Lviv.", "I lived in Lviv."))
    catalogs.sync(project, small.NAME)
    target = small.unit(project, "I lived in Lviv.").unit.target
    assert (target.text, target.state) == ("Мешкаю у Львові.", State.NEEDS_WORK)


def test_a_look_at_what_would_happen_changes_nothing(project: Project) -> None:
    before = small.tree(_root(project))
    document = small.document()
    assert revising.foresee(project, document).nothing
    assert small.tree(_root(project)) == before
