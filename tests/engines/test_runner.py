import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from app.engines import Engine, Limits, Request
from app.engines.google import make
from app.engines.runner import Outcome, Persistence, run
from app.errors import EngineError, EngineErrorKind, Message
from tests.pseudo import translate
from tests.standin import StandIn

TEXTS = (
    "I lived in Europe.",
    "The choice fell on [Sotsialnyi Rukh](https://secret.example.org) (Social Movement).",
    "…",
    "But after 2010-2011 I stopped being involved.",
    "They were always talking about the same things with the same people.",
)

SILENT = (
    *("quota", "quota-lines", "error-text", "json-error", "error-page", "empty", "none", "dots", "unchanged"),
    *("half", "loop", "mojibake", "questions", "wrong-language", "wrong-script", "cut"),
)
"""Modes in which the engine claims that all is well."""
LOUD = (
    *("400", "401", "403", "404", "413", "429", "456", "500", "503"),
    *("truncated", "reset", "endless", "elsewhere", "circle"),
)
AT_ONCE = Persistence(pause=0.0)
ROOMY = Limits(max_characters=1000, max_segments=10, concurrency=1)
SINGLE = Limits(max_characters=1000, max_segments=1, concurrency=1)


def google(standin: StandIn, deadline: str = "30") -> Engine:
    return make({"url": standin.url, "deadline": deadline})


def drafted(
    engine: Engine, texts: Sequence[str] = TEXTS, *, persistence: Persistence = AT_ONCE
) -> list[Outcome]:
    outcomes = run(
        engine, texts, source="en", target="uk", persistence=persistence, wait=lambda seconds: None
    )
    return sorted(outcomes, key=lambda outcome: outcome.index)


@dataclass
class Scripted:
    """An engine that answers from a list of lists and errors; then it translates well."""

    script: list[list[str] | EngineError] = field(default_factory=list)
    limits: Limits = ROOMY
    asked: list[list[str]] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    id: str = "scripted"
    label: str = "Scripted"
    remote: bool = False
    address: str = ""

    def model(self, *, source: str, target: str) -> str:
        return ""

    def route(self, *, source: str, target: str) -> str:
        return ""

    def lacks(self, *, source: str, target: str) -> tuple[Message, ...]:
        return ()

    def translate(self, request: Request) -> list[str]:
        self.asked.append(list(request.texts))
        self.requests.append(request)
        good = [translate(text, request.target) for text in request.texts]
        step = self.script.pop(0) if self.script else good
        if isinstance(step, EngineError):
            raise step
        return step


def error(kind: EngineErrorKind, retry_after: float | None = None) -> EngineError:
    return EngineError(kind, "Scripted failure.", retry_after=retry_after)


def test_every_text_gets_one_outcome_with_its_markup_and_figures() -> None:
    with StandIn() as standin:
        outcomes = drafted(google(standin))
        assert [outcome.index for outcome in outcomes] == list(range(len(TEXTS)))
        assert all(outcome.text and not outcome.flags and not outcome.error for outcome in outcomes)
        assert "](https://secret.example.org)" in str(outcomes[1].text)
        assert "2010" in str(outcomes[3].text)
        assert standin.requests == 1


def test_addresses_and_texts_without_letters_never_leave_the_machine() -> None:
    with StandIn() as standin:
        outcomes = drafted(
            google(standin), ["…", "[the page](https://secret.example.org)", "a@secret.example.org"]
        )
        assert (outcomes[0].text, outcomes[2].text) == ("…", "a@secret.example.org")
        assert standin.texts == ["[X1X]the page[X2X]"]


@pytest.mark.parametrize("mode", SILENT + LOUD)
def test_no_silent_failure_becomes_a_draft(mode: str) -> None:
    texts = [text for text in TEXTS if text != "…"]
    with StandIn(mode) as standin:
        outcomes = drafted(google(standin), texts)
    assert len(outcomes) == len(texts)
    for outcome in outcomes:
        assert outcome.text is None
        assert outcome.refused or outcome.error
        told = f"{outcome.refused} {outcome.error}"
        assert "Sotsialnyi" not in told
        assert "secret" not in told


