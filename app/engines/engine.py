"""What an engine is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from app.engines.options import count
from app.engines.request import Request
from app.errors import EngineError, EngineErrorKind, Message


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an engine takes."""

    max_characters: int
    """In one request, line ends counted."""
    max_segments: int
    """In one request."""
    concurrency: int
    """Requests at the same time, from all runs of this process together."""

    def of(self, options: Mapping[str, str], *, engine: str) -> "Limits":
        """Return these limits as far as an `[engines.NAME]` table sets no others."""
        return Limits(
            count(options, "characters", self.max_characters, engine=engine),
            count(options, "segments", self.max_segments, engine=engine),
            count(options, "concurrency", self.concurrency, engine=engine),
        )


LIMITS = frozenset({"characters", "segments", "concurrency"})
"""The names of the options that `Limits.of` reads."""


class Engine(Protocol):
    """Something that translates. Making one opens no connection and loads no model."""

    @property
    def id(self) -> str:
        """The name in `workbench.toml`, and in a draft's origin."""

    @property
    def label(self) -> str:
        """The name for people."""

    @property
    def remote(self) -> bool:
        """Whether text leaves the machine."""

    @property
    def address(self) -> str:
        """Where the text goes, for the person who is asked to agree; empty where it stays."""

    @property
    def limits(self) -> Limits:
        """How much it takes."""

    def model(self, *, source: str, target: str) -> str:
        """Return what tells its answers from those of another model; empty where nobody can know."""

    def route(self, *, source: str, target: str) -> str:
        """Return the way from language to language, as `ru→en→uk`; empty where it goes straight."""

    def lacks(self, *, source: str, target: str) -> tuple[Message, ...]:
        """Return what it needs before it can be asked, each with the way to it; ask nobody for it."""

    def translate(self, request: Request) -> list[str]:
        """Translate a request's texts, several threads at a time; answers in order, and unjudged.

        Raise `EngineError` with its kind where there is no answer for each text; an answer of no text is "".
        """


def require(engine: Engine, *, source: str, target: str) -> None:
    """Raise `EngineError` where an engine lacks what it needs."""
    for lack in engine.lacks(source=source, target=target):
        raise EngineError(EngineErrorKind.UNSUPPORTED, lack.text, **lack.values)
