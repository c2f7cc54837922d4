import hashlib
import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from app import exchange
from app.errors import EditionError, SettingsError
from app.export import FORMATS, Writer
from app.workbench import behind, crediting, editions, manifest, publishing
from app.workbench.manifest import Manifest
from app.workbench.project import Project
from app.workbench.publishing import Order
from tests import small

_ORDER = Order((small.NAME,), ("uk",), ("html", "text", "xliff"))
_TARGETS = {
    "Martin": "Мартін",
    "We met in the spring.": "Ми зустрілися навесні.",
    "Who are you?": "Хто ви?",
    "I am a nurse.": "Я медсестра.",
    "I live in Lviv.": "Я живу у Львові.",
    "Yeah.": "Так.",
    "We have 12 beds in the *old* house.": "У *старому* будинку 12 ліжок.",
    "Thank you for coming.": "Дякую, що прийшли.",
}


@pytest.fixture
def reviewed(project: Project) -> Project:
    for source, target in _TARGETS.items():
        small.reviewed(project, source, target)
    return project


def _table(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "manifest.json").read_text("utf-8"))
    return found


def _names(out: Path) -> list[str]:
    return sorted(path.name for path in out.iterdir())


def test_the_manifest_says_what_each_file_is_and_how_far_its_text_has_come(
    reviewed: Project, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    paths = publishing.publish(reviewed, _ORDER, out)
    assert [path.name for path in paths] == ["short-talk.uk.html", "short-talk.uk.txt", "short-talk.uk.xlf"]
    table = _table(out)
    for file in table["files"]:
        content = (out / file["name"]).read_bytes()
        assert (file["sha256"], file["size"]) == (hashlib.sha256(content).hexdigest(), len(content))
        assert (file["document"], file["language"], file["draft"]) == ("short-talk", "uk", False)
    edition, handed = table["texts"]
    assert (edition["kind"], handed["kind"]) == ("edition", "exchange")
    assert edition["counts"]["reviewed"] == len(_TARGETS)
    assert edition["missing"] == small.UNITS - len(_TARGETS)
    assert len(edition["sentences"]) == len(handed["sentences"]) == small.UNITS
    assert len(edition["revision"]) == 16


def test_the_same_catalogs_give_the_same_folder_and_zip(reviewed: Project, tmp_path: Path) -> None:
    order = Order((small.NAME,), ("uk", "en"), ("html", "text", "csv"))
    for out in ("a", "b"):
        publishing.publish(reviewed, order, tmp_path / out, zipped=True)
    assert small.tree(tmp_path / "a") == small.tree(tmp_path / "b")
    content = publishing.zip_of(reviewed, order)
    assert content == (tmp_path / "a" / publishing.ZIP).read_bytes()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.namelist() == sorted(set(_names(tmp_path / "a")) - {publishing.ZIP})


def test_nothing_is_half_written(reviewed: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> bytes:
        raise EditionError("no")

    out = tmp_path / "out"
    publishing.publish(reviewed, Order((small.NAME,), ("uk",), ("html",)), out)
    before = small.tree(out)
    small.reviewed(reviewed, "Who are you?", "Хто ж ви?")
    monkeypatch.setitem(FORMATS, "broken", Writer("x", ".x", "x/x", broken))
    with pytest.raises(EditionError, match="no"):
        publishing.publish(reviewed, Order((small.NAME,), ("uk",), ("html", "broken")), out)
    assert small.tree(out) == before
    with pytest.raises(EditionError):
        publishing.publish(reviewed, Order((small.NAME,), ("sv",), ("html",)), tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_what_a_killed_run_left_is_swept_and_what_is_not_ours_stays(
    reviewed: Project, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "index.html").write_text("ours")
    (out / ".short-talk.uk.html.abc.part").write_text("half")
    publishing.publish(reviewed, _ORDER, out)
    assert "index.html" in _names(out)
    assert not [name for name in _names(out) if name.endswith(".part")]


def test_a_final_edition_takes_the_place_of_its_draft_unless_somebody_changed_it(
    reviewed: Project, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    small.saved(reviewed, "Who are you?", "Хто ти?")
    draft = Order((small.NAME,), ("uk",), ("html", "text"), allow_unreviewed=True)
    publishing.publish(reviewed, draft, out)
    (out / "short-talk.uk.draft.txt").write_text("noted by hand")
    small.reviewed(reviewed, "Who are you?", "Хто ви?")
    publishing.publish(reviewed, Order((small.NAME,), ("uk",), ("html", "text")), out)
    assert _names(out) == [
        "manifest.json",
        "short-talk.uk.draft.txt",
        "short-talk.uk.html",
        "short-talk.uk.txt",
    ]
    assert [file["name"] for file in _table(out)["files"]] == ["short-talk.uk.html", "short-talk.uk.txt"]
    assert len(_table(out)["texts"]) == 1


def test_a_later_run_adds_to_the_manifest(reviewed: Project, tmp_path: Path) -> None:
    out = tmp_path / "out"
    publishing.publish(reviewed, Order((small.NAME,), ("uk",), ("html",)), out)
    publishing.publish(reviewed, Order((small.NAME,), ("en",), ("html", "text")), out)
    assert [file["name"] for file in _table(out)["files"]] == [
        "short-talk.en.html",
        "short-talk.en.txt",
        "short-talk.uk.html",
    ]
    assert [text["language"] for text in _table(out)["texts"]] == ["en", "uk"]


@pytest.mark.parametrize("content", ["{}", "[1]", "not json", '{"kind": "translation-workbench editions"}'])
def test_a_manifest_that_is_somebody_elses_is_not_overwritten(
    reviewed: Project, tmp_path: Path, content: str
) -> None:
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(EditionError, match=r"manifest\.json is not the list of editions"):
        publishing.publish(reviewed, _ORDER, tmp_path)
    assert (tmp_path / "manifest.json").read_text() == content


def test_a_manifest_cannot_name_files_outside_its_folder(reviewed: Project, tmp_path: Path) -> None:
    out = tmp_path / "out"
    publishing.publish(reviewed, _ORDER, out)
    text = (out / "manifest.json").read_text("utf-8")
    (out / "manifest.json").write_text(text.replace("short-talk.uk.html", "../victim"), "utf-8")
    with pytest.raises(EditionError, match="changed by hand"):
        publishing.publish(reviewed, _ORDER, out)


def test_no_link_in_the_folder_leads_a_file_out_of_it(reviewed: Project, tmp_path: Path) -> None:
    out, victim = tmp_path / "out", tmp_path / "victim"
    out.mkdir()
    victim.write_text("precious")
    (out / "short-talk.uk.html").symlink_to(victim)
    publishing.publish(reviewed, _ORDER, out)
    assert victim.read_text() == "precious"
    assert not (out / "short-talk.uk.html").is_symlink()
    (out / "short-talk.uk.txt").unlink()
    (out / "short-talk.uk.txt").mkdir()
    with pytest.raises(EditionError, match="cannot be the name of an edition"):
        publishing.publish(reviewed, _ORDER, out)


def test_each_format_has_a_name_of_its_own(reviewed: Project) -> None:
    names = [
        editions.file_name(
            editions.Texts(reviewed, small.NAME).publications(["uk"], writer, editions.press(reviewed))[0],
            writer,
        )
        for writer in FORMATS.values()
    ]
    names += [f"{small.NAME}.uk{form.suffix}" for form in exchange.EXCHANGES.values()]
    assert len(set(names)) == len(names)


def test_colophon_and_house_style_reach_the_page(reviewed: Project, tmp_path: Path) -> None:
    crediting.agree(reviewed, "Олена", "Olena K.")
    house = reviewed.folder.root / "house"
    house.mkdir()
    (house / "edition.css").write_text("h1 { letter-spacing: .07em }")
    (page,) = publishing.publish(reviewed, Order((small.NAME,), ("uk",), ("html",)), tmp_path)
    text = page.read_text("utf-8")
    assert "Olena K." in text
    assert "Борис" not in text
    assert "letter-spacing: .07em" in text
    (house / "edition.css").write_text("@import 'x'")
    with pytest.raises(SettingsError, match=r"house/edition\.css, line 1"):
        publishing.publish(reviewed, Order((small.NAME,), ("uk",), ("html",)), tmp_path)


def test_in_two_languages_no_text_stands_beside_itself(reviewed: Project, tmp_path: Path) -> None:
    order = Order((small.NAME,), ("uk", "en"), ("html", "bilingual-html"))
    publishing.publish(reviewed, order, tmp_path)
    assert [name for name in _names(tmp_path) if name.endswith(".html")] == [
        "short-talk.en.html",
        "short-talk.uk+en.html",
        "short-talk.uk.html",
    ]
    with pytest.raises(EditionError, match="side by side"):
        publishing.publish(reviewed, Order((small.NAME,), ("en",), ("bilingual-html",)), tmp_path)


def test_a_run_that_died_before_its_manifest_is_seen_and_the_next_one_heals_it(
    reviewed: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publishing.publish(reviewed, _ORDER, tmp_path)
    small.reviewed(reviewed, "Who are you?", "Хто ж ви?")
    with monkeypatch.context() as patch:
        patch.setattr(Manifest, "write", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            publishing.publish(reviewed, _ORDER, tmp_path)
    told = {one.file for one in behind.check(reviewed, tmp_path).faults}
    assert told == {"short-talk.uk.html", "short-talk.uk.txt", "short-talk.uk.xlf"}
    publishing.publish(reviewed, _ORDER, tmp_path)
    assert behind.check(reviewed, tmp_path).fresh


def test_a_zip_may_hold_a_small_site(reviewed: Project) -> None:
    order = Order((small.NAME,), ("uk",), ("text",), site=True)
    with zipfile.ZipFile(BytesIO(publishing.zip_of(reviewed, order))) as archive:
        names = archive.namelist()
    assert {"site/index.html", "site/uk/short-talk.html", "site/en/short-talk.html"} < set(names)
    assert "short-talk.uk.txt" in names


def test_progress_is_told_file_by_file(reviewed: Project, tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    publishing.publish(reviewed, _ORDER, tmp_path, report=lambda *one: told.append(one))
    assert [one[:2] for one in told] == [(1, 3), (2, 3), (3, 3)]
    assert told[-1][2] == "short-talk.uk.xlf"


def test_a_manifest_comes_back_as_it_was_written(reviewed: Project, tmp_path: Path) -> None:
    publishing.publish(reviewed, _ORDER, tmp_path)
    found = manifest.read(tmp_path)
    assert found is not None
    assert found.write() == (tmp_path / "manifest.json").read_bytes()
    assert manifest.read(tmp_path / "elsewhere") is None
