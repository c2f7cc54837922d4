r"""The source file `source/NAME.md`: one line is one segment. It is Markdown that any editor shows well.

A line that would read as a block mark or a turn's label is written with a backslash before it. An odd number
of backslashes at a line's end is Markdown's hard break, so a segment's own last backslashes come in pairs.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import yaml

from app import language as languages
from app.document import Document, Origin, Paragraph, Segment, Speaker
from app.errors import DocumentError, Message, SettingsError

_MARK = re.compile(r"(#{1,6}|[-*+]|\d{1,9}[.)]|>)(?: +|$)")
_LABEL = re.compile(r"\*\*([^*\n]+):\*\*(?: +|$)")
_ESCAPED = re.compile(
    r"\\(?=\\*(?:(?:#{1,6}|[-*+])(?: |$)|>|\*\*[^*\n]+:\*\*|---))|(?<=\d)\\(?=\\*[.)](?: |$))"
)
_NEEDS_ESCAPE = re.compile(r"\\*(?:(?:#{1,6}|[-*+])(?: |$)|>|\*\*[^*\n]+:\*\*|---)")
_NUMBER = re.compile(r"(\d{1,9})(\\*[.)](?: |$))")
_FENCE = "---"
_FIELDS = ("title", "language", "speakers", "origin")
_NOTHING = ("", "~", "null")
"""How YAML writes that there is nothing."""


def parse(text: str, *, name: str, file: str) -> Document:
    """Return the document that a source file holds, or raise `DocumentError` where it breaks its form."""
    if "\0" in text:
        raise DocumentError(
            "{file}, line {line}: there is a control character (number {number}). Take it out.",
            file=file,
            line=text.count("\n", 0, text.index("\0")) + 1,
            number=0,
        )
    # Not splitlines: it also cuts at marks that may stand inside a sentence, such as U+2028.
    lines = re.split(r"\r\n?|\n", text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))
    front, words, first = _front_matter(lines, file)
    speakers = tuple(_speakers(words.get("speakers"), file))
    document = Document(
        name=name,
        title=_text(words, "title", file),
        language=_language(words, file),
        speakers=speakers,
        origin=_origin(words.get("origin"), file),
        paragraphs=tuple(_paragraphs(lines[first:])),
        extra={key: value for key, value in front.items() if key not in _FIELDS},
    )
    known = {speaker.name for speaker in speakers}
    unknown = {
        p.speaker: None for p in document.paragraphs if p.speaker is not None and p.speaker not in known
    }
    return replace(document, speakers=(*speakers, *(Speaker(one) for one in unknown)))


def format(document: Document) -> str:  # noqa: A001  # the module is part of the name: source.format
    """Return the source file of a document: parsing it gives the document back."""
    front: dict[str, Any] = {
        "title": document.title,
        "language": document.language,
        "speakers": {speaker.name: _speaker_fields(speaker) for speaker in document.speakers},
    }
    if document.origin:
        front["origin"] = {"file": document.origin.file, "sha256": document.origin.sha256}
    front.update(document.extra)
    head = "".join(_field(key, value) for key, value in front.items())
    body = "\n\n".join("\n".join(_lines(paragraph)) for paragraph in document.paragraphs)
    return f"{_FENCE}\n{head}{_FENCE}\n\n{body}\n"


def _field(key: str, value: Any) -> str:
    if key == "speakers" and value:
        inner = "".join(f"  {_inline({name: fields})[1:-1]}\n" for name, fields in value.items())
        return f"speakers:\n{inner}"
    return f"{_inline(key)}: {_inline(value)}\n"


def _inline(value: Any) -> str:
    dumped: str = yaml.safe_dump(
        value, allow_unicode=True, sort_keys=False, width=10**9, default_flow_style=True
    )
    return dumped.removesuffix("\n").removesuffix("\n...")


def _speaker_fields(speaker: Speaker) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if speaker.aliases:
        fields["aliases"] = list(speaker.aliases)
    if speaker.gender:
        fields["gender"] = speaker.gender
    return fields


def _lines(paragraph: Paragraph) -> Iterator[str]:
    opening = f"{paragraph.mark} " if paragraph.mark else ""
    if paragraph.speaker is not None:
        opening += f"**{paragraph.speaker}:** "
    if not paragraph.segments:
        yield opening.rstrip()
    for number, segment in enumerate(paragraph.segments):
        yield opening + line(segment) if number == 0 else line(segment)


def line(segment: Segment) -> str:
    """Return the line of a segment that does not open its paragraph."""
    text = _escape(segment.text)
    if (len(text) - len(text.rstrip("\\"))) % 2:
        text += "\\"  # a last backslash alone would be a hard break; two show the same
    return text + ("\\" if segment.hard_break else "")


def without_opening(row: str) -> str:
    """Return a row of the file without the mark and the label that it opens with."""
    if match := _MARK.match(row):
        row = row[match.end() :]
    if match := _LABEL.match(row):
        row = row[match.end() :]
    return row


def _escape(text: str) -> str:
    if _NEEDS_ESCAPE.match(text):
        return "\\" + text
    return _NUMBER.sub(r"\1\\\2", text, count=1) if _NUMBER.match(text) else text


def _unescape(line: str) -> str:
    match = _ESCAPED.search(line)
    if match and (match.start() == 0 or line[: match.start()].isdigit()):
        return line[: match.start()] + line[match.end() :]
    return line


def _front_matter(lines: list[str], file: str) -> tuple[Mapping[str, Any], Mapping[str, Any], int]:
    """Return the fields as YAML means them, then with all of it taken as words, and the line after them."""
    if not lines or lines[0].rstrip() != _FENCE:
        raise DocumentError(
            "{file}, line 1: a source file begins with a line “---” and its title and language. "
            "Run “workbench add” to make one from a text.",
            file=file,
        )
    number = next((at for at, line in enumerate(lines) if at and line.rstrip() == _FENCE), None)
    if number is None:
        raise DocumentError("{file}: the front matter has no closing line “---”.", file=file)
    written = "\n".join(lines[1:number])
    try:
        front = yaml.safe_load(written) or {}
        # A title “Yes” or “1984”, a speaker “No”, the language “no”: to YAML they are no words.
        words = yaml.load(written, yaml.BaseLoader) or {}  # noqa: S506  # it makes nothing but texts
    except (yaml.YAMLError, ValueError) as error:  # the latter of what looks like a day and is none
        mark = getattr(error, "problem_mark", None)
        raise DocumentError(
            "{file}, line {line}: the front matter is not valid YAML: {reason}.",
            file=file,
            line=mark.line + 2 if mark else 1,
            reason=getattr(error, "problem", None) or Message("it cannot be read"),
        ) from error
    if not isinstance(front, dict):
        raise DocumentError("{file}: the front matter must be fields such as “title: …”.", file=file)
    return front, words, number + 1


def _text(front: Mapping[str, Any], key: str, file: str) -> str:
    value = front.get(key)
    if not isinstance(value, str) or not value.strip() or "\n" in value.strip():
        raise DocumentError("{file}: the front matter needs “{key}: …” on one line.", file=file, key=key)
    return value.strip()


def _language(front: Mapping[str, Any], file: str) -> str:
    code = _text(front, "language", file)
    try:
        return languages.check(code)
    except SettingsError as error:
        raise DocumentError("{file}: {reason}", file=file, reason=error.message) from error


def _speakers(value: Any, file: str) -> Iterator[Speaker]:
    if value is None or value in _NOTHING:
        return
    if not isinstance(value, dict):
        raise DocumentError("{file}: “speakers” must be names, each with “: {{}}” or fields.", file=file)
    for name, given in value.items():
        fields = {} if given in _NOTHING else given
        aliases = fields.get("aliases", []) if isinstance(fields, dict) else None
        if not isinstance(aliases, list):
            raise DocumentError(
                "{file}: the speaker {name} must look like “{name}: {{aliases: [Other], gender: feminine}}”.",
                file=file,
                name=name,
            )
        gender = fields.get("gender", "")
        yield Speaker(
            str(name), tuple(str(alias) for alias in aliases), "" if gender in _NOTHING else str(gender)
        )


def _origin(value: Any, file: str) -> Origin | None:
    if value is None or value in _NOTHING:
        return None
    if not isinstance(value, dict) or not {"file", "sha256"} <= value.keys():
        raise DocumentError("{file}: “origin” must hold “file” and “sha256”.", file=file)
    return Origin(str(value["file"]), str(value["sha256"]))


def _paragraphs(lines: list[str]) -> Iterator[Paragraph]:
    waiting: list[str] = []
    for line in [*(line.strip() for line in lines), ""]:
        if waiting and _starts(line, after=waiting[0]):
            yield _paragraph(waiting)
            waiting = []
        if line:
            waiting.append(line.removeprefix(">").lstrip() if waiting and line.startswith(">") else line)


def _starts(line: str, *, after: str) -> bool:
    """Say whether a paragraph ends before this line: at a blank one, a mark, a label, and after a heading."""
    quoted = line.startswith(">") and after.startswith(">")
    return (
        not line
        or (after.startswith("#") and bool(_MARK.match(after)))
        or bool(_LABEL.match(line))
        or bool(_MARK.match(line) and not quoted)
    )


def _paragraph(lines: list[str]) -> Paragraph:
    mark, speaker = "", None
    first = lines[0]
    if match := _MARK.match(first):
        mark, first = match[1], first[match.end() :]
    if match := _LABEL.match(first):
        speaker, first = match[1].strip(), first[match.end() :]
    texts = [text for text in (first, *lines[1:]) if text]
    return Paragraph(tuple(_segment(text) for text in texts), mark, speaker)


def _segment(line: str) -> Segment:
    ends = len(line) - len(line.rstrip("\\"))
    if ends % 2:
        return Segment(_unescape(line[:-1].rstrip()), hard_break=True)
    return Segment(_unescape(line))
