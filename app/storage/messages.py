"""Sentences for people, as the store keeps them: words and values apart, to be said in any language."""

import json
from collections.abc import Sequence

from app.errors import Message

_WHOLE = "{said}"


def written(messages: Sequence[Message]) -> str:
    """Return messages as JSON."""
    kept = [[one.text, {name: str(value) for name, value in one.values.items()}] for one in messages]
    return json.dumps(kept, ensure_ascii=False)


def read(kept: str) -> tuple[Message, ...]:
    """Return messages that were kept; older stores kept whole sentences."""
    return tuple(
        Message(_WHOLE, said=one) if isinstance(one, str) else Message(one[0], **one[1])
        for one in json.loads(kept)
    )
