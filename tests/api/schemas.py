"""Hypothesis strategies from the JSON Schemas of our routes: what fits them, and what nearly does."""

import json
from typing import Any

from hypothesis import strategies as st

from app.api.schemas import SCHEMAS
from app.api.shapes import Schema

HOSTILE = (
    "<script>alert(1)</script>",
    "\N{RIGHT-TO-LEFT OVERRIDE}x",
    "\x00",
    "\ud800",
    "\U0001f469\N{ZERO WIDTH JOINER}\U0001f52c",
    "\u2028\u2029",
    "../../etc/passwd",
    "%00",
    "{person}",
    "' OR 1=1 --",
    "",
    " ",
)
_ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(HOSTILE),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def fitting(schema: Schema) -> st.SearchStrategy[Any]:
    """Return values that fit a schema of what is sent to us."""
    if "$ref" in schema:
        return fitting(SCHEMAS[schema["$ref"].rsplit("/", 1)[1]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    match schema["type"]:
        case "string":
            least, most = schema.get("minLength", 0), min(schema.get("maxLength", 40), 40)
            hostile = [one for one in HOSTILE if least <= len(one) <= most]
            return st.text(min_size=least, max_size=most) | st.sampled_from(hostile)
        case "integer":
            return st.integers(schema.get("minimum", 0), 2**31 - 1) | st.integers(
                schema.get("minimum", 0), schema.get("minimum", 0) + 12
            )
        case "boolean":
            return st.booleans()
        case "array":
            return st.lists(fitting(schema["items"]), min_size=schema.get("minItems", 0), max_size=3)
    needed = {name: fitting(schema["properties"][name]) for name in schema["required"]}
    other = {name: fitting(one) for name, one in schema["properties"].items() if name not in needed}
    return st.fixed_dictionaries(needed, optional=other)


@st.composite
def nearly(draw: st.DrawFn, schema: Schema) -> Any:
    """Return a value that fits a schema but for one place, or does not fit at all."""
    if draw(st.integers(0, 4)) == 0:
        return draw(_ANYTHING)
    value = json.loads(json.dumps(draw(fitting(schema))))
    place = value
    while isinstance(place, (dict, list)) and place:
        key: Any = draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        if not isinstance(place[key], (dict, list)) or draw(st.booleans()):
            if isinstance(place, dict) and draw(st.booleans()):
                del place[key]
            else:
                place[key] = draw(_ANYTHING)
            break
        place = place[key]
    return value
