"""XML from outside, read without harm: no document types, no entities, no network, within limits."""

import re
from xml.parsers import expat

from lxml import etree

from app.errors import ExchangeError, Message

_XML = "http://www.w3.org/XML/1998/namespace"
LANG = f"{{{_XML}}}lang"
SPACE = f"{{{_XML}}}space"


class _FoundError(Exception):
    """The first element is there; what comes after it is not looked at."""


def root_of(content: bytes, *, file: str) -> tuple[str, dict[str, str]]:
    """Return the first element's name and attributes, as they are written.

    Raise `ExchangeError` for what is no XML, and for a document type with declarations: entities are how a
    small file becomes a large one, or fetches others.
    """
    name, attributes = "", dict[str, str]()

    def doctype(_name: str, _system: str | None, _public: str | None, has_subset: bool) -> None:  # noqa: FBT001
        if has_subset:
            raise ExchangeError(
                "{file} declares a document type of its own (<!DOCTYPE … [), and such a file can do harm. "
                "Take the declaration out, or save the file anew in the tool it comes from.",
                file=file,
            )

    def start(found: str, with_: dict[str, str]) -> None:
        nonlocal name, attributes
        name, attributes = found, with_
        raise _FoundError

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    try:
        parser.Parse(content, True)  # noqa: FBT003  # the shape of expat's functions
    except _FoundError:
        pass
    except expat.ExpatError as error:
        raise _broken(file, error.lineno, expat.ErrorString(error.code)) from error
    except (LookupError, ValueError, UnicodeError) as error:
        raise _broken(file, 1, str(error)) from error
    return name, attributes


def parse(content: bytes, *, file: str) -> etree._Element:
    """Return the root of an XML file, or raise `ExchangeError` with the line where it breaks off."""
    root_of(content, file=file)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _broken(file, error.lineno or 1, error.msg or "") from error


def _broken(file: str, line: int, reason: str) -> ExchangeError:
    return ExchangeError(
        "{file}, line {line}: this is not well-formed XML: {reason}. The file may be cut off, or saved in "
        "another encoding than it says; save it anew in the tool it comes from. Nothing was taken.",
        file=file,
        line=line,
        reason=re.sub(r", line \d+, column \d+.*$", "", reason) or Message("it cannot be read"),
    )


def laid_out(element: etree._Element, whole: frozenset[str], depth: int = 0) -> None:
    """Put each element on a line of its own, but nothing into those whose blanks are text (`whole`)."""
    children = list(element)
    if not children or element.tag in whole:
        return
    element.text = "\n" + " " * (depth + 1)
    for child in children:
        laid_out(child, whole, depth + 1)
        child.tail = "\n" + " " * (depth + 1)
    children[-1].tail = "\n" + " " * depth


def written(root: etree._Element, *, doctype: str = "") -> bytes:
    """Return a tree as a file; the same tree gives the same bytes."""
    # Made by hand: lxml sets the declaration in single quotes, which some tools do not take for one.
    head = b'<?xml version="1.0" encoding="UTF-8"?>\n' + doctype.encode() + (b"\n" if doctype else b"")
    return head + etree.tostring(root, encoding="utf-8", xml_declaration=False) + b"\n"


def append_text(element: etree._Element, text: str) -> None:
    """Add text at the end of an element's content."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def name_of(element: etree._Element) -> str:
    """Return an element's name without its namespace; empty for what is not an element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def words_of(element: etree._Element | None) -> str:
    """Return all text within an element."""
    return "" if element is None else str(element.xpath("string()"))


def line_of(element: etree._Element) -> int:
    """Return the line of the file that an element begins on; 0 where that is not known."""
    line: int | None = element.sourceline  # type: ignore[assignment]  # the stubs have no type for it
    return line or 0
