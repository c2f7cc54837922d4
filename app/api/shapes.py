"""The words in which `schemas.py` and its neighbours are written: JSON Schema, one call a shape."""

from typing import Any

Schema = dict[str, Any]


def text(*, most: int | None = None, least: int | None = None, about: str = "") -> Schema:
    """Return the schema of a text."""
    found: Schema = {"type": "string"}
    if most is not None:
        found["maxLength"] = most
    if least is not None:
        found["minLength"] = least
    return found | ({"description": about} if about else {})


def whole(*, least: int | None = None, about: str = "") -> Schema:
    """Return the schema of a whole number."""
    found: Schema = {"type": "integer"}
    if least is not None:
        found["minimum"] = least
    return found | ({"description": about} if about else {})


def maybe(schema: Schema) -> Schema:
    """Return the schema of something or null."""
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return schema | {"type": [schema["type"], "null"]}


def one_of(*words: str) -> Schema:
    """Return the schema of a word among some."""
    return {"type": "string", "enum": list(words)}


def several(schema: Schema, *, most: int | None = None, least: int | None = None, about: str = "") -> Schema:
    """Return the schema of a list."""
    found: Schema = {"type": "array", "items": schema}
    if most is not None:
        found["maxItems"] = most
    if least is not None:
        found["minItems"] = least
    return found | ({"description": about} if about else {})


def table(properties: Schema, *, optional: tuple[str, ...] = (), about: str = "") -> Schema:
    """Return the schema of an object with these properties and no other."""
    found = {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }
    return found | ({"description": about} if about else {})


def by_name(schema: Schema) -> Schema:
    """Return the schema of an object whose names are not known before."""
    return {"type": "object", "additionalProperties": schema}


def ref(name: str) -> Schema:
    """Return a reference to a schema of `SCHEMAS`."""
    return {"$ref": f"#/components/schemas/{name}"}


def yes_or_no(about: str = "") -> Schema:
    """Return the schema of true or false."""
    return {"type": "boolean"} | ({"description": about} if about else {})
