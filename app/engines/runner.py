"""Run texts through one engine: in batches, several at a time, with retries, a breaker and guards."""

import contextlib
import random
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass, field

from app.draft import Protected, Verdict, batches, get_ready, judge, needs_engine, protect, restore
from app.engines.engine import Engine
from app.engines.line import Line
from app.engines.request import Request, Surroundings, Term
from app.errors import EngineError, EngineErrorKind, Message

_PASSING = frozenset({EngineErrorKind.TIMEOUT, EngineErrorKind.NETWORK, EngineErrorKind.RATE_LIMITED})
"""What another try may get over."""
_FINAL = frozenset(
    {
        EngineErrorKind.RATE_LIMITED,
        EngineErrorKind.UNAUTHORIZED,
        EngineErrorKind.USED_UP,
        EngineErrorKind.UNSUPPORTED,
        EngineErrorKind.NOT_ALLOWED,
    }
)
"""What the next batch would meet as well."""
_DIVISIBLE = frozenset({EngineErrorKind.BAD_ANSWER, EngineErrorKind.REFUSED})
"""What may lie in one text of a batch, or in the batch's size."""
_NOWHERE = Surroundings()
_GLANCE = 0.05
"""Seconds between two looks at whether to stop."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one text: a draft, or why there is none."""

    index: int
    """Its place among the texts that were handed in."""
    text: str | None = None
    """The draft, its markup restored."""
    refused: Message | None = None
    """Why the engine's answer is not shown."""
    answer: str = ""
    """The answer that was refused, as evidence."""
    flags: tuple[Message, ...] = ()
    """What a person should look at in the draft."""
    error: EngineError | None = None
    """Why the engine gave no answer."""


@dataclass(frozen=True, slots=True)
class Persistence:
    """How long to go on asking an engine that fails."""

    retries: int = 2
    """For each batch, after the first try."""
    pause: float = 0.5
    """Seconds before the first retry, doubled for each further one, give or take a half."""
    longest_pause: float = 30.0
    """An engine that asks for a longer one is not asked again."""
    failures: int = 4
    """In a row; then the rest is not asked."""


@dataclass(frozen=True, slots=True)
class _Job:
    """Texts that go out in one request."""

    indices: tuple[int, ...]


_Answer = list[str] | EngineError


