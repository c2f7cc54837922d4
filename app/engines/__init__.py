"""Engines: what one is, which there are, and the one place that lets text leave the machine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from app.errors import EngineError, EngineErrorKind
from app.settings import Settings


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an engine takes."""

    max_characters: int
    """In one request, line ends counted."""
    max_segments: int
    """In one request."""
    concurrency: int
    """Requests at the same time."""


class Engine(Protocol):
    """Something that translates. Making one opens no connection."""

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

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
        """Translate texts, several threads at a time; the answers are in the texts' order, and unjudged.

        Raise `EngineError` with its kind where there is no answer for each text; an answer of no text is "".
        """


_MODULES: Mapping[str, str] = {"google": "app.engines.google"}
"""Each has `make(options) -> Engine`; it is imported when it is asked for, with the library that it needs."""


def available(settings: Settings) -> tuple[str, ...]:
    """Return the ids of the engines that the project asks, in its order, without those that do not exist."""
    return tuple(engine_id for engine_id in settings.engines if engine_id in _MODULES)


def describe(engine_id: str, settings: Settings) -> Engine:
    """Make an engine to look at: its label, its address, whether text leaves the machine. Ask it nothing."""
    if engine_id not in _MODULES:
        raise EngineError(
            EngineErrorKind.UNSUPPORTED,
            "There is no engine “{engine}”. Known are: {known}.",
            engine=engine_id,
            known=", ".join(_MODULES),
        )
    made: Engine = import_module(_MODULES[engine_id]).make(settings.engine_options.get(engine_id, {}))
    return made


def open_engine(engine_id: str, settings: Settings, *, agreed: bool) -> Engine:
    """Make an engine that may be asked.

    Raise `EngineError` where text would leave the machine and the project forbids it, or the person has not
    agreed to it.
    """
    engine = describe(engine_id, settings)
    if engine.remote and not settings.allow_remote:
        raise EngineError(
            EngineErrorKind.NOT_ALLOWED,
            "{engine} would send text to {address}, and this project lets no text leave the machine "
            "(allow_remote in workbench.toml).",
            engine=engine.label,
            address=engine.address,
        )
    if engine.remote and not agreed:
        raise EngineError(
            EngineErrorKind.NOT_ALLOWED,
            "{engine} sends text to {address}. Nothing is sent until you agree to that.",
            engine=engine.label,
            address=engine.address,
        )
    return engine
