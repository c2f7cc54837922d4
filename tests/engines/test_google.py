import logging
import traceback
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from app.engines.google import GoogleEngine, make
from app.errors import EngineError, EngineErrorKind
from tests.engines.asking import asked
from tests.pseudo import translate
from tests.standin import StandIn

SECRET = "The informant Zaporizka lives in the yellow house."


def engine(standin: StandIn, **options: str) -> GoogleEngine:
    return make({"url": standin.url, "deadline": "30"} | options)


def failure(standin: StandIn, text: str = SECRET, **options: str) -> EngineError:
    with pytest.raises(EngineError) as caught:
        engine(standin, **options).translate(asked([text]))
    return caught.value


@pytest.mark.parametrize("language", ["uk", "sv", "ru"])
def test_a_batch_goes_out_in_one_request_and_comes_back_in_order(language: str) -> None:
    texts = ["Exactly.", "I lived in Europe.", "<b> & \"quotes\" 'kept'", "In 2011 we left [X1X]here[X2X]."]
    with StandIn() as standin:
        answers = engine(standin).translate(asked(texts, target=language))
        assert answers == [translate(text, language) for text in texts]
        assert standin.requests == 1


def test_a_newline_in_a_text_never_reaches_the_engine() -> None:
    with StandIn() as standin:
        assert len(engine(standin).translate(asked(["one\ntwo", "three"]))) == 2
        assert standin.texts == ["one two\nthree"]


def test_connections_are_kept_alive() -> None:
    with StandIn() as standin:
        google = engine(standin)
        for _ in range(5):
            google.translate(asked(["Exactly."]))
        assert (standin.requests, standin.connections) == (5, 1)


def test_eight_threads_never_get_each_others_answers() -> None:
    texts = [f"Segment number {number} of the interview." for number in range(200)]
    with StandIn("uneven", delay=0.03) as standin, ThreadPoolExecutor(8) as threads:
        google = engine(standin)
        answers = list(threads.map(lambda text: google.translate(asked([text])), texts))
        assert answers == [[translate(text, "uk")] for text in texts]
        assert standin.most_at_once > 1


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("400", EngineErrorKind.REFUSED),
        ("401", EngineErrorKind.UNAUTHORIZED),
        ("403", EngineErrorKind.UNAUTHORIZED),
        ("404", EngineErrorKind.REFUSED),
        ("413", EngineErrorKind.REFUSED),
        ("429", EngineErrorKind.RATE_LIMITED),
        ("456", EngineErrorKind.USED_UP),
        ("500", EngineErrorKind.NETWORK),
        ("503", EngineErrorKind.NETWORK),
        ("error-page", EngineErrorKind.BAD_ANSWER),
        ("cut", EngineErrorKind.BAD_ANSWER),
        ("endless", EngineErrorKind.BAD_ANSWER),
        ("elsewhere", EngineErrorKind.BAD_ANSWER),
        ("circle", EngineErrorKind.BAD_ANSWER),
        ("truncated", EngineErrorKind.NETWORK),
        ("reset", EngineErrorKind.NETWORK),
    ],
)
def test_every_failure_is_one_typed_error_without_the_text(
    mode: str, kind: EngineErrorKind, caplog: pytest.LogCaptureFixture
) -> None:
    with StandIn(mode) as standin, caplog.at_level(logging.DEBUG):
        error = failure(standin)
    assert error.kind is kind
    assert error.__cause__ is None
    assert error.__context__ is None
    assert "Zaporizka" not in "".join(traceback.format_exception(error)) + repr(error.args) + caplog.text


@pytest.mark.parametrize("mode", ["hang", "drip", "drip-headers"])
def test_a_server_that_never_ends_is_left_at_the_deadline(mode: str) -> None:
    with StandIn(mode) as standin:
        error = failure(standin, deadline="0.4")
    assert error.kind is EngineErrorKind.TIMEOUT
    assert "0.4 seconds" in str(error)


