"""Models are told of before they are fetched, tried before they are there, and removed by name."""

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.engines import Request, describe
from app.engines.models import trial
from app.errors import EngineError, WorkbenchError
from app.workbench import models
from app.workbench.project import Project
from tests import local_models, small
from tests.shop import Shop

FIREFOX = {
    "model.enuk.intgemm.alphas.bin": b"weights" * 1000,
    "vocab.enuk.spm": b"words" * 1000,
    "lex.50.50.enuk.s2t.bin": b"short" * 1000,
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("argos")
    return local_models.packed(local_models.argos(folder), folder)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with small.synced(tmp_path / "talks") as project:
        yield project


@pytest.fixture
def untried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "attempt", lambda model: None)


def _nothing(*_: object) -> None:
    pass


def _left(project: Project) -> list[str]:
    return sorted(one.name for one in models.folder(project).iterdir() if not one.name.startswith("."))


def test_an_argos_model_is_fetched_tried_and_translates(project: Project, package: Path) -> None:
    with Shop({}, "broken-off", "good") as shop:
        shop.package("old.argosmodel", b"old", version="1.2")
        shop.package(package.name, package.read_bytes())
        (parcel,) = models.offered(project, "uk", engine="ctranslate2", index=shop.argos)
        assert (parcel.version, parcel.size) == ("1.9", package.stat().st_size)
        assert shop.fetched == []
        told: list[tuple[int, int]] = []
        added = models.add(project, parcel, progress=lambda now, all_in_all: told.append((now, all_in_all)))
        assert told[-1] == (parcel.size, parcel.size)
        assert len(shop.fetched) == 2
    assert models.installed(project) == (added,)
    engine = describe("ctranslate2", project.settings)
    sentence = local_models.SENTENCES[0]
    assert engine.translate(Request((sentence,), "en", "uk")) == [local_models.word(sentence)]


@pytest.mark.usefixtures("untried")
def test_a_firefox_model_comes_in_three_files_of_its_newest_version(project: Project) -> None:
    with Shop({}) as shop:
        for name, content in FIREFOX.items():
            shop.record(name, b"older", "2.1")
            shop.record(name, content)
        shop.record("model.enuk.bin", b"nightly", "4.0", {"filter_expression": "env.channel"})
        (parcel,) = models.offered(project, "uk-UA", engine="firefox", index=shop.firefox)
        assert parcel.version == "3.0"
        assert parcel.size == sum(map(len, FIREFOX.values()))
        assert parcel.licence
        assert parcel.address == f"{shop.root}/"
        added = models.add(project, parcel, progress=_nothing)
    assert {name: (added.path / name).read_bytes() for name in FIREFOX} == FIREFOX
    assert (added.name, added.source, added.target) == ("firefox-en-uk", "en", "uk")
    assert models.installed(project)[0].version == "3.0"


@pytest.mark.usefixtures("untried")
def test_a_model_that_comes_again_takes_the_place_of_the_one_before(project: Project) -> None:
    for content in (b"one", b"two"):
        with Shop({}) as shop:
            for name in FIREFOX:
                shop.record(name, content)
            (parcel,) = models.offered(project, "uk", engine="firefox", index=shop.firefox)
            added = models.add(project, parcel, progress=_nothing)
        assert added.main_file.read_bytes() == content
    assert _left(project) == ["firefox-en-uk"]


def test_a_model_that_fails_its_trial_is_not_there(project: Project) -> None:
    with Shop({}) as shop:
        for name, content in FIREFOX.items():
            shop.record(name, content)
        (parcel,) = models.offered(project, "uk", engine="firefox", index=shop.firefox)
        with pytest.raises(EngineError, match="firefox-en-uk cannot be used"):
            models.add(project, parcel, progress=_nothing)
    assert models.installed(project) == ()
    assert _left(project) == []


@pytest.mark.parametrize(
    "change",
    [
        {"attachment": {"hash": "no sum"}},
        {"attachment": {"size": -1}},
        {"attachment": {"size": 10**15}},
        {"attachment": {"filename": "../../evil"}},
        {"attachment": {"filename": ".."}},
        {"name": "../evil"},
    ],
)
def test_a_list_that_says_strange_things_is_refused(project: Project, change: dict[str, object]) -> None:
    changes = {"decompressedHash": "0" * 64} | change
    with Shop({}) as shop:
        for name, content in FIREFOX.items():
            shop.record(name, content, changes=changes)
        with pytest.raises(EngineError, match="not what we know"):
            models.offered(project, "uk", engine="firefox", index=shop.firefox)
        assert shop.fetched == []


