import io
import zipfile

import pytest

from app.errors import DocumentError
from app.readers import read
from app.readers.formats import refuse_unread


def _zipped(*names: str, mimetype: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("talk.docx", b"so", "Word document"),
        ("talk.ODT", b"so", "OpenDocument text"),
        ("talk.pdf", b"so", "PDF"),
        ("talk.rtf", b"so", "RTF document"),
        ("talk.epub", b"so", "EPUB book"),
        ("talk.html", b"so", "web page"),
        ("talk.srt", b"so", "SRT subtitles"),
        ("talk.vtt", b"so", "WebVTT subtitles"),
        ("talk.zip", b"so", "ZIP archive"),
        ("talk.png", b"so", "image"),
        ("talk.mp3", b"so", "sound"),
        ("talk.txt", _zipped("word/document.xml"), "Word document"),
        (
            "talk",
            _zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
            "OpenDocument text",
        ),
        ("talk.md", _zipped(mimetype="application/epub+zip"), "EPUB book"),
        ("talk.txt", _zipped("a.txt"), "ZIP archive"),
        ("talk.txt", b"PK\x03\x04broken", "ZIP archive"),
        ("talk.txt", b"%PDF-1.7 so", "PDF"),
        ("talk.txt", b"{\\rtf1 so}", "RTF document"),
        ("talk.txt", b"\xd0\xcf\x11\xe0\xa1", "Word document"),
        ("talk.txt", b"\x89PNG\r\n", "image"),
        ("talk.txt", b"\xff\xd8\xff\xe0", "image"),
        ("talk.txt", b"\x00\x00\x00\x18ftypmp42", "sound or video"),
        ("talk.txt", b"<!DOCTYPE html><p>so", "web page"),
        ("talk.txt", b"\xef\xbb\xbfWEBVTT\n\n00:01", "WebVTT subtitles"),
        ("talk.txt", b"1\n00:00:01,000 --> 00:00:02,000\nso", "SRT subtitles"),
        ("talk.txt", b"<?xml version='1.0'?><a/>", "XML"),
    ],
)
def test_what_is_not_read_is_refused_by_name_with_the_way_out(name: str, data: bytes, kind: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(name, data)
    assert str(caught.value).startswith(f"{name} cannot be read: its format ({kind})")
    assert "plain text (.txt) or Markdown (.md) in UTF-8" in str(caught.value)


@pytest.mark.parametrize("data", [b"<b>so</b> and so", b"WEBVTTS", b"1\n00:00 so", b"BM is a firm", b"MZ so"])
def test_text_that_resembles_another_format_is_text(data: bytes) -> None:
    refuse_unread("talk.txt", data)
    assert read("talk.txt", data).blocks
