from collections.abc import Callable
from pathlib import Path

import pytest

from app.catalog import State
from app.errors import Message, ReviewError
from app.ui import words
from tests.ui.conftest import Visit

_UK = """\
msgid ""
msgstr "Language: uk\\nContent-Type: text/plain; charset=UTF-8\\n"

msgid "Overview"
msgstr "Огляд"

msgid "Translate"
msgstr ""
"""


@pytest.fixture
def ukrainian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "uk.po").write_text(_UK, "utf-8")
    monkeypatch.setattr(words, "LOCALES", tmp_path / "words")
    words._catalog.cache_clear()


def test_a_sentence_is_filled_in() -> None:
    assert words._("{count} drafts came.", count=3) == "3 drafts came."


def test_a_message_within_a_message_is_said_too() -> None:
    inner = Message("{file} is empty.", file="a.txt")
    assert words.say(Message("It went wrong: {why}", why=inner)) == "It went wrong: a.txt is empty."


def test_an_error_is_said_as_its_sentence() -> None:
    assert words.say(ReviewError("Not by {name}.", name="{Olena}")) == "Not by {Olena}."


def test_every_state_has_a_word_of_its_own() -> None:
    found = words.state_words()
    assert set(found) == set(State)
    assert len(set(found.values())) == len(State)


@pytest.mark.usefixtures("ukrainian")
@pytest.mark.parametrize(("locale", "heading"), [("uk-UA", "Огляд"), ("uk", "Огляд"), ("ro", "Overview")])
def test_the_pages_speak_the_visitors_language_where_we_have_it(
    visit: Callable[..., Visit], folder: Path, locale: str, heading: str
) -> None:
    page = visit(folder).page
    page.context["locale"] = locale
    page.run()
    titles = [one["page_name"] for one in page._registered_pages.values()]
    assert heading in titles
    assert "Translate" in titles, "what is not translated yet stays in English"
    words._catalog.cache_clear()
