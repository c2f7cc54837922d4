from typing import Any

import pytest

from app.errors import SettingsError
from app.settings import Settings, parse

_REFUSED: tuple[tuple[dict[str, Any], str], ...] = (
    ({"projekt": {}}, "[projekt]"),
    ({"project": {"langauges": ["uk"]}}, "langauges"),
    ({"project": 3}, "[project]"),
    ({"project": {"languages": "uk"}}, "[project] languages must be a list"),
    ({"project": {"languages": ["uk", 3]}}, "[project] languages must be a list"),
    ({"project": {"languages": []}}, "at least one"),
    ({"project": {"languages": ["uk", "uk"]}}, "named once"),
    ({"project": {"name": 1984}}, "[project] name must be text"),
    ({"drafts": {"allow_remote": "no"}}, "[drafts] allow_remote must be true or false"),
    ({"drafts": {"allow_remote": 0}}, "[drafts] allow_remote must be true or false"),
    ({"review": {"alone": None}}, "[review] alone must be true or false"),
    ({"export": {"threshold": "0.8"}}, "[export] threshold must be a number"),
    ({"export": {"threshold": True}}, "[export] threshold must be a number"),
    ({"export": {"threshold": 80}}, "between 0 and 1"),
    ({"export": {"threshold": -0.1}}, "between 0 and 1"),
    ({"export": {"threshold": float("nan")}}, "between 0 and 1"),
    ({"engines": {"google": "https://x"}}, "one table for each engine"),
    ({"engines": {"google": {"api_key": "x"}}}, "looks like a secret"),
    ({"engines": {"google": {"Token": "x"}}}, "looks like a secret"),
    ({"drafts": {"languages": ["uk"]}}, "[drafts.languages.CODE] holds one setting"),
    ({"drafts": {"languages": {"uk": ["google"]}}}, "[drafts.languages.CODE] holds one setting"),
    ({"drafts": {"languages": {"uk": {"engine": "google"}}}}, "[drafts.languages.CODE] holds one setting"),
    (
        {"drafts": {"languages": {"uk": {"engines": "google"}}}},
        "[drafts.languages.uk] engines must be a list",
    ),
    ({"drafts": {"languages": {"pl": {"engines": []}}}}, "[drafts.languages.pl] is for a language"),
    (
        {"export": {"languages": {"uk": 0.9}}},
        "[export.languages.CODE] holds one setting, threshold, a number",
    ),
    ({"export": {"languages": {"pl": {"threshold": 0.9}}}}, "[export.languages.pl] is for a language"),
    ({"export": {"languages": {"uk": {"threshold": 90}}}}, "[export.languages.uk] must lie between 0 and 1"),
    (
        {"export": {"languages": {"uk": {"threshold": "x"}}}},
        "[export.languages.uk] threshold must be a number",
    ),
    ({"export": {"machine": "yes"}}, "[export] machine must be true or false"),
    ({"house": {"font": "Inter"}}, "“font” in [house] is not known"),
    ({"house": {"accent": 3}}, "[house] accent must be text"),
)


@pytest.mark.parametrize(("table", "says"), _REFUSED)
def test_what_cannot_be_meant_is_refused_with_file_and_key(table: dict[str, Any], says: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse(table, file="workbench.toml")
    assert "workbench.toml" in str(caught.value)
    assert says in str(caught.value)


def test_everything_may_be_left_out() -> None:
    assert parse({}, file="x") == Settings()


def test_what_is_said_is_kept() -> None:
    table = {
        "project": {"name": "Talks", "source_language": "sv", "languages": ["uk", "pt-BR"]},
        "drafts": {"engines": [], "allow_remote": False},
        "review": {"alone": False, "trust_outside": False},
        "export": {"threshold": 1},
        "engines": {"google": {"url": "http://localhost/", "deadline": 5}},
    }
    found = parse(table, file="x")
    assert (found.name, found.source_language, found.languages) == ("Talks", "sv", ("uk", "pt-BR"))
    assert (found.engines, found.allow_remote) == ((), False)
    assert (found.review_alone, found.trust_outside_reviews, found.threshold) == (False, False, 1.0)
    assert found.engine_options == {"google": {"url": "http://localhost/", "deadline": "5"}}


def test_a_language_may_have_engines_of_its_own() -> None:
    table = {"drafts": {"engines": ["google"], "languages": {"uk": {"engines": ["firefox", "google"]}}}}
    found = parse(table, file="x")
    assert found.engines_for("uk") == ("firefox", "google")
    assert found.engines_for("sv") == ("google",)


def test_a_language_may_have_a_threshold_of_its_own() -> None:
    found = parse({"export": {"threshold": 0.5, "languages": {"uk": {"threshold": 1}}}}, file="x")
    assert (found.threshold_for("uk"), found.threshold_for("sv")) == (1.0, 0.5)


def test_what_editions_say_and_how_they_look_is_kept() -> None:
    table = {"export": {"publisher": "Allt åt alla", "machine": True}, "house": {"accent": "#123456"}}
    found = parse(table, file="x")
    assert (found.publisher, found.say_machine, found.house) == ("Allt åt alla", True, {"accent": "#123456"})