@dataclass(slots=True)
class _Run:
    """The state of one run; only the thread that iterates writes it, but for the last four fields."""

    engine: Engine
    texts: Sequence[str]
    source: str
    target: str
    surroundings: Surroundings
    terms: tuple[Term, ...]
    line: Line
    persistence: Persistence
    wait: Callable[[float], object] | None
    protected: dict[int, Protected] = field(default_factory=dict)
    waiting: deque[_Job] = field(default_factory=deque)
    refusals: dict[int, Outcome] = field(default_factory=dict)
    """First answers that were refused, while the text is asked for again."""
    failures: int = 0
    broken: EngineError | None = None
    halted: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    errors: int = 0
    """In a row, as the threads meet them: what waits in their queue need not be asked to know more."""
    given_up: EngineError | None = None

    def ask(self, job: _Job) -> _Answer:
        """Ask the engine, unless it is given up. Runs in a thread of its own."""
        if self.given_up is not None:
            return self.given_up
        answers = self._persist(job)
        with self.lock:
            if not isinstance(answers, EngineError):
                self.errors = 0
            elif not self._divisible(job, answers):
                self.errors += 1
                if self._hopeless(answers, self.errors):
                    self.given_up = answers
        return answers

    def _divisible(self, job: _Job, error: EngineError) -> bool:
        return error.kind in _DIVISIBLE and len(job.indices) > 1

    def _hopeless(self, error: EngineError, failures: int) -> bool:
        return failures >= self.persistence.failures or error.kind in _FINAL or self.line.on_trial

    def _persist(self, job: _Job) -> _Answer:
        """Ask the engine, again where that may help."""
        for attempt in range(self.persistence.retries + 1):
            answers = self._try(job)
            if not isinstance(answers, EngineError):
                return answers if len(answers) == len(job.indices) else _wrong_count(self.engine)
            asked_for = answers.retry_after or 0.0
            jitter = random.uniform(0.5, 1.5)  # noqa: S311  no secret
            pause = max(asked_for, self.persistence.pause * 2**attempt * jitter)
            last = attempt == self.persistence.retries
            if last or answers.kind not in _PASSING or pause > self.persistence.longest_pause:
                return answers
            if asked_for and self.wait is None:
                self.line.leave_in_peace(asked_for)
            (self.wait or self.halted.wait)(pause)
            if self.halted.is_set():
                return answers
        raise AssertionError

    def _try(self, job: _Job) -> _Answer:
        """Ask the engine once, when there is a place at it."""
        texts = tuple(self.protected[index].text for index in job.indices)
        speakers, before, after = self.surroundings.around(job.indices)
        request = Request(texts, self.source, self.target, speakers, before, after, self.terms)
        with self.line.place(self.halted) as free:
            if not free:
                return EngineError(
                    EngineErrorKind.NETWORK, "{engine} was not asked.", engine=self.engine.label
                )
            try:
                return self.engine.translate(request)
            except EngineError as error:
                return error
            except Exception as error:  # noqa: BLE001  whatever an engine does, a person gets a sentence
                return EngineError(
                    EngineErrorKind.BAD_ANSWER,
                    "{engine} failed in a way that was not foreseen ({fault}).",
                    engine=self.engine.label,
                    fault=type(error).__name__,
                )

    def settle(self, job: _Job, answers: _Answer) -> Iterator[Outcome]:
        """Turn what came back for a job into outcomes, or into further jobs."""
        if isinstance(answers, EngineError):
            yield from self._failed(job, answers)
            return
        for index, answer in zip(job.indices, answers, strict=True):
            outcome = self._judged(index, answer)
            if outcome.refused is None:
                self.failures = 0
                self.line.mends()
                self.refusals.pop(index, None)
                yield outcome
            elif len(job.indices) > 1:
                self.refusals[index] = outcome
                self.waiting.appendleft(_Job((index,)))
            else:
                self.refusals.pop(index, None)
                yield outcome
                self._count_failure(
                    EngineError(
                        EngineErrorKind.BAD_ANSWER,
                        "{engine} gives nothing that can be used, so it was not asked further.",
                        engine=self.engine.label,
                    )
                )

    def _judged(self, index: int, answer: str) -> Outcome:
        protected, source = self.protected[index], self.texts[index]
        restored = restore(answer.strip(), protected)
        if isinstance(restored, Message):
            # What else is wrong says more than the token does: an error page loses every token.
            whole = judge(source, answer, source_language=self.source, language=self.target)
            return Outcome(index, refused=whole.refused or restored, answer=answer)
        verdict: Verdict = judge(source, restored, source_language=self.source, language=self.target)
        if verdict.refused is not None:
            return Outcome(index, refused=verdict.refused, answer=answer)
        return Outcome(index, restored, flags=verdict.flags)

    def _failed(self, job: _Job, error: EngineError) -> Iterator[Outcome]:
        if self._divisible(job, error):
            self.waiting.extendleft(_Job((index,)) for index in reversed(job.indices))
            return
        for index in job.indices:
            yield self.refusals.pop(index, Outcome(index, error=error))
        self._count_failure(error)

    def _count_failure(self, error: EngineError) -> None:
        self.failures += 1
        if self._hopeless(error, self.failures):
            self.broken = self.broken or error
            self.line.breaks(error)

    def rest(self) -> Iterator[Outcome]:
        """Give up on what is waiting."""
        for job in self.waiting:
            for index in job.indices:
                yield self.refusals.pop(index, Outcome(index, error=self.broken))
        self.waiting.clear()


