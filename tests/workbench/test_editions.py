from pathlib import Path

import pytest

from app.errors import EditionError
from app.export import FORMATS, Writer
from app.publication import Publication
from app.storage.rows import Conflict
from app.workbench import catalogs, editing, editions, publishing
from app.workbench.project import Project
from app.workbench.publishing import Order
from tests import small

_TARGETS = {
    "We met in the spring.": "Ми зустрілися навесні.",
    "Who are you?": "Хто ви?",
    "I am a nurse.": "Я медсестра.",
    "I live in Lviv.": "Я живу у Львові.",
    "Yeah.": "Так.",
    "We have 12 beds in the *old* house.": "У *старому* будинку 12 ліжок.",
    "Thank you for coming.": "Дякую, що прийшли.",
}


def _export(
    project: Project,
    name: str,
    *,
    languages: list[str],
    forms: list[str],
    out: Path,
    beside: str = "",
    allow_unreviewed: bool = False,
) -> tuple[Path, ...]:
    order = Order((name,), tuple(languages), tuple(forms), beside, allow_unreviewed)
    return publishing.publish(project, order, out)


def _reviewed(project: Project, count: int) -> None:
    for source, target in list(_TARGETS.items())[:count]:
        small.reviewed(project, source, target)


def test_below_the_threshold_nothing_is_written_and_the_counts_are_told(
    project: Project, tmp_path: Path
) -> None:
    _reviewed(project, 3)
    small.saved(project, "Yeah.", "Так.")
    with pytest.raises(EditionError) as caught:
        _export(project, small.NAME, languages=["uk"], forms=["html"], out=tmp_path / "out")
    said = str(caught.value)
    assert "3 of 8 segments are reviewed, an edition needs 7" in said
    assert "4 empty" in said
    assert "1 translated" in said
    assert "--allow-unreviewed" in said
    assert not (tmp_path / "out").exists()


def test_above_the_threshold_only_reviewed_text_is_printed(project: Project, tmp_path: Path) -> None:
    _reviewed(project, 7)
    small.saved(project, "Yeah.", "Авжеж.", nth=1)
    (path,) = _export(project, small.NAME, languages=["uk"], forms=["html"], out=tmp_path / "out")
    text = path.read_text("utf-8")
    assert path.name == f"{small.NAME}.uk.html"
    assert "Хто ви?" in text
    assert "Авжеж." not in text
    assert 'lang="en"' in text


def test_a_draft_edition_is_named_one_and_marks_what_is_not_translated(
    project: Project, tmp_path: Path
) -> None:
    small.saved(project, "Who are you?", "Хто ви?")
    paths = _export(
        project, small.NAME, languages=["uk"], forms=["html", "markdown"], out=tmp_path, allow_unreviewed=True
    )
    assert [path.name for path in paths] == [f"{small.NAME}.uk.draft.html", f"{small.NAME}.uk.draft.md"]
    assert "Хто ви?" in paths[0].read_text("utf-8")
    assert 'lang="en"' in paths[0].read_text("utf-8")


def test_the_same_catalog_gives_the_same_bytes(project: Project) -> None:
    _reviewed(project, 7)
    for form in ("html", "markdown"):
        first = editions.make(project, small.NAME, "uk", form=form)
        assert editions.make(project, small.NAME, "uk", form=form).content == first.content


