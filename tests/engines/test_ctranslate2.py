"""A real model, its weights set by hand, goes through loading, batches, length, and what is broken in it."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from app.engines import Request, ctranslate2, describe
from app.engines.engine import Engine
from app.engines.models import trial
from app.engines.runner import run
from app.errors import EngineError, EngineErrorKind
from app.settings import Settings
from tests import local_models
from tests.local_models import SENTENCES, word


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    local_models.opus(folder)
    local_models.argos(folder, "sv")
    return folder


@pytest.fixture(autouse=True)
def in_this_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the trial, which starts a process, but where the test is about it."""
    if "trial" not in request.node.name:
        monkeypatch.setattr(trial, "attempt", lambda model: None)


def _engine(folder: Path, **options: str) -> Engine:
    return describe("ctranslate2", Settings(models=str(folder), engine_options={"ctranslate2": options}))


def _error(engine: Engine, *texts: str) -> EngineError:
    with pytest.raises(EngineError) as caught:
        engine.translate(Request(texts, "en", "uk"))
    assert not any(text in repr(caught.value.args) for text in texts)
    return caught.value


@pytest.mark.parametrize("language", ["uk", "sv"])
def test_a_batch_comes_back_in_order_from_an_opus_folder_and_from_an_argos_folder(
    models: Path, language: str
) -> None:
    texts = SENTENCES * 5
    answers = _engine(models).translate(Request(texts, "en", language))
    assert answers == [word(text, language) for text in texts]


def test_a_text_of_several_sentences_is_translated_whole(models: Path) -> None:
    # Models are made for single sentences: of several they leave some out.
    text = " ".join(SENTENCES[3:4] * 6)
    assert len(text.split()) > local_models.PLACES
    assert _engine(models).translate(Request((text,), "en", "uk")) == [word(text)]


def test_a_sentence_that_is_too_long_is_said_so_and_never_cut(models: Path) -> None:
    text = "I lived in Europe " * 20
    error = _error(_engine(models), text)
    assert error.kind is EngineErrorKind.REFUSED
    assert "80 pieces, and 23 are read" in str(error)


def test_as_many_pieces_as_the_model_reads_are_read(models: Path) -> None:
    text = " ".join(["lived"] * (local_models.PLACES - 1))
    assert _engine(models).translate(Request((text,), "en", "uk")) == [word(text)]


def test_one_long_sentence_costs_the_others_nothing(models: Path) -> None:
    texts = [SENTENCES[0], "I lived in Europe " * 20, SENTENCES[3]]
    outcomes = {one.index: one for one in run(_engine(models), texts, source="en", target="uk")}
    assert [outcomes[0].text, outcomes[2].text] == [word(SENTENCES[0]), word(SENTENCES[3])]
    assert outcomes[1].error is not None
    assert outcomes[1].text is None


@pytest.mark.parametrize("adds_end", [True, False])
def test_the_end_of_the_source_is_added_once_by_the_model_or_by_us(tmp_path: Path, adds_end: bool) -> None:
    local_models.opus(tmp_path, adds_end=adds_end)
    assert _engine(tmp_path).translate(Request(SENTENCES[:1], "en", "uk")) == [word(SENTENCES[0])]


def test_a_model_that_does_not_come_to_an_end_has_no_answer(tmp_path: Path) -> None:
    path = local_models.argos(tmp_path)
    config = json.loads((path / "model" / "config.json").read_text("utf-8"))
    (path / "model" / "config.json").write_text(json.dumps(config | {"add_source_eos": False}), "utf-8")
    assert _engine(tmp_path).translate(Request(SENTENCES[:1], "en", "uk")) == [""]


def test_a_model_for_several_languages_is_told_which_one(tmp_path: Path) -> None:
    local_models.opus(tmp_path, sentences=(*SENTENCES, ">>ukr<<")).rename(tmp_path / "opus-mt-en-zle")
    engine = _engine(tmp_path)
    answers = engine.translate(Request(SENTENCES[:1], "en", "uk"))
    assert answers[0].endswith(word(SENTENCES[0]))
    assert answers != engine.translate(Request(SENTENCES[:1], "en", "be"))


