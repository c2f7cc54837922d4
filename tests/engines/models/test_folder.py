import json
from pathlib import Path

import pytest

from app.engines.models import Kind, broken, found, route

BOTH = frozenset({Kind.ARGOS, Kind.OPUS})


def _put(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"1")
    return folder


def _argos(path: Path, source: object = "en", target: object = "uk", version: str = "1.9") -> None:
    _put(path, "model/model.bin", "sentencepiece.model")
    metadata = {"from_code": source, "to_code": target, "package_version": version}
    (path / "metadata.json").write_text(json.dumps(metadata), "utf-8")


@pytest.mark.parametrize(
    ("name", "pairs"),
    [
        ("opus-mt-en-uk", [("en", "uk")]),
        ("opus-mt-tc-big-en-uk", [("en", "uk")]),
        ("ct2-opus-mt-en-sv-int8", [("en", "sv")]),
        ("en_ru", [("en", "ru")]),
        ("opus-mt-en-zle", [("en", "uk"), ("en", "ru"), ("en", "be")]),
        ("opus", []),
    ],
)
def test_an_opus_folder_is_known_by_its_name(tmp_path: Path, name: str, pairs: list[tuple[str, str]]) -> None:
    _put(tmp_path / name, "model.bin", "source.spm", "target.spm")
    models = found(tmp_path)
    assert [(one.source, one.target) for one in models] == pairs
    assert all(one.kind is Kind.OPUS for one in models)
    assert len(list(broken(tmp_path))) == (0 if pairs else 1)


@pytest.mark.parametrize(
    ("files", "pairs"),
    [
        (["model.enuk.intgemm.alphas.bin", "vocab.enuk.spm", "lex.50.50.enuk.s2t.bin"], [("en", "uk")]),
        (["model.uken.bin", "srcvocab.uken.spm", "trgvocab.uken.spm"], [("uk", "en")]),
        (["model.enuk.bin"], []),
        (["vocab.enuk.spm"], []),
    ],
)
def test_a_firefox_folder_is_known_by_its_files(
    tmp_path: Path, files: list[str], pairs: list[tuple[str, str]]
) -> None:
    _put(tmp_path / "any", *files)
    assert [(one.kind, (one.source, one.target)) for one in found(tmp_path)] == [
        (Kind.FIREFOX, pair) for pair in pairs
    ]


def test_an_argos_folder_says_its_languages_and_its_version(tmp_path: Path) -> None:
    _argos(tmp_path / "a")
    (model,) = found(tmp_path)
    assert (model.kind, model.source, model.target, model.version) == (Kind.ARGOS, "en", "uk", "1.9")


@pytest.mark.parametrize("codes", [("en", 5), ("en", "../.."), (None, "uk"), ([], {})])
def test_languages_that_are_none_make_no_model(tmp_path: Path, codes: tuple[object, object]) -> None:
    _argos(tmp_path / "a", *codes)
    assert found(tmp_path) == ()
    ((path, said),) = broken(tmp_path)
    assert path.name in str(said)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b"[" * 100_000])
def test_a_broken_description_makes_no_model(tmp_path: Path, content: bytes) -> None:
    _argos(tmp_path / "a")
    (tmp_path / "a" / "metadata.json").write_bytes(content)
    assert found(tmp_path) == ()


def test_the_way_is_straight_where_it_can_be_and_else_over_english(tmp_path: Path) -> None:
    _argos(tmp_path / "1", "ru", "en")
    _argos(tmp_path / "2", "en", "uk")
    ways = {
        pair: [(one.source, one.target) for one in route(tmp_path, BOTH, source=pair[0], target=pair[1])]
        for pair in (("en", "uk"), ("en-GB", "uk_UA"), ("ru", "uk"), ("uk", "ru"), ("ru", "ru"))
    }
    assert ways == {
        ("en", "uk"): [("en", "uk")],
        ("en-GB", "uk_UA"): [("en", "uk")],
        ("ru", "uk"): [("ru", "en"), ("en", "uk")],
        ("uk", "ru"): [],
        ("ru", "ru"): [],
    }
    assert route(tmp_path, frozenset({Kind.FIREFOX}), source="en", target="uk") == ()


def test_other_weights_have_another_fingerprint(tmp_path: Path) -> None:
    _argos(tmp_path / "a")
    (model,) = found(tmp_path)
    before = model.fingerprint
    model.main_file.write_bytes(b"22")
    assert model.fingerprint != before
    assert before.startswith("a 1.9 ")


def test_no_folder_has_no_models(tmp_path: Path) -> None:
    assert found(tmp_path / "none") == ()
    assert list(broken(tmp_path / "none")) == []
