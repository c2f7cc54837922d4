"""PO files: how a catalog looks on disk. The only file that reads and writes PO, and the only door to polib.

Written unwrapped, in the document's order, with a header that only its maker touches, so that a save changes
few lines and two branches merge. A state that gettext has no word for stands in comment lines of ours.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import polib

from app import language as languages
from app.catalog import Catalog, Key, Kind, Place, State, Target, Unit
from app.errors import CatalogError
from app.storage import po_escapes, po_grammar, po_plain
from app.storage.po_plain import Parts

_GENERATOR = "translation-workbench"
_AS_GETTEXT = (
    (re.compile(r"^#,(?=\S)", re.MULTILINE), "#, "),  # refused by polib
    (re.compile(r"^#(?=[^\s,.:|~])", re.MULTILINE), "# "),  # a comment without a space: refused, or cut
    (re.compile(r"^#,(.*[^,\s])\s+fuzzy(?=[\s,]|$)", re.MULTILINE), r"#,\1, fuzzy"),  # a comma is not needed
    (re.compile(r"^#,(.*(?<=[\s,])fuzzy)[ \t]+(?=[^,\s])", re.MULTILINE), r"#,\1, "),
    (re.compile(r"^#~(?=[m\"])", re.MULTILINE), "#~ "),
    (
        re.compile(r"^#(?:~[ \t]*)?\|[ \t]*", re.MULTILINE),
        "#| ",
    ),  # the previous source of an obsolete entry: dropped
)
"""What gettext reads and polib does not, and the same in a form that both read alike."""
_HEAD = re.compile(rb'^[ \t]*msgid[ \t]+""\s+msgstr[^\n]*\n(?:[ \t]*"[^\n]*\n)*', re.MULTILINE)
"""The header in the bytes of a file, whatever they are written in."""
_LONE_BLANK = re.compile(r"^# $", re.MULTILINE)
_BACKSLASH_AT_END = re.compile(r"^(#[^~|].*\\)$", re.MULTILINE)
_BETWEEN = b"\n\n"
_NO_HEADER = 'msgid ""\nmsgstr ""\n\n'
_OURS = (
    ("needs work", re.compile(r"^needs work(?:: (?P<reason>.*))?$")),
    ("translated", re.compile(r"^translated: (?P<translator>.+?)(?:; awaiting review)?$")),
    ("reviewed", re.compile(r"^reviewed: (?P<reviewer>.+?)(?:; alone, by the translator)?$")),
    ("draft", re.compile(r"^draft: (?P<origin>.+)$")),
    ("origin", re.compile(r"^origin: (?P<origin>.+)$")),
    ("joined", re.compile(r"^joined to the segment before$")),
)
"""Our comment lines, in the order in which they stand; then come the footnotes."""
_FOOTNOTE = "footnote: "


class _Lines(str):
    """Text whose lines end where gettext ends them; `str` knows more ends, and polib would cut there."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: FBT001, FBT002  # as in str
        return [f"{line}\n" if keepends else line for line in self.split("\n")]


def read(content: bytes, *, document: str, language: str, file: str) -> Catalog:
    """Return the catalog that a PO file holds.

    Kept: every comment, flag and header field that is not ours, obsolete entries, previous sources.
    Raise `CatalogError`, with file and line, for what gettext would refuse or polib would silently misread:
    a string without its end, an entry without its msgid, a message defined twice, another character set.
    """
    text = po_escapes.spelled_out(_text(content, file))
    po_grammar.check(text, file)
    for pattern, replacement in _AS_GETTEXT:
        text = pattern.sub(replacement, text)
    # Without a header polib would take the first entry's comments for the file's.
    shift = 0 if po_grammar.HEADER.search(text) else _NO_HEADER.count("\n")
    try:
        # A text that polib takes for the path of a file must not reach it; ours always has a newline.
        # The comment at the end is dropped; without it polib may drop the last entry.
        parsed = polib.pofile(_Lines((_NO_HEADER if shift else "") + text + "\n#\n"), wrapwidth=0)
    except (OSError, ValueError, UnicodeError, IndexError, AttributeError) as error:
        raise CatalogError(
            "{file} cannot be read as PO: {reason}.", file=file, reason=_reason(error)
        ) from error
    units: dict[Key, Unit] = {}
    for entry in parsed:
        line = (entry.linenum or 0) - shift
        if entry.msgid_plural:
            raise CatalogError(
                "{file}, line {line}: entries with plural forms are not ours to read; take this entry out.",
                file=file,
                line=line,
            )
        unit = _unit(entry)
        if not unit.source:
            raise CatalogError(
                "{file}, line {line}: an entry has an empty msgid, which only the header has, once.",
                file=file,
                line=line,
            )
        twice = units.get(unit.key)
        if twice is not None and twice.obsolete == unit.obsolete:
            raise CatalogError(
                "{file}, line {line}: this message stands twice in the file: “{source}”. "
                "Remove one of the two.",
                file=file,
                line=line,
                source=unit.source[:60],
            )
        if twice is None or twice.obsolete:
            units[unit.key] = unit
    live = {key: unit.target.text for key, unit in units.items() if not unit.obsolete}
    return Catalog(
        document,
        language,
        tuple(units.values()),
        header=tuple(parsed.metadata.items()),
        header_comment=_above_header(text),
        twins=tuple(
            unit
            for unit in (_unit(entry) for entry in parsed if entry.obsolete)
            if unit.target.text and live.get(unit.key, unit.target.text) != unit.target.text
        ),
    )


