"""What the engines on this machine share: models found in a folder, tried apart, loaded once, timed."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from app.engines.engine import LIMITS, Limits, require
from app.engines.models import Kind, Model, route, trial
from app.engines.models.folder import base
from app.engines.request import Request
from app.errors import EngineError, EngineErrorKind, Message

OPTIONS = frozenset({"models", "deadline"}) | LIMITS


class Loaded(Protocol):
    """A model in memory."""

    def translate(self, texts: Sequence[str], *, seconds: float) -> list[str]:
        """Translate texts; "" for one that has no whole translation. Raise `EngineError` when time is up."""


@dataclass(frozen=True, slots=True)
class Family:
    """What one library can run."""

    id: str
    label: str
    kinds: frozenset[Kind]
    packages: tuple[str, ...]
    load: Callable[[Model], Loaded]
    """Load a model, or raise `EngineError` where its files are not what they should be."""


class LocalEngine:
    """Models in the project's folder, for one library."""

    remote = False
    address = ""

    def __init__(self, family: Family, folder: Path, deadline: float, limits: Limits) -> None:
        """Make one that has loaded nothing yet."""
        self.id = family.id
        self.label = family.label
        self.limits = limits
        self._family = family
        self._folder = folder
        self._deadline = deadline
        self._lock = threading.Lock()

    def model(self, *, source: str, target: str) -> str:
        """Return the models' names, versions and checksums."""
        return " + ".join(one.fingerprint for one in self._route(source, target))

    def route(self, *, source: str, target: str) -> str:
        """Return the way, where it leads over another language."""
        models = self._route(source, target)
        return "→".join((models[0].source, *(one.target for one in models))) if len(models) > 1 else ""

    def lacks(self, *, source: str, target: str) -> tuple[Message, ...]:
        """Return what it lacks: its packages, a model for the two languages."""
        lacking = []
        if any(find_spec(name) is None for name in self._family.packages):
            lacking.append(
                Message(
                    "{engine} needs a package: pip install {package}",
                    engine=self.label,
                    package=f"'translation-workbench[{self.id}]'",
                )
            )
        if not self._route(source, target):
            lacking.append(
                Message(
                    "{engine} has no model from {source} into {target}. Get one: "
                    "workbench models add {target} --engine {id}",
                    engine=self.label,
                    source=base(source),
                    target=base(target),
                    id=self.id,
                )
            )
        return tuple(lacking)

    def translate(self, request: Request) -> list[str]:
        """Translate each text; what stands around them is of no use to these models."""
        require(self, source=request.source, target=request.target)
        texts = list(request.texts)
        end = time.monotonic() + self._deadline
        for model in self._route(request.source, request.target):
            texts = self._translate(model, texts, seconds=max(end - time.monotonic(), 0.001))
        return texts

    def _translate(self, model: Model, texts: Sequence[str], *, seconds: float) -> list[str]:
        try:
            return self._loaded(model).translate(texts, seconds=seconds)
        except EngineError:
            raise
        except Exception:  # noqa: BLE001  # whatever the library does; its errors may hold the text
            failure = broke_off(self.label)
        raise failure

    def _route(self, source: str, target: str) -> tuple[Model, ...]:
        return route(self._folder, self._family.kinds, source=source, target=target)

    def _loaded(self, model: Model) -> Loaded:
        with self._lock:
            trial.require(model)
            return _kept(self._family, model, tuple(model.mark))


@lru_cache(maxsize=4)
def _kept(family: Family, model: Model, mark: tuple[int, ...]) -> Loaded:  # noqa: ARG001  # one that changed is another
    return family.load(model)


def broke_off(label: str) -> EngineError:
    """Return the error for a library that failed."""
    return EngineError(EngineErrorKind.BAD_ANSWER, "{engine} broke off. Take another model.", engine=label)


def too_slow(label: str, seconds: float) -> EngineError:
    """Return the error for a model that took too long."""
    return EngineError(
        EngineErrorKind.TIMEOUT,
        "{engine} did not answer within {seconds} seconds. Try again later, or take another engine.",
        engine=label,
        seconds=f"{seconds:g}",
    )


def damaged(file: str) -> EngineError:
    """Return the error for a file that no library can read."""
    return EngineError(
        EngineErrorKind.BAD_ANSWER,
        "{file} of the model is cut off or damaged. Get the model again.",
        file=file,
    )