def _wrong_count(engine: Engine) -> EngineError:
    return EngineError(
        EngineErrorKind.BAD_ANSWER,
        "{engine} gave another number of texts than it was asked for.",
        engine=engine.label,
    )


def run(
    engine: Engine,
    texts: Sequence[str],
    *,
    source: str,
    target: str,
    surroundings: Surroundings = _NOWHERE,
    terms: Sequence[Term] = (),
    line: Line | None = None,
    stopped: Callable[[], bool] = lambda: False,
    wait: Callable[[float], object] | None = None,
    persistence: Persistence = Persistence(),
) -> Iterator[Outcome]:
    """Draft texts, yielding each outcome as it comes, in no order. What is told of `run_together` holds."""
    together = run_together(
        engine,
        texts,
        source=source,
        target=target,
        surroundings=surroundings,
        terms=terms,
        line=line,
        stopped=stopped,
        wait=wait,
        persistence=persistence,
    )
    with contextlib.closing(together):
        for outcomes in together:
            yield from outcomes


def run_together(
    engine: Engine,
    texts: Sequence[str],
    *,
    source: str,
    target: str,
    surroundings: Surroundings = _NOWHERE,
    terms: Sequence[Term] = (),
    line: Line | None = None,
    stopped: Callable[[], bool] = lambda: False,
    wait: Callable[[float], object] | None = None,
    persistence: Persistence = Persistence(),
) -> Generator[tuple[Outcome, ...], None, None]:
    """Draft texts, yielding what comes of each request together, so that it can be kept together.

    Once `stopped()` says so, or the iterator is closed, nothing more is asked or yielded: a text without an
    outcome was not drafted. A request on its way ends by itself, at the engine's deadline. `line` is what
    the runs of a process share of the engine; without one, this run is alone with it.
    """
    line = line or Line(engine.limits.concurrency)
    state = _Run(engine, texts, source, target, surroundings, tuple(terms), line, persistence, wait)
    for index, text in enumerate(texts):
        if needs_engine(text):
            state.protected[index] = protect(text)
        else:
            yield (Outcome(index, text),)
    indices = tuple(state.protected)
    for group in batches(
        [state.protected[index].text for index in indices],
        max_characters=engine.limits.max_characters,
        max_segments=engine.limits.max_segments,
    ):
        state.waiting.append(_Job(tuple(indices[place] for place in group)))
    threading.Thread(target=get_ready, daemon=True).start()  # the first answers are on their way meanwhile
    executor = ThreadPoolExecutor(engine.limits.concurrency, thread_name_prefix=f"engine-{engine.id}")
    try:
        yield from _drive(state, executor, stopped)
    finally:
        state.halted.set()
        executor.shutdown(wait=False, cancel_futures=True)


def _drive(
    state: _Run, executor: ThreadPoolExecutor, stopped: Callable[[], bool]
) -> Iterator[tuple[Outcome, ...]]:
    """Keep as many jobs on their way as the engine bears, until none is left."""
    running: dict[Future[_Answer], _Job] = {}
    while state.waiting or running:
        if stopped():
            return
        if trouble := state.line.trouble():
            state.broken = state.broken or trouble.error
        if state.broken is not None:
            state.waiting.extend(running.pop(future) for future in list(running) if future.cancel())
            if rest := tuple(state.rest()):
                yield rest
        while state.waiting and len(running) < _places(state):
            job = state.waiting.popleft()
            running[executor.submit(state.ask, job)] = job
        done, _ = wait_for(running, timeout=_GLANCE, return_when=FIRST_COMPLETED)
        for future in [one for one in running if one in done]:  # in the order in which they were asked
            if outcomes := tuple(state.settle(running.pop(future), future.result())):
                yield outcomes


def _places(state: _Run) -> int:
    """Return how many requests to hand to the threads: twice as many as the engine is asked at once.

    A thread that is done takes the next one without waiting until what came before is judged and kept.
    """
    return 1 if state.line.on_trial else 2 * state.engine.limits.concurrency
