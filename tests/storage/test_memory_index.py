"""An index finds what shares rare words, holds each source once, and says when a byte of it is wrong."""

from pathlib import Path

import pytest

from app.storage import memory_index
from app.storage.memory import Mark
from app.storage.memory_index import DamagedIndexError, Index
from tests import interview

_MARK = Mark("here", 7, 7, 1, 1)


@pytest.fixture(scope="module")
def sources() -> list[str]:
    return list(dict.fromkeys(interview.segments()))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, sources: list[str]) -> Path:
    folder = tmp_path_factory.mktemp("index") / "one"
    memory_index.build(folder, enumerate([*sources, *sources, " ", ""]), mark=_MARK)
    return folder


def test_each_source_is_held_once_and_the_mark_is_kept(made: Path, sources: list[str]) -> None:
    assert Index(made).about == memory_index.About(_MARK, len(sources))


def test_a_source_with_some_words_changed_is_found(made: Path, sources: list[str]) -> None:
    index = Index(made)
    for place in range(0, len(sources), 23):
        words = sources[place].split()
        if len(words) > 6:
            words[len(words) // 2] = "something"
            assert place in index.numbers(" ".join(words), least=0.7)


def test_short_texts_are_found_by_their_length_though_an_ending_makes_another_word(made: Path) -> None:
    index = Index(made)
    assert index.numbers("Exactlys", least=0.7) == []
    assert "Exactly." in index.short("Exactlys", least=0.7)
    assert all(len(text) <= 48 for text in index.short("x" * 30, least=0.7))
    assert index.short("x" * 49, least=0.7) == ()
    assert index.short("", least=0.7) == []


def test_what_cannot_be_as_like_as_asked_is_left_out(made: Path, sources: list[str]) -> None:
    index = Index(made)
    longest = max(range(len(sources)), key=lambda place: len(sources[place]))
    assert longest not in index.numbers(" ".join(sources[longest].split()[:4]), least=0.7)


def test_a_text_without_words_that_are_known_finds_nothing(made: Path) -> None:
    assert Index(made).numbers("Ніколи! … 🙂 " + "ж" * 100_000, least=0.7) == []


def test_an_empty_memory_has_an_index_too(tmp_path: Path) -> None:
    memory_index.build(tmp_path / "empty", [], mark=_MARK)
    index = Index(tmp_path / "empty")
    assert (index.numbers("Yes.", least=0.7), list(index.short("Yes.", least=0.7))) == ([], [])


def _files() -> list[str]:
    return ["about.json", "short.txt", "meta.json", ".managed.json", "*.idx", "*.term", "*.fast", "*.store"]


@pytest.mark.parametrize("pattern", _files())
@pytest.mark.parametrize("harm", ["gone", "cut", "changed", "emptied"])
def test_a_damaged_file_is_noticed_when_the_index_is_opened(
    tmp_path: Path, sources: list[str], pattern: str, harm: str
) -> None:
    memory_index.build(tmp_path / "one", enumerate(sources[:20]), mark=_MARK)
    path = next((tmp_path / "one").glob(pattern))
    content = path.read_bytes()
    match harm:
        case "gone":
            path.unlink()
        case "cut":
            path.write_bytes(content[: len(content) // 2])
        case "changed":
            path.write_bytes(content[:-3] + bytes([content[-3] ^ 255]) + content[-2:])
        case "emptied":
            path.write_bytes(b"")
    with pytest.raises(DamagedIndexError):
        Index(tmp_path / "one")


def test_an_index_of_another_form_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory_index.build(tmp_path / "one", [(1, "Yes.")], mark=_MARK)
    monkeypatch.setattr(memory_index, "_FORM", 2)
    with pytest.raises(DamagedIndexError, match="another version"):
        Index(tmp_path / "one")
