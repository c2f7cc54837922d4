"""Memories from elsewhere: what is taken of them, from which languages, and what is refused."""

from pathlib import Path

import pytest

from app.catalog import State
from app.errors import ExchangeError, ProjectError
from app.memory import Asked
from app.workbench import memory_files, returning
from app.workbench.project import Project
from tests import small

_TMX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="X" creationtoolversion="1" segtype="sentence" o-tmf="X"
 adminlang="en" srclang="EN-US" datatype="plaintext"/><body>
<tu><tuv xml:lang="EN-US"><seg>I live in Kyiv.</seg></tuv><tuv xml:lang="uk-UA" changeid="Ніна"
 changedate="20250102T030405Z"><seg>Живу в Києві.</seg></tuv><tuv xml:lang="sv"><seg>I Kyiv.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Good <bpt i="1">&lt;b></bpt>day<ept i="1">&lt;/b></ept>.</seg></tuv>
<tuv xml:lang="uk"><seg>Добрий <bpt i="1">&lt;b></bpt>день<ept i="1">&lt;/b></ept>.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Only English.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Nothing.</seg></tuv><tuv xml:lang="uk"><seg> </seg></tuv></tu>
</body></tmx>"""
_PO = """
msgid ""
msgstr ""
"Language: uk\\n"
"Last-Translator: Іван <i@example.org>\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Finished."
msgstr "Готово."

#, fuzzy
msgid "Doubtful."
msgstr "Сумнівно."

