"""`workbench models`: told before it is fetched, fetched after a yes, listed, tried, removed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import main
from tests import local_models, small
from tests.shop import Shop


def _run(root: Path, *words: object) -> Result:
    result = CliRunner().invoke(main, [*map(str, words), "--project", str(root)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small.make(tmp_path / "talks", remote=False)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    package = local_models.packed(local_models.argos(tmp_path / "made"), tmp_path)
    with Shop({}) as shop:
        shop.package(package.name, package.read_bytes())
        yield shop


def _add(root: Path, shop: Shop, *words: str) -> Result:
    return _run(root, "models", "add", "uk", "--engine", "ctranslate2", "--index", shop.argos, *words)


def test_nothing_is_fetched_before_a_yes_and_everything_is_told(root: Path, shop: Shop) -> None:
    refused = _add(root, shop)
    assert refused.exit_code == 1
    for told in ("English → Ukrainian", "argos 1.9", "MB", shop.root, "licence", "No text of yours is sent"):
        assert told in refused.output
    assert "Nothing was fetched" in refused.stderr
    assert shop.fetched == []


def test_a_model_comes_is_listed_translates_and_goes(root: Path, shop: Shop) -> None:
    assert "ready: en → uk" in _add(root, shop, "--yes").output
    listed = _run(root, "models", "list")
    assert "translate-en_uk-1_9" in listed.output
    assert "en → uk" in listed.output
    # Though the project lets no text leave the machine.
    sentence = local_models.SENTENCES[3]
    tried = _run(root, "engines", "--engine", "ctranslate2", "--try", "--sentence", sentence)
    assert tried.exit_code == 0
    assert local_models.word(sentence) in tried.output
    assert _run(root, "models", "remove", "translate-en_uk-1_9").exit_code == 0
    assert "There are no models" in _run(root, "models", "list").output


def test_without_network_a_folder_does(root: Path, tmp_path: Path) -> None:
    local_models.opus(tmp_path / "stick")
    added = _run(root, "models", "add", "--from", tmp_path / "stick")
    assert added.exit_code == 0
    assert "opus-mt-en-uk is ready" in added.output


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("models", "add"), 2),
        (("models", "add", "de"), 2),
        (("models", "add", "uk", "--engine", "google"), 2),
        (("models", "add", "--from", "/no/such/folder"), 2),
        (("models", "remove", "no-such"), 1),
        (("models", "add", "uk", "--index", "http://127.0.0.1:1/records"), 1),
    ],
)
def test_what_cannot_be_meant_is_said(root: Path, words: tuple[str, ...], code: int) -> None:
    result = _run(root, *words)
    assert result.exit_code == code
    assert result.stderr


def test_a_folder_that_is_no_model_is_told_of(root: Path) -> None:
    (root / ".workbench" / "models" / "holiday-pictures").mkdir(parents=True)
    assert "holiday-pictures holds no model" in _run(root, "models", "list").stderr
