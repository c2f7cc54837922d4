"""What a browser shows of our pages: accessible in light and dark, no wider than the screen, and silent."""

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from app.export import FORMATS
from app.export.site import Download, Work, site
from app.publication import House, Layout
from tests.export import rich
from tests.publications import interview

pytestmark = pytest.mark.browser
_LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay out every kind of page, with drafts, notes, lists and links in them."""
    folder = tmp_path_factory.mktemp("seen")
    draft = rich.publication(draft=True, beside=True, house=House(logo=_LOGO, logo_type="image/svg+xml"))
    made = {
        "page.html": FORMATS["html"].write(draft),
        "side.html": FORMATS["bilingual-html"].write(draft),
        "under.html": FORMATS["bilingual-html"].write(replace(draft, layout=Layout.UNDER)),
        "arabic.html": FORMATS["bilingual-html"].write(rich.publication(language="ar", beside=True)),
        "posts.html": FORMATS["telegram"].write(draft),
        "long.html": FORMATS["html"].write(rich.long(12, headings=3)),
        "hostile.html": FORMATS["bilingual-html"].write(rich.hostile(beside=True)),
    }
    works = [
        Work(rich.publication(language=one), (Download("EPUB", "talk.epub", b"x"),)) for one in ("uk", "sv")
    ]
    made |= {f"site/{path}": content for path, content in site("Розмови", works, House()).items()}
    with zipfile.ZipFile(BytesIO(FORMATS["bilingual-epub"].write(draft))) as book:
        made |= {
            f"book/{Path(name).name}": book.read(name) for name in book.namelist() if name.startswith("EPUB/")
        }
    for name, content in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


_PAGES = [
    *("page.html", "side.html", "under.html", "arabic.html", "posts.html", "long.html", "hostile.html"),
    *("site/index.html", "site/uk/index.html", "site/uk/talk.html", "book/title.xhtml", "book/text-1.xhtml"),
]


def _violations(page: Page) -> list[str]:
    page.evaluate(AXE_SCRIPT)
    found: dict[str, Any] = page.evaluate("axe.run(document, {preload: false})")
    assert found["passes"], "axe has looked at something"
    return [
        f"{violation['id']}: {node['target']}: {node['html'][:200]}"
        for violation in found["violations"]
        # a chapter of a book stands in the reader's own frame, which has the landmarks and the title
        if not (
            page.url.endswith(".xhtml")
            and violation["id"] in {"landmark-one-main", "region", "page-has-heading-one"}
        )
        for node in violation["nodes"]
    ]


_WIDE = ["side.html", "site/uk/talk.html"]
_COLOURED = ["page.html", "side.html", "posts.html", "site/uk/talk.html"]


# a wide screen differs by its columns, the dark by its colours
@pytest.mark.parametrize(
    ("scheme", "width", "names"), [("light", 390, _PAGES), ("light", 1280, _WIDE), ("dark", 390, _COLOURED)]
)
def test_axe_finds_nothing_and_no_page_is_wider_than_its_screen(
    browser: Browser, folder: Path, scheme: Any, width: int, names: list[str]
) -> None:
    told: list[str] = []
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 844})
    page = context.new_page()
    page.on("console", lambda message: told.append(message.text))
    for name in names:
        page.goto((folder / name).as_uri())
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} is {wide} wide on {width}"
        assert _violations(page) == [], name
    context.close()
    assert told == []


def test_a_press_copies_a_post_with_its_looks(browser: Browser, folder: Path) -> None:
    page = browser.new_page()
    page.goto((folder / "posts.html").as_uri())
    button = page.get_by_role("button").first
    button.click()
    assert button.text_content() == "Скопійовано"
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p contenteditable id=paste></p>')")
    page.locator("#paste").focus()
    page.keyboard.press("Control+V")
    pasted = page.locator("#paste").inner_html()
    assert "Зустрілися" in pasted
    assert 'href="https://example.org/malmo"' in pasted
    page.close()


def test_two_texts_stand_side_by_side_where_there_is_room(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "two.html"
    file.write_bytes(FORMATS["bilingual-html"].write(interview("uk", "en")))
    for width, beside in ((1280, True), (390, False)):
        page = browser.new_page(viewport={"width": width, "height": 844})
        page.goto(file.as_uri())
        one, two = (page.locator(".row > div").nth(number).bounding_box() for number in (0, 1))
        assert one is not None
        assert two is not None
        assert (abs(one["y"] - two["y"]) < 1) == beside
        page.close()