def _above_header(text: str) -> str:
    """Return the comment lines above the header: polib keeps some kinds of them, and we all."""
    found = po_grammar.HEADER.search(text)
    lines = text[: found.start()].split("\n")[:-1] if found else []
    above = "\n".join(line for line in lines if line.startswith("#"))
    return "" if above == "#" else above  # a lone one is what we write where there is none


def write(catalog: Catalog) -> bytes:
    """Return the PO file of a catalog. The same catalog gives the same bytes."""
    return _bytes(catalog, template=False)


def write_template(catalog: Catalog) -> bytes:
    """Return the POT file: the same entries without translations."""
    return _bytes(catalog, template=True)


def ours(comment: str) -> bool:
    """Say whether a comment line would be read as one of ours, which hold a unit's state."""
    return comment.startswith(_FOOTNOTE) or any(pattern.match(comment) for _, pattern in _OURS)


def header(*, project: str, language: str, team: str, at: str) -> tuple[tuple[str, str], ...]:
    """Return a new catalog's complete header. `at` is gettext's form of a time, `2026-11-23 18:00+0000`."""
    fields = [
        ("Project-Id-Version", project),
        ("Report-Msgid-Bugs-To", ""),
        ("POT-Creation-Date", at),
        ("PO-Revision-Date", at if language else "YEAR-MO-DA HO:MI+ZONE"),
        ("Last-Translator", "translation-workbench" if language else "FULL NAME <EMAIL@ADDRESS>"),
        ("Language-Team", team if language else "LANGUAGE <LL@li.org>"),
        ("Language", language.replace("-", "_")),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
    ]
    if language:
        fields.append(("Plural-Forms", languages.plural_forms(language)))
    return (*fields, ("X-Generator", _GENERATOR))


def head(catalog: Catalog) -> bytes:
    """Return a catalog's header as it stands in the file, without the blank line after it."""
    return _head(catalog, template=False)


def entry(unit: Unit, document: str) -> bytes:
    """Return a unit's entry as it stands in the file, without the blank line after it."""
    return _text_of(unit, document, template=False)


def joined(head: bytes, entries: Iterable[bytes]) -> bytes:
    """Return the file of a header and its entries, the obsolete ones last."""
    return _BETWEEN.join((head, *entries)) + b"\n"


def parted(content: bytes) -> list[bytes]:
    """Return header and entries of a file that `joined` made; no line within an entry is blank."""
    return content.removesuffix(b"\n").split(_BETWEEN)


def _bytes(catalog: Catalog, *, template: bool) -> bytes:
    live = [unit for unit in catalog.units if not unit.obsolete]
    gone = [] if template else [unit for unit in catalog.units if unit.obsolete]
    entries = (_text_of(unit, catalog.document, template=template) for unit in (*live, *gone))
    return joined(_head(catalog, template=template), entries)


def _head(catalog: Catalog, *, template: bool) -> bytes:
    head = polib.POFile(wrapwidth=0)
    head.metadata = dict(catalog.header)
    head.metadata_is_fuzzy = template
    # polib orders header fields by its own list; str() is what it would write.
    text = str(head)
    if catalog.header_comment:
        lines = catalog.header_comment.split("\n")
        above = "\n".join(line if line.startswith("#") else f"# {line}" for line in lines)
        text = f"{above}\n{text.removeprefix('#')[1:]}"
    return _as_gettext_takes_it(text).rstrip("\n").encode()


def _text_of(unit: Unit, document: str, *, template: bool) -> bytes:
    parts = _parts(unit, document, template=template)
    text = po_plain.text(parts)
    return (_by_polib(parts) if text is None else text).encode()


def _by_polib(parts: Parts) -> str:
    return _as_gettext_takes_it(_entry(parts).__unicode__(wrapwidth=0)).rstrip("\n")


def _as_gettext_takes_it(text: str) -> str:
    # An empty comment line has no blank at its end, neither in msgcat's hands nor in ours;
    # and gettext goes on with a comment that ends with a backslash in the next line.
    return _BACKSLASH_AT_END.sub(r"\1 ", _LONE_BLANK.sub("#", text))


def _parts(unit: Unit, document: str, *, template: bool) -> Parts:
    target = Target() if template else unit.target
    fuzzy = target.text != "" and target.state is not State.REVIEWED
    comments = () if template else (*_lines(target), *unit.comments)
    return Parts(
        context=unit.key.context,
        source=unit.key.source,
        text=target.text,
        previous_context=unit.previous_context or None,
        previous_source=target.previous_source or None,
        comments=comments,
        place="" if unit.obsolete else _place(unit.place),
        file="" if unit.obsolete else f"source/{document}.md",
        flags=(*(["fuzzy"] if fuzzy else []), *unit.flags),
        obsolete=unit.obsolete,
    )


