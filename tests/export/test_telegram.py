import re
from typing import Any

from lxml.html import fromstring

from app.export import telegram
from app.export.posts import posts
from app.export.words import words
from tests.export import rich
from tests.publications import interview


def test_each_post_stands_on_the_page_as_it_looks_and_with_its_tags() -> None:
    publication = interview("uk")
    root: Any = fromstring(telegram.write(publication).decode())
    found = posts(publication)
    assert [one.text_content() for one in root.find_class("post")] == [one.text for one in found]
    assert [one.text_content() for one in root.iter("pre")] == [one.html for one in found]
    headings = [one.text_content() for one in root.iter("h2")]
    assert headings[0] == f"Допис 1 із {len(found)}"


def test_buttons_copy_and_without_a_script_a_touch_selects() -> None:
    text = telegram.write(rich.publication()).decode()
    root: Any = fromstring(text)
    (button,) = root.iter("button")
    assert button.get("hidden") is not None, "shown by the script only"
    assert root.get_element_by_id(button.get("data-post")).get("class") == "post"
    assert button.text_content() == words("uk").copy
    assert "user-select: all" in text


def test_only_the_pages_own_script_may_run_whatever_the_text() -> None:
    text = telegram.write(rich.hostile(draft=True)).decode()
    assert len(re.findall("<script", text)) == 1
    assert re.search(r"script-src 'sha256-[\w+/=]+'\"", text)
    links = re.findall(r'<a href="([^"]*)"', text)
    assert links
    assert all(one.startswith(("https://", "http://", "mailto:")) for one in links)


def test_the_same_publication_gives_the_same_bytes() -> None:
    assert telegram.write(rich.publication()) == telegram.write(rich.publication())
