"""The pages speak every language that they say they do: nothing left out, every value in its place."""

import ast
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

import app
from app import errors
from app.catalog import Cause
from app.exchange import EXCHANGES
from app.export import FORMATS
from app.ui.words import LOCALES

ROOT = Path(__file__).parents[2]
_CODES = sorted(path.stem for path in LOCALES.glob("*.po"))


def test_the_pages_speak_ukrainian_swedish_and_russian() -> None:
    assert _CODES == ["ru", "sv", "uk"]


@pytest.mark.parametrize("code", _CODES)
def test_every_sentence_is_translated_with_its_values(code: str) -> None:
    template = polib.pofile(str(LOCALES / "workbench.pot"))
    catalog = {entry.msgid: entry for entry in polib.pofile(str(LOCALES / f"{code}.po"))}
    assert catalog.keys() == {entry.msgid for entry in template}
    for entry in catalog.values():
        assert entry.msgstr, f"{code}: {entry.msgid}"
        assert not entry.fuzzy
        fields = [sorted(re.findall(r"\{\{|\}\}|\{\w+\}", text)) for text in (entry.msgid, entry.msgstr)]
        assert fields[0] == fields[1], f"{code}: {entry.msgstr}"


def test_every_sentence_that_the_code_can_say_is_there_for_translators() -> None:
    template = {entry.msgid for entry in polib.pofile(str(LOCALES / "workbench.pot"))}
    said = list(_said())
    assert len(said) > len(template) / 2
    assert [f"{place}: {text}" for place, text in said if text not in template] == []


_LABELS = {one.label for one in FORMATS.values()} | {one.label for one in EXCHANGES.values()}
_NAMES = {"EPUB", "InDesign", "LibreOffice", "Markdown", "PDF", "TMX 1.4", "Word", "XLIFF 1.2", "XLIFF 2.1"}


def test_what_is_looked_up_as_text_is_there_for_translators() -> None:
    template = {entry.msgid for entry in polib.pofile(str(LOCALES / "workbench.pot"))}
    assert {*_LABELS, *map(str, Cause)} - template == _NAMES


def _said() -> Iterator[tuple[str, str]]:
    """Yield each sentence that is written out where it is said, and where."""
    first = {"_": 0, "sentence": 0, "Message": 0} | {name: _text(kind) for name, kind in _errors().items()}
    for path in sorted((ROOT / "app").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            name = getattr(called, "attr", getattr(called, "id", ""))
            if not isinstance(node, ast.Call) or name not in first:
                continue
            place = f"{path.relative_to(ROOT)}:{node.lineno}"
            text = node.args[first[name]] if len(node.args) > first[name] else None
            assert not isinstance(text, ast.JoinedStr), f"{place}: nobody can translate what is put together"
            if isinstance(text, ast.Constant):
                yield place, str(text.value)


def _errors() -> dict[str, type[errors.WorkbenchError]]:
    for module in pkgutil.walk_packages(app.__path__, "app."):
        if ".entry" not in module.name and ".migrations" not in module.name:
            importlib.import_module(module.name)
    found, new = {"WorkbenchError": errors.WorkbenchError}, [errors.WorkbenchError]
    while new:
        new = [one for kind in new for one in kind.__subclasses__()]
        found |= {one.__name__: one for one in new}
    return found


def _text(kind: type[errors.WorkbenchError]) -> int:
    """Return the place of the sentence among what an error is made with."""
    names = list(inspect.signature(kind).parameters)
    return names.index("text") if "text" in names else len(names)


def test_the_catalogs_hold_what_the_code_says_today(tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in LOCALES.glob("*.po*")}
    try:
        subprocess.run([sys.executable, str(ROOT / ".ci" / "words.py")], check=True, capture_output=True)
        after = {path.name: path.read_bytes() for path in LOCALES.glob("*.po*")}
    finally:
        for name, content in before.items():
            if (LOCALES / name).read_bytes() != content:
                (LOCALES / name).write_bytes(content)
    assert after == before, "run `make words`, and translate what is new"
