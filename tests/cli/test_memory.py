"""The commands of the memory: bring a file, list, remove, look for a phrase."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import main
from tests import small

_TMX = """<tmx version="1.4"><header creationtool="X" creationtoolversion="1" segtype="sentence" o-tmf="X"
 adminlang="en" srclang="en" datatype="plaintext"/><body><tu><tuv xml:lang="en"><seg>Trade unions.</seg></tuv>
<tuv xml:lang="uk" changeid="Ніна"><seg>Профспілки.</seg></tuv></tu></body></tmx>"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "talks"
    with small.synced(root) as project:
        small.reviewed(project, "I live in Lviv.", "Живу у Львові.")
    (tmp_path / "old.tmx").write_text(_TMX, encoding="utf-8")
    return root


def _run(root: Path, *words: object) -> Result:
    return CliRunner().invoke(main, ["memory", *map(str, words), "--project", str(root)])


def test_a_file_is_brought_listed_and_removed(root: Path) -> None:
    done = _run(root, "import", root.parent / "old.tmx", "-l", "uk", "--person", "Олена")
    assert (done.exit_code, done.output) == (0, "old.tmx, uk: 1 texts in the memory, 0 left out\n")
    lines = _run(root, "list").output.splitlines()
    assert lines[:2] == ["uk: 2 texts in all", "sv: 0 texts in all"]
    assert lines[2].startswith("1  old.tmx, uk: 1 texts, Олена, 20")
    assert _run(root, "remove", 1).output == "old.tmx, uk: 1 texts are out of the memory\n"
    refused = _run(root, "remove", 1)
    assert refused.exit_code == 1
    assert "no file of the number 1" in refused.output


def test_a_phrase_is_found_with_where_it_stands(root: Path) -> None:
    _run(root, "import", root.parent / "old.tmx", "-l", "uk")
    done = _run(root, "search", "у львові", "-l", "uk")
    assert done.exit_code == 0
    assert f"{small.NAME} 7, Олена, reviewed\n    I live in Lviv.\n    Живу у Львові.\n" in done.output
    found = json.loads(_run(root, "search", "UNION", "-l", "uk", "--in", "source", "--json").stdout)
    assert [(one["target"], one["file"], one["person"], one["state"]) for one in found] == [
        ("Профспілки.", "old.tmx", "Ніна", None)
    ]
    assert "Nothing was found." in _run(root, "search", "UNION", "-l", "uk", "--in", "target").output


def test_a_language_must_be_said_where_there_are_several(root: Path) -> None:
    assert _run(root, "search", "union").exit_code == 2
    assert _run(root, "search", "union", "-l", "de").exit_code == 2
    assert _run(root, "import", root.parent / "none.tmx", "-l", "uk").exit_code == 1