msgid "Empty."
msgstr ""
"""


def _file(tmp_path: Path, name: str, content: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _bring(project: Project, path: Path, language: str = "uk") -> memory_files.Brought:
    return memory_files.bring(project, path, language=language, person="Олена")


def test_a_tmx_brings_its_texts_with_their_people_dates_and_places(project: Project, tmp_path: Path) -> None:
    done = _bring(project, _file(tmp_path, "old.tmx", _TMX))
    assert (done.file.entries, done.left, done.file.person) == (2, 2, "Олена")
    (match,) = project.memory.matches("uk", Asked("I live in Lviv."))
    one = match.remembered
    assert (one.target, one.person, one.at) == ("Живу в Києві.", "Ніна", "2025-01-02T03:04:05+00:00")
    assert (one.file, one.number, one.state, one.after) == ("old.tmx", 1, None, "Good day.")
    assert project.memory.matches("sv", Asked("I live in Lviv.")) == ()


def test_a_po_brings_what_is_finished_and_knows_no_reviewer(project: Project, tmp_path: Path) -> None:
    done = _bring(project, _file(tmp_path, "old.po", _PO))
    assert (done.file.entries, done.left) == (1, 2)
    (match,) = project.memory.matches("uk", Asked("Finished."))
    assert (match.remembered.state, match.remembered.person) == (None, "Іван")


def test_our_own_files_say_what_was_reviewed(project: Project, tmp_path: Path) -> None:
    small.reviewed(project, "I am a nurse.", "Я медсестра.")
    small.saved(project, "Who are you?", "Хто ви?")
    for form in ("tmx", "xliff"):
        name, content = returning.out(project, small.NAME, "uk", form=form)
        with small.synced(tmp_path / form) as other:
            assert _bring(other, _file(tmp_path, name, content)).file.entries == 2
            (match,) = other.memory.matches("uk", Asked("I am a nurse."))
            assert (match.remembered.state, match.remembered.reviewer) == (State.REVIEWED, "Борис")
            (match,) = other.memory.matches("uk", Asked("Who are you?"))
            assert (match.remembered.state, match.remembered.person) == (State.TRANSLATED, "Олена")


def test_a_file_of_the_same_name_takes_the_earlier_ones_place(project: Project, tmp_path: Path) -> None:
    _bring(project, _file(tmp_path, "old.tmx", _TMX))
    again = _bring(project, _file(tmp_path, "old.tmx", _TMX.replace("Живу в", "Я живу в")))
    assert again.replaced == 2
    assert [one.id for one in memory_files.brought(project)] == [again.file.id]
    (match,) = project.memory.matches("uk", Asked("I live in Lviv."))
    assert match.remembered.target == "Я живу в Києві."
    memory_files.remove(project, again.file.id)
    assert memory_files.brought(project) == ()
    assert project.memory.matches("uk", Asked("I live in Lviv.")) == ()


_REGIONS: tuple[tuple[str, str, bool], ...] = (
    ("uk", "uk-UA", True),
    ("pt-BR", "pt-BR", True),
    ("pt-BR", "pt_br", True),
    ("pt-BR", "pt", True),
    ("pt-BR", "pt-PT", False),
    ("sv", "uk", False),
)


@pytest.mark.parametrize(("asked", "told", "taken"), _REGIONS)
def test_a_text_for_another_region_is_another_text(
    project: Project, tmp_path: Path, asked: str, told: str, *, taken: bool
) -> None:
    tmx = _TMX.replace('"uk-UA"', f'"{told}"').replace('"uk"', '"fi"').replace('"sv"', '"da"')
    path = _file(tmp_path, "old.tmx", tmx)
    if taken:
        assert _bring(project, path, asked).file.entries == 1
    else:
        with pytest.raises(ExchangeError, match="no finished translation"):
            _bring(project, path, asked)


_HOSTILE: tuple[tuple[str, str, str], ...] = (
    (
        "entities within entities",
        '<!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><tmx><header srclang="en"/><body>'
        '<tu><tuv xml:lang="en"><seg>&b;</seg></tuv></tu></body></tmx>',
        "declares a document type",
    ),
    (
        "a file of the machine",
        '<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tmx><body><tu>&x;</tu></body></tmx>',
        "declares a document type",
    ),
    ("an entity that nobody declared", "<tmx><body><tu>&x;</tu></body></tmx>", "not well-formed"),
    ("cut off", _TMX[:700], "not well-formed"),
    ("another language's PO", _PO.replace("Language: uk", "Language: sv"), "“sv”"),
    ("a PO that gettext would refuse", _PO + '\nmsgid "Finished."\nmsgstr "Ще раз."\n', "line"),
    ("nothing", "", "is empty"),
    ("no text at all", _TMX.replace("tuv", "tux"), "no finished translation"),
)


@pytest.mark.parametrize(("content", "said"), [one[1:] for one in _HOSTILE], ids=[one[0] for one in _HOSTILE])
def test_what_is_broken_or_means_harm_is_refused_and_nothing_is_kept(
    project: Project, tmp_path: Path, content: str, said: str
) -> None:
    with pytest.raises(ExchangeError, match=said):
        _bring(project, _file(tmp_path, "bad.tmx", content))
    assert memory_files.brought(project) == ()


def test_a_file_that_is_too_large_is_not_read(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.files.LARGEST", 100)
    with pytest.raises(ProjectError, match="MB are read"):
        _bring(project, _file(tmp_path, "old.tmx", _TMX))


def test_texts_of_whole_pages_are_left_out(project: Project, tmp_path: Path) -> None:
    done = _bring(project, _file(tmp_path, "old.tmx", _TMX.replace("Kyiv", "K" * 30_000)))
    assert (done.file.entries, done.left) == (1, 3)


def test_what_a_terminal_or_a_database_would_take_amiss_is_left_out(project: Project, tmp_path: Path) -> None:
    table = '"source","target"\n"Red\x1b[31m one.\nTwo.","Черво\x07не.\nДва."\n'
    _bring(project, _file(tmp_path, "old.csv", table))
    (match,) = project.memory.matches("uk", Asked("Red[31m one. Two."))
    assert (match.remembered.source, match.remembered.target) == ("Red[31m one. Two.", "Червоне. Два.")


def test_a_phrase_is_sought_within_limits(project: Project) -> None:
    small.saved(project, "I live in Lviv.", "Живу у Львові.")
    assert [one.target for one in memory_files.search(project, "uk", " LIVE  in ")] == ["Живу у Львові."]
    for phrase in ("", " x ", "x" * 201):
        with pytest.raises(ExchangeError, match="2 to 200 letters"):
            memory_files.search(project, "uk", phrase)
