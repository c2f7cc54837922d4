"""What a file is, by its first bytes and its suffix; what is neither text nor Markdown is refused by name."""

import io
import re
import zipfile
import zlib
from pathlib import PurePath

from app.errors import DocumentError

_KINDS = {
    "Word document": ".docx .doc .docm .dotx .dot",
    "OpenDocument text": ".odt .fodt .ott",
    "RTF document": ".rtf",
    "Pages document": ".pages",
    "EPUB book": ".epub",
    "Kindle book": ".mobi .azw .azw3",
    "FictionBook": ".fb2",
    "PDF": ".pdf",
    "web page": ".html .htm .xhtml .mhtml",
    "XML": ".xml",
    "SRT subtitles": ".srt",
    "WebVTT subtitles": ".vtt",
    "subtitles": ".ass .ssa .sub .sbv .ttml",
    "ZIP archive": ".zip",
    "archive": ".gz .tgz .bz2 .xz .7z .rar .tar",
    "image": ".png .jpg .jpeg .gif .webp .tif .tiff .bmp .svg .heic",
    "sound": ".mp3 .wav .ogg .m4a .flac .opus",
    "video": ".mp4 .mkv .mov .webm .avi",
    "spreadsheet": ".xlsx .xls .ods",
    "table": ".csv .tsv",
    "presentation": ".pptx .ppt .odp",
    "JSON": ".json",
    "YAML": ".yaml .yml",
    "gettext catalog": ".po .pot .mo",
    "XLIFF": ".xlf .xliff",
    "translation memory": ".tmx",
    "LaTeX": ".tex",
    "reStructuredText": ".rst",
    "AsciiDoc": ".adoc",
    "program": ".exe .dll",
    "database": ".db .sqlite",
}
_SUFFIXES = {suffix: kind for kind, listed in _KINDS.items() for suffix in listed.split()}
_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})

_BEGINNINGS = (
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF document"),
    (b"\xd0\xcf\x11\xe0", "Word document"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"ID3", "sound"),
    (b"OggS", "sound"),
    (b"fLaC", "sound"),
    (b"RIFF", "sound or video"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"SQLite format 3", "database"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
)
_ZIPPED = (
    ("word/", "Word document"),
    ("xl/", "spreadsheet"),
    ("ppt/", "presentation"),
    ("META-INF/container.xml", "EPUB book"),
)
_MIMETYPES = {
    b"application/vnd.oasis.opendocument.text": "OpenDocument text",
    b"application/vnd.oasis.opendocument.spreadsheet": "spreadsheet",
    b"application/vnd.oasis.opendocument.presentation": "presentation",
    b"application/epub+zip": "EPUB book",
}
_TEXTUAL = (
    (
        re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S),
        "web page",
    ),
    (re.compile(rb"\s*<\?xml\b"), "XML"),
    (re.compile(rb"WEBVTT(?:[ \t\r\n]|$)"), "WebVTT subtitles"),
    (re.compile(rb"\s*\d+\r?\n\d\d:\d\d:\d\d[,.]\d{3} -->"), "SRT subtitles"),
    (re.compile(rb"\\documentclass\b"), "LaTeX"),
)


def refuse_unread(name: str, data: bytes) -> None:
    """Raise `DocumentError` where the file is of a format that no reader here reads."""
    suffix = PurePath(name).suffix.lower()
    kind = _by_content(data) or (None if suffix in _MARKDOWN else _SUFFIXES.get(suffix))
    if kind is not None:
        raise DocumentError(
            "{file} cannot be read: its format ({kind}) is not one that can be added. "
            "Save or export it as plain text (.txt) or Markdown (.md) in UTF-8, and add that file.",
            file=name,
            kind=kind,
        )


def is_markdown(name: str) -> bool:
    """Say whether the file's suffix is one of Markdown's."""
    return PurePath(name).suffix.lower() in _MARKDOWN


def _by_content(data: bytes) -> str | None:
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if data[4:8] == b"ftyp":
        return "sound or video"
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    start = data[:2000].removeprefix(b"\xef\xbb\xbf")
    return next((kind for pattern, kind in _TEXTUAL if pattern.match(start)), None)


def _zipped(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if "mimetype" in names:
                with archive.open("mimetype") as file:
                    return _MIMETYPES.get(file.read(100).strip(), "ZIP archive")
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, zlib.error):
        return "ZIP archive"
    return next(
        (kind for part, kind in _ZIPPED if any(name.startswith(part) for name in names)), "ZIP archive"
    )
