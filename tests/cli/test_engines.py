"""`workbench engines`: what each lacks and where it sends text; a sentence tried; no key and no text told."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import main
from app.engines import describe
from app.engines.line import line_to
from app.errors import EngineError, EngineErrorKind
from app.settings import Settings
from tests import small
from tests.engines.asking import KEYS
from tests.standin import StandIn


def _engines(root: Path, *words: object) -> Result:
    result = CliRunner().invoke(main, ["engines", *map(str, words), "--project", str(root)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def standin() -> Iterator[StandIn]:
    with StandIn() as standin:
        yield standin


@pytest.fixture
def root(tmp_path: Path, standin: StandIn) -> Path:
    return small.make(tmp_path / "talks", url=standin.url)


def _line(result: Result, engine: str) -> str:
    return next(line for line in result.output.splitlines() if f" {engine} " in line)


def test_each_engine_is_shown_with_what_it_lacks_and_where_text_goes(root: Path, standin: StandIn) -> None:
    result = _engines(root)
    assert result.exit_code == 0
    assert "1." in _line(result, "google")
    assert "ready" in _line(result, "google")
    assert f"sends text to {standin.url} (nobody has agreed yet)" in _line(result, "google")
    assert "where its address leads" in _line(result, "openai")
    for local in ("firefox", "ctranslate2", "pseudo"):
        assert "text stays on this machine" in _line(result, local)
        assert _line(result, local).startswith("–")
    assert "workbench models add uk --engine firefox" in result.output
    assert "DEEPL_AUTH_KEY" in result.output
    assert standin.connections == 0


def test_a_project_that_lets_nothing_out_says_so(tmp_path: Path, standin: StandIn) -> None:
    root = small.make(tmp_path / "talks", url=standin.url, remote=False)
    assert "which this project forbids (allow_remote)" in _line(_engines(root), "google")
    tried = _engines(root, "--try", "--yes")
    assert tried.exit_code == 1
    assert "lets no text leave the machine" in tried.output
    assert standin.connections == 0


def test_a_sentence_is_tried_after_an_agreement_and_never_before(root: Path, standin: StandIn) -> None:
    refused = _engines(root, "--try")
    assert refused.exit_code == 1
    assert "Say --yes" in refused.output + refused.stderr
    assert standin.connections == 0
    tried = _engines(root, "--try", "--yes", "--sentence", "Exactly.")
    assert tried.exit_code == 0
    assert "Саме так." in tried.output
    assert standin.texts == ["Exactly."]
    assert "(agreed)" in _line(_engines(root), "google")


@pytest.mark.parametrize("mode", ["error-text", "500", "wrong-language"])
def test_an_engine_that_gives_nothing_of_use_says_why_and_ends_with_one(tmp_path: Path, mode: str) -> None:
    with StandIn(mode) as standin:
        root = small.make(tmp_path / "talks", url=standin.url)
        tried = _engines(root, "--try", "--yes")
        assert tried.exit_code == 1
        assert any(
            word in tried.output for word in ("error page", "a fault of its own", "looks like Russian")
        )


def test_an_engine_that_is_left_alone_says_until_when(root: Path, standin: StandIn) -> None:
    engine = describe("google", Settings(engine_options={"google": {"url": standin.url}}))
    line_to(engine).breaks(EngineError(EngineErrorKind.NETWORK, "It is down."))
    result = _engines(root)
    assert "left alone for now" in _line(result, "google")
    assert "It is down. It is asked again in" in result.output


def test_a_table_that_is_wrong_hides_no_other_engine(root: Path) -> None:
    with (root / "workbench.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[engines.openai]\ntemprature = "1"\n')
    result = _engines(root)
    assert "not usable" in _line(result, "openai")
    assert "“temprature” in [engines.openai] is not known" in result.output
    assert "ready" in _line(result, "google")


def test_a_local_engine_is_tried_by_name_though_the_project_does_not_ask_it(
    root: Path, standin: StandIn
) -> None:
    tried = _engines(root, "--try", "--engine", "pseudo", "-l", "sv")
    assert tried.exit_code == 0
    assert "pseudo" in tried.output
    assert standin.connections == 0


def test_an_engine_that_there_is_not_is_named(root: Path) -> None:
    result = _engines(root, "--engine", "gogle")
    assert result.exit_code == 2
    assert "gogle" in result.stderr


def test_no_key_is_shown_or_logged(
    root: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for variable, key in KEYS.items():
        monkeypatch.setenv(variable, key)
    with caplog.at_level(logging.DEBUG):
        result = _engines(root, "--try", "--yes", "--sentence", "The informant Zaporizka.")
    assert "kept-secret" not in result.output + result.stderr + caplog.text
    assert "Zaporizka" not in caplog.text