def test_of_several_editions_all_are_written_or_none(project: Project, tmp_path: Path) -> None:
    _reviewed(project, 7)
    with pytest.raises(EditionError):
        _export(project, small.NAME, languages=["uk", "sv"], forms=["html"], out=tmp_path / "out")
    with pytest.raises(EditionError, match="Known are: html"):
        _export(project, small.NAME, languages=["uk"], forms=["html", "papyrus"], out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_fault_is_not_printed(project: Project) -> None:
    _reviewed(project, 7)
    small.reviewed(project, "We have 12 beds in the *old* house.", "У *старому* будинку 13 ліжок.")
    with pytest.raises(EditionError, match="12"):
        editions.make(project, small.NAME, "uk", form="html")


def test_a_source_that_was_edited_since_the_last_sync_is_told(project: Project) -> None:
    _reviewed(project, 7)
    small.write_source(project.folder.root, small.TEXT.replace("I am a nurse.", "I was a nurse."))
    with pytest.raises(EditionError, match="workbench sync"):
        editions.make(project, small.NAME, "uk", form="html")
    catalogs.sync(project, small.NAME)
    with pytest.raises(EditionError, match="needs work"):
        editions.make(project, small.NAME, "uk", form="html")


def test_a_finished_edition_stamps_the_catalogs_header_once(project: Project, tmp_path: Path) -> None:
    path = small.catalog_file(project.folder.root)
    _reviewed(project, 7)
    assert "Last-Translator: translation-workbench" in path.read_text("utf-8")
    _export(project, small.NAME, languages=["uk"], forms=["html"], out=tmp_path / "out")
    stamped = path.read_text("utf-8")
    assert "Last-Translator: Борис" in stamped
    _export(project, small.NAME, languages=["uk"], forms=["html"], out=tmp_path / "out")
    assert path.read_text("utf-8") == stamped
    small.saved(project, "Yeah.", "Авжеж.", nth=1)
    assert "Last-Translator: Борис" in path.read_text("utf-8"), "a save leaves the header alone"


def _two(publication: Publication) -> bytes:
    assert publication.beside is not None
    rows = (
        (left.pieces[0].text if left else "", right.pieces[0].text if right else "")
        for left, right in publication.rows()
    )
    return "\n".join(f"{left} | {right}" for left, right in rows).encode()


@pytest.fixture
def bilingual(monkeypatch: pytest.MonkeyPatch) -> None:
    form = Writer("Two", ".two.txt", "text/plain; charset=utf-8", _two, bilingual=True)
    monkeypatch.setitem(FORMATS, "two", form)


@pytest.mark.usefixtures("bilingual")
@pytest.mark.parametrize(
    ("language", "beside", "file", "row"),
    [
        ("uk", "", "uk+en", "Хто ви? | Who are you?"),
        ("uk", "en", "uk+en", "Хто ви? | Who are you?"),
        ("en", "uk", "en+uk", "Who are you? | Хто ви?"),
        ("sv", "uk", "sv+uk.draft", "Who are you? | Хто ви?"),
        ("uk", "sv", "uk+sv.draft", "Хто ви? | Who are you?"),
    ],
)
def test_two_languages_stand_side_by_side_in_either_order(
    project: Project, tmp_path: Path, language: str, beside: str, file: str, row: str
) -> None:
    _reviewed(project, 7)
    done = editing.save(project, small.where(project, "I live in Lviv.", "sv"), "Jag bor i Lviv.", person="A")
    assert not isinstance(done, Conflict)
    allow = "draft" in file
    made = editions.make(project, small.NAME, language, form="two", beside=beside, allow_unreviewed=allow)
    assert made.file == f"{small.NAME}.{file}.two.txt"
    assert row in made.content.decode()
    (path,) = _export(
        project,
        small.NAME,
        languages=[language],
        forms=["two"],
        out=tmp_path,
        beside=beside,
        allow_unreviewed=allow,
    )
    assert (path.name, path.read_bytes()) == (made.file, made.content)


@pytest.mark.usefixtures("bilingual")
@pytest.mark.parametrize(("language", "beside"), [("uk", "uk"), ("en", ""), ("en", "en")])
def test_a_language_does_not_stand_beside_itself(project: Project, language: str, beside: str) -> None:
    _reviewed(project, 7)
    with pytest.raises(EditionError, match="--beside"):
        editions.make(project, small.NAME, language, form="two", beside=beside)


@pytest.mark.usefixtures("bilingual")
def test_the_gate_holds_for_both_languages(project: Project) -> None:
    _reviewed(project, 7)
    with pytest.raises(EditionError, match="in sv"):
        editions.make(project, small.NAME, "uk", form="two", beside="sv")


def test_the_original_is_an_edition_of_its_own(project: Project) -> None:
    made = editions.make(project, small.NAME, "en", form="html")
    assert made.file == f"{small.NAME}.en.html"
    assert "I am a nurse." in made.content.decode()
    assert 'lang="en"' in made.content.decode()
