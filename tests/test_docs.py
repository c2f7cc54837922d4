"""The documentation says what is: places on the map exist; commands, checks and states are described."""

import re
from pathlib import Path

import pytest

from app.catalog import State
from app.checks import CHECKS
from app.cli import main
from app.export import FORMATS

ROOT = Path(__file__).parents[1]
_MAP = (ROOT / "docs" / "architecture.md").read_text("utf-8")


def _named(text: str) -> list[str]:
    found = re.findall(r"`((?:app|docs|source|locales|tests|benchmarks)/[\w./-]*)`", text)
    return sorted(one for one in set(found) if "NAME" not in one)


@pytest.mark.parametrize(
    "page", ["README.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))]
)
def test_every_place_that_a_page_names_is_there(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    links = [one for one in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in one and "." in one]
    folder = (ROOT / page).parent
    missing = [one for one in links if not (folder / one).exists()]
    missing += [one for one in _named(text) if not (ROOT / one).exists() and not list(ROOT.glob(f"{one}*"))]
    assert missing == []


def test_every_package_and_module_of_a_layer_is_on_the_map() -> None:
    names = {path.stem for path in (ROOT / "app").iterdir() if path.suffix == ".py" or path.is_dir()}
    names -= {"__init__", "__pycache__"}
    layers = _MAP[_MAP.index("## The layers") :]
    assert [name for name in sorted(names) if f"`{name}`" not in layers] == []


def test_every_command_is_told_of() -> None:
    pages = "\n".join(path.read_text("utf-8") for path in (ROOT / "docs").glob("*.md")) + (
        ROOT / "README.md"
    ).read_text("utf-8")
    assert [name for name in main.commands if f"workbench {name}" not in pages] == []


def test_every_check_is_described() -> None:
    page = (ROOT / "docs" / "checks.md").read_text("utf-8")
    assert [name for name in CHECKS if f"| `{name}` |" not in page] == []


def test_every_state_is_in_the_glossary() -> None:
    page = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    assert [state for state in State if state.value not in page] == []


def test_every_format_is_described() -> None:
    page = (ROOT / "docs" / "editions.md").read_text("utf-8")
    assert [name for name in FORMATS if f"| `{name}` |" not in page] == []


def test_the_readmes_picture_is_a_real_one() -> None:
    picture = ROOT / "docs" / "pictures" / "translate.png"
    assert picture.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert picture.stat().st_size > 50_000
