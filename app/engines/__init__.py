"""Engines: which there are, and the one place that lets text leave the machine."""

from collections.abc import Mapping
from importlib import import_module

from app.engines import options
from app.engines.engine import Engine, Limits
from app.engines.request import Request, Surroundings, Term
from app.errors import EngineError, EngineErrorKind
from app.settings import Settings

__all__ = [
    "KNOWN",
    "Engine",
    "Limits",
    "Request",
    "Surroundings",
    "Term",
    "available",
    "describe",
    "open_engine",
    "wants_address",
]

KNOWN: Mapping[str, str] = {
    "google": "app.engines.google",
    "libretranslate": "app.engines.libretranslate",
    "openai": "app.engines.openai",
    "deepl": "app.engines.deepl",
    "firefox": "app.engines.firefox",
    "ctranslate2": "app.engines.ctranslate2",
    "pseudo": "app.engines.pseudo",
}
"""Each has `OPTIONS` and `make(options) -> Engine`; it is imported when it is asked for."""
_MODELS = "models"
"""The option that says where local models lie; the project's folder for them, where it is not set."""


def available(settings: Settings, language: str) -> tuple[str, ...]:
    """Return the engines that the project asks for a language, in order, without those that do not exist."""
    return tuple(engine_id for engine_id in settings.engines_for(language) if engine_id in KNOWN)


def describe(engine_id: str, settings: Settings) -> Engine:
    """Make an engine to look at: its label, its address, whether text leaves the machine. Ask it nothing.

    Raise `EngineError` where there is no such engine, and where its table in `workbench.toml` is wrong.
    """
    if engine_id not in KNOWN:
        raise EngineError(
            EngineErrorKind.UNSUPPORTED,
            "There is no engine “{engine}”. Known are: {known}.",
            engine=engine_id,
            known=", ".join(KNOWN),
        )
    module = import_module(KNOWN[engine_id])
    given = dict(settings.engine_options.get(engine_id, {}))
    if _MODELS in module.OPTIONS:
        given.setdefault(_MODELS, settings.models)
    options.known(given, module.OPTIONS, engine=engine_id)
    made: Engine = module.make(given)
    return made


def wants_address(engine_id: str) -> bool:
    """Say whether an engine asks a server, so that text goes where its address leads."""
    return "url" in import_module(KNOWN[engine_id]).OPTIONS


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
