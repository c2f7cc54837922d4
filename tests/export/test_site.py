import posixpath
import re
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import pytest
from lxml.html import fromstring

from app.export.site import Download, Work, site
from app.export.words import own_name, words
from app.publication import House
from tests.export import rich

_HOUSE = House()


def _works(*languages: str, draft: bool = False) -> list[Work]:
    files = (Download("EPUB", "talk.epub", b"x" * 4321), Download("PDF, two languages", "talk a+b.pdf", b"y"))
    return [Work(rich.publication(language=one, draft=draft), files) for one in languages]


def _two_documents() -> list[Work]:
    works = _works("uk", "sv")
    second = [
        replace(
            one, publication=replace(one.publication, edition=replace(one.publication.edition, name="other"))
        )
        for one in works[:1]
    ]
    return [*works, *second]


def _links(page: bytes) -> list[str]:
    root: Any = fromstring(page.decode())
    return [str(one) for one in root.xpath("//a/@href | //link/@href | //img/@src")]


def test_each_language_has_an_index_and_its_pages_and_files() -> None:
    found = site("Розмови", _two_documents(), _HOUSE)
    assert sorted(found) == [
        "index.html",
        *("sv/index.html", "sv/talk a+b.pdf", "sv/talk.epub", "sv/talk.html"),
        *("uk/index.html", "uk/other.html", "uk/talk a+b.pdf", "uk/talk.epub", "uk/talk.html"),
    ]
    assert found["uk/talk.epub"] == b"x" * 4321


def test_every_link_leads_to_a_file_of_the_site_wherever_it_lies() -> None:
    found = site("Розмови", _two_documents(), _HOUSE)
    for path, content in found.items():
        if not path.endswith(".html"):
            continue
        for to in _links(content):
            if re.match(r"https://|mailto:|#", to):
                continue
            assert not to.startswith("/")
            whole = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(to.partition("#")[0])))
            assert whole in found, (path, to)


def test_pages_and_indexes_lead_to_the_other_languages() -> None:
    found = site("Розмови", _two_documents(), _HOUSE)
    page: Any = fromstring(found["uk/talk.html"].decode())
    alternates = {one.get("hreflang"): one.get("href") for one in page.iter("link")}
    assert alternates == {"uk": "../uk/talk.html", "sv": "../sv/talk.html", "x-default": "../uk/talk.html"}
    (switch,) = page.xpath("//nav[@class='languages']//a")
    assert (switch.get("hreflang"), switch.get("lang"), switch.text) == ("sv", "sv", "svenska")
    index: Any = fromstring(found["sv/index.html"].decode())
    assert index.get("lang") == "sv"
    assert [one.get("href") for one in index.xpath("//nav[@class='languages']//a")] == ["../uk/index.html"]
    alone: Any = fromstring(found["uk/other.html"].decode())
    assert alone.xpath("//nav[@class='languages']") == []
    assert list(alone.iter("link")) == []


def test_files_to_take_along_say_what_and_how_big_they_are() -> None:
    page: Any = fromstring(site("Розмови", _works("uk"), _HOUSE)["uk/talk.html"].decode())
    (downloads,) = page.xpath("//nav[@class='downloads']")
    assert downloads.get("aria-label") == words("uk").downloads
    assert " ".join(downloads.text_content().split()) == "EPUB 4 kB PDF, two languages 1 kB"


def test_the_first_page_speaks_every_language() -> None:
    page: Any = fromstring(site("Розмови", _works("uk", "sv", "ar"), _HOUSE)["index.html"].decode())
    sections = page.xpath("//section")
    assert [(one.get("lang"), one.get("dir")) for one in sections] == [
        ("uk", None),
        ("sv", None),
        ("ar", "rtl"),
    ]
    assert [one.xpath("h2")[0].text_content() for one in sections] == [
        own_name(one) for one in ("uk", "sv", "ar")
    ]


def test_a_draft_says_so_on_every_page_and_asks_not_to_be_found() -> None:
    found = site("Розмови", _works("uk", draft=True), _HOUSE)
    for path in ("uk/index.html", "uk/talk.html"):
        assert words("uk").draft in found[path].decode()
        assert '<meta name="robots" content="noindex">' in found[path].decode()


@pytest.mark.parametrize("title", ["</title><script>alert(1)</script>", '" onload="x'])
def test_hostile_text_stays_text(title: str) -> None:
    hostile = rich.hostile(draft=True)
    found = site(title, [Work(hostile, (Download(title, "talk.epub", b"x"),)), *_works("sv")], _HOUSE)
    for path, content in found.items():
        if path.endswith(".html"):
            root: Any = fromstring(content.decode())
            assert {one.get("type") for one in root.iter("script")} <= {"application/ld+json"}
            assert not [one for one in root.iter() if any(name.startswith("on") for name in one.attrib)]


def test_the_same_works_give_the_same_bytes() -> None:
    assert site("Розмови", _two_documents(), _HOUSE) == site("Розмови", _two_documents(), _HOUSE)
