"""Collect what the pages say into app/ui/locales/, for its translators (`make words`)."""

import tempfile
from pathlib import Path

import polib
from babel.messages.frontend import CommandLineInterface

from app import language

ROOT = Path(__file__).parents[1]
LOCALES = ROOT / "app" / "ui" / "locales"
KEYWORDS = (
    "_",
    "Message",
    "WorkbenchError",
    "ProjectError",
    "SettingsError",
    "DocumentError",
    "CatalogError",
    "StoreError",
    "DeadlockError",
    "DamagedIndexError",
    "ReviewError",
    "AccessError",
    "EditionError",
    "ExchangeError",
    "EngineError:2",
    "_error:2",
    "sentence",
)


def collect() -> polib.POFile:
    """Return every sentence of the code, in the order of the alphabet."""
    with tempfile.NamedTemporaryFile(suffix=".pot") as template:
        extract = ["-q", "extract", "--no-location", "--no-wrap", "--sort-output", "--omit-header"]
        keywords = [part for keyword in KEYWORDS for part in ("-k", keyword)]
        CommandLineInterface().run(["pybabel", *extract, *keywords, "-o", template.name, str(ROOT / "app")])
        return polib.pofile(template.name)


def write(path: Path, code: str, entries: polib.POFile) -> None:
    """Write a catalog with these entries; the translations that it has stay."""
    before = {entry.msgid: entry for entry in polib.pofile(str(path))} if path.exists() else {}
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Project-Id-Version": "translation-workbench",
        "PO-Revision-Date": "2026-11-23 12:00+0000",  # git knows better; a date would churn
        "Last-Translator": "translation-workbench",
        "Language-Team": language.name(code) if code else "",
        "Language": code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    if code:
        file.metadata["Plural-Forms"] = language.plural_forms(code)
    for entry in entries:
        known = before.get(entry.msgid)
        flags = [flag for flag in entry.flags if flag != "fuzzy"] + (
            ["fuzzy"] if known and known.fuzzy else []
        )
        file.append(polib.POEntry(msgid=entry.msgid, msgstr=known.msgstr if known else "", flags=flags))
    file.save(str(path))


if __name__ == "__main__":
    found = collect()
    write(LOCALES / "workbench.pot", "", found)
    for catalog in sorted(LOCALES.glob("*.po")):
        write(catalog, catalog.stem, found)
