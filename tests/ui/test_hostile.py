"""Hostile text in sources, targets, names and comments: shown as text on every page, and no script runs."""

import json
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect

from app.workbench import catalogs, tokens
from app.workbench.project import open_project
from tests.ui.browsing import Person, workbench
from tests.ui.conftest import SETTINGS

pytestmark = pytest.mark.browser

_NAME = "<img src=x onerror=window.pwned=1>"
_SCRIPT = "<script>window.pwned=1</script><svg onload=window.pwned=1><b>bold</b>"
_MARKDOWN = "[a](javascript:window.pwned=1) ![b](https://evil.example/b.png) :red[c] $d$ &lt;e&gt;"
_ODD = "\N{RIGHT-TO-LEFT OVERRIDE}x\N{POP DIRECTIONAL FORMATTING} \U0001f469\u200d\U0001f52c {person}"
_WORD = "w" * 100_000
_SENT = (_SCRIPT, _MARKDOWN, _ODD, _WORD, "null\x00 half\ud800 line\u2028end", "</script><!--", "\"'`${1}")
_TALK = f"""\
---
title: {json.dumps(_NAME)}
language: en
speakers:
  {json.dumps(_NAME)}: {{}}
---

**{_NAME}:** {_SCRIPT}
{_MARKDOWN}
{_ODD}
{_WORD}

# {_SCRIPT}
"""


@pytest.fixture(scope="module")
def token() -> list[str]:
    return []


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, token: list[str]) -> Iterator[str]:
    """Run the app for a project in which every text is hostile, sent by the routes."""
    folder: Path = tmp_path_factory.mktemp("hostile") / "project"
    (folder / "source").mkdir(parents=True)
    settings = SETTINGS.format(alone="true").replace('"Interviews"', json.dumps(_NAME))
    (folder / "workbench.toml").write_text(settings, "utf-8")
    (folder / "source" / "talk.md").write_text(_TALK, "utf-8")
    with open_project(folder) as project:
        catalogs.sync(project, "talk")
        token.append(tokens.make(project, _NAME, purpose=_SCRIPT).word)
    with workbench(folder) as address:
        _send(f"{address}/api/v1/catalogs/talk/uk", token[0])
        yield address


def _send(catalog: str, token: str) -> None:
    with httpx.Client(headers={"Authorization": f"Bearer {token}"}, timeout=60) as client:
        found = client.get(catalog).json()
        sent: list[dict[str, Any]] = []
        for number, unit in enumerate(found["units"]):
            text = _SENT[number % len(_SENT)]
            about = {"unit": unit["id"], "base": unit["version"]}
            sent.append({**about, "id": secrets.token_hex(8), "move": "comment", "text": text[:1_000]})
            sent.append({**about, "id": secrets.token_hex(8), "move": "save", "text": text})
        body = json.dumps({"generation": found["generation"], "operations": sent})
        answer = client.post(
            f"{catalog}/operations", content=body, headers={"Content-Type": "application/json"}
        )
        assert [one["status"] for one in answer.json()["results"]] == ["done"] * len(sent)


def _harmless(person: Person) -> None:
    assert person.page.evaluate("window.pwned") is None, "a script ran"
    dangerous = "script:not([src]), [onerror], [onload], a[href^='javascript']"
    count = (
        "(selector) => { const all = [document]; let found = 0;"
        "while (all.length) { const root = all.pop(); found += root.querySelectorAll(selector).length;"
        "for (const one of root.querySelectorAll('*')) if (one.shadowRoot) all.push(one.shadowRoot); }"
        "return found; }"
    )
    # Streamlit's own page holds one script of its own in its head.
    assert person.page.evaluate(count, dangerous.replace("script:not([src])", "main script")) == 0


def _nothing_more_to_come(person: Person) -> None:
    """Wait until a picture of ours that is not there has said so: then those before it have."""
    person.page.evaluate("new Promise((done) => { const x = new Image(); x.onerror = done; x.src = 'x'; })")


def test_every_page_shows_hostile_text_as_text(browser: Browser, address: str) -> None:
    person = Person(browser, address)
    person.page.on("dialog", lambda dialog: pytest.fail(f"A script opened: {dialog.message}"))
    person.go().introduce(_NAME)
    for path, seen in (
        ("", [_NAME]),
        ("translate", ["<script>window.pwned=1</script>", "![b](https://evil.example/b.png)", "{person}"]),
        ("review", ["<script>window.pwned=1</script>"]),
        ("drafts", []),
        ("editions", ["<script>window.pwned=1</script>"]),
        ("add", []),
        ("programs", []),
    ):
        person.page.set_viewport_size({"width": 1400, "height": 900})
        person.go(path)
        for text in seen:
            expect(person.page.get_by_text(text).first).to_be_visible()
        person.settled()
        for width in (1400, 390):
            person.page.set_viewport_size({"width": width, "height": 900})
            _nothing_more_to_come(person)
            _harmless(person)
            wide = person.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
            assert wide <= width, f"{path or 'overview'}: a long word makes the page wider than the screen"
    person.leave()


def test_a_word_without_end_can_be_pasted_and_written_on(browser: Browser, address: str) -> None:
    person = Person(browser, address)
    person.go().introduce("Olena")
    box = person.go("translate").page.locator(".editor.loaded textarea.area")
    box.evaluate(
        "(box, text) => { const data = new DataTransfer(); data.setData('text/plain', text); box.select();"
        "box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, cancelable: true })); }",
        f"a\u200b {_WORD}",
    )
    box.press("End")
    box.press_sequentially("!")
    expect(box).to_have_value(f"a {_WORD}!")
    person.leave()


def test_an_edition_of_hostile_text_runs_nothing(
    browser: Browser, address: str, token: list[str], tmp_path: Path
) -> None:
    answer = httpx.get(
        f"{address}/api/v1/catalogs/talk/uk/editions/html?draft=1",
        headers={"Authorization": f"Bearer {token[0]}"},
        timeout=60,
    )
    assert answer.status_code == 200, answer.text
    person = Person(browser, address)
    person.page.set_content(answer.text)
    expect(person.page.get_by_text(re.compile("<script>window.pwned=1</script>")).first).to_be_attached()
    assert person.page.evaluate("window.pwned") is None
    person.leave()
