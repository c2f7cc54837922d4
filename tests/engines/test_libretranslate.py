import pytest

from app.engines import describe
from app.errors import EngineError, EngineErrorKind
from app.settings import Settings
from tests.engines.asking import asked, service
from tests.standin import StandIn


def test_a_language_that_the_server_does_not_have_is_unsupported_and_not_asked_for() -> None:
    with StandIn(dialect="libretranslate") as standin:
        with pytest.raises(EngineError, match="from en into tlh") as caught:
            service("libretranslate", standin).translate(asked(["Exactly."], target="tlh"))
        assert (caught.value.kind, standin.requests) == (EngineErrorKind.UNSUPPORTED, 0)


def test_the_key_goes_along_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    with StandIn(dialect="libretranslate") as standin:
        service("libretranslate", standin).translate(asked(["Exactly."]))
        assert standin.asked[0].content["api_key"] == "kept-secret-2"
        monkeypatch.delenv("LIBRETRANSLATE_API_KEY")
        service("libretranslate", standin).translate(asked(["Exactly."]))
        assert "api_key" not in standin.asked[1].content


def test_without_an_address_it_says_what_to_write_and_is_not_remote() -> None:
    engine = describe("libretranslate", Settings())
    assert not engine.remote
    with pytest.raises(EngineError, match=r"\[engines\.libretranslate\] url = "):
        engine.translate(asked(["Exactly."]))


def test_a_slash_at_the_addresses_end_does_no_harm() -> None:
    with StandIn(dialect="libretranslate") as standin:
        engine = describe(
            "libretranslate", Settings(engine_options={"libretranslate": {"url": f"{standin.url}/"}})
        )
        assert engine.translate(asked(["Exactly."])) == ["Саме так."]
        assert engine.address == standin.url
