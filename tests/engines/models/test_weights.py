"""A `model.bin` is walked through before CTranslate2 sees it: cut off, lying or no model, it is refused."""

import json
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engines.models import weights
from app.errors import EngineError
from tests import local_models


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return local_models.opus(tmp_path_factory.mktemp("models"))


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    for one in folder.iterdir():
        (tmp_path / one.name).write_bytes(one.read_bytes())
    return tmp_path


def _changed(copy: Path, change: Callable[[bytes], bytes]) -> str:
    path = copy / "model.bin"
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(EngineError) as caught:
        weights.examine(copy)
    return str(caught.value)


def test_a_whole_model_says_how_much_it_reads(folder: Path) -> None:
    held = weights.examine(folder)
    assert held.longest == local_models.PLACES
    assert held.config["add_source_eos"] is True
    assert "▁Europe." in held.source


@pytest.mark.parametrize("share", [0.0, 0.001, 0.1, 0.5, 0.99, 0.99999])
def test_weights_that_were_cut_off_are_refused(copy: Path, share: float) -> None:
    assert "cut off" in _changed(copy, lambda content: content[: int(len(content) * share)])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda content: b"", "cut off"),
        (lambda content: content + b"more", "cut off"),
        (lambda content: struct.pack("<I", 99) + content[4:], "form 99"),
        (lambda content: content.replace(b"TransformerSpec", b"TransformerSpee"), "none that translates"),
        (lambda content: b"PK\x03\x04" + content[4:], "form"),
        (lambda content: content[:26] + b"\xff\xff\xff\xff" + content[30:], "cut off"),
        (lambda content: content[:26] + b"\x01" + content[27:], "cut off"),
    ],
)
def test_what_is_no_model_or_lies_of_its_sizes_is_refused(
    copy: Path, change: Callable[[bytes], bytes], said: str
) -> None:
    assert said in _changed(copy, change)


@pytest.mark.parametrize("vocabulary", [["<unk>"] * 5_000, [], "none", [1, 2], None])
def test_a_vocabulary_that_does_not_fit_the_weights_is_refused(copy: Path, vocabulary: object) -> None:
    (copy / "source_vocabulary.json").write_text(json.dumps(vocabulary), "utf-8")
    with pytest.raises(EngineError):
        weights.examine(copy)


def test_a_vocabulary_that_is_missing_is_said(copy: Path) -> None:
    (copy / "target_vocabulary.json").unlink()
    with pytest.raises(EngineError, match="vocabulary"):
        weights.examine(copy)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 3_000), st.binary(min_size=1, max_size=4))
def test_no_bytes_make_the_walk_fail_in_another_way(folder: Path, at: int, noise: bytes) -> None:
    content = (folder / "model.bin").read_bytes()
    changed = folder.parent / "changed"
    changed.mkdir(exist_ok=True)
    for one in folder.iterdir():
        (changed / one.name).write_bytes(one.read_bytes())
    (changed / "model.bin").write_bytes(content[:at] + noise + content[at + len(noise) :])
    try:
        weights.examine(changed)
    except EngineError as error:
        assert str(error)  # noqa: PT017  # either is right; nothing else may come