@pytest.mark.parametrize("mode", ["hang", "drip", "drip-headers"])
def test_a_server_that_never_ends_costs_the_deadline_and_no_more_requests(mode: str) -> None:
    with StandIn(mode) as standin:
        outcomes = drafted(google(standin, "0.3"), persistence=Persistence(retries=1, pause=0.0))
        assert standin.requests == 2
    errors = [outcome.error for outcome in outcomes if outcome.error]
    assert len(errors) == len(TEXTS) - 1
    assert {error.kind for error in errors} == {EngineErrorKind.TIMEOUT}


@pytest.mark.parametrize("mode", ["missing-line", "glued-lines"])
def test_lines_that_do_not_match_are_asked_for_one_at_a_time(mode: str) -> None:
    with StandIn(mode) as standin:
        outcomes = drafted(google(standin))
        assert all(outcome.text for outcome in outcomes)
        assert standin.requests == 1 + 4


@pytest.mark.parametrize("mode", ["token-lost", "token-doubled", "token-broken"])
def test_a_token_gone_wrong_loses_only_its_own_text(mode: str) -> None:
    with StandIn(mode) as standin:
        outcomes = drafted(google(standin))
        assert [outcome.index for outcome in outcomes if outcome.refused] == [1]
        assert standin.requests == 2


def test_tokens_that_are_only_out_of_shape_are_mended() -> None:
    with StandIn("token-loose") as standin:
        assert "](https://secret.example.org)" in str(drafted(google(standin))[1].text)


def test_a_line_that_fails_a_guard_is_asked_for_once_more_alone() -> None:
    with StandIn("second-line-empty") as standin:
        outcomes = drafted(google(standin))
        assert all(outcome.text for outcome in outcomes)
        assert standin.texts[1:] == ["The choice fell on [X1X]Sotsialnyi Rukh[X2X] (Social Movement)."]


def test_figures_that_change_are_flagged() -> None:
    engine = Scripted([["У 2041 році все почалося знову, і ми це бачили."]])
    (outcome,) = drafted(engine, ["It all began again in 2014, and we saw it."])
    assert outcome.text
    assert [str(flag) for flag in outcome.flags] == ["Figures of the source are not in the answer: 2014."]


@pytest.mark.parametrize("mode", ["429", "500", "503", "reset", "truncated"])
def test_what_passes_is_tried_again(mode: str) -> None:
    with StandIn(mode, "good") as standin:
        assert all(outcome.text for outcome in drafted(google(standin)))
        assert standin.requests == 2


@pytest.mark.parametrize("kind", [EngineErrorKind.UNAUTHORIZED, EngineErrorKind.UNSUPPORTED])
def test_what_cannot_pass_is_asked_once_for_the_whole_run(kind: EngineErrorKind) -> None:
    engine = Scripted([error(kind)], limits=SINGLE)
    outcomes = drafted(engine)
    assert len(engine.asked) == 1
    assert [outcome.error.kind for outcome in outcomes if outcome.error] == [kind] * 4


def test_the_wait_grows_and_honours_what_the_engine_asks_for() -> None:
    waits: list[float] = []
    engine = Scripted([error(EngineErrorKind.NETWORK), error(EngineErrorKind.RATE_LIMITED, 9.0)])
    list(run(engine, TEXTS, source="en", target="uk", wait=waits.append, persistence=Persistence(pause=1.0)))
    assert 0.5 <= waits[0] <= 1.5
    assert waits[1:] == [9.0]


def test_an_engine_that_asks_for_too_long_a_wait_is_not_asked_again() -> None:
    engine = Scripted([error(EngineErrorKind.RATE_LIMITED, 3600.0)])
    outcomes = drafted(engine)
    assert len(engine.asked) == 1
    assert {outcome.error.retry_after for outcome in outcomes if outcome.error} == {3600.0}


