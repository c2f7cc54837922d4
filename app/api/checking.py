"""Check what came in against its schema, and say in words what is wrong and where."""

from collections.abc import Mapping
from typing import Any

from app.api.problems import Problem, unreadable
from app.api.schemas import SCHEMAS
from app.api.shapes import Schema
from app.errors import Message, sentence

_MUST_BE = {
    "string": sentence("{place} must be a text."),
    "integer": sentence("{place} must be a whole number."),
    "boolean": sentence("{place} must be true or false."),
    "array": sentence("{place} must be a list."),
    "object": sentence("{place} must be an object."),
}


def check_query(query: Mapping[str, str], schemas: Mapping[str, Schema]) -> None:
    """Raise a problem where what stands behind the question mark is not as its schemas say."""
    for name, schema in schemas.items():
        given = query.get(name, "")
        if given and "enum" in schema and given not in schema["enum"]:
            known = ", ".join(schema["enum"])
            raise unreadable(
                Message("“{name}” in the address must be one of: {known}.", name=name, known=known)
            )


def check(value: Any, schema: Schema, place: str = "") -> None:
    """Raise a problem where a value is not as its schema says.

    Only what our requests use of JSON Schema is known here; a test holds it against a whole validator.
    """
    if "$ref" in schema:
        schema = SCHEMAS[schema["$ref"].rsplit("/", 1)[1]]
    kind = schema["type"]
    if not _is(value, kind):
        raise _wrong(place, _MUST_BE[kind])
    if "enum" in schema and value not in schema["enum"]:
        raise _wrong(place, sentence("{place} must be one of: {known}."), known=", ".join(schema["enum"]))
    match kind:
        case "string":
            _check_text(value, schema, place)
        case "integer":
            if value < schema.get("minimum", value) or abs(value) > 2**31 - 1:
                raise _wrong(place, sentence("{place} is out of range."))
        case "array":
            _check_list(value, schema, place)
        case "object":
            _check_table(value, schema, place)


def _is(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, {"string": str, "integer": int, "array": list, "object": dict}.get(kind, ()))


def _check_text(value: str, schema: Schema, place: str) -> None:
    if len(value) > schema.get("maxLength", len(value)):
        raise _wrong(
            place, sentence("{place} may have {most} characters at the most."), most=schema["maxLength"]
        )
    if len(value) < schema.get("minLength", 0):
        raise _wrong(place, sentence("{place} must not be empty."))


def _check_list(value: list[Any], schema: Schema, place: str) -> None:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        least, most = schema.get("minItems", 0), schema.get("maxItems", "…")
        raise _wrong(place, sentence("{place} must hold {least} to {most} entries."), least=least, most=most)
    for number, one in enumerate(value):
        check(one, schema["items"], f"{place}/{number}")


def _check_table(value: dict[str, Any], schema: Schema, place: str) -> None:
    for name in schema.get("required", ()):
        if name not in value:
            raise _wrong(place, sentence("{place} lacks “{name}”."), name=name)
    for name, one in value.items():
        if name not in schema["properties"]:
            known = ", ".join(schema["properties"])
            raise _wrong(
                place,
                sentence("{place} has “{name}”, which is not known. Known are: {known}."),
                name=name[:80],
                known=known,
            )
        check(one, schema["properties"][name], f"{place}/{name}")


def _wrong(place: str, said: str, **values: Any) -> Problem:
    where = place or Message("The request")
    return Problem(
        422,
        "request",
        Message("The request is not as it should be"),
        Message(said, place=where, **values),
        pointer=place,
    )
