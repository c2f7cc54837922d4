"""What axe has to say of a page: its rules of WCAG A and AA."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.ui.browsing import Person

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_OF_COLOUR = ["color-contrast", "link-in-text-block"]
"""The rules that look at colours: in another scheme the others find the same."""


def violations(person: Person) -> list[str]:
    """Return what is wrong with the page that somebody looks at, each with its place."""
    return _found(person, _RULES)


def in_both_schemes(person: Person) -> list[str]:
    """Return what is wrong with the page in light, and with its colours in dark."""
    page = person.page
    found = violations(person)
    for scheme, background in (("dark", "rgb(25, 27, 30)"), ("light", "rgb(253, 252, 249)")):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of its words
        expect(page.get_by_test_id("stApp")).to_have_css("background-color", background)
        if scheme == "dark":
            found += [f"in dark: {one}" for one in _found(person, _OF_COLOUR)]
    return found


def _found(person: Person, rules: list[str]) -> list[str]:
    if not person.page.evaluate("'axe' in window"):
        person.page.evaluate(AXE_SCRIPT)
    found: dict[str, Any] = person.page.evaluate(f"axe.run(document, {{runOnly: {rules}}})")
    assert found["passes"], "axe has looked at something"
    return [
        f"{violation['id']}: {node['target']}: {node['html'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
