"""What every engine promises, whichever server it asks."""

import logging
import re
import traceback
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.engines import KNOWN, Request, describe
from app.engines.runner import Outcome, Persistence, run
from app.errors import EngineError, EngineErrorKind
from app.settings import Settings
from tests.engines.asking import KEYS, SERVICES, asked, service, settings
from tests.pseudo import translate
from tests.standin import StandIn

SECRET = "The informant Zaporizka lives in the yellow house."
TEXTS = (
    "I lived in Europe.",
    "The choice fell on [Sotsialnyi Rukh](https://secret.example.org) (Social Movement).",
    "But after 2010-2011 I stopped being involved.",
    "They were always talking about the same things with the same people.",
)
FAILURES = [
    ("400", EngineErrorKind.REFUSED),
    ("401", EngineErrorKind.UNAUTHORIZED),
    ("402", EngineErrorKind.USED_UP),
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
]
SILENT = (
    *("quota", "quota-lines", "error-text", "json-error", "error-page", "empty", "none", "dots", "unchanged"),
    *("half", "loop", "mojibake", "questions", "wrong-language", "wrong-script", "cut"),
)
"""Modes in which the service claims that all is well."""
everywhere = pytest.mark.parametrize("name", SERVICES)


def failure(name: str, standin: StandIn, text: str = SECRET, **options: str) -> EngineError:
    with pytest.raises(EngineError) as caught:
        service(name, standin, **options).translate(asked([text]))
    return caught.value


def drafted(name: str, standin: StandIn, *, deadline: str = "30", retries: int = 1) -> list[Outcome]:
    outcomes = run(
        service(name, standin, deadline=deadline),
        TEXTS,
        source="en",
        target="uk",
        persistence=Persistence(retries=retries, pause=0.0),
        wait=lambda seconds: None,
    )
    return sorted(outcomes, key=lambda outcome: outcome.index)


@pytest.mark.parametrize("name", KNOWN)
def test_an_engine_says_what_it_is_without_asking_anybody(name: str) -> None:
    engine = describe(name, Settings())
    assert engine.id == name
    assert engine.label
    assert bool(engine.address) == engine.remote
    assert all(limit > 0 for limit in (engine.limits.max_characters, engine.limits.max_segments))
    assert isinstance(engine.lacks(source="en", target="uk"), tuple)


@pytest.mark.parametrize("name", KNOWN)
def test_an_option_that_nobody_knows_is_named(name: str) -> None:
    with pytest.raises(EngineError, match=rf"“dedline” in \[engines.{name}\] is not known") as caught:
        describe(name, Settings(engine_options={name: {"dedline": "5"}}))
    assert caught.value.kind is EngineErrorKind.UNSUPPORTED


@pytest.mark.parametrize("name", KNOWN)
def test_limits_are_whole_numbers_above_0(name: str) -> None:
    for value in ("0", "-1", "many", "1.5", "²"):
        with pytest.raises(EngineError, match="“concurrency”"):
            describe(name, Settings(engine_options={name: {"concurrency": value}}))
    engine = describe(name, Settings(engine_options={name: {"concurrency": "3", "segments": "7"}}))
    assert (engine.limits.concurrency, engine.limits.max_segments) == (3, 7)


@everywhere
@pytest.mark.parametrize("language", ["uk", "sv", "ru"])
def test_a_batch_goes_out_in_one_request_and_comes_back_in_order(name: str, language: str) -> None:
    texts = ["Exactly.", "I lived in Europe.", "<b> & \"quotes\" 'kept'", "In 2011 we left [X1X]here[X2X]."]
    with StandIn(dialect=name) as standin:
        answers = service(name, standin).translate(asked(texts, target=language))
        assert answers == [translate(text, language) for text in texts]
        assert standin.requests == 1


@everywhere
def test_a_region_that_the_service_does_not_know_is_left_out(name: str) -> None:
    with StandIn(dialect=name) as standin:
        request = Request(("Exactly.",), "en-GB", "uk-UA")
        assert service(name, standin).translate(request) == ["Саме так."]


@everywhere
def test_connections_are_kept_alive(name: str) -> None:
    with StandIn(dialect=name) as standin:
        engine = service(name, standin)
        for _ in range(5):
            engine.translate(asked(["Exactly."]))
        assert (standin.requests, standin.connections) == (5, 1)


