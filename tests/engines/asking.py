"""Engines and requests for tests of engines."""

from collections.abc import Mapping, Sequence
from typing import Final

from app.engines import Engine, Request, Term, describe
from app.settings import Settings
from tests.standin import StandIn

SERVICES: Final = ("google", "libretranslate", "openai", "deepl")
"""Engines that ask a server; the stand-in has a dialect for each."""
KEYS: Final[Mapping[str, str]] = {
    "DEEPL_AUTH_KEY": "kept-secret-1:fx",
    "LIBRETRANSLATE_API_KEY": "kept-secret-2",
    "OPENAI_API_KEY": "kept-secret-3",
}


def settings(name: str, url: str, **options: str) -> Settings:
    """Return the settings of a project that asks one engine, at an address."""
    table = {"url": url} | ({"model": "tiny"} if name == "openai" else {}) | options
    return Settings(engines=(name,), engine_options={name: table})


def service(name: str, standin: StandIn, **options: str) -> Engine:
    """Return an engine that asks the stand-in."""
    return describe(name, settings(name, standin.url, **{"deadline": "5"} | options))


def asked(
    texts: Sequence[str],
    *,
    source: str = "en",
    target: str = "uk",
    terms: Sequence[Term] = (),
    around: Sequence[str] = (),
    speakers: Sequence[str] = (),
) -> Request:
    """Return a request for texts, from English into Ukrainian; `around` is what stands before and after."""
    before, after = tuple(around[:1]), tuple(around[1:])
    return Request(tuple(texts), source, target, tuple(speakers), before, after, tuple(terms))
