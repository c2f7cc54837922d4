"""The interview that was marked up by hand: its file, and what is true of it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from app.readers import Reading, read
from app.repair import Repair, repair
from app.turns import Turns, find

_FOLDER = Path(__file__).parent / "data" / "interview"
FILE = "interview-with-oleksandr.txt"


@cache
def data() -> bytes:
    return (_FOLDER / FILE).read_bytes()


@cache
def structure() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((_FOLDER / "gold-structure.json").read_text("utf-8"))
    return found


@cache
def joins() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((_FOLDER / "gold-joins.json").read_text("utf-8"))
    return found


@cache
def segments() -> list[str]:
    found: list[str] = json.loads((_FOLDER / "segments.json").read_text("utf-8"))
    return found


@cache
def reading() -> Reading:
    return read(FILE, data())


@cache
def repaired() -> Repair:
    return repair(reading().blocks)


@cache
def turns() -> Turns:
    return find(repaired().blocks, aliases={"Alexander": "Oleksandr"})
