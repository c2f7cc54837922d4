"""What every engine on this machine promises, as services do in theirs: order, silence, no network."""

import logging
import socket
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from app.engines import Request, ctranslate2, firefox, open_engine
from app.engines.engine import Engine
from app.engines.local import LocalEngine
from app.engines.models import trial
from app.engines.runner import Persistence, run
from app.settings import Settings
from tests import local_models
from tests.local_models import SENTENCES, word

LOCAL = ("ctranslate2", "firefox")
everywhere = pytest.mark.parametrize("name", LOCAL)
_THREADS = 8


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    local_models.opus(folder, sentences=(*SENTENCES, *(f"number {number}" for number in range(40))))
    (folder / "firefox-en-uk").mkdir()
    for file in ("model.enuk.bin", "vocab.enuk.spm"):
        (folder / "firefox-en-uk" / file).write_bytes(b"stands for a model")
    return folder


@pytest.fixture
def engine(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.setattr(trial, "attempt", lambda model: None)
    if name == "ctranslate2":
        return ctranslate2.make({"models": str(folder)})
    # fxtranslate's own weights cannot be set by hand; what stands round them is the same as for the other.
    family = replace(firefox.FAMILY, load=lambda model: firefox.Loaded(word))
    return LocalEngine(family, folder, 5.0, firefox.make({}).limits)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("a local engine opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@everywhere
@pytest.mark.usefixtures("no_network")
def test_it_works_without_network_and_without_leave(name: str, engine: Engine, folder: Path) -> None:
    assert engine.translate(Request(SENTENCES, "en", "uk")) == [word(text) for text in SENTENCES]
    assert not engine.remote
    assert engine.address == ""
    opened = open_engine(name, Settings(allow_remote=False, models=str(folder)), agreed=False)
    assert opened.lacks(source="en", target="uk") == ()


@everywhere
def test_a_region_that_the_model_does_not_know_is_left_out(name: str, engine: Engine) -> None:
    assert engine.translate(Request(SENTENCES[:1], "en-GB", "uk-UA")) == [word(SENTENCES[0])]


@everywhere
def test_eight_threads_never_get_each_others_answers(name: str, engine: Engine) -> None:
    texts = [f"number {number}" for number in range(40)]
    with ThreadPoolExecutor(_THREADS) as threads:
        answers = list(threads.map(lambda text: engine.translate(Request((text,), "en", "uk")), texts))
    assert answers == [[word(text)] for text in texts]


@everywhere
def test_nothing_of_the_text_is_logged(name: str, engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        engine.translate(Request(("Sotsialnyi Rukh",), "en", "uk"))
    assert "Sotsialnyi" not in caplog.text


@everywhere
def test_marks_come_back_or_the_answer_is_refused(name: str, engine: Engine) -> None:
    texts = ["The choice fell on [Sotsialnyi Rukh](https://secret.example.org) (Social Movement)."]
    (outcome,) = run(engine, texts, source="en", target="uk", persistence=Persistence(retries=0))
    assert outcome.refused or "](https://secret.example.org)" in str(outcome.text)
