import pytest
from lxml import etree

from app.export import blocks, wordpress
from app.publication import Publication
from tests.export import rich
from tests.publications import LANGUAGES, interview

_X = {
    "wp": "http://wordpress.org/export/1.2/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_CASES = [
    *(interview(one) for one in LANGUAGES),
    rich.publication(),
    rich.publication(draft=True),
    rich.hostile(),
]


def _item(publication: Publication) -> etree._Element:
    root = etree.fromstring(wordpress.write(publication))
    (item,) = root.iterfind("channel/item")
    return item


@pytest.mark.parametrize("publication", _CASES)
def test_it_is_well_formed_and_carries_the_blocks(publication: Publication) -> None:
    content = _item(publication).findtext("content:encoded", None, _X)
    # a parser of XML makes one line feed of every kind
    assert content == blocks.write(publication).decode().replace("\r\n", "\n").replace("\r", "\n")


def test_it_names_title_people_and_day_and_publishes_nothing_by_itself() -> None:
    item = _item(rich.publication())
    found = {
        name: item.findtext(name, None, _X) for name in ("title", "dc:creator", "wp:post_date", "wp:status")
    }
    assert found == {
        "title": "Розмова",
        "dc:creator": "Олена, Іван",
        "wp:post_date": "2026-11-03 00:00:00",
        "wp:status": "draft",
    }


def test_the_same_publication_gives_the_same_bytes() -> None:
    assert wordpress.write(rich.publication()) == wordpress.write(rich.publication())