def test_the_models_version_is_part_of_what_it_is_called(models: Path) -> None:
    engine = _engine(models)
    assert engine.model(source="en", target="sv").startswith("translate-en_sv-1_9 1.9 ")
    assert engine.model(source="en", target="uk").startswith("opus-mt-en-uk ")
    assert engine.route(source="en", target="uk") == ""


def test_without_a_model_the_way_to_one_is_told(tmp_path: Path) -> None:
    (lack,) = _engine(tmp_path).lacks(source="en", target="uk")
    assert "workbench models add uk --engine ctranslate2" in str(lack)
    assert _error(_engine(tmp_path), "Exactly.").kind is EngineErrorKind.UNSUPPORTED


def test_without_the_packages_the_way_to_them_is_told(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.engines.local.find_spec", lambda name: None)
    (lack,) = _engine(models).lacks(source="en", target="uk")
    assert "pip install 'translation-workbench[ctranslate2]'" in str(lack)


@pytest.mark.parametrize("file", ["source.spm", "target.spm"])
@pytest.mark.parametrize("content", [b"", b"no pieces", b"\x0a\xff\xff\xff\xff\x0f"])
def test_a_broken_sentencepiece_is_refused(models: Path, tmp_path: Path, file: str, content: bytes) -> None:
    copy = Path(shutil.copytree(models / "opus-mt-en-uk", tmp_path / "opus-mt-en-uk"))
    (copy / file).write_bytes(content)
    assert file in str(_error(_engine(tmp_path), "Exactly."))


def test_weights_of_the_wrong_shape_are_refused_by_the_library_and_said(models: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(models / "opus-mt-en-uk", tmp_path / "opus-mt-en-uk"))
    content = (copy / "model.bin").read_bytes()
    (copy / "model.bin").write_bytes(content.replace(b"encoder/num_heads", b"encoder/num_hands"))
    assert _error(_engine(tmp_path), "Exactly.").kind is EngineErrorKind.BAD_ANSWER


def test_time_that_is_up_is_said(models: Path) -> None:
    engine = _engine(models, deadline="0.000001")
    assert _error(engine, *SENTENCES * 40).kind is EngineErrorKind.TIMEOUT


def test_a_trial_loads_a_good_model_apart_and_remembers_it(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = _engine(models)
    assert engine.translate(Request(SENTENCES[:1], "en", "uk")) == [word(SENTENCES[0])]
    monkeypatch.setattr(trial, "attempt", lambda model: pytest.fail("it was tried before"))
    assert engine.translate(Request(SENTENCES[1:2], "en", "uk")) == [word(SENTENCES[1])]


def test_a_model_that_kills_its_process_in_the_trial_does_not_kill_ours(
    models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(shutil.copytree(models / "opus-mt-en-uk", tmp_path / "opus-mt-en-uk"))
    deadly = "import os, ctypes; ctypes.string_at(0)"
    monkeypatch.setattr(trial, "_command", lambda model: [sys.executable, "-c", deadly])
    error = _error(_engine(tmp_path), "Exactly.")
    assert error.kind is EngineErrorKind.BAD_ANSWER
    assert "its process died" in str(error)
    assert "workbench models remove opus-mt-en-uk" in str(error)


def test_a_broken_model_says_in_the_trial_what_is_wrong(models: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(models / "opus-mt-en-uk", tmp_path / "opus-mt-en-uk"))
    (copy / "model.bin").write_bytes(b"\x06\x00\x00\x00")
    assert "cut off or damaged" in str(_error(_engine(tmp_path), "Exactly."))


def test_the_library_is_one_that_needs_no_torch() -> None:
    assert ctranslate2.FAMILY.packages == ("ctranslate2", "sentencepiece")