@pytest.mark.parametrize("index", [None, {}, "text", [1, None, {"from_code": "en"}]])
def test_an_index_that_is_none_is_refused_or_empty(project: Project, index: object) -> None:
    with Shop({}) as shop:
        shop.index = index
        with pytest.raises(EngineError):
            models.offered(project, "uk", engine="ctranslate2", index=shop.argos)


def test_a_language_that_nobody_has_is_said_with_the_address(project: Project) -> None:
    with Shop({}) as shop, pytest.raises(EngineError, match=r"from en into sv .* at http://127"):
        models.offered(project, "sv", engine="firefox", index=shop.firefox)


# -- from a folder ---------------------------------------------------------------------------------------


def test_models_come_from_a_folder_where_there_is_no_network(
    project: Project, package: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    shutil.copy(package, stick)
    local_models.opus(stick, "sv")
    taken = models.add_from(project, stick)
    assert sorted(one.name for one in taken) == ["opus-mt-en-sv", "translate-en_uk-1_9"]
    engine = describe("ctranslate2", project.settings)
    for language in ("uk", "sv"):
        assert engine.lacks(source="en", target=language) == ()


def test_a_model_may_be_named_itself(project: Project, package: Path, tmp_path: Path) -> None:
    assert [one.name for one in models.add_from(project, package)] == ["translate-en_uk-1_9"]
    opus = local_models.opus(tmp_path / "stick", "sv")
    assert [one.name for one in models.add_from(project, opus)] == ["opus-mt-en-sv"]


@pytest.mark.usefixtures("untried")
def test_the_files_of_a_firefox_model_are_taken_packed_or_not(project: Project, tmp_path: Path) -> None:
    stick = tmp_path / "downloads"
    stick.mkdir()
    for number, (name, content) in enumerate(FIREFOX.items()):
        if number % 2:
            (stick / name).write_bytes(content)
        else:
            (stick / f"{name}.gz").write_bytes(gzip.compress(content))
    (taken,) = models.add_from(project, stick)
    assert taken.name == "firefox-en-uk"
    assert {name: (taken.path / name).read_bytes() for name in FIREFOX} == FIREFOX


@pytest.mark.usefixtures("untried")
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("model.enuk.bin.gz", gzip.compress(b"weights", mtime=0)[:-9], "cut off"),
        ("model.enuk.bin.zst", b"packed", "zstd -d"),
        ("model.enuk.bin.gz", b"no gzip", "damaged"),
    ],
)
def test_files_that_cannot_be_unpacked_are_said(
    project: Project, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    stick = tmp_path / "downloads"
    stick.mkdir()
    (stick / name).write_bytes(content)
    (stick / "vocab.enuk.spm").write_bytes(b"words")
    with pytest.raises(EngineError, match=said):
        models.add_from(project, stick)
    assert _left(project) == []


def test_a_bomb_of_gzip_is_stopped(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "_MOST_BYTES", 1_000_000)
    stick = tmp_path / "downloads"
    stick.mkdir()
    (stick / "model.enuk.bin.gz").write_bytes(gzip.compress(bytes(5_000_000)))
    (stick / "vocab.enuk.spm").write_bytes(b"words")
    with pytest.raises(EngineError, match="far more"):
        models.add_from(project, stick)


def test_a_folder_without_models_is_said(project: Project, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(EngineError, match="holds no model"):
        models.add_from(project, tmp_path / "empty")


# -- removing --------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("untried")
def test_a_model_is_removed_by_its_name_only(project: Project, tmp_path: Path) -> None:
    local_models.opus(models.folder(project))
    for name in ("no-such", "..", "../talks", "", ".partial"):
        with pytest.raises(WorkbenchError, match="There is no model"):
            models.remove(project, name)
    models.remove(project, "opus-mt-en-uk")
    assert models.installed(project) == ()
