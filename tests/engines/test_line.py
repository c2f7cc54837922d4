"""What all runs share of an engine: places, peace, and the breaker."""

import threading
from collections.abc import Sequence

import pytest

from app.engines.line import Line, line_to
from app.engines.runner import Persistence, run
from app.errors import EngineError, EngineErrorKind
from tests.engines.asking import service
from tests.engines.test_runner import SINGLE, Scripted, error
from tests.standin import StandIn

TEXTS = [f"This is sentence number {number} of the interview." for number in range(12)]


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def broken(clock: Clock, kind: EngineErrorKind = EngineErrorKind.NETWORK, after: float | None = None) -> Line:
    line = Line(2, clock=clock)
    line.breaks(error(kind, after))
    return line


def drafted(engine: Scripted, line: Line, texts: Sequence[str] = TEXTS) -> int:
    outcomes = run(
        engine,
        texts,
        source="en",
        target="uk",
        line=line,
        wait=lambda seconds: None,
        persistence=Persistence(retries=0, pause=0.0),
    )
    return sum(outcome.text is not None for outcome in outcomes)


def test_a_broken_engine_is_not_asked_by_the_next_run_either_and_says_when_it_will_be() -> None:
    clock = Clock()
    line = Line(1, clock=clock)
    engine = Scripted([error(EngineErrorKind.NETWORK)] * 4, limits=SINGLE)
    assert drafted(engine, line) == 0
    asked = len(engine.asked)
    assert drafted(engine, line) == 0
    assert len(engine.asked) == asked
    trouble = line.trouble()
    assert trouble is not None
    assert trouble.seconds == 30.0
    assert trouble.error.kind is EngineErrorKind.NETWORK


def test_when_the_time_has_come_one_request_goes_first_and_success_mends() -> None:
    clock = Clock()
    line = broken(clock)
    clock.now += 31
    assert line.trouble() is None
    assert line.on_trial
    assert drafted(Scripted(limits=SINGLE), line) == len(TEXTS)
    assert not line.on_trial


def test_a_trial_that_fails_breaks_for_twice_as_long() -> None:
    clock = Clock()
    line = broken(clock)
    clock.now += 31
    engine = Scripted([error(EngineErrorKind.NETWORK)] * 9, limits=SINGLE)
    assert drafted(engine, line) == 0
    assert len(engine.asked) == 1
    trouble = line.trouble()
    assert trouble is not None
    assert trouble.seconds == 60.0


def test_the_pause_has_an_end() -> None:
    clock = Clock()
    line = Line(1, clock=clock)
    for _ in range(12):
        line.breaks(error(EngineErrorKind.NETWORK))
        trouble = line.trouble()
        assert trouble is not None
        longest = trouble.seconds
        clock.now += longest
    assert longest == 900.0


def test_an_engine_that_says_how_long_to_wait_is_left_alone_so_long() -> None:
    trouble = broken(Clock(), EngineErrorKind.RATE_LIMITED, 3600.0).trouble()
    assert trouble is not None
    assert trouble.seconds == 3600.0


@pytest.mark.parametrize("kind", [EngineErrorKind.UNSUPPORTED, EngineErrorKind.NOT_ALLOWED])
def test_what_is_not_the_engines_fault_breaks_nothing(kind: EngineErrorKind) -> None:
    assert broken(Clock(), kind).trouble() is None


def test_a_person_may_have_it_asked_again_at_once() -> None:
    line = broken(Clock())
    line.mends()
    assert line.trouble() is None
    assert drafted(Scripted(limits=SINGLE), line) == len(TEXTS)


def test_two_runs_together_stay_within_the_engines_limit() -> None:
    with StandIn("slow", delay=0.05) as standin:
        engine = service("google", standin, segments="2", concurrency="2")
        line = line_to(engine)
        assert line_to(service("google", standin, segments="2")) is line
        runs = [
            threading.Thread(target=lambda: list(run(engine, TEXTS, source="en", target="uk", line=line)))
            for _ in range(3)
        ]
        for one in runs:
            one.start()
        for one in runs:
            one.join()
        assert standin.most_at_once == 2
        assert standin.requests == 3 * len(TEXTS) / 2


def test_while_the_engine_wants_peace_no_request_of_any_run_begins() -> None:
    clock = Clock()
    line = Line(2, clock=clock)
    line.leave_in_peace(5.0)
    halted, entered = threading.Event(), threading.Event()

    def enter() -> None:
        with line.place(halted) as free:
            if free:
                entered.set()

    thread = threading.Thread(target=enter)
    thread.start()
    assert not entered.wait(0.2)
    clock.now += 6
    assert entered.wait(10)
    thread.join()


def test_who_is_halted_gives_up_waiting_for_a_place() -> None:
    line, halted = Line(1), threading.Event()
    with line.place(threading.Event()) as free:
        assert free
        threading.Timer(0.1, halted.set).start()
        with line.place(halted) as second:
            assert not second


def test_a_fault_in_an_engine_is_a_sentence_without_the_text() -> None:
    class Faulty(Scripted):
        def translate(self, request: object) -> list[str]:
            raise KeyError("The informant Zaporizka")

    outcomes = list(run(Faulty(limits=SINGLE), TEXTS[:1], source="en", target="uk"))
    assert isinstance(outcomes[0].error, EngineError)
    assert "not foreseen (KeyError)" in str(outcomes[0].error)
    assert "Zaporizka" not in str(outcomes[0].error)
