import json
import re
from typing import Any

import pytest
from lxml.html import fromstring

from app.export import blocks
from app.export.words import words
from app.publication import House, Publication, SpeakerStyle
from tests.export import rich
from tests.publications import LANGUAGES, interview

_MARK = re.compile(r"<!-- (/?)wp:([a-z-]+)(?: (\{.*?\}))? -->")


def _text(publication: Publication) -> str:
    return blocks.write(publication).decode()


def _nested(text: str) -> list[str]:
    """Return the outermost blocks in order; all must open and close as they should."""
    found: list[str] = []
    opened: list[str] = []
    for closing, name, given in _MARK.findall(text):
        if closing:
            assert opened.pop() == name
        else:
            if not opened:
                found.append(name)
            opened.append(name)
            assert given == "" or json.loads(given)
    assert opened == []
    return found


def _read(text: str) -> str:
    body = re.sub(r"<sup><a.*?</sup>", "", _MARK.sub("", text))
    root: Any = fromstring(f"<div>{body}</div>")
    return rich.squeezed(root.text_content())


def test_every_shape_is_a_block_of_its_kind() -> None:
    text = _text(rich.publication())
    assert _nested(text)[:12] == [
        *("paragraph", "heading", "paragraph", "paragraph", "paragraph", "list", "heading", "list", "quote"),
        *("paragraph", "paragraph", "heading"),
    ]
    assert '<!-- wp:list {"ordered": true, "start": 3} -->\n<ol start="3" class="wp-block-list">' in text
    assert '<!-- wp:heading {"level": 3} -->\n<h3 class="wp-block-heading">Значно пізніше</h3>' in text
    assert '<!-- wp:quote -->\n<blockquote class="wp-block-quote"><!-- wp:paragraph -->\n<p>Так каже' in text
    assert '<p><strong class="speaker">Мартін:</strong> Чому?</p>' in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_blocks_say_the_whole_text(language: str) -> None:
    publication = interview(language)
    body = _read(_text(publication)).removeprefix(rich.squeezed(words(language).draft))
    assert body.startswith("".join(rich.texts(publication.edition)[1:]))


def test_a_draft_says_so_first() -> None:
    assert (
        f"<p><strong>{words('uk').draft}</strong></p>"
        in _text(rich.publication(draft=True)).split("<!-- /wp")[0]
    )
    assert words("uk").draft not in _text(rich.publication())


def test_a_speaker_stands_above_where_the_house_wants_it() -> None:
    text = _text(rich.publication(house=House(speakers=SpeakerStyle.ABOVE)))
    assert '<p><strong class="speaker">Мартін</strong><br>Чому?</p>' in text


def test_hostile_text_opens_no_block_and_calls_nothing() -> None:
    text = _text(rich.hostile(draft=True))
    kinds = {name for _, name, _ in _MARK.findall(text)}
    assert kinds == {"paragraph", "heading", "list", "list-item", "quote"}
    _nested(text)
    seen = re.sub(r"<[^>]*>", "", text)
    assert "[" not in seen
    assert "://" not in seen
    assert not re.search('<script|<img|javascript:[^)]*"', text)
    assert all(one.startswith(("http", "mailto:", "#")) for one in re.findall(r'href="([^"]*)"', text))
