"""Argos and OPUS-MT models on this machine. The only door to CTranslate2 and sentencepiece; no PyTorch.

CTranslate2 cuts a long text off without a word, and goes on for ever where a source has no end: so texts go
in by sentences, counted before, and an answer that did not come to its end is none.
"""

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from app import segmentation
from app.engines import local
from app.engines.engine import Limits
from app.engines.models import Kind, Model, weights
from app.engines.options import seconds
from app.errors import EngineError, EngineErrorKind

_ID: Final = "ctranslate2"
_LABEL: Final = "The local model (CTranslate2)"
_LIMITS: Final = Limits(max_characters=3_000, max_segments=20, concurrency=1)
OPTIONS: Final = local.OPTIONS
_DEADLINE: Final = 120.0
_LONGEST: Final = 500
"""Tokens of a sentence where the model does not say; CTranslate2 drops those beyond a limit of its own."""
_MOST_BYTES: Final = 50_000_000
"""Of a sentencepiece model; the usual ones have one."""
_END: Final = "</s>"
_GROWTH: Final = 4
"""Tokens of an answer for one of the source, at the most; then it has lost its way."""
_THREADS: Final = 4
_GLANCE: Final = 0.005
_CODES: Final = {"uk": "ukr", "ru": "rus", "be": "bel", "pl": "pol", "cs": "ces", "bg": "bul", "sv": "swe"}
"""How OPUS-MT names the language that is wanted, in models for several."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model in memory."""

    translator: Any
    pieces: Any
    """sentencepiece for the source."""
    words: Any
    """sentencepiece for the target."""
    longest: int
    """Tokens of a sentence."""
    places: int
    """Tokens of an answer, its end counted."""
    language: str
    """Of the source, to cut it into sentences by."""
    opening: tuple[str, ...]
    ending: tuple[str, ...]
    """What the source ends in, where the model does not add it by itself."""

    def translate(self, texts: Sequence[str], *, seconds: float) -> list[str]:
        """Translate each text by its sentences; "" where one did not come to its end: half a text is none."""
        parts = [[one.text for one in segmentation.split(text, language=self.language)] for text in texts]
        answers = iter(self._sentences([sentence for sentences in parts for sentence in sentences], seconds))
        made = [[next(answers) for _ in sentences] for sentences in parts]
        return [" ".join(sentences) if all(sentences) else "" for sentences in made]

    def _sentences(self, sentences: Sequence[str], seconds: float) -> list[str]:
        sources = [[*self.opening, *self.pieces.encode(one, out_type=str), *self.ending] for one in sentences]
        longest = max(map(len, sources), default=0)
        if longest > self.longest:
            raise EngineError(
                EngineErrorKind.REFUSED,
                "A sentence is too long for {engine}: it has {tokens} pieces, and {most} are read. "
                "Split the segment.",
                engine=_LABEL,
                tokens=longest,
                most=self.longest,
            )
        results = self.translator.translate_batch(
            sources,
            asynchronous=True,
            max_batch_size=16,
            max_input_length=0,
            max_decoding_length=min(self.places, 20 + _GROWTH * longest),
            return_end_token=True,
            disable_unk=True,
        )
        end = time.monotonic() + seconds
        while not all(result.done() for result in results):
            if time.monotonic() > end:
                raise local.too_slow(_LABEL, seconds)
            time.sleep(_GLANCE)
        return [self._text(result.result().hypotheses[0]) for result in results]

    def _text(self, tokens: Sequence[str]) -> str:
        if not tokens or tokens[-1] != _END:
            return ""
        return str(self.words.decode([token for token in tokens if token != _END])).strip()


def load(model: Model) -> Loaded:
    """Load a model, or raise `EngineError` where its files are not what they should be."""
    argos = model.kind is Kind.ARGOS
    inner = model.path / "model" if argos else model.path
    held = weights.examine(inner)
    names = ("sentencepiece.model",) * 2 if argos else ("source.spm", "target.spm")
    pieces, words = (_sentencepiece(model.path / name) for name in names)
    code = f">>{_CODES.get(model.target, model.target)}<<"
    places = min(held.longest or _LONGEST, _LONGEST)
    # OPUS-MT's sources end in </s>; some conversions say that the model adds it, the others want it added.
    wants_end = not argos and not held.config.get("add_source_eos") and _END in held.source
    return Loaded(
        _translator(inner, model.name),
        pieces,
        words,
        places - sum(bool(held.config.get(name)) for name in ("add_source_bos", "add_source_eos")),
        places,
        model.source,
        (code,) if code in held.source else (),
        (_END,) if wants_end else (),
    )


def _translator(folder: Path, name: str) -> Any:
    threads = min(_THREADS, os.cpu_count() or 1)
    try:
        return import_module("ctranslate2").Translator(str(folder), device="cpu", intra_threads=threads)
    except (RuntimeError, ValueError) as error:
        raise EngineError(
            EngineErrorKind.BAD_ANSWER, "CTranslate2 cannot read the model {name}.", name=name
        ) from error


def _sentencepiece(path: Path) -> Any:
    try:
        if path.stat().st_size <= _MOST_BYTES:
            made = import_module("sentencepiece").SentencePieceProcessor(model_proto=path.read_bytes())
            if made.vocab_size():
                return made
    except (OSError, RuntimeError, ValueError) as error:
        raise local.damaged(path.name) from error
    raise local.damaged(path.name)


FAMILY: Final = local.Family(
    _ID, _LABEL, frozenset({Kind.ARGOS, Kind.OPUS}), ("ctranslate2", "sentencepiece"), load
)


def make(options: Mapping[str, str]) -> local.LocalEngine:
    """Make the engine of `[engines.ctranslate2]`: `models`, `deadline` and limits."""
    return local.LocalEngine(
        FAMILY,
        Path(options.get("models", "")).expanduser(),
        seconds(options, "deadline", _DEADLINE, engine=_ID),
        _LIMITS.of(options, engine=_ID),
    )
