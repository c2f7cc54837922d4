import pytest

from app.engines import available, describe, open_engine
from app.errors import EngineError, EngineErrorKind
from app.settings import Settings
from tests.standin import StandIn


def test_the_project_decides_the_order_and_unknown_engines_are_left_out() -> None:
    assert available(Settings(engines=("no-such", "google")), "uk") == ("google",)


@pytest.mark.parametrize(("allow_remote", "agreed"), [(False, True), (True, False), (False, False)])
def test_without_leave_nothing_is_opened_and_no_connection_made(allow_remote: bool, agreed: bool) -> None:
    with StandIn() as standin:
        settings = Settings(allow_remote=allow_remote, engine_options={"google": {"url": standin.url}})
        with pytest.raises(EngineError) as caught:
            open_engine("google", settings, agreed=agreed)
        assert caught.value.kind is EngineErrorKind.NOT_ALLOWED
        assert standin.url in str(caught.value)
        assert standin.connections == 0


def test_an_engine_with_leave_is_opened_without_asking_it() -> None:
    with StandIn() as standin:
        engine = open_engine("google", Settings(engine_options={"google": {"url": standin.url}}), agreed=True)
        assert (engine.id, engine.address, engine.remote) == ("google", standin.url, True)
        assert standin.connections == 0


def test_an_engine_can_be_described_before_anybody_agrees() -> None:
    engine = describe("google", Settings(allow_remote=False))
    assert engine.remote
    assert engine.address.startswith("https://translate.google.com/")


def test_an_unknown_engine_is_named_with_those_that_are_known() -> None:
    with pytest.raises(EngineError, match=r"There is no engine “gogle”\. Known are: google") as caught:
        open_engine("gogle", Settings(), agreed=True)
    assert caught.value.kind is EngineErrorKind.UNSUPPORTED