def test_a_kept_alive_connection_gets_the_whole_time_again() -> None:
    with StandIn("slow", delay=0.4) as standin:
        google = engine(standin, deadline="1.5")
        for _ in range(4):
            google.translate(asked(["Exactly."]))
        assert standin.connections == 1


def test_a_read_timeout_is_a_timeout() -> None:
    with StandIn("hang") as standin:
        assert failure(standin, read_timeout="0.2").kind is EngineErrorKind.TIMEOUT


def test_nobody_listening_is_a_network_failure() -> None:
    with StandIn() as standin:
        gone = standin.url
    with pytest.raises(EngineError) as caught:
        make({"url": gone}).translate(asked([SECRET]))
    assert caught.value.kind is EngineErrorKind.NETWORK


@pytest.mark.parametrize(
    ("header", "seconds"), [("7", 7.0), ("soon", None), ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0)]
)
def test_what_the_server_asks_us_to_wait_is_kept(header: str, seconds: float | None) -> None:
    with StandIn("429", retry_after=header) as standin:
        assert failure(standin).retry_after == seconds


def test_a_date_to_come_is_read_as_seconds() -> None:
    header = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    with StandIn("429", retry_after=header) as standin:
        wait = failure(standin).retry_after
    assert wait is not None
    assert 3000 < wait <= 3600


def test_letters_are_read_as_utf_8_where_the_server_does_not_say() -> None:
    with StandIn("no-charset") as standin:
        assert engine(standin).translate(asked(["Exactly."])) == ["Саме так."]


@pytest.mark.parametrize("mode", ["missing-line", "glued-lines"])
def test_another_number_of_lines_is_a_bad_answer(mode: str) -> None:
    with StandIn(mode) as standin, pytest.raises(EngineError, match="was asked for 3 texts") as caught:
        engine(standin).translate(asked(["Exactly.", "Yeah.", "I lived in Europe."]))
    assert caught.value.kind is EngineErrorKind.BAD_ANSWER


@pytest.mark.parametrize(("mode", "answer"), [("empty", ""), ("dots", "…")])
def test_no_translation_is_no_crash(mode: str, answer: str) -> None:
    with StandIn(mode) as standin:
        assert engine(standin).translate(asked(["Exactly."])) == [answer]


def test_what_deep_translator_gives_as_none_is_empty() -> None:
    with StandIn("unchanged") as standin:
        assert engine(standin).translate(asked(["…"])) == [""]


@pytest.mark.parametrize("code", ["uk", "uk-UA", "uk_UA"])
def test_regions_that_google_does_not_know_are_left_out(code: str) -> None:
    with StandIn() as standin:
        assert engine(standin).translate(asked(["Exactly."], source="en-GB", target=code)) == ["Саме так."]


def test_a_language_that_google_does_not_know_is_unsupported_and_not_asked_for() -> None:
    with StandIn() as standin:
        with pytest.raises(EngineError, match="tlh") as caught:
            engine(standin).translate(asked([SECRET], target="tlh"))
        assert (caught.value.kind, standin.requests) == (EngineErrorKind.UNSUPPORTED, 0)


def test_a_text_that_is_too_long_is_not_sent() -> None:
    with StandIn() as standin:
        assert failure(standin, "Zaporizka " * 600).kind is EngineErrorKind.REFUSED
        assert standin.requests == 0


@pytest.mark.parametrize("value", ["0", "-1", "soon", "nan", "inf"])
def test_a_deadline_has_to_be_a_number_of_seconds(value: str) -> None:
    with pytest.raises(EngineError, match="deadline"):
        make({"deadline": value})


@pytest.mark.parametrize("url", ["translate.google.com/m", "ftp://127.0.0.1/m", "http://"])
def test_an_address_that_is_none_is_said_so(url: str) -> None:
    with pytest.raises(EngineError, match=r"workbench\.toml") as caught:
        make({"url": url}).translate(asked([SECRET]))
    assert caught.value.kind is EngineErrorKind.UNSUPPORTED
    assert "Zaporizka" not in str(caught.value)
