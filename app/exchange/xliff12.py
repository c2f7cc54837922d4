"""XLIFF 1.2, strict: what older translation tools exchange. The marks of inline markup stand in the text.

What the file was made from, and who translated, stand in a `context-group` of each unit, which tools keep.
"""

from collections.abc import Mapping

from lxml import etree

from app.catalog import State, Unit
from app.errors import ExchangeError
from app.exchange import inline, trees
from app.exchange.native import Dialect
from app.exchange.parcel import TOOL, Parcel, Remark, Return, Returned, base_of, document_name, unit_id
from app.markup import NodeKind
from app.returning import Base, Theirs, writable

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_DIALECT = Dialect(
    _NAMESPACE,
    pair="id",
    number="id",
    kind="ctype",
    kinds={
        NodeKind.EM: "italic",
        NodeKind.STRONG: "bold",
        NodeKind.LINK: "link",
        NodeKind.CODE: "x-code",
        NodeKind.NOTE: "x-note",
    },
)
_WHOLE = frozenset(_DIALECT.name(name) for name in ("source", "target", "note", "context"))
_STATES: Mapping[State, Mapping[str, str]] = {
    State.DRAFT: {"state": "new"},
    State.NEEDS_WORK: {"state": "needs-review-translation"},
    State.TRANSLATED: {"state": "translated"},
    State.REVIEWED: {"state": "final"},
}
_DONE = frozenset({"translated", "final", "signed-off"})
_APPROVED = frozenset({"final", "signed-off"})
_OWN_NOTES = frozenset({"speaker", "turn", "place", "previous-source", "origin"})
"""What goes into the context of a unit rather than into a note, which a person would answer."""
_NOBODY = frozenset({"", "developer", "pot", "po-translator", "translator", "poascribe", TOOL})
"""Words that tools set where a note's author belongs."""


def write(parcel: Parcel) -> bytes:
    """Return the XLIFF 1.2 file of a document and its translation. The same parcel gives the same bytes."""
    root = etree.Element(_DIALECT.name("xliff"), {"version": "1.2"}, nsmap={None: _NAMESPACE})  # type: ignore[dict-item]  # the stubs know no default namespace
    file = etree.SubElement(
        root,
        _DIALECT.name("file"),
        {
            "original": f"source/{parcel.document.name}.md",
            "source-language": parcel.document.language.replace("_", "-"),
            "target-language": parcel.catalog.language.replace("_", "-"),
            "datatype": "plaintext",
            "tool-id": TOOL,
        },
    )
    header = etree.SubElement(file, _DIALECT.name("header"))
    etree.SubElement(header, _DIALECT.name("tool"), {"tool-id": TOOL, "tool-name": TOOL})
    body = etree.SubElement(file, _DIALECT.name("body"))
    for unit in parcel.units:
        body.append(_unit(parcel, unit))
    trees.laid_out(root, _WHOLE)
    return trees.written(root)


def _unit(parcel: Parcel, unit: Unit) -> etree._Element:
    target = unit.target
    element = etree.Element(_DIALECT.name("trans-unit"), {"id": unit_id(unit.key), trees.SPACE: "preserve"})
    element.set("restype", f"x-{unit.place.kind}")
    element.set("approved", "yes" if target.state is State.REVIEWED else "no")
    source, translated = inline.paired(unit.source, target.text)
    _DIALECT.fill(etree.SubElement(element, _DIALECT.name("source")), source)
    if target.text:
        # a draft must not look like a match that somebody has checked
        machine = {"state-qualifier": "mt-suggestion"} if target.state is State.DRAFT else {}
        place = etree.SubElement(element, _DIALECT.name("target"), {**_STATES[target.state], **machine})
        _DIALECT.fill(place, translated)
    known = {"base": base_of(unit), "translator": target.translator, "reviewer": target.reviewer}
    if unit.key.context is not None:
        known["context"] = unit.key.context
    notes = list(parcel.notes(unit))
    known |= {category: words for category, words in notes if category in _OWN_NOTES}
    group = etree.SubElement(element, _DIALECT.name("context-group"), {"purpose": "information"})
    for name, words in known.items():
        if words or name == "context":
            attributes = {"context-type": f"x-{name}"}
            etree.SubElement(group, _DIALECT.name("context"), attributes).text = writable(words)
    for category, words in notes:
        if category not in _OWN_NOTES:
            place = etree.SubElement(element, _DIALECT.name("note"))
            if category == "reason":
                place.set("from", TOOL)
            place.text = writable(words)
    return element


def read(content: bytes, *, file: str) -> Return:
    """Return what an XLIFF 1 file holds, whichever tool has written it."""
    root = trees.parse(content, file=file)
    files = list(root.iter("{*}file"))
    originals = {one.get("original", "") for one in files}
    languages = {one.get("target-language", "") for one in files}
    if len(originals) > 1 or len(languages) > 1:
        raise ExchangeError(
            "{file} holds {count} documents or languages. Save each as a file of its own, and bring them one "
            "by one.",
            file=file,
            count=max(len(originals), len(languages)),
        )
    place = files[0] if files else root
    return Return(
        tuple(_returned(unit) for unit in root.iter("{*}trans-unit")),
        document=document_name(place.get("original", "")),
        source_language=place.get("source-language", ""),
        language=place.get("target-language", ""),
    )


def _returned(unit: etree._Element) -> Returned:
    source, target = unit.find("{*}source"), unit.find("{*}target")
    known = {
        one.get("context-type", ""): trees.words_of(one)
        for one in unit.iterfind("{*}context-group/{*}context")
    }
    base = Base.parse(known.get("x-base", ""))
    theirs = Theirs(
        _DIALECT.text(target, _DIALECT.marks(source)),
        _claim(unit, target, base),
        base,
        author=known.get("x-translator", ""),
        reviewer=known.get("x-reviewer", ""),
    )
    return Returned(
        theirs,
        _DIALECT.text(source),
        id=unit.get("id", ""),
        context=known.get("x-context"),
        context_known=base is not None,
        comments=tuple(
            Remark(words, "" if note.get("from", "") in _NOBODY else note.get("from", ""))
            for note in unit.iterfind("{*}note")
            if note.get("from", "") != TOOL and (words := trees.words_of(note))
        ),
        place=trees.line_of(unit),
    )


def _claim(unit: etree._Element, target: etree._Element | None, base: Base | None) -> State | None:
    """Return how far a unit has come by its state and its approval, of which tools may change either."""
    state = target.get("state", "") if target is not None else ""
    approved = unit.get("approved", "")
    went_out = base.state if base else None
    if went_out is State.REVIEWED:
        # it left with both: who takes back one of them doubts it
        whole = state in _APPROVED and approved != "no"
        if not whole and (state or approved == "no"):
            return State.TRANSLATED if state == "translated" and approved == "yes" else State.NEEDS_WORK
        return State.REVIEWED
    if approved == "yes" or state in _APPROVED:
        return State.REVIEWED
    if state == "translated":
        return State.TRANSLATED
    if state.startswith("needs-"):
        return State.NEEDS_WORK
    # who sets a translated text back to “new” doubts it
    return State.NEEDS_WORK if state == "new" and went_out is State.TRANSLATED else None
