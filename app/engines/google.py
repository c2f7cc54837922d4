"""Google Translate without a key. The only door to deep-translator.

deep-translator knows how to ask and how to read the answer. The request itself is ours, because its own has
no timeout, follows every redirect, and tells the text to whoever reads its errors. One of its translators
serves one call: a shared one mixes up the answers of threads, without an error.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from deep_translator import GoogleTranslator, google
from deep_translator.constants import BASE_URLS
from deep_translator.exceptions import InvalidSourceOrTargetLanguage, LanguageNotSupportedException

from app.engines import options as tables
from app.engines.connection import PATIENCE, Connection, Patience
from app.engines.engine import LIMITS, Limits
from app.engines.request import Request
from app.errors import EngineError, EngineErrorKind, Message

_LABEL: Final = "Google"
OPTIONS: Final = frozenset({"url"}) | PATIENCE | LIMITS
_MAX_CHARACTERS: Final = 1_500
"""Reports put the end at 1,800, though 5,000 are promised."""
_MAX_TEXT: Final = 4_999
_LIMITS: Final = Limits(max_characters=_MAX_CHARACTERS, max_segments=40, concurrency=2)
_RESULT = re.compile(r"""class=["']?(?:t0|result-container)\b""")


@dataclass(frozen=True, slots=True)
class _Page:
    """As much of a requests answer as deep-translator looks at."""

    text: str
    status_code: int = 200

    def close(self) -> None:
        """Do nothing: it has been read to its end."""


class _Requests:
    """Stands where deep-translator's Google module has requests.

    `proxies` is the one thing that a translator hands on untouched, so each of ours carries its own way to
    ask in it, and no state is shared between threads.
    """

    @staticmethod
    def get(
        url: str, *, params: Mapping[str, str], proxies: Callable[[str, Mapping[str, str]], str]
    ) -> _Page:
        return _Page(proxies(url, params))


google.requests = _Requests  # once, when the door is made; nothing else may come in by it


class GoogleEngine:
    """Google's page for phones, which is free and promises nothing."""

    id = "google"
    label = _LABEL
    remote = True

    def __init__(self, address: str, patience: Patience, limits: Limits) -> None:
        self.address = address
        self.limits = limits
        self._connection = Connection(_LABEL, patience)

    def model(self, *, source: str, target: str) -> str:  # noqa: ARG002  nobody outside Google can know
        """Return nothing: it does not say what it is."""
        return ""

    def route(self, *, source: str, target: str) -> str:  # noqa: ARG002  it goes straight
        """Return nothing: it goes straight."""
        return ""

    def lacks(self, *, source: str, target: str) -> tuple[Message, ...]:
        """Return what it lacks: a language that it knows."""
        unknown = [one for one in (source, target) if _code(one) not in _codes()]
        return tuple(
            Message("{engine} does not know the language “{language}”.", engine=_LABEL, language=one)
            for one in unknown
        )

    def translate(self, request: Request) -> list[str]:
        """Translate texts in one request, a line each.

        Raise `EngineError` of the kind BAD_ANSWER where the lines that come back are not as many: they may be
        asked for one at a time.
        """
        texts = request.texts
        answer = self._ask(
            "\n".join(" ".join(text.splitlines()) for text in texts), request.source, request.target
        )
        answers = [line.strip() for line in answer.split("\n")] if len(texts) > 1 else [answer]
        if len(answers) != len(texts):
            raise self._connection.wrong_count(len(answers), len(texts))
        return answers

    def _ask(self, text: str, source: str, target: str) -> str:
        if len(text) > _MAX_TEXT:
            raise EngineError(
                EngineErrorKind.REFUSED,
                "{engine} takes {most} characters at once. Split the segment.",
                engine=_LABEL,
                most=_MAX_TEXT,
            )
        try:
            translator = GoogleTranslator(source=_code(source), target=_code(target), proxies=self._page)
            translator._base_url = self.address
            answer: Any = translator.translate(text)
        except EngineError as error:
            failure = error
        except (LanguageNotSupportedException, InvalidSourceOrTargetLanguage):
            failure = EngineError(
                EngineErrorKind.UNSUPPORTED,
                "{engine} does not translate from {source} into {target}.",
                engine=_LABEL,
                source=source,
                target=target,
            )
        except Exception:  # noqa: BLE001  an unmaintained library that reads a page which may change any day
            failure = self._connection.bad_answer()
        else:
            return answer if isinstance(answer, str) else ""
        # Not inside the handler: the library's error, which holds the text, must not be chained to ours.
        raise failure

    def _page(self, url: str, params: Mapping[str, str]) -> str:
        page = self._connection.fetch("GET", url, params=params)
        result = _RESULT.search(page)
        # A page that breaks off would give half a text: the element has to be closed.
        if result is None or "</div>" not in page[result.end() :]:
            raise self._connection.bad_answer()
        return page


@cache
def _codes() -> frozenset[str]:
    return frozenset(GoogleTranslator().get_supported_languages(as_dict=True).values())


def _code(language: str) -> str:
    """Return the code that Google knows: `uk` for `uk-UA`, but `zh-CN` as it is."""
    base = re.split("[-_]", language)[0].lower()
    return language if language in _codes() or base not in _codes() else base


def make(options: Mapping[str, str]) -> GoogleEngine:
    """Make the engine of `[engines.google]`: `url`, `deadline` and other patience, and limits."""
    return GoogleEngine(
        tables.address(options, BASE_URLS["GOOGLE_TRANSLATE"], engine="google"),
        Patience.of(options, engine="google"),
        _LIMITS.of(options, engine="google"),
    )
