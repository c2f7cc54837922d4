"""TMX 1.4: a translation memory. What goes out people have translated, so that no draft looks like more.

One reader for both uses: a file of ours that comes back, and a memory that somebody brings along.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from app.catalog import State, Unit
from app.errors import ExchangeError
from app.exchange import inline, trees
from app.exchange.native import Dialect
from app.exchange.parcel import TOOL, Parcel, Remark, Return, Returned, base_of, unit_id
from app.markup import NodeKind
from app.returning import Base, Theirs, writable

_DIALECT = Dialect(
    "",
    pair="i",
    number="x",
    kind="type",
    kinds={
        NodeKind.EM: "italic",
        NodeKind.STRONG: "bold",
        NodeKind.LINK: "link",
        NodeKind.CODE: "code",
        NodeKind.NOTE: "fnote",
    },
)
_WHOLE = frozenset({"seg", "note", "prop"})
_OURS = f"x-{TOOL}-"
_SENT = frozenset({State.TRANSLATED, State.REVIEWED})
_STATES: Mapping[str, State] = {state.value: state for state in _SENT}


def sends(unit: Unit) -> bool:
    """Say whether a unit goes out: a person has written it, and its text stands here and not in another's."""
    return unit.target.state in _SENT and bool(unit.target.text.strip())


def write(parcel: Parcel) -> bytes:
    """Return the translations that people have made. The same parcel gives the same bytes."""
    source, language = (
        code.replace("_", "-") for code in (parcel.document.language, parcel.catalog.language)
    )
    root = etree.Element("tmx", {"version": "1.4"})
    header = etree.SubElement(
        root,
        "header",
        {
            "creationtool": TOOL,
            "creationtoolversion": "1",
            "segtype": "sentence",
            "o-tmf": TOOL,
            "adminlang": "en",
            "srclang": source,
            "datatype": "plaintext",
        },
    )
    _prop(header, "document", parcel.document.name)
    _prop(header, "language", parcel.catalog.language)
    body = etree.SubElement(root, "body")
    texts = parcel.catalog.sources()
    for unit in parcel.units:
        if sends(unit):
            body.append(_unit(parcel, unit, texts[unit.key], (source, language)))
    trees.laid_out(root, _WHOLE)
    return trees.written(root, doctype='<!DOCTYPE tmx SYSTEM "tmx14.dtd">')


def _prop(element: etree._Element, name: str, words: str) -> None:
    etree.SubElement(element, "prop", {"type": _OURS + name}).text = writable(words)


def _unit(parcel: Parcel, unit: Unit, source: str, languages: tuple[str, str]) -> etree._Element:
    element = etree.Element("tu", {"tuid": unit_id(unit.key)})
    for category, words in parcel.notes(unit):
        if category == "comment":
            etree.SubElement(element, "note").text = writable(words)
    known = {"base": base_of(unit), "state": unit.target.state.value, "reviewer": unit.target.reviewer}
    if unit.key.context is not None:
        known["context"] = unit.key.context
    for name, words in known.items():
        if words or name == "context":
            _prop(element, name, words)
    texts = inline.paired(source, unit.target.text)
    for code, parts, person in zip(languages, texts, ("", unit.target.translator), strict=True):
        variant = etree.SubElement(element, "tuv", {trees.LANG: code})
        if person:
            variant.set("changeid", writable(person))
        _DIALECT.fill(etree.SubElement(variant, "seg"), parts)
    return element


@dataclass(frozen=True, slots=True)
class Variant:
    """A text in one language."""

    language: str
    """As the file spells it."""
    text: str
    """With our inline markup where the file is one of ours, else only its words."""
    author: str = ""
    date: str = ""
    """When it was last changed, as TMX writes it: 20261129T194200Z."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A text in several languages, as a memory keeps it."""

    variants: tuple[Variant, ...]
    source_language: str
    """As the file spells it; `*all*` where any of them may be the source."""
    id: str = ""
    notes: tuple[str, ...] = ()
    props: Mapping[str, str] | None = None
    """Our own properties, without their prefix."""
    place: int = 0
    """The line in the file."""


def entries(content: bytes, *, file: str) -> Iterator[Entry]:
    """Yield a memory's entries in the file's order, whichever tool has written it.

    Raise `ExchangeError` with the line where the file breaks off. A variant without a language is left out.
    """
    root = trees.parse(content, file=file)
    yield from _entries(root)


def _entries(root: etree._Element) -> Iterator[Entry]:
    header = root.find("{*}header")
    source = header.get("srclang", "") if header is not None else ""
    ours = header is not None and header.get("o-tmf") == TOOL
    for unit in root.iter("{*}tu"):
        yield Entry(
            tuple(
                Variant(
                    language,
                    _DIALECT.text(variant.find("{*}seg"), codes=ours),
                    _first(variant, unit, "changeid", "creationid"),
                    _first(variant, unit, "changedate", "creationdate"),
                )
                for variant in unit.iterfind("{*}tuv")
                if (language := variant.get(trees.LANG) or variant.get("lang", ""))
            ),
            unit.get("srclang", source),
            id=unit.get("tuid", ""),
            notes=tuple(words for note in unit.iterfind("{*}note") if (words := trees.words_of(note))),
            props=_props(unit),
            place=trees.line_of(unit),
        )


def _first(variant: etree._Element, unit: etree._Element, *names: str) -> str:
    return next((found for one in (variant, unit) for name in names if (found := one.get(name))), "")


def _props(element: etree._Element | None) -> dict[str, str]:
    return {
        kind.removeprefix(_OURS): trees.words_of(one)
        for one in (element.iterfind("{*}prop") if element is not None else ())
        if (kind := one.get("type", "")).startswith(_OURS)
    }


def read(content: bytes, *, file: str) -> Return:
    """Return what a memory of two languages holds: the source, and the other.

    A memory of more languages does not say which of them is meant, and is refused.
    """
    root = trees.parse(content, file=file)
    about = _props(root.find("{*}header"))
    found = list(_entries(root))
    source = next((one.source_language for one in found if one.source_language != "*all*"), "")
    codes = {
        variant.language.lower(): variant.language
        for one in found
        for variant in one.variants
        if not _is(variant, source)
    }
    if len(codes) > 1:
        raise ExchangeError(
            "{file} has translations into {count} languages: {languages}. Save each as a file of its own.",
            file=file,
            count=len(codes),
            languages=", ".join(sorted(codes.values())[:10]),
        )
    return Return(
        tuple(back for one in found if (back := _returned(one, source)) is not None),
        document=about.get("document", ""),
        source_language=source,
        language=next(iter(codes.values()), about.get("language", "")),
        prepared="document" not in about,
    )


def _is(variant: Variant, language: str) -> bool:
    return variant.language.lower() == language.lower()


def _returned(entry: Entry, source: str) -> Returned | None:
    original = next((one for one in entry.variants if _is(one, source)), None)
    target = next((one for one in entry.variants if not _is(one, source)), None)
    if original is None or target is None:
        return None
    known = entry.props or {}
    base = Base.parse(known.get("base", ""))
    theirs = Theirs(
        target.text,
        _STATES.get(known.get("state", "")),
        base,
        author=target.author,
        reviewer=known.get("reviewer", ""),
    )
    return Returned(
        theirs,
        original.text,
        id=entry.id,
        context=known.get("context"),
        context_known=base is not None,
        comments=tuple(Remark(words) for words in entry.notes),
        place=entry.place,
    )
