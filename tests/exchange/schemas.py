"""The schemas that our files are held to, as published (tests/data/schemas/README.md)."""

from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

FOLDER = Path(__file__).parents[1] / "data" / "schemas"


@cache
def _schema(name: str) -> etree.XMLSchema:
    text = (FOLDER / name).read_text("utf-8")
    for elsewhere in ("informativeCopiesOf3rdPartySchemas/w3c/xml.xsd", "http://www.w3.org/2001/xml.xsd"):
        text = text.replace(elsewhere, (FOLDER / "xml.xsd").as_uri())
    return etree.XMLSchema(etree.fromstring(text.encode()))


def faults(content: bytes, schema: str) -> list[str]:
    """Return what a schema has against a file."""
    found = _schema(schema)
    found.validate(etree.fromstring(content))
    log: Any = found.error_log
    return [f"{one.line}: {one.message}" for one in log]
