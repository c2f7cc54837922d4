"""XLIFF 2.1: what today's translation tools exchange. OASIS core, with its metadata and ITS modules.

Markup is `pc` and `ph` with `originalData`; a control character is `cp`. Of the five states two have no word
in XLIFF and stand in `subState`. What the file was made from stands in the metadata of each unit.
"""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lxml import etree

from app.catalog import State, Unit
from app.exchange import inline, trees
from app.exchange.inline import Code, Part
from app.exchange.parcel import NOTES, TOOL, Parcel, Remark, Return, Returned, base_of, document_name, unit_id
from app.markup import NodeKind
from app.returning import Base, Theirs, writable

_CORE = "urn:oasis:names:tc:xliff:document:2.0"
_META = "urn:oasis:names:tc:xliff:metadata:2.0"
_ITS = "http://www.w3.org/2005/11/its"
_NAMES: dict[Any, str] = {None: _CORE, "mda": _META, "its": _ITS}
_PREFIX = "workbench"
_WHOLE = frozenset(f"{{{_CORE}}}{name}" for name in ("source", "target", "data", "note"))

_STATES: Mapping[State, tuple[str, str]] = {
    State.EMPTY: ("initial", ""),
    State.DRAFT: ("initial", f"{_PREFIX}:draft"),
    State.NEEDS_WORK: ("initial", f"{_PREFIX}:needs-work"),
    State.TRANSLATED: ("translated", ""),
    State.REVIEWED: ("final", ""),
}
_CLAIMS = {"translated": State.TRANSLATED, "reviewed": State.REVIEWED, "final": State.REVIEWED}
_SUBSTATES = {sub: state for state, (_, sub) in _STATES.items() if sub}
_RANK = {"translated": 1, "reviewed": 2, "final": 3}
_TYPES = {
    NodeKind.EM: ("fmt", "xlf:i"),
    NodeKind.STRONG: ("fmt", "xlf:b"),
    NodeKind.LINK: ("link", ""),
    NodeKind.CODE: ("other", f"{_PREFIX}:code"),
    NodeKind.NOTE: ("other", f"{_PREFIX}:note"),
}


def _core(name: str) -> str:
    return f"{{{_CORE}}}{name}"


def write(parcel: Parcel) -> bytes:
    """Return the XLIFF 2.1 file of a document and its translation. The same parcel gives the same bytes."""
    catalog = parcel.catalog
    root = etree.Element(
        _core("xliff"),
        {
            "version": "2.1",
            "srcLang": parcel.document.language.replace("_", "-"),
            "trgLang": catalog.language.replace("_", "-"),
            f"{{{_ITS}}}version": "2.0",
        },
        nsmap=_NAMES,
    )
    file = etree.SubElement(
        root,
        _core("file"),
        {
            "id": "f1",
            "original": f"source/{parcel.document.name}.md",
            "canResegment": "no",
            trees.SPACE: "preserve",
        },
    )
    for unit in parcel.units:
        file.append(_unit(parcel, unit))
    trees.laid_out(root, _WHOLE)
    return trees.written(root)


def _unit(parcel: Parcel, unit: Unit) -> etree._Element:
    element = etree.Element(_core("unit"), {"id": unit_id(unit.key)})
    if unit.key.context is not None:
        element.set("name", writable(unit.key.context))
    element.set("type", f"{_PREFIX}:{unit.place.kind}")
    if unit.target.translator:
        element.set(f"{{{_ITS}}}person", writable(unit.target.translator))
    if unit.target.reviewer:
        element.set(f"{{{_ITS}}}revPerson", writable(unit.target.reviewer))
    meta = etree.SubElement(element, f"{{{_META}}}metadata")
    group = etree.SubElement(meta, f"{{{_META}}}metaGroup", {"category": TOOL})
    etree.SubElement(group, f"{{{_META}}}meta", {"type": "base"}).text = base_of(unit)
    if notes := list(parcel.notes(unit)):
        place = etree.SubElement(element, _core("notes"))
        for category, words in notes:
            etree.SubElement(place, _core("note"), {"category": category}).text = writable(words)
    source, target = inline.paired(unit.source, unit.target.text)
    _add_data(element, [*inline.codes(source), *inline.codes(target)])
    state, sub = _STATES[unit.target.state]
    segment = etree.SubElement(
        element, _core("segment"), {"state": state} | ({"subState": sub} if sub else {})
    )
    _fill(etree.SubElement(segment, _core("source")), source)
    if unit.target.text:
        _fill(etree.SubElement(segment, _core("target")), target)
    return element


def _data_ids(code: Code) -> tuple[str, str]:
    return f"d{code.number}", f"d{code.number}e"


def _add_data(element: etree._Element, codes: Iterable[Code]) -> None:
    known: dict[str, str] = {}
    for code in codes:
        opening, closing = _data_ids(code)
        known[opening] = code.start
        if code.pair:
            known[closing] = code.end
    if known:
        place = etree.SubElement(element, _core("originalData"))
        for name, text in known.items():
            _put(etree.SubElement(place, _core("data"), {"id": name}), text)


