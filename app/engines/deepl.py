"""DeepL, by its official package, whose only door this is.

The package knows DeepL's interface. The request itself is ours: its own tries five times and longer than
anybody waits, and writes the text into its log. Tokens travel as XML tags, which DeepL is made to keep.
"""

import hashlib
import logging
import re
import threading
from collections.abc import Mapping
from html import escape, unescape
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from app.engines import options as tables
from app.engines.connection import PATIENCE, Connection, Patience
from app.engines.engine import LIMITS, Limits, require
from app.engines.keys import Key
from app.engines.request import Request, Term
from app.errors import EngineError, EngineErrorKind, Message

_ID: Final = "deepl"
_LABEL: Final = "DeepL"
_KEY: Final = Key("DEEPL_AUTH_KEY")
_LIMITS: Final = Limits(max_characters=8_000, max_segments=50, concurrency=4)
OPTIONS: Final = frozenset({"url"}) | PATIENCE | LIMITS
_FREE, _PAID = "https://api-free.deepl.com", "https://api.deepl.com"
_TOKEN = re.compile(r"\[X(\d+)X\]")
_TAG = re.compile(r'<x id="(\d+)"\s*(?:/>|>\s*</x>)')
_TARGETS: Final[Mapping[str, str]] = {"en": "EN-GB", "pt": "PT-PT", "zh": "ZH-HANS"}
"""What DeepL wants instead of a language without a region."""
_REGIONS: Final = frozenset({"EN-GB", "EN-US", "PT-BR", "PT-PT", "ES-419", "ZH-HANS", "ZH-HANT"})


class _Client:
    """Stands where the package's translator has its own HTTP client."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def request_with_backoff(
        self, method: str, url: str, *, data: Any, json: Any, headers: Mapping[str, str], **_: Any
    ) -> tuple[int, str]:
        """Send one request; who asks tries again, not we."""
        return 200, self._connection.fetch(method, url, json=json or data or None, headers=headers)

    def close(self) -> None:
        """Leave the connection open for the next translator."""


class DeepLEngine:
    """DeepL's service, paid or free by the kind of the key."""

    id = _ID
    label = _LABEL
    remote = True

    def __init__(self, address: str, patience: Patience, limits: Limits) -> None:
        self.address = address
        self.limits = limits
        self._connection = Connection(_LABEL, patience, key=_KEY.variable)
        self._lock = threading.Lock()
        self._glossaries: dict[str, str | None] = {}

    def model(self, *, source: str, target: str) -> str:  # noqa: ARG002  nobody outside DeepL can know
        """Return nothing: it does not say what it is."""
        return ""

    def route(self, *, source: str, target: str) -> str:  # noqa: ARG002  it goes straight
        """Return nothing: it goes straight."""
        return ""

    def lacks(self, *, source: str, target: str) -> tuple[Message, ...]:  # noqa: ARG002  asking is for later
        """Return what it lacks: the package, a key."""
        lacking = []
        if find_spec("deepl") is None:
            lacking.append(
                Message(
                    "{engine} needs a package: pip install {package}",
                    engine=_LABEL,
                    package="'translation-workbench[deepl]'",
                )
            )
        if not _KEY.given:
            lacking.append(_KEY.lack(_LABEL))
        return tuple(lacking)

    def translate(self, request: Request) -> list[str]:
        """Translate texts in one request; what stands around them is not translated and not billed."""
        require(self, source=request.source, target=request.target)
        translator = self._translator()
        source, target = _base(request.source), _target(request.target)
        try:
            results = translator.translate_text(
                [_tagged(text) for text in request.texts],
                source_lang=source,
                target_lang=target,
                context=" ".join((*request.before, *request.after)) or None,
                tag_handling="xml",
                glossary=self._glossary(translator, request.terms, source, target),
            )
            answers = [_untagged(result.text) for result in results]
        except EngineError as error:
            failure = error
        except Exception:  # noqa: BLE001  the package trusts the answer's form, and repeats it in its errors
            failure = self._connection.bad_answer()
        else:
            if len(answers) == len(request.texts):
                return answers
            failure = self._connection.wrong_count(len(answers), len(request.texts))
        # Not inside the handler: the library's error, which holds the text, must not be chained to ours.
        raise failure

    def _translator(self) -> Any:
        package = import_module("deepl")
        logging.getLogger("deepl").addFilter(_no_details)
        made = package.Translator(_KEY.reveal(_LABEL), server_url=self.address, send_platform_info=False)
        made._client = _Client(self._connection)
        return made

    def _glossary(self, translator: Any, terms: tuple[Term, ...], source: str, target: str) -> str | None:
        """Return the glossary that holds these terms, made at DeepL where it is not there yet.

        None where there are no terms, or DeepL has no glossaries for the two languages.
        """
        if not terms:
            return None
        entries = {" ".join(term.source.split()): " ".join(term.target.split()) for term in terms}
        name = (
            "workbench "
            + hashlib.sha256(repr((source, target, sorted(entries.items()))).encode()).hexdigest()
        )
        with self._lock:
            if name not in self._glossaries:
                try:
                    known = {one.name: one.glossary_id for one in translator.list_glossaries()}
                    made = known.get(name) or _create(translator, name, source, target, entries)
                except EngineError as error:
                    if error.kind is not EngineErrorKind.REFUSED:
                        raise
                    made = None
                self._glossaries[name] = made
            return self._glossaries[name]


def _create(translator: Any, name: str, source: str, target: str, entries: Mapping[str, str]) -> str:
    made = translator.create_glossary(name, source_lang=source, target_lang=_base(target), entries=entries)
    return str(made.glossary_id)


def _no_details(record: logging.LogRecord) -> bool:
    """Drop the package's log lines of single requests: the text stands in them."""
    return record.levelno > logging.INFO


def _tagged(text: str) -> str:
    """Return a text as XML: what is text escaped, tokens as tags.

    >>> _tagged("[X1X]Žižek & Marx[X2X]")
    '<x id="1"/>Žižek &amp; Marx<x id="2"/>'
    """
    return _TOKEN.sub(r'<x id="\1"/>', escape(text, quote=False))


def _untagged(text: str) -> str:
    """Return a text with tokens for the tags."""
    return unescape(_TAG.sub(r"[X\1X]", text))


def _base(language: str) -> str:
    return re.split("[-_]", language)[0].upper()


def _target(language: str) -> str:
    whole = language.replace("_", "-").upper()
    return whole if whole in _REGIONS else _TARGETS.get(_base(language).lower(), _base(language))


def make(options: Mapping[str, str]) -> DeepLEngine:
    """Make the engine of `[engines.deepl]`: `url`, patience and limits."""
    # Keys of the free service end so, and it has an address of its own.
    usual = _FREE if _KEY.given and _KEY.reveal(_LABEL).endswith(":fx") else _PAID
    return DeepLEngine(
        tables.address(options, usual, engine=_ID),
        Patience.of(options, engine=_ID),
        _LIMITS.of(options, engine=_ID),
    )
