"""Numbers of characters are read as gettext reads them, or left to be refused."""

import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import CatalogError
from app.storage import po, po_escapes
from tests import small

_HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
_PARTS = [
    r"a",
    r"ї",
    r"1",
    r"f",
    r"\\",
    r"\"",
    r"\n",
    r"\101",
    r"\1",
    r"\42",
    r"\134",
    r"\x41",
    r"\x5c",
    r"\303\244",
    r"\xc3\xa4",
    r"\303",
    r"\x34",
]
_parts = st.lists(st.sampled_from(_PARTS), min_size=1, max_size=6).map("".join)


@pytest.mark.skipif(shutil.which("msgcat") is None, reason="gettext is not installed")
@settings(max_examples=60, deadline=None)
@given(_parts)
def test_gettext_reads_what_we_make_of_it_as_what_stood_there(parts: str) -> None:
    content = f'{_HEADER}msgid "x{parts}"\nmsgstr "y"\n'
    try:
        catalog = po.read(content.encode(), document="a", language="uk", file="a.po")
    except CatalogError:
        return  # refused in words
    ours = po_escapes.spelled_out(content).encode()
    theirs = small.gettext("msgcat", "--no-wrap", content=content.encode())
    assert small.gettext("msgcat", "--no-wrap", content=ours) == theirs
    assert po.read(theirs, document="a", language="uk", file="a.po").units == catalog.units


def test_a_file_without_numbers_stays_as_it_is() -> None:
    text = f'{_HEADER}# C:\\101\nmsgid "\\\\101 \\n"\nmsgstr ""\n'
    assert po_escapes.spelled_out(text) == text
