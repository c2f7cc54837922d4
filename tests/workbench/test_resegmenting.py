"""For all languages: the source file is edited, every language's text is kept and follows its source."""

from pathlib import Path

import pytest

from app.errors import ReviewError
from app.storage import exchange
from app.storage.rows import Conflict
from app.workbench import catalogs, editing, joining, resegmenting, stores
from app.workbench.project import Project
from app.workbench.resegmenting import ChangedError, Wish
from tests import small

_NURSE, _LVIV = "I am a nurse.", "I live in Lviv."


def _targets(project: Project, *sources: str, language: str = "uk") -> list[tuple[str, str]]:
    found = [small.unit(project, one, language).unit for one in sources]
    assert not any(one.obsolete for one in found)
    return [(one.target.text, one.target.state.value) for one in found]


def _do(project: Project, spot: str, *, joined: bool) -> None:
    wish = resegmenting.find(project, small.NAME, spot, joined=joined)
    foreseen = resegmenting.foresee(project, small.NAME, wish)
    resegmenting.carry_out(project, small.NAME, wish, sha256=foreseen.sha256, person="Борис")
    for one in foreseen.languages:
        units = [stored.unit for stored in project.store.units(small.NAME, one.language)]
        there = [(unit.source, unit.target) for unit in units if not unit.obsolete]
        wanted = [(text.source, text.target) for text in one.after]
        assert all(text in there for text in wanted), "what was foreseen is what was done"
    assert list(stores.check(project)) == []


def test_joined_the_source_file_has_one_line_and_each_language_both_texts(project: Project) -> None:
    small.reviewed(project, _NURSE, "Я медсестра.")
    small.saved(project, _LVIV, "Живу у Львові.")
    _do(project, "nurse. | I live", joined=True)
    assert f"\n**Olena:** {_NURSE} {_LVIV}\n" in project.folder.source(small.NAME).read_text("utf-8")
    together = f"{_NURSE} {_LVIV}"
    assert _targets(project, together) == [("Я медсестра. Живу у Львові.", "needs work")]
    assert _targets(project, together, language="sv") == [("", "empty")]
    po = small.catalog_file(project.folder.root).read_text("utf-8")
    assert "Я медсестра. Живу у Львові." in po


def test_cut_again_every_text_is_back_at_its_source(project: Project) -> None:
    before = project.folder.source(small.NAME).read_bytes()
    small.saved(project, _NURSE, "Я медсестра.")
    small.reviewed(project, _LVIV, "Живу у Львові.")
    _do(project, "nurse. | I live", joined=True)
    _do(project, "nurse. | I live", joined=False)
    assert project.folder.source(small.NAME).read_bytes() == before
    assert _targets(project, _NURSE, _LVIV) == [
        ("Я медсестра.", "needs work"),
        ("Живу у Львові.", "reviewed"),
    ]


def test_a_later_sync_changes_nothing_more(project: Project) -> None:
    small.saved(project, _NURSE, "Я медсестра.")
    _do(project, "We have 12 beds | in the *old* house.", joined=False)
    _do(project, "nurse. | I live", joined=True)
    synced = catalogs.sync(project, small.NAME)
    assert (synced.revised.nothing, synced.written) == (True, ())


def test_the_steps_are_in_the_history_with_the_persons_name(project: Project) -> None:
    small.saved(project, _NURSE, "Я медсестра.")
    small.saved(project, _LVIV, "Живу у Львові.")
    number = small.unit(project, _NURSE).id
    _do(project, "nurse. | I live", joined=True)
    steps = project.store.history(number, "uk")
    assert [(one.move, one.person) for one in steps][:2] == [("resegmented", "Борис"), ("source changed", "")]
    assert steps[-1].target.text == "Я медсестра."


def test_what_was_joined_in_one_language_keeps_its_text(project: Project) -> None:
    small.saved(project, _NURSE, "Я медсестра.")
    small.saved(project, _LVIV, "Живу у Львові.")
    joining.join(project, small.where(project, _LVIV), person="Олена")
    _do(project, "nurse. | I live", joined=True)
    assert _targets(project, f"{_NURSE} {_LVIV}") == [("Я медсестра. Живу у Львові.", "needs work")]