def _fill(element: etree._Element, parts: Sequence[Part]) -> None:
    for part in parts:
        if isinstance(part, str):
            _put(element, part)
            continue
        opening, closing = _data_ids(part)
        kind, sub = _TYPES[part.kind]
        more = {"type": kind} | ({"subType": sub} if sub else {})
        if part.pair:
            refs = {"id": str(part.number), "dataRefStart": opening, "dataRefEnd": closing}
            _fill(etree.SubElement(element, _core("pc"), refs | more), part.inner)
        else:
            refs = {"id": str(part.number), "dataRef": opening, "disp": writable(part.start)}
            etree.SubElement(element, _core("ph"), refs | more)


def _put(element: etree._Element, text: str) -> None:
    """Add text; what XML cannot hold as a character stands there as its number."""
    for fits, chars in itertools.groupby(text, key=lambda char: writable(char) == char):
        if fits:
            trees.append_text(element, "".join(chars))
            continue
        for char in chars:
            etree.SubElement(element, _core("cp"), {"hex": f"{ord(char):04X}"})


def read(content: bytes, *, file: str) -> Return:
    """Return what an XLIFF 2 file holds, whichever tool has written it.

    Markup whose `originalData` is gone is taken from the unit's source. A unit that was cut into several
    segments is put together again; it has a translation where all of them have.
    """
    root = trees.parse(content, file=file)
    place = next(root.iter("{*}file"), None)
    return Return(
        tuple(_returned(unit) for unit in root.iter("{*}unit")),
        document=document_name(place.get("original", "")) if place is not None else "",
        source_language=root.get("srcLang", ""),
        language=root.get("trgLang", ""),
    )


def _returned(unit: etree._Element) -> Returned:
    data = {one.get("id", ""): _text(one, {}, {}) for one in unit.iterfind("{*}originalData/{*}data")}
    parts = [one for one in unit if trees.name_of(one) in {"segment", "ignorable"}]
    sources = [one.find("{*}source") for one in parts]
    marks: dict[str, tuple[str, str]] = {}
    for source in sources:
        marks |= _marks(source, data)
    segments = [one for one in parts if trees.name_of(one) == "segment"]
    whole = bool(segments) and all(one.find("{*}target") is not None for one in segments)
    targets = [
        target if (target := one.find("{*}target")) is not None else source
        for one, source in zip(parts, sources, strict=True)
    ]
    token = unit.xpath("string(*/*/*[local-name()='meta'][@type='base'])")
    base = Base.parse(str(token))
    theirs = Theirs(
        "".join(_text(one, data, marks) for one in targets) if whole else "",
        _claim(segments, base),
        base,
        author=unit.get(f"{{{_ITS}}}person", ""),
        reviewer=unit.get(f"{{{_ITS}}}revPerson", ""),
    )
    return Returned(
        theirs,
        "".join(_text(one, data, marks) for one in sources),
        id=unit.get("id", ""),
        context=unit.get("name"),
        context_known=base is not None,
        comments=tuple(
            Remark(words)
            for note in unit.iterfind("{*}notes/{*}note")
            if note.get("category", "") not in NOTES and (words := trees.words_of(note))
        ),
        place=trees.line_of(unit),
    )


def _claim(segments: Sequence[etree._Element], base: Base | None) -> State | None:
    """Return how far a unit has come: as far as its segment that has come least."""
    if not segments:
        return None
    states = [one.get("state", "") for one in segments]
    least = min(range(len(states)), key=lambda at: _RANK.get(states[at], 0))
    if states[least] in _CLAIMS:
        return _CLAIMS[states[least]]
    sub = segments[least].get("subState", "")
    if sub in _SUBSTATES:
        return _SUBSTATES[sub]
    # Who sets a text back to the beginning doubts it; who says nothing of states does not.
    back = states[least] == "initial" and base is not None and base.state in _CLAIMS.values()
    return State.NEEDS_WORK if back else None


def _marks(source: etree._Element | None, data: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return the marks of each code in a source, by the code's id."""
    found: dict[str, tuple[str, str]] = {}
    for code in source.iterdescendants() if source is not None else ():
        name, number = trees.name_of(code), code.get("id", "")
        if name == "pc":
            found[number] = (
                data.get(code.get("dataRefStart", ""), ""),
                data.get(code.get("dataRefEnd", ""), ""),
            )
        elif name in {"ph", "sc"}:
            found[number] = (data.get(code.get("dataRef", ""), ""), found.get(number, ("", ""))[1])
        elif name == "ec":
            number = code.get("startRef", number)
            found[number] = (found.get(number, ("", ""))[0], data.get(code.get("dataRef", ""), ""))
    return found


def _text(
    element: etree._Element | None, data: Mapping[str, str], marks: Mapping[str, tuple[str, str]]
) -> str:
    """Return the raw text of a source, target or datum, with the marks in the places of the codes."""
    if element is None:
        return ""
    found = [element.text or ""]
    for child in element:
        name = trees.name_of(child)
        known = marks.get(child.get("startRef", child.get("id", "")), ("", ""))
        if name == "cp":
            found.append(_character(child.get("hex", "")))
        elif name == "pc":
            found.append(data.get(child.get("dataRefStart", ""), known[0]))
            found.append(_text(child, data, marks))
            found.append(data.get(child.get("dataRefEnd", ""), known[1]))
        elif name in {"ph", "sc", "ec"}:
            found.append(data.get(child.get("dataRef", ""), known[name == "ec"]))
        else:
            found.append(_text(child, data, marks))
        found.append(child.tail or "")
    return "".join(found)


def _character(number: str) -> str:
    try:
        return chr(int(number, 16))
    except (ValueError, OverflowError):
        return "\N{REPLACEMENT CHARACTER}"