@everywhere
def test_eight_threads_never_get_each_others_answers(name: str) -> None:
    texts = [f"Segment number {number} of the interview." for number in range(120)]
    with StandIn("uneven", dialect=name, delay=0.03) as standin, ThreadPoolExecutor(8) as threads:
        engine = service(name, standin)
        answers = list(threads.map(lambda text: engine.translate(asked([text])), texts))
        assert answers == [[translate(text, "uk")] for text in texts]
        assert standin.most_at_once > 1


@everywhere
@pytest.mark.parametrize(("mode", "kind"), FAILURES)
def test_every_failure_is_one_typed_error_without_text_and_key(
    name: str, mode: str, kind: EngineErrorKind, caplog: pytest.LogCaptureFixture
) -> None:
    with StandIn(mode, dialect=name) as standin, caplog.at_level(logging.DEBUG):
        error = failure(name, standin)
    assert error.kind is kind
    assert error.__cause__ is None
    assert error.__context__ is None
    told = "".join(traceback.format_exception(error)) + repr(error.args) + caplog.text
    assert "Zaporizka" not in told
    assert "kept-secret" not in told


@everywhere
def test_an_answer_that_comes_leaves_no_trace_in_the_log(name: str, caplog: pytest.LogCaptureFixture) -> None:
    with StandIn(dialect=name) as standin, caplog.at_level(logging.DEBUG):
        service(name, standin).translate(asked([SECRET]))
    assert "Zaporizka" not in caplog.text
    assert "kept-secret" not in caplog.text


@everywhere
@pytest.mark.parametrize("mode", ["hang", "drip", "drip-headers"])
def test_a_server_that_never_ends_is_left_at_the_deadline(name: str, mode: str) -> None:
    with StandIn(mode, dialect=name) as standin:
        error = failure(name, standin, deadline="0.4")
    assert error.kind is EngineErrorKind.TIMEOUT
    assert "0.4 seconds" in str(error)


@everywhere
def test_what_the_server_asks_us_to_wait_is_kept(name: str) -> None:
    with StandIn("429", dialect=name, retry_after="7") as standin:
        assert failure(name, standin).retry_after == 7.0


@everywhere
@pytest.mark.parametrize("mode", ["missing-line", "glued-lines"])
def test_another_number_of_answers_is_a_bad_answer(name: str, mode: str) -> None:
    with (
        StandIn(mode, dialect=name) as standin,
        pytest.raises(EngineError, match="was asked for 3 texts") as caught,
    ):
        service(name, standin).translate(asked(["Exactly.", "Yeah.", "I lived in Europe."]))
    assert caught.value.kind is EngineErrorKind.BAD_ANSWER


@everywhere
def test_every_text_gets_one_draft_with_its_markup_and_figures(name: str) -> None:
    with StandIn(dialect=name) as standin:
        outcomes = drafted(name, standin)
        assert all(outcome.text and not outcome.flags for outcome in outcomes)
        assert "](https://secret.example.org)" in str(outcomes[1].text)
        assert "2010" in str(outcomes[2].text)
        assert standin.requests == 1
        assert not any("secret.example.org" in text for text in standin.texts)


@everywhere
@pytest.mark.parametrize("mode", [*SILENT, *(mode for mode, _ in FAILURES)])
def test_no_failure_becomes_a_draft(name: str, mode: str) -> None:
    with StandIn(mode, dialect=name) as standin:
        outcomes = drafted(name, standin)
    assert len(outcomes) == len(TEXTS)
    for outcome in outcomes:
        assert outcome.text is None
        assert outcome.refused or outcome.error
        told = f"{outcome.refused} {outcome.error}"
        assert "Sotsialnyi" not in told
        assert "secret" not in told


@everywhere
@pytest.mark.parametrize("mode", ["hang", "drip", "drip-headers"])
def test_a_server_that_never_ends_costs_the_deadline_and_no_more_requests(name: str, mode: str) -> None:
    with StandIn(mode, dialect=name) as standin:
        outcomes = drafted(name, standin, deadline="0.3")
        assert standin.requests == 2
    assert {outcome.error.kind for outcome in outcomes if outcome.error} == {EngineErrorKind.TIMEOUT}


@everywhere
@pytest.mark.parametrize("mode", ["missing-line", "glued-lines"])
def test_texts_whose_number_does_not_match_are_asked_for_one_at_a_time(name: str, mode: str) -> None:
    with StandIn(mode, dialect=name) as standin:
        outcomes = drafted(name, standin)
        assert all(outcome.text for outcome in outcomes)
        assert standin.requests == 1 + len(TEXTS)