def test_a_first_part_that_stands_elsewhere_too_keeps_its_own_unit(project: Project) -> None:
    text = small.TEXT.replace("Thank you for coming.", "Yeah. Thank you for coming.")
    small.write_source(project.folder.root, text)
    catalogs.sync(project, small.NAME)
    small.saved(project, "Yeah.", "Ага.", nth=0)
    small.saved(project, "Yeah.", "Так.", nth=1)
    small.saved(project, "Yeah. Thank you for coming.", "Еге ж. Дякую.")
    _do(project, "Yeah. | Thank", joined=False)
    found = [one.unit for one in project.store.units(small.NAME, "uk") if one.unit.source == "Yeah."]
    assert [(one.target.text, one.key.context) for one in found] == [
        ("Ага.", None),
        ("Так.", "repeat 2"),
        ("Еге ж.", "repeat 3"),
    ]


def test_a_source_file_that_changed_meanwhile_is_left_alone(project: Project) -> None:
    wish = resegmenting.find(project, small.NAME, "nurse. | I live", joined=True)
    foreseen = resegmenting.foresee(project, small.NAME, wish)
    path = project.folder.source(small.NAME)
    path.write_text(small.TEXT + "\n", "utf-8")
    with pytest.raises(ChangedError, match="changed since you looked"):
        resegmenting.carry_out(project, small.NAME, wish, sha256=foreseen.sha256, person="Борис")
    assert path.read_text("utf-8") == small.TEXT + "\n"
    path.write_text(small.TEXT.replace("a nurse", "a doctor"), "utf-8")
    with pytest.raises(ReviewError, match="not synced yet"):
        resegmenting.foresee(project, small.NAME, wish)


def test_a_source_file_written_in_the_very_moment_stays(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = resegmenting.find(project, small.NAME, "nurse. | I live", joined=True)
    foreseen = resegmenting.foresee(project, small.NAME, wish)
    path, really = project.folder.source(small.NAME), exchange.replace

    def slow(at: Path, content: bytes) -> object:
        if not at.read_text("utf-8").endswith("theirs\n"):
            at.write_text(small.TEXT + "theirs\n", "utf-8")
        return really(at, content)

    monkeypatch.setattr(exchange, "replace", slow)
    with pytest.raises(ChangedError):
        resegmenting.carry_out(project, small.NAME, wish, sha256=foreseen.sha256, person="Борис")
    assert path.read_text("utf-8") == small.TEXT + "theirs\n"
    assert sorted(one.name for one in path.parent.iterdir()) == [path.name]


@pytest.mark.parametrize(
    ("late", "together"), [(_NURSE, "Щойно. Живу у Львові."), (_LVIV, "Я медсестра. Щойно.")]
)
def test_a_save_of_the_very_moment_is_not_lost(
    project: Project, monkeypatch: pytest.MonkeyPatch, late: str, together: str
) -> None:
    small.saved(project, _NURSE, "Я медсестра.")
    small.saved(project, _LVIV, "Живу у Львові.")
    wish = resegmenting.find(project, small.NAME, "nurse. | I live", joined=True)
    foreseen = resegmenting.foresee(project, small.NAME, wish)
    really = resegmenting._write

    def slow(*arguments: object) -> None:
        small.saved(project, late, "Щойно.")
        really(*arguments)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(resegmenting, "_write", slow)
    resegmenting.carry_out(project, small.NAME, wish, sha256=foreseen.sha256, person="Борис")
    ((text, state),) = _targets(project, f"{_NURSE} {_LVIV}")
    assert (text, state) == (together, "needs work")


def test_who_saved_on_the_old_source_hears_of_a_conflict(project: Project) -> None:
    seen = small.where(project, _NURSE)
    _do(project, "nurse. | I live", joined=True)
    assert isinstance(editing.save(project, seen, "Я медсестра.", person="Олена"), Conflict)


@pytest.mark.parametrize(
    ("spot", "joined", "why"),
    [
        ("nurse", True, "“|”"),
        ("| I live", True, "“|”"),
        ("Yeah. | Yeah.", True, "stay apart"),
        ("nowhere | at all", False, "0 places"),
        ("i | n", False, "places that"),
    ],
)
def test_a_spot_that_cannot_be_meant_is_said(project: Project, spot: str, joined: bool, why: str) -> None:
    with pytest.raises(ReviewError, match=why.replace("|", r"\|")):
        _do(project, spot, joined=joined)


def test_titles_names_and_what_is_gone_are_refused(project: Project) -> None:
    units = project.store.units(small.NAME, "uk")
    for number in (units[0].id, units[1].id, 9_999):
        with pytest.raises(ReviewError):
            resegmenting.foresee(project, small.NAME, Wish(number, 2))
