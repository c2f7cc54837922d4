"""A key is found in the environment or in Streamlit's secrets, and shows up nowhere."""

import logging
import traceback
from pathlib import Path

import pytest

from app.engines import describe
from app.engines.keys import Key
from app.errors import EngineError, EngineErrorKind
from app.settings import Settings
from tests.engines.asking import KEYS, asked, settings
from tests.standin import StandIn

TEXT = "The informant Zaporizka."
SECRET = "kept-secret-of-the-file"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder, and live in another, without keys in the environment."""
    for variable in KEYS:
        monkeypatch.delenv(variable)
    for name in ("here", "home"):
        (tmp_path / name / ".streamlit").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path


def _write(folder: Path, content: str) -> None:
    (folder / ".streamlit" / "secrets.toml").write_text(content, "utf-8")


@pytest.mark.parametrize("place", ["here", "home"])
def test_a_key_in_streamlits_secrets_goes_to_the_service(home: Path, place: str) -> None:
    _write(home / place, f'OPENAI_API_KEY = "{SECRET}"\n[other]\nx = 1\n')
    with StandIn(dialect="openai") as standin:
        describe("openai", settings("openai", standin.url)).translate(asked(["Exactly."]))
        assert standin.headers[0]["Authorization"] == f"Bearer {SECRET}"


def test_the_environment_comes_first_then_the_nearest_file(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = Key("DEEPL_AUTH_KEY")
    _write(home / "home", 'DEEPL_AUTH_KEY = "of-home"\n')
    assert key.reveal("DeepL") == "of-home"
    _write(home / "here", 'DEEPL_AUTH_KEY = "of-here"\n')
    assert key.reveal("DeepL") == "of-here"
    monkeypatch.setenv("DEEPL_AUTH_KEY", "of-the-environment")
    assert key.reveal("DeepL") == "of-the-environment"


@pytest.mark.parametrize(
    "content",
    ["", "DEEPL_AUTH_KEY = ", "DEEPL_AUTH_KEY = 5", "[DEEPL_AUTH_KEY]", "\0", 'DEEPL_AUTH_KEY = " "'],
)
def test_secrets_that_cannot_be_read_are_no_key(home: Path, content: str) -> None:
    _write(home / "here", content)
    assert not Key("DEEPL_AUTH_KEY").given
    (lack,) = describe("deepl", Settings()).lacks(source="en", target="uk")
    assert ".streamlit/secrets.toml" in str(lack)


@pytest.mark.parametrize("mode", ["401", "403", "500", "reset", "error-page", "cut", "good"])
def test_a_key_from_a_file_is_neither_told_nor_logged(
    home: Path, mode: str, caplog: pytest.LogCaptureFixture
) -> None:
    _write(home / "here", f'DEEPL_AUTH_KEY = "{SECRET}"\n')
    told = ""
    with StandIn(mode, dialect="deepl") as standin, caplog.at_level(logging.DEBUG):
        engine = describe("deepl", settings("deepl", standin.url))
        try:
            engine.translate(asked([TEXT]))
        except EngineError as error:
            told = "".join(traceback.format_exception(error)) + repr(error.args)
            assert error.kind is not EngineErrorKind.UNSUPPORTED  # noqa: PT017  # it did go out
        told += repr(engine) + repr(engine.__dict__) + engine.label + engine.address + caplog.text
    assert SECRET not in told
    assert "Zaporizka" not in told