@everywhere
@pytest.mark.parametrize("mode", ["token-lost", "token-doubled", "token-broken"])
def test_a_token_gone_wrong_loses_only_its_own_text(name: str, mode: str) -> None:
    with StandIn(mode, dialect=name) as standin:
        outcomes = drafted(name, standin)
        assert [outcome.index for outcome in outcomes if outcome.refused] == [1]


@everywhere
def test_nobody_listening_is_a_network_failure(name: str) -> None:
    with StandIn(dialect=name) as standin:
        gone = standin.url
    with pytest.raises(EngineError) as caught:
        describe(name, settings(name, gone)).translate(asked([SECRET]))
    assert caught.value.kind is EngineErrorKind.NETWORK


@everywhere
@pytest.mark.parametrize(
    "url", ["translate.google.com/m", "ftp://127.0.0.1/m", "http://", "http://[", "http://h:0/"]
)
def test_an_address_that_is_none_is_said_so(name: str, url: str) -> None:
    with pytest.raises(EngineError, match=r"workbench\.toml") as caught:
        describe(name, settings(name, url))
    assert caught.value.kind is EngineErrorKind.UNSUPPORTED


@everywhere
def test_a_password_in_an_address_is_refused_and_not_repeated(name: str) -> None:
    with pytest.raises(EngineError, match="name or a password") as caught:
        describe(name, settings(name, "https://olha:kept-secret@example.org/"))
    assert "kept-secret" not in str(caught.value)


@pytest.mark.parametrize(("name", "variable"), [("deepl", 0), ("libretranslate", 1), ("openai", 2)])
def test_a_key_with_a_line_end_is_said_so_and_not_repeated(
    name: str, variable: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(list(KEYS)[variable], "kept-secret\r\nX-Evil: 1")
    with StandIn(dialect=name) as standin, pytest.raises(EngineError, match=list(KEYS)[variable]) as caught:
        describe(name, settings(name, standin.url)).translate(asked(["Exactly."]))
    assert caught.value.kind is EngineErrorKind.UNAUTHORIZED
    assert "kept-secret" not in str(caught.value)
    assert standin.requests == 0


@pytest.mark.parametrize(("name", "field"), [("deepl", "Authorization"), ("openai", "Authorization")])
def test_the_key_goes_to_the_service_and_a_password_file_does_not_replace_it(
    name: str, field: str, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    netrc = tmp_path_factory.mktemp("home") / "netrc"
    netrc.write_text("default login other password other\n")
    monkeypatch.setenv("NETRC", str(netrc))
    with StandIn(dialect=name) as standin:
        service(name, standin).translate(asked(["Exactly."]))
        assert re.search(r"(DeepL-Auth-Key|Bearer) kept-secret", standin.headers[0][field])


@pytest.mark.parametrize("name", ["libretranslate", "openai"])
@pytest.mark.parametrize(
    ("url", "remote"),
    [
        ("http://127.0.0.1:5000", False),
        ("http://127.8.9.1", False),
        ("http://localhost:11434/v1", False),
        ("http://[::1]:8080", False),
        ("http://LOCALHOST:1", False),
        ("http://0.0.0.0:5000", True),
        ("http://192.168.1.7:5000", True),
        ("http://localhost.example.org", True),
        ("http://127.0.0.1.nip.io", True),
        ("http://2130706433", True),
        ("http://evil.example.org\\.127.0.0.1", True),
        ("http://evil.example.org/127.0.0.1", True),
        ("http://127.0.0.1:5000?x=1", False),
        ("https://libretranslate.com", True),
    ],
)
def test_only_this_machines_own_addresses_are_not_remote(name: str, url: str, remote: bool) -> None:
    assert describe(name, settings(name, url)).remote is remote


@pytest.mark.parametrize("name", ["google", "deepl"])
def test_a_service_of_others_is_remote_wherever_its_address_points(name: str) -> None:
    assert describe(name, settings(name, "http://127.0.0.1:1/")).remote


@pytest.mark.parametrize("name", ["libretranslate", "openai"])
def test_what_stays_on_this_machine_passes_no_proxy(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with StandIn(dialect=name) as proxy, StandIn(dialect=name) as standin:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("ALL_PROXY", proxy.url)
        assert service(name, standin).translate(asked(["Exactly."])) == ["Саме так."]
        assert (standin.requests, proxy.connections) == (1, 0)