def test_after_failures_in_a_row_the_rest_is_not_asked_for() -> None:
    texts = [f"This is sentence number {number}." for number in range(50)]
    engine = Scripted(
        [error(EngineErrorKind.NETWORK)] * 50,
        limits=SINGLE,
    )
    outcomes = drafted(engine, texts, persistence=Persistence(retries=0, failures=3))
    assert len(engine.asked) == 3
    assert len(outcomes) == 50
    assert all(outcome.error for outcome in outcomes)


def test_failures_with_successes_between_them_break_nothing() -> None:
    texts = [f"This is sentence number {number}." for number in range(6)]
    good = [translate(texts[1], "uk")]
    bad = error(EngineErrorKind.NETWORK)
    engine = Scripted([bad, good, bad, good, bad], limits=SINGLE)
    drafted(engine, texts, persistence=Persistence(retries=0, failures=2))
    assert len(engine.asked) == 6


def test_an_engine_that_says_nothing_useful_is_soon_left_alone() -> None:
    texts = [f"This is sentence number {number} of the long interview." for number in range(300)]
    with StandIn("quota-lines") as standin:
        outcomes = drafted(google(standin), texts)
        assert standin.requests < 15
    assert len(outcomes) == 300
    assert not any(outcome.text for outcome in outcomes)


def test_batches_run_at_once_but_within_the_engines_limit() -> None:
    texts = [f"This is sentence number {number} of the long interview." for number in range(400)]
    with StandIn("slow", delay=0.05) as standin:
        engine = google(standin)
        outcomes = drafted(engine, texts)
        assert [outcome.text for outcome in outcomes] == [translate(text, "uk") for text in texts]
        assert 2 <= standin.most_at_once <= engine.limits.concurrency
        assert all(len(sent) <= engine.limits.max_characters for sent in standin.texts)


def test_stopping_asks_for_nothing_more_and_leaves_the_rest_without_outcome() -> None:
    texts = [f"This is sentence number {number}." for number in range(50)]
    engine = Scripted(limits=SINGLE)
    stop = threading.Event()
    outcomes = []
    for outcome in run(engine, texts, source="en", target="uk", stopped=stop.is_set):
        outcomes.append(outcome)
        if len(outcomes) == 3:
            stop.set()
    assert len(outcomes) == 3
    assert len(engine.asked) <= 4


def test_stopping_does_not_wait_for_a_hanging_request() -> None:
    with StandIn("hang") as standin:
        assert list(
            run(google(standin), TEXTS, source="en", target="uk", stopped=lambda: standin.requests > 0)
        ) == [Outcome(2, "…")]
        assert standin.at_once == 1


def test_stopping_ends_the_wait_before_a_retry() -> None:
    engine = Scripted([error(EngineErrorKind.RATE_LIMITED, 29.0)])
    stop = threading.Event()
    outcomes = run(engine, TEXTS, source="en", target="uk", stopped=stop.is_set)
    assert next(outcomes).text == "…"
    threading.Timer(0.1, stop.set).start()
    assert list(outcomes) == []
    for thread in threading.enumerate():
        if thread.name.startswith("engine-scripted"):
            thread.join(timeout=10)
            assert not thread.is_alive()
    assert len(engine.asked) == 1


def test_closing_the_iterator_stops_the_run() -> None:
    texts = [f"This is sentence number {number}." for number in range(50)]
    engine = Scripted(limits=SINGLE)
    outcomes = run(engine, texts, source="en", target="uk")
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert len(engine.asked) <= 2


def test_another_number_of_answers_is_never_shared_out() -> None:
    engine = Scripted([["Так."]])
    outcomes = drafted(engine)
    assert all(outcome.text for outcome in outcomes)
    assert [len(asked) for asked in engine.asked] == [4, 1, 1, 1, 1]


def test_nothing_to_do_asks_nothing() -> None:
    engine = Scripted()
    assert drafted(engine, []) == []
    assert engine.asked == []
