import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import edition
from app.catalog import State
from app.document import Paragraph, Segment
from app.edition import Edition
from app.export import markdown
from app.export.markdown import text_of
from app.markup import parse
from app.publication import House, Publication, SpeakerStyle
from tests.export import rich
from tests.talk import TARGETS, catalog, document

_WHOLE = """\
# Розмова

Зустрілися в *Мальме*. Був березень.

## Початки

**Мартін:** Чому?

**Олександр:** Так було.\\
Саме так.

Ми мали [три](#) [цілі](https://example.org/?a=1&b=2):

- Мир.

- Хліб.

**Мартін:** Авжеж.

* * *

Мова оригіналу: англійська
"""
_HARMLESS = (
    ("<script>alert(1)</script>", "\\<script>alert(1)\\</script>"),
    ("</span>", "\\</span>"),
    ("[клац](javascript:alert(1))", "[клац\\](javascript:alert(1))"),
    ("2 * 3", "2 * 3"),
    ("2\\*3\\*4", "2\\*3\\*4"),
    ("~~ні~~", "\\~~ні\\~~"),
    ("a < b", "a < b"),
    ("[1] так", "[1] так"),
    ("так[^1]", "так[^1]"),
    ("`<b>`", "`<b>`"),
    ("`` ` ``", "`` ` ``"),
    ("_так_", "*так*"),
    ("&amp;amp;", "\\&amp;"),
)
_NESTED = ("_1*1*1_", "*a **b** c*", "**a *b* c**", "***x***", "_**x** y_", "*a _b_ c*")
_AT_START = (
    ("# так", "\\# так"),
    ("- так", "\\- так"),
    ("* так", "\\* так"),
    ("> так", "\\> так"),
    ("1. так", "1\\. так"),
    ("2014. Так", "2014\\. Так"),
    ("---", "\\---"),
    ("[a]: b", "\\[a]: b"),
    ("– так", "– так"),
    ("*так*", "*так*"),
    ("#так", "#так"),
)


def _one(text: str) -> Edition:
    talk = document([Paragraph((Segment("Source."),))])
    return edition.make(talk, catalog(talk, [text]))


def test_whole_paragraphs_stand_on_one_line_as_in_a_source_file() -> None:
    assert markdown.write(Publication(edition.make(document(), catalog(document())))).decode() == _WHOLE


def test_what_is_missing_stands_in_the_source_language_and_says_so() -> None:
    made = edition.make(document(), catalog(document(), states={1: State.DRAFT}))
    assert (
        'Зустрілися в *Мальме*. <span lang="en">It was March.</span>'
        in markdown.write(Publication(made)).decode()
    )


def test_a_draft_says_so_on_top_and_marks_what_nobody_reviewed() -> None:
    made = edition.make(document(), catalog(document(), states={1: State.DRAFT}), allow_unreviewed=True)
    title, banner, first, *_ = markdown.write(Publication(made)).decode().split("\n\n")
    assert title == "# Розмова"
    assert banner.startswith("> Чернетка.")
    assert first == "Зустрілися в *Мальме*. <mark>Був березень.</mark>"


@pytest.mark.parametrize(("text", "expected"), _HARMLESS)
def test_what_other_readers_of_markdown_would_obey_is_escaped(text: str, expected: str) -> None:
    assert text_of(text) == expected


@pytest.mark.parametrize(("text", "expected"), _AT_START)
def test_a_sentence_does_not_become_a_heading_or_a_list(text: str, expected: str) -> None:
    assert markdown.write(Publication(_one(text))).decode().split("\n\n")[1] == expected


@pytest.mark.parametrize("text", _NESTED)
def test_marks_within_marks_stay_what_they_are(text: str) -> None:
    assert parse(text_of(text)) == parse(text)


@given(text=st.text(st.sampled_from("aб *_`[]()\\<>!&;~#1.-^:«»"), max_size=24))
def test_what_is_written_is_read_as_the_same(text: str) -> None:
    assert parse(text_of(text)) == parse(text)


def test_the_same_edition_gives_the_same_bytes() -> None:
    made = edition.make(document(), catalog(document(), TARGETS))
    assert markdown.write(Publication(made)) == markdown.write(Publication(made))


def test_notes_and_the_colophon_come_after_the_text() -> None:
    text = markdown.write(rich.publication()).decode()
    assert "Зустрілися в *Мальме*.[^note-2][^note-3] Був" in text
    assert "\n\n[^note-2]: Місто у *Швеції*, див. [тут](https://example.org/malmo).\n\n" in text
    marks, notes = (
        re.findall(r"\[\^(note-\d)\](?!: )", text),
        re.findall(r"^\[\^(note-\d)\]:", text, re.MULTILINE),
    )
    assert marks == notes == [f"note-{number}" for number in range(1, 7)]
    assert (
        "\n\n* * *\n\nМова оригіналу: англійська\n\nОригінал: <https://example.org/talk?a=1&b=2>\n\n" in text
    )


def test_a_speaker_stands_above_where_the_house_wants_it() -> None:
    text = markdown.write(rich.publication(house=House(speakers=SpeakerStyle.ABOVE))).decode()
    assert "\n\n**Мартін**\\\nЧому?\n\n" in text


def test_hostile_text_is_no_html_and_turns_nothing_round() -> None:
    text = markdown.write(rich.hostile(draft=True)).decode()
    assert not re.search("[\x00-\x08\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
    # within code marks, and after a backslash, HTML is text
    bare = re.sub(r"`[^`]*`", "", text)
    tags = re.findall(r"(?<!\\)<(?!https?://|mailto:)(?=[A-Za-z/!?])[^>]*>", bare)
    assert {re.split(r"[ >]", one.strip("</"))[0] for one in tags} <= {"mark", "span"}
    assert "](javascript:" not in text.replace("\\](javascript:", "")
