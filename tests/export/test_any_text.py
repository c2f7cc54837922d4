"""Whatever stands in a catalog, every writer makes a whole file of it, in which it is text."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from app.export import FORMATS
from app.publication import Publication
from tests.publications import every_text

_LETTERS = list(
    "abйґїå *_`[]()<>&\"'\\!#-+.:;/?%{}|^~=@$\n\r\t\x00\x07\x1f\x7f\x85\N{SOFT HYPHEN}\N{ZERO WIDTH JOINER}"
    "\N{RIGHT-TO-LEFT OVERRIDE}\N{FIRST STRONG ISOLATE}\N{LINE SEPARATOR}\ufeff\ufffe\ud800\U0001f469\u0301"
)
_PIECES = [
    *(
        "](http://",
        "](https://a.example/",
        "](javascript:",
        "](mailto:",
        "https://x.example/",
        "[^1]",
        "&#x0;",
    ),
    *("<script>", "]]>", "-->", "<!--", "wp:html", "</style>", "data:text/html,"),
]
_TEXTS = st.lists(st.sampled_from([*_LETTERS, *_PIECES]), max_size=24).map("".join)
_QUICK = [
    form for form in FORMATS if form not in {"pdf", "bilingual-pdf", "docx", "bilingual-docx", "odt", "icml"}
]
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def _parts(content: bytes) -> Iterator[bytes]:
    if not content.startswith(b"PK"):
        yield content
        return
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".xhtml", ".opf", ".rels")):
                yield archive.read(name)


def _twice(text: str) -> Publication:
    publication = every_text(text)
    return replace(publication, beside=publication.edition)


def _look(form: str, text: str) -> None:
    for part in _parts(FORMATS[form].write(_twice(text))):
        if part.startswith(b"<?xml"):
            etree.fromstring(part)
        shown = part.decode()
        assert not _NEVER.search(shown)
        assert not re.search(r'(?:href|src|Target)="\s*(?:javascript|data|vbscript):', shown, re.IGNORECASE)


@pytest.mark.parametrize("form", _QUICK)
@given(text=_TEXTS)
@example("\N{RIGHT-TO-LEFT OVERRIDE}https://x.example/\N{LEFT-TO-RIGHT ISOLATE}#[?](https://a.example/a")
@settings(max_examples=15)
def test_a_text_stays_a_text(form: str, text: str) -> None:
    _look(form, text)


@pytest.mark.parametrize("form", ["bilingual-docx", "odt", "icml"])
@given(text=_TEXTS)
@settings(max_examples=3)
def test_a_text_stays_a_text_where_pandoc_writes_it(form: str, text: str) -> None:
    _look(form, text)
