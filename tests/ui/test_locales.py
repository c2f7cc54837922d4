"""The pages speak every language that they say they do: nothing left out, every value in its place."""

import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest

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
