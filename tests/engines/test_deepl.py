import logging

import pytest

from app.engines import Request, Term, describe
from app.settings import Settings
from tests.engines.asking import asked, service
from tests.standin import StandIn

TERMS = [Term("union", "профспілка"), Term("party", "партія")]


def test_tokens_travel_as_tags_and_other_signs_as_text() -> None:
    with StandIn(dialect="deepl") as standin:
        service("deepl", standin).translate(asked(["[X1X]Marx[X2X] & <b>"]))
        assert standin.asked[0].content["text"] == ['<x id="1"/>Marx<x id="2"/> &amp; &lt;b&gt;']
        assert standin.asked[0].content["tag_handling"] == "xml"


def test_neighbours_are_context() -> None:
    with StandIn(dialect="deepl") as standin:
        service("deepl", standin).translate(asked(["We left."], around=["Where?", "Then?"]))
        assert standin.asked[0].content["context"] == "Where? Then?"


def test_terms_become_a_glossary_that_is_made_once() -> None:
    with StandIn(dialect="deepl") as standin:
        engine = service("deepl", standin)
        for _ in range(2):
            engine.translate(asked(["We left."], terms=TERMS))
        engine.translate(asked(["We left."]))
        contents = [one.content for one in standin.asked]
        assert [one.get("glossary_id") for one in contents] == ["g-1", "g-1", None]
        assert [one["name"][:10] for one in standin.others if one] == ["workbench "]


@pytest.mark.parametrize(
    ("key", "address"), [("k:fx", "https://api-free.deepl.com"), ("k", "https://api.deepl.com")]
)
def test_a_key_of_the_free_service_has_its_own_address(
    key: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEEPL_AUTH_KEY", key)
    assert describe("deepl", Settings()).address == address


def test_without_a_key_it_says_where_to_put_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEEPL_AUTH_KEY")
    (lack,) = describe("deepl", Settings()).lacks(source="en", target="uk")
    assert "DEEPL_AUTH_KEY" in str(lack)


def test_without_its_package_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.engines.deepl.find_spec", lambda name: None)
    (lack,) = describe("deepl", Settings()).lacks(source="en", target="uk")
    assert "pip install 'translation-workbench[deepl]'" in str(lack)


@pytest.mark.parametrize(
    ("language", "code"),
    [("uk", "UK"), ("uk-UA", "UK"), ("en", "EN-GB"), ("en_US", "EN-US"), ("pt-BR", "PT-BR"), ("de-AT", "DE")],
)
def test_languages_are_spelled_as_deepl_spells_them(language: str, code: str) -> None:
    with StandIn(dialect="deepl") as standin:
        service("deepl", standin).translate(Request(("Exactly.",), "sv-SE", language))
        assert standin.asked[0].content["target_lang"] == code
        assert standin.asked[0].content["source_lang"] == "SV"


def test_the_package_logs_no_text(caplog: pytest.LogCaptureFixture) -> None:
    with StandIn(dialect="deepl") as standin, caplog.at_level(logging.DEBUG, logger="deepl"):
        service("deepl", standin).translate(asked(["The informant Zaporizka."]))
    assert "Zaporizka" not in caplog.text
