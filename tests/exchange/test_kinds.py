import pytest

from app.errors import ExchangeError
from app.exchange import kinds

_CASES = [
    (b'<?xml version="1.0"?>\n<!-- x -->\n<xliff version="2.0" xmlns="urn:x"/>', "xliff"),
    (b'\xef\xbb\xbf<xlf:xliff version="1.2" xmlns:xlf="urn:x"/>', "xliff12"),
    (b'<xliff version="1.0"/>', "xliff12"),
    (b'<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"/>', "tmx"),
    ('<tmx version="1.4"/>'.encode("utf-16"), "tmx"),
    (b"PK\x03\x04...", "docx-table"),
    (b'# a comment\n\nmsgid ""\nmsgstr ""\n', "po"),
    (b'msgctxt "title"\nmsgid "A"\nmsgstr ""\n', "po"),
    (b'source,target\nmsgid "a"\n', "csv"),
    ("source\ttarget".encode("utf-16"), "csv"),
]


@pytest.mark.parametrize(("content", "kind"), _CASES)
def test_a_file_is_known_by_what_is_in_it(content: bytes, kind: str) -> None:
    assert kinds.kind(content, file="interview.txt") == kind


@pytest.mark.parametrize(
    "content", [b"", b" \n", b"%PDF-1.7\n\0", b"<svg/>", b"\x89PNG\0", b"\xd0\xcf\x11\xe0\0"]
)
def test_what_no_reader_is_for_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(ExchangeError, match=r"^interview\.xlf "):
        kinds.kind(content, file="interview.xlf")
