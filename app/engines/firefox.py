"""Firefox's models on this machine, the best of the local ones. The only door to fxtranslate.

Its own download is not used: nothing is fetched before a person asks for it (`workbench models add`).
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotInTime
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import Any, Final

from app.engines import local
from app.engines.engine import Limits
from app.engines.models import Kind, Model
from app.engines.options import seconds
from app.errors import EngineError, EngineErrorKind

_ID: Final = "firefox"
_LABEL: Final = "The local model (Firefox)"
_LIMITS: Final = Limits(max_characters=2_000, max_segments=10, concurrency=1)
OPTIONS: Final = local.OPTIONS
_DEADLINE: Final = 60.0
_MOST_BYTES: Final = 200_000_000


class Loaded:
    """A model in memory, and the one thread that uses it: the library holds on until a text is done."""

    def __init__(self, translate_long: Callable[[str], str]) -> None:
        self._translate_long = translate_long
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="firefox")

    def translate(self, texts: Sequence[str], *, seconds: float) -> list[str]:
        """Translate texts, each by its sentences, into which the library cuts it."""
        end = monotonic() + seconds
        futures = [self._thread.submit(self._translate_long, text) for text in texts]
        try:
            return [future.result(max(end - monotonic(), 0.0)) for future in futures]
        except NotInTime:
            failure = local.too_slow(_LABEL, seconds)
        finally:
            for future in futures:
                future.cancel()
        raise failure


def load(model: Model) -> Loaded:
    """Load a model, or raise `EngineError` where its files are not what they should be."""
    contents = {name: _content(path) for name, path in _files(model).items()}
    try:
        made: Any = import_module("fxtranslate").Translator(
            model=contents["model"],
            src_vocab=contents["source"],
            trg_vocab=contents["target"],
            shortlist=contents.get("shortlist"),
        )
    except BaseException as error:  # the library panics where a file is not what it expects
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        failure = EngineError(
            EngineErrorKind.BAD_ANSWER,
            "The files of the model {name} are cut off or damaged. Get the model again.",
            name=model.name,
        )
    else:
        return Loaded(made.translate_long)
    raise failure


def unpacked(packed: Path, sha256: str | None) -> bytes:
    """Return what a packed file of Mozilla's list holds; hold it against its checksum."""
    try:
        discovery: Any = import_module("fxtranslate").discovery
    except ImportError as error:
        raise EngineError(
            EngineErrorKind.UNSUPPORTED,
            "{engine} needs a package: pip install {package}",
            engine=_LABEL,
            package="'translation-workbench[firefox]'",
        ) from error
    try:
        return bytes(discovery.verify_and_decompress(_content(packed), sha256))
    except ValueError as error:
        raise local.damaged(packed.name) from error


def _files(model: Model) -> dict[str, Path]:
    def only(pattern: str) -> Path | None:
        return next(iter(sorted(model.path.glob(pattern))), None)

    shared = only("vocab.*.spm")
    files = {
        "model": model.main_file,
        "source": shared or only("srcvocab.*.spm"),
        "target": shared or only("trgvocab.*.spm"),
        "shortlist": only("lex.*.bin"),
    }
    if files["source"] is None or files["target"] is None:
        raise EngineError(
            EngineErrorKind.UNSUPPORTED,
            "The model {name} is not whole: a vocabulary is missing. Get the model again.",
            name=model.name,
        )
    return {name: path for name, path in files.items() if path is not None}


def _content(path: Path) -> bytes:
    if not 0 < path.stat().st_size <= _MOST_BYTES:
        raise local.damaged(path.name)
    return path.read_bytes()


FAMILY: Final = local.Family(_ID, _LABEL, frozenset({Kind.FIREFOX}), ("fxtranslate",), load)


def make(options: Mapping[str, str]) -> local.LocalEngine:
    """Make the engine of `[engines.firefox]`: `models`, `deadline` and limits."""
    return local.LocalEngine(
        FAMILY,
        Path(options.get("models", "")).expanduser(),
        seconds(options, "deadline", _DEADLINE, engine=_ID),
        _LIMITS.of(options, engine=_ID),
    )
