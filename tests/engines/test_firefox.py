"""Firefox’s models: what is made of their files; fxtranslate itself reads broken ones."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from app.engines import Request, describe, firefox
from app.engines.local import LocalEngine
from app.engines.models import Model, found, trial
from app.errors import EngineError, EngineErrorKind
from app.settings import Settings
from tests.local_models import SENTENCES, word

FILES = ("model.enuk.intgemm.alphas.bin", "vocab.enuk.spm", "lex.50.50.enuk.s2t.bin")


@pytest.fixture
def model(tmp_path: Path) -> Model:
    (tmp_path / "firefox-en-uk").mkdir()
    for name in FILES:
        (tmp_path / "firefox-en-uk" / name).write_bytes(b"not a model")
    return found(tmp_path)[0]


def _engine(
    model: Model, translate: object, monkeypatch: pytest.MonkeyPatch, deadline: float = 30
) -> LocalEngine:
    monkeypatch.setattr(trial, "attempt", lambda model: None)
    family = replace(firefox.FAMILY, load=lambda model: firefox.Loaded(translate))  # type: ignore[arg-type]
    made = firefox.make({"models": str(model.path.parent)})
    return LocalEngine(family, model.path.parent, deadline, made.limits)


def test_each_text_goes_to_the_library_by_itself(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = _engine(model, word, monkeypatch)
    assert engine.translate(Request(SENTENCES, "en", "uk")) == [word(text) for text in SENTENCES]
    assert engine.model(source="en", target="uk").startswith("firefox-en-uk ")


def test_a_library_that_holds_on_is_left_at_the_deadline(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = threading.Event()
    engine = _engine(model, lambda text: str(released.wait(20)), monkeypatch, deadline=0.2)
    with pytest.raises(EngineError) as caught:
        engine.translate(Request(SENTENCES, "en", "uk"))
    released.set()
    assert caught.value.kind is EngineErrorKind.TIMEOUT


def test_what_the_library_says_of_a_text_is_not_repeated(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(text: str) -> str:
        raise ValueError(text)

    with pytest.raises(EngineError) as caught:
        _engine(model, fail, monkeypatch).translate(Request(("The informant Zaporizka",), "en", "uk"))
    assert caught.value.__context__ is None
    assert "Zaporizka" not in str(caught.value)


@pytest.mark.parametrize("content", [b"not a model", b"\x00" * 64, b"\xff" * 4096])
def test_files_that_are_no_model_are_refused_by_the_real_library(model: Model, content: bytes) -> None:
    for name in FILES:
        (model.path / name).write_bytes(content)
    with pytest.raises(EngineError, match="firefox-en-uk are cut off or damaged"):
        firefox.load(model)


@pytest.mark.parametrize("name", FILES)
def test_an_empty_file_is_named(model: Model, name: str) -> None:
    (model.path / name).write_bytes(b"")
    with pytest.raises(EngineError, match=name.replace(".", r"\.")):
        firefox.load(model)


def test_a_vocabulary_that_is_missing_is_said(model: Model) -> None:
    (model.path / FILES[1]).rename(model.path / "srcvocab.enuk.spm")
    with pytest.raises(EngineError, match="a vocabulary is missing"):
        firefox.load(model)


def test_without_package_and_model_both_ways_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.engines.local.find_spec", lambda name: None)
    engine = describe("firefox", Settings(models=str(tmp_path)))
    said = [str(lack) for lack in engine.lacks(source="en", target="uk-UA")]
    assert "pip install 'translation-workbench[firefox]'" in said[0]
    assert "workbench models add uk --engine firefox" in said[1]