def _entry(parts: Parts) -> polib.POEntry:
    return polib.POEntry(
        msgctxt=parts.context,
        msgid=parts.source,
        msgstr=parts.text,
        previous_msgctxt=parts.previous_context,
        previous_msgid=parts.previous_source,
        comment=parts.place,
        tcomment="\n".join(parts.comments),
        occurrences=[(parts.file, "")] if parts.file else [],
        flags=list(parts.flags),
        obsolete=parts.obsolete,
    )


def _place(place: Place) -> str:
    if place.kind is Kind.TITLE:
        return "Title of the document"
    if place.kind is Kind.SPEAKER:
        return "Name of a speaker"
    return f"{place.speaker}, turn {place.turn}" if place.speaker else "Before the first turn"


def _lines(target: Target) -> Iterator[str]:
    """Yield our comment lines, which hold what gettext has no place for."""
    if target.state is State.EMPTY:
        return
    if target.state is State.NEEDS_WORK:
        yield f"needs work: {target.reason}".removesuffix(": ")
    if target.translator:
        waits = "; awaiting review" if target.state is State.TRANSLATED else ""
        yield f"translated: {target.translator}{waits}"
    if target.state is State.REVIEWED and target.reviewer:
        yield f"reviewed: {target.reviewer}{'; alone, by the translator' if target.alone else ''}"
    if target.origin:
        yield f"{'draft' if target.state is State.DRAFT else 'origin'}: {target.origin}"
    if target.joined:
        yield "joined to the segment before"
    for note in target.notes:
        yield f"{_FOOTNOTE}{note}"


def is_ours(comment: str) -> bool:
    """Say whether a comment line would be read as one of ours, such as “reviewed: NAME”."""
    return comment.startswith(_FOOTNOTE) or any(pattern.match(comment) for _, pattern in _OURS)


def _unit(entry: polib.POEntry) -> Unit:
    found: dict[str, str] = {}
    words: set[str] = set()
    comments = entry.tcomment.split("\n") if entry.tcomment else []
    # Ours stand first, each once and in order; further down the same words are somebody's own.
    for word, pattern in _OURS if entry.msgstr else ():
        if word == "draft" and words:
            continue  # only what nobody has touched is one
        if comments and (match := pattern.match(comments[0])):
            words.add(word)
            found.update({key: value for key, value in match.groupdict().items() if value})
            comments.pop(0)
    notes: list[str] = []
    while entry.msgstr and comments and comments[0].startswith(_FOOTNOTE):
        notes.append(comments.pop(0).removeprefix(_FOOTNOTE))
    target = Target(
        text=entry.msgstr,
        state=_state(entry, words),
        previous_source=entry.previous_msgid or "",
        notes=tuple(notes),
        **found,
    )
    if target.state is not State.REVIEWED:
        target = replace(target, reviewer="")
    return Unit(
        Key(entry.msgid, entry.msgctxt),
        _placed(entry),
        Target() if target.state is State.EMPTY else target,
        comments=tuple(comments),
        flags=tuple(flag for flag in entry.flags if flag != "fuzzy"),
        obsolete=bool(entry.obsolete),
        previous_context=entry.previous_msgctxt or "",
    )


def _state(entry: polib.POEntry, words: set[str]) -> State:
    if not entry.msgstr:
        return State.EMPTY
    if "fuzzy" not in entry.flags:
        return State.REVIEWED
    if words & {"needs work", "reviewed"}:  # who makes a reviewed text fuzzy again doubts it
        return State.NEEDS_WORK
    if "translated" in words:
        return State.TRANSLATED
    return State.DRAFT if "draft" in words else State.NEEDS_WORK


def _placed(entry: polib.POEntry) -> Place:
    context = (entry.msgctxt or "").split(" ")[0]
    if context in {Kind.TITLE.value, Kind.SPEAKER.value}:
        return Place(Kind(context))
    match = re.match(r"^(.*), turn (\d+)$", entry.comment or "")
    return Place(speaker=match[1], turn=int(match[2])) if match else Place()


def _text(content: bytes, file: str) -> str:
    text = content.removeprefix(b"\xef\xbb\xbf")
    head = _HEAD.search(text)
    if head is not None and (match := re.search(rb"charset=([\w.:-]+)", head[0])):
        charset = match[1].decode("ascii", "replace")
        if charset.upper().replace("_", "-") not in {"UTF-8", "UTF8", "ASCII", "US-ASCII", "CHARSET"}:
            raise CatalogError(
                "{file} says that it is written in {charset}; catalogs are UTF-8. "
                "Convert it, for example with “msgconv -t UTF-8”.",
                file=file,
                charset=charset,
            )
    try:
        decoded = text.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CatalogError(
            "{file}, line {line}: this is not UTF-8 text.",
            file=file,
            line=content[: error.start].count(b"\n") + 1,
        ) from error
    # gettext takes blanks before a line, and a carriage return before its end, for nothing.
    return re.sub(r"^[ \t\r\f\v]+|\r+$", "", decoded, flags=re.MULTILINE)


def _reason(error: Exception) -> str:
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__
