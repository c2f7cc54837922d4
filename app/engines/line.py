"""The line to an engine: what all runs of this process share of it, so that together they stay bearable.

How many requests are under way, until when it asked to be left in peace, and the breaker: an engine that
gives nothing is not asked again before some time has passed, longer each time, and then by one request first.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.engines.engine import Engine
from app.errors import EngineError, EngineErrorKind

_FIRST_PAUSE = 30.0
_LONGEST_PAUSE = 900.0
_GLANCE = 0.05
"""Seconds between two looks at whether a place is free, or whether to give up."""
_NOT_ITS_FAULT = frozenset({EngineErrorKind.UNSUPPORTED, EngineErrorKind.NOT_ALLOWED})
"""What says nothing of the next request, which may be for another language."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why an engine is not asked now."""

    error: EngineError
    seconds: float
    """Until it is tried again."""


class Line:
    """The line to one engine at one address; several threads may use it."""

    def __init__(self, places: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._places = threading.BoundedSemaphore(places)
        self._lock = threading.Lock()
        self._quiet_until = 0.0
        self._error: EngineError | None = None
        self._again_at = 0.0
        self._times = 0

    def trouble(self) -> Trouble | None:
        """Return why the engine is not asked now; None where it is, if only on trial."""
        with self._lock:
            left = self._again_at - self._clock()
            return Trouble(self._error, left) if self._error is not None and left > 0 else None

    @property
    def on_trial(self) -> bool:
        """Whether it was broken and has not answered since: then one request goes first."""
        return self._error is not None

    def breaks(self, error: EngineError) -> None:
        """Ask no more for a while: as long as the engine said, or longer each time."""
        if error.kind in _NOT_ITS_FAULT:
            return
        with self._lock:
            if self._error is not None and self._clock() < self._again_at:
                return  # another run has told already
            pause = min(_FIRST_PAUSE * 2**self._times, _LONGEST_PAUSE)
            self._again_at = self._clock() + max(pause, error.retry_after or 0.0)
            self._error = error
            self._times += 1

    def mends(self) -> None:
        """Note that the engine answered, or that a person wants it asked again."""
        with self._lock:
            self._error, self._times, self._again_at = None, 0, 0.0

    def leave_in_peace(self, seconds: float) -> None:
        """Let no request of any run begin for so long."""
        with self._lock:
            self._quiet_until = max(self._quiet_until, self._clock() + seconds)

    @contextmanager
    def place(self, halted: threading.Event) -> Iterator[bool]:
        """Wait for a free place and for the engine's peace to end; False where the run was halted before."""
        while not halted.is_set():
            rest = self._quiet_until - self._clock()
            if rest > 0:
                halted.wait(min(rest, 1.0))
            elif self._places.acquire(timeout=_GLANCE):
                try:
                    yield not halted.is_set()
                finally:
                    self._places.release()
                return
        yield False


_lines: dict[tuple[str, str], Line] = {}
_lines_lock = threading.Lock()


def line_to(engine: Engine) -> Line:
    """Return the line of this process to an engine."""
    with _lines_lock:
        key = (engine.id, engine.address)
        return _lines.setdefault(key, Line(engine.limits.concurrency))
