"""LibreTranslate: a free server, which a group can run on a machine of its own."""

import re
import threading
from collections.abc import Mapping, Set
from typing import Final

from app.engines import options as tables
from app.engines.connection import PATIENCE, Connection, Patience, on_this_machine
from app.engines.engine import LIMITS, Limits, require
from app.engines.keys import Key
from app.engines.request import Request
from app.errors import EngineError, EngineErrorKind, Message

_ID: Final = "libretranslate"
_LABEL: Final = "LibreTranslate"
_KEY: Final = Key("LIBRETRANSLATE_API_KEY")
_LIMITS: Final = Limits(max_characters=2_000, max_segments=25, concurrency=2)
OPTIONS: Final = frozenset({"url"}) | PATIENCE | LIMITS


class LibreTranslateEngine:
    """A LibreTranslate server. It wants a key only if whoever runs it says so."""

    id = _ID
    label = _LABEL

    def __init__(self, address: str, patience: Patience, limits: Limits) -> None:
        here = on_this_machine(address)
        self.address = address
        self.remote = bool(address) and not here
        self.limits = limits
        self._connection = Connection(_LABEL, patience, here=here, key=_KEY.variable)
        self._lock = threading.Lock()
        self._pairs: Mapping[str, Set[str]] = {}

    def model(self, *, source: str, target: str) -> str:  # noqa: ARG002  the server does not say
        """Return nothing: a server does not tell what its models are."""
        return ""

    def route(self, *, source: str, target: str) -> str:  # noqa: ARG002  it goes straight
        """Return nothing: it goes straight."""
        return ""

    def lacks(self, *, source: str, target: str) -> tuple[Message, ...]:  # noqa: ARG002  asking is for later
        """Return what it lacks: an address."""
        if self.address:
            return ()
        return (
            Message(
                "{engine} needs an address. Write it into workbench.toml: [engines.libretranslate] "
                'url = "http://localhost:5000"',
                engine=_LABEL,
            ),
        )

    def translate(self, request: Request) -> list[str]:
        """Translate texts in one request, as a list."""
        require(self, source=request.source, target=request.target)
        source, target = self._codes(request.source, request.target)
        content = {"q": list(request.texts), "source": source, "target": target, "format": "text"}
        if _KEY.given:
            content["api_key"] = _KEY.reveal(_LABEL)
        answer = self._connection.fetch_json("POST", f"{self.address}/translate", json=content)
        texts = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise self._connection.bad_answer()
        if len(texts) != len(request.texts):
            raise self._connection.wrong_count(len(texts), len(request.texts))
        return texts

    def _codes(self, source: str, target: str) -> tuple[str, str]:
        """Return the two languages as the server calls them, or raise UNSUPPORTED."""
        with self._lock:
            if not self._pairs:
                self._pairs = self._languages()
        for one in _spellings(source):
            for other in _spellings(target):
                if other in self._pairs.get(one, ()):
                    return one, other
        raise EngineError(
            EngineErrorKind.UNSUPPORTED,
            "{engine} does not translate from {source} into {target}.",
            engine=_LABEL,
            source=source,
            target=target,
        )

    def _languages(self) -> dict[str, Set[str]]:
        found = self._connection.fetch_json("GET", f"{self.address}/languages")
        try:
            codes = {str(one["code"]) for one in found}
            # Servers before 1.3.9 do not say targets: each language goes into each.
            return {str(one["code"]): set(map(str, one.get("targets", codes))) for one in found}
        except (TypeError, KeyError, AttributeError):
            failure = self._connection.bad_answer()
        raise failure


def _spellings(language: str) -> tuple[str, ...]:
    """Return how a server may spell a language, the closest first."""
    return language, language.replace("_", "-"), re.split("[-_]", language)[0].lower()


def make(options: Mapping[str, str]) -> LibreTranslateEngine:
    """Make the engine of `[engines.libretranslate]`: `url`, patience and limits."""
    return LibreTranslateEngine(
        tables.address(options, "", engine=_ID),
        Patience.of(options, engine=_ID),
        _LIMITS.of(options, engine=_ID),
    )
