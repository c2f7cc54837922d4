"""What axe has to say of a page: its rules of WCAG A and AA."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

from tests.ui.browsing import Person

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(person: Person) -> list[str]:
    """Return what is wrong with the page that somebody looks at, each with its place."""
    person.page.evaluate(AXE_SCRIPT)
    found: dict[str, Any] = person.page.evaluate(f"axe.run(document, {{runOnly: {_RULES}}})")
    assert found["passes"], "axe has looked at something"
    return [
        f"{violation['id']}: {node['target']}: {node['html'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
