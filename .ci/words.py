"""Collect what the pages say into app/ui/locales/, for its translators (`make words`)."""

from pathlib import Path

from babel.messages.frontend import CommandLineInterface

ROOT = Path(__file__).parents[1]
LOCALES = ROOT / "app" / "ui" / "locales"
KEYWORDS = (
    "_",
    "Message",
    "ProjectError",
    "SettingsError",
    "DocumentError",
    "CatalogError",
    "StoreError",
    "ReviewError",
    "EditionError",
    "EngineError:2",
    "_error:2",
    "sentence",
)
TEMPLATE = LOCALES / "workbench.pot"

extract = ["-q", "extract", "--no-location", "--no-wrap", "--sort-output", "--omit-header"]
keywords = [part for keyword in KEYWORDS for part in ("-k", keyword)]
CommandLineInterface().run(["pybabel", *extract, *keywords, "-o", str(TEMPLATE), str(ROOT / "app")])
for path in sorted(LOCALES.glob("*.po")):
    update = ["-q", "update", "--no-wrap", "--no-fuzzy-matching", "--omit-header", "--ignore-obsolete"]
    CommandLineInterface().run(["pybabel", *update, "-i", str(TEMPLATE), "-o", str(path), "-l", path.stem])
