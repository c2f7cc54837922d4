"""Sentences for people, as the store keeps them: words and values apart, to be said in any language."""

import json
from collections.abc import Sequence
from typing import Any

from app.errors import Message
from app.language import Tongue

_WHOLE = "{said}"


def written(messages: Sequence[Message]) -> str:
    """Return messages as JSON."""
    return json.dumps([_parts(one) for one in messages], ensure_ascii=False)


def read(kept: str) -> tuple[Message, ...]:
    """Return messages that were kept; older stores kept whole sentences."""
    return tuple(
        Message(_WHOLE, said=one) if isinstance(one, str) else _whole(one) for one in json.loads(kept)
    )


def _parts(one: Message) -> list[Any]:
    return [one.text, {name: _value(value) for name, value in one.values.items()}]


def _whole(parts: list[Any]) -> Message:
    return Message(parts[0], **{name: _read_value(value) for name, value in parts[1].items()})


def _value(value: object) -> object:
    """Return a value as text, but what each reader's language says in its own way as what it is."""
    match value:
        case Tongue():
            return {"language": value.code}
        case Message():
            return {"message": _parts(value)}
    return str(value)


def _read_value(kept: Any) -> object:
    match kept:
        case {"language": code}:
            return Tongue(code)
        case {"message": parts}:
            return _whole(parts)
    return kept
