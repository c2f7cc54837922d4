"""What can go wrong, named as a person would name it; every message is a whole sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Message:
    """A sentence for a person, with its values apart, so that the shell can say it in the person's language.

    >>> str(Message("{file} is empty.", file="a.txt"))
    'a.txt is empty.'
    """

    __slots__ = ("text", "values")

    def __init__(self, text: str, /, **values: Any) -> None:
        self.text = text
        """English, as it stands in the code; the key of the interface's own gettext catalog."""
        self.values: Mapping[str, Any] = values

    def __str__(self) -> str:
        return self.text.format(**self.values)

    def __repr__(self) -> str:
        return f"Message({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and (self.text, self.values) == (other.text, other.values)

    def __hash__(self) -> int:
        return hash(str(self))


@dataclass(frozen=True, slots=True)
class Listed:
    """Sentences in a row, as a value of another one: each is said in the person's language.

    >>> str(Message("It has {faults}.", faults=Listed((Message("one"), Message("another")))))
    'It has one, another.'
    """

    messages: Sequence[Message]
    between: str = ", "

    def __str__(self) -> str:
        return self.between.join(map(str, self.messages))


def sentence(text: str) -> str:
    """Mark a sentence that reaches a person by another way than directly, for the interface's translators."""
    return text


class WorkbenchError(Exception):
    """A trouble that a person can be told about: what, where, and the way out."""

    def __init__(self, text: str, /, **values: Any) -> None:
        self.message = Message(text, **values)
        super().__init__(str(self.message))


class ProjectError(WorkbenchError):
    """The project's folder is missing, unreadable or not to be written."""


class SettingsError(WorkbenchError):
    """`workbench.toml` says something that cannot be meant."""


class DocumentError(WorkbenchError):
    """A document cannot be read, or a source file breaks its form."""


class CatalogError(WorkbenchError):
    """A PO file cannot be read; it is left as it is."""


class StoreError(WorkbenchError):
    """The store cannot be opened or written."""


class ReviewError(WorkbenchError):
    """A move that this person may not make, or that the unit's state does not allow."""


class AccessError(WorkbenchError):
    """Somebody asks who is not let in, or for what their roles do not give them."""


class EditionError(WorkbenchError):
    """An edition cannot be made yet."""


class ExchangeError(WorkbenchError):
    """A file for or from another tool cannot be written or taken; nothing of it was."""


class EngineErrorKind(StrEnum):
    """Why an engine gave nothing; whether trying again can help depends on it."""

    TIMEOUT = "timeout"
    NETWORK = "network"
    RATE_LIMITED = "rate limited"
    REFUSED = "refused"
    USED_UP = "used up"
    BAD_ANSWER = "bad answer"
    UNSUPPORTED = "unsupported"
    UNAUTHORIZED = "unauthorized"
    NOT_ALLOWED = "not allowed"


class EngineError(WorkbenchError):
    """An engine gave nothing that can be used. The message never holds the text that was sent, nor a key."""

    def __init__(
        self, kind: EngineErrorKind, text: str, /, *, retry_after: float | None = None, **values: Any
    ) -> None:
        super().__init__(text, **values)
        self.kind = kind
        self.retry_after = retry_after
        """Seconds that the engine asked us to wait, where it said so."""
