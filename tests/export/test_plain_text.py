import re
from dataclasses import replace

import pytest

from app.export import plain_text
from app.export.plain_text import inline
from app.publication import House, Publication, SpeakerStyle
from tests.export import rich

_WHOLE = """\
Розмова[1]

Зустрілися в Мальме.[2][3] Був березень. [ще не перекладено: Nobody knew.]


Початки

Мартін: Чому?

Олександр[4]: Так було.
Саме так.

Ми мали три цілі (https://example.org/?a=1&b=2), пишіть нам (a@example.org):

• Мир.[5]
• Хліб.


Значно пізніше

3. Третє.
4. Четверте.

> Так каже стара пісня.[6] Авжеж каже.

Запустіть make.

Мартін: Авжеж.


Примітки

[1] Так назвала редакція.
[2] Місто у Швеції, див. тут (https://example.org/malmo).
[3] Удруге.
[4] Ім’я змінено.
[5] Тобто мир.
[6] Пісня «Ой у лузі».

* * *

Мова оригіналу: англійська
Оригінал: https://example.org/talk?a=1&b=2
Переклад: Олена, Іван
Редактура: Борис
Переклад від 3 листопада 2026\N{NARROW NO-BREAK SPACE}р.
Видавець: Видавництво «Приклад» & друзі
Права: CC BY-SA 4.0
38% тексту спершу переклала машина, потім виправили люди.
"""
_INLINE = (
    ("[https://example.org](https://example.org)", "https://example.org"),
    ("[a@example.org](mailto:a@example.org)", "a@example.org"),
    ("[тут](нижче.html) [там](#part)", "тут там"),
    ("[тут](javascript:alert(1))", "[тут](javascript:alert(1))"),
    ("*так* `<b>` \\*ні\\*", "так <b> *ні*"),
    ("раз  \nдва", "раз\nдва"),
    ("раз\u2028два", "раз два"),
)


def _text(publication: Publication) -> str:
    return plain_text.write(publication).decode()


def test_a_paragraph_is_a_line_and_everything_has_its_place() -> None:
    assert _text(rich.publication()) == _WHOLE


@pytest.mark.parametrize(("text", "expected"), _INLINE)
def test_links_are_written_out_where_they_lead_somewhere(text: str, expected: str) -> None:
    assert inline(text) == expected


def test_a_speaker_stands_above_where_the_house_wants_it() -> None:
    text = _text(rich.publication(house=House(speakers=SpeakerStyle.ABOVE)))
    assert "\n\nМартін\nЧому?\n\nОлександр[4]\nТак було.\nСаме так.\n\n" in text


def test_a_draft_says_so_on_top_and_what_is_not_reviewed_stands_in_brackets() -> None:
    text = _text(rich.publication(draft=True))
    assert text.startswith("Розмова[1]\n\nЧернетка.")
    assert "Олександр[4]: [не перевірено: Так було.]\nСаме так." in text
    assert "• [не перевірено: Хліб.]" in text


@pytest.mark.parametrize("language", ["uk", "sv", "ru", "ar"])
def test_the_text_is_the_editions_text(language: str) -> None:
    made = rich.made(language=language, notes=False)
    text = _text(Publication(made)).split("\n\n* * *")[0]
    for said in rich.own_words(language):
        text = re.sub(rf"\[{said}: (.*?)\]", r"\1", text)
    text = re.sub(r" \((?:https://|a@)[^)]*\)|^(?:•|\d\.|>) ", "", text, flags=re.MULTILINE)
    assert rich.squeezed(text) == "".join(rich.texts(made))


def test_hostile_text_stays_on_its_lines() -> None:
    text = _text(rich.hostile())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff\ufffe]", text)
    assert "\N{RIGHT-TO-LEFT MARK}" in text
    lines = len(_text(Publication(rich.hostile().edition)).split("\n"))
    harmless = replace(
        rich.hostile().edition,
        paragraphs=tuple(
            replace(one, pieces=tuple(replace(piece, text="Так.") for piece in one.pieces))
            for one in rich.hostile().edition.paragraphs
        ),
    )
    assert len(_text(Publication(harmless)).split("\n")) == lines


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert plain_text.write(rich.publication()) == plain_text.write(rich.publication())
