"""A real CTranslate2 model with weights set by hand: it puts for each word its pseudo-word, in order.

The decoder looks, at each step, at the source word of the same place; the last layer names the target word.
It ends where the source has its `</s>`, and without one it does not end: just as the models of the world.
"""

import functools
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import sentencepiece
from ctranslate2.specs import TransformerSpec

from tests.pseudo import translate

SENTENCES = (
    "I lived in Europe.",
    "The choice fell on [X1X] Sotsialnyi Rukh [X2X] (Social Movement).",
    "But after 2010-2011 I stopped being involved.",
    "They were always talking about the same things with the same people.",
    "Good morning. Yeah.",
)
PLACES = 24
"""Tokens that the model has places for."""


def word(text: str, language: str = "uk") -> str:
    """Return what the model makes of a text: each word by itself."""
    return " ".join(translate(one, language) for one in text.split())


@functools.cache
def _pieces(texts: tuple[str, ...]) -> bytes:
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_writer=model,
        model_type="word",
        vocab_size=1000,
        hard_vocab_limit=False,
        split_by_unicode_script=False,
        normalization_rule_name="identity",
        minloglevel=2,
    )
    return model.getvalue()


def _tokens(model: bytes) -> list[str]:
    read = sentencepiece.SentencePieceProcessor(model_proto=model)
    return [read.id_to_piece(number) for number in range(read.vocab_size())]


def _linear(spec: object, weight: np.ndarray) -> None:
    spec.weight = weight.astype(np.float32)  # type: ignore[attr-defined]
    spec.bias = np.zeros(len(weight), np.float32)  # type: ignore[attr-defined]


def _norm(spec: object, width: int) -> None:
    spec.gamma = np.ones(width, np.float32)  # type: ignore[attr-defined]
    spec.beta = np.zeros(width, np.float32)  # type: ignore[attr-defined]


def weights(source: Sequence[str], target: Sequence[str], pairs: dict[str, str]) -> TransformerSpec:
    """Return a model that says `pairs[token]` for each token."""
    count, width = len(source), len(source) + PLACES
    spec = TransformerSpec.from_config((1, 1), num_heads=1)
    words, places, nothing = np.eye(width)[:count], np.eye(width)[count:], np.zeros((width, width))
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = False
        side.position_encodings.encodings = places.astype(np.float32)
        _norm(side.layer_norm, width)
        layer = side.layer[0]
        for norm in (layer.self_attention.layer_norm, layer.ffn.layer_norm):
            _norm(norm, width)
        _linear(layer.self_attention.linear[0], np.zeros((3 * width, width)))
        _linear(layer.self_attention.linear[1], nothing)
        _linear(layer.ffn.linear_0, nothing)
        _linear(layer.ffn.linear_1, nothing)
    spec.encoder.embeddings[0].weight = words.astype(np.float32)
    spec.decoder.embeddings.weight = np.zeros((len(target), width), np.float32)
    look = spec.decoder.layer[0].attention
    _norm(look.layer_norm, width)
    of_place, of_word = np.diag([0.0] * count + [1.0] * PLACES), np.diag([1.0] * count + [0.0] * PLACES)
    _linear(look.linear[0], 40 * of_place)
    _linear(look.linear[1], np.vstack([of_place, of_word]))
    _linear(look.linear[2], 10 * of_word)
    last = np.zeros((len(target), width))
    for row, token in enumerate(source):
        last[target.index(pairs[token]), row] = 1.0
    _linear(spec.decoder.projection, last)
    spec.register_source_vocabulary(list(source))
    spec.register_target_vocabulary(list(target))
    return spec


def opus(
    folder: Path, language: str = "uk", sentences: Iterable[str] = SENTENCES, *, adds_end: bool = True
) -> Path:
    """Write an OPUS-MT folder for CTranslate2, as `opus-mt-en-LANGUAGE` in a folder of models."""
    words = list(dict.fromkeys(one for text in sentences for one in text.split()))
    ours, theirs = _pieces(tuple(words)), _pieces(tuple(dict.fromkeys(word(one, language) for one in words)))
    # The code of a language, as `>>ukr<<`, is a token of its own.
    source, target = [one.replace("▁>>", ">>") for one in _tokens(ours)], _tokens(theirs)
    spec = weights(source, target, _pairs(source, target, language))
    spec.config.add_source_eos = adds_end
    path = folder / f"opus-mt-en-{language}"
    path.mkdir(parents=True)
    spec.validate()
    spec.optimize(quantization=None)
    spec.save(str(path))
    (path / "source.spm").write_bytes(ours)
    (path / "target.spm").write_bytes(theirs)
    return path


def _pairs(source: Sequence[str], target: Sequence[str], language: str) -> dict[str, str]:
    pairs = {}
    for token in source:
        said = token if token in {"<unk>", "<s>", "</s>"} else "▁" + word(token.removeprefix("▁"), language)
        pairs[token] = said if said in target else "<unk>"
    return pairs


def argos(folder: Path, language: str = "uk", sentences: Iterable[str] = SENTENCES) -> Path:
    """Write an Argos folder, as it is when unpacked."""
    words = list(dict.fromkeys(one for text in sentences for one in text.split()))
    words += [made for one in words if (made := word(one, language)) not in words]
    both = _pieces(tuple(dict.fromkeys(words)))
    tokens = _tokens(both)
    spec = weights(tokens, tokens, _pairs(tokens, tokens, language))
    spec.config.add_source_eos = True
    path = folder / f"translate-en_{language}-1_9"
    (path / "model").mkdir(parents=True)
    spec.validate()
    spec.optimize(quantization=None)
    spec.save(str(path / "model"))
    (path / "sentencepiece.model").write_bytes(both)
    metadata = {"package_version": "1.9", "argos_version": "1.9.0", "from_code": "en", "to_code": language}
    (path / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    return path


def packed(folder: Path, into: Path) -> Path:
    """Pack an Argos folder as it is published."""
    path = into / f"{folder.name}.argosmodel"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in sorted(folder.rglob("*")):
            if one.is_file():
                archive.write(one, f"{folder.name}/{one.relative_to(folder)}")
    return path
