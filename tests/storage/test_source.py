"""The source file says the same after every round trip, whatever stands in the sentences."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.document import Document, Origin, Paragraph, Segment, Speaker
from app.errors import DocumentError
from app.markup import plain
from app.storage import source
from tests import interview, small

_BAD: list[dict[str, str]] = json.loads(
    (Path(__file__).parents[1] / "data" / "malformed-sources.json").read_text("utf-8")
)

_STARTS = (
    "",
    "# ",
    "#",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "12) ",
    "> ",
    ">",
    "**Оля:** ",
    "---",
    "\\",
    "\\\\- ",
    "3\\. ",
)
_words = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\n\r\\"), min_size=1, max_size=30
)
_line = st.builds(
    lambda start, words, end: f"{start}{words}{end}".strip(),
    st.sampled_from(_STARTS),
    _words,
    st.sampled_from(["", "\\\\", "!", ":**"]),
).filter(lambda text: text and not (len(text) - len(text.rstrip("\\"))) % 2)
_segment = st.builds(Segment, _line, st.booleans())
_names = st.sampled_from(["Martin", "Олена", "M.", "Anna-Lisa K", "محمد", "null", "12", "Yes"])


def _paragraph(mark: str, speaker: str | None, segments: list[Segment]) -> Paragraph:
    return Paragraph(tuple(segments[:1] if mark.startswith("#") else segments), mark, speaker)


_paragraphs = st.builds(
    _paragraph,
    st.sampled_from(["", "", "#", "###", "-", "1.", ">"]),
    st.one_of(st.none(), _names),
    st.lists(_segment, min_size=1, max_size=4),
)
_yaml = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029"), min_size=1)
_title = _yaml.map(str.strip).filter(bool)


def _document(title: str, paragraphs: list[Paragraph], extra: dict[str, Any]) -> Document:
    spoken = {one.speaker: None for one in paragraphs if one.speaker is not None}
    speakers = tuple(Speaker(name, ("Інша", "#2: x"), "feminine") for name in spoken)
    return Document("a", title, "en", speakers, Origin("a b: c.txt", "0" * 64), tuple(paragraphs), extra)


@given(
    st.builds(
        _document,
        _title,
        st.lists(_paragraphs, min_size=1, max_size=4),
        st.dictionaries(
            st.from_regex(r"x-[a-z]{1,5}", fullmatch=True),
            st.one_of(st.integers(), _yaml, st.lists(_yaml, max_size=2)),
            max_size=2,
        ),
    )
)
@example(_document("T", [Paragraph((Segment("#hashtag first"), Segment(">no blank")), "", None)], {}))
@example(_document("T", [Paragraph((Segment("a\u2028b\x85c\x0cd"), Segment("next")), "", None)], {}))
def test_a_document_written_and_read_is_the_same_document(document: Document) -> None:
    text = source.format(document)
    assert source.parse(text, name="a", file="a.md") == document
    assert source.format(source.parse(text, name="a", file="a.md")) == text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200))
def test_whatever_a_person_writes_below_the_front_matter_is_read_and_then_stays(body: str) -> None:
    once = source.format(source.parse(f"---\ntitle: T\nlanguage: en\n---\n{body}", name="a", file="a.md"))
    assert source.format(source.parse(once, name="a", file="a.md")) == once


def test_the_small_interview_is_read_as_it_stands() -> None:
    document = small.document()
    assert [place.segment.text for place in document.places()][:3] == [
        "We met in the spring.",
        "Who are you?",
        "I am a nurse.",
    ]
    assert [place.turn for place in document.places()] == [0, 1, 2, 2, 3, 4, 4, 4]
    assert source.format(document) == small.TEXT


def test_the_real_interview_makes_the_round_trip(tmp_path: Path) -> None:
    with small.synced(tmp_path / "real") as project:
        name = small.add_real(project)
        text = (tmp_path / "real" / "source" / f"{name}.md").read_text("utf-8")
        document = source.parse(text, name=name, file="x.md")
    assert source.format(document) == text
    assert [document.title, *(place.segment.text for place in document.places())] == interview.segments()


@pytest.mark.parametrize("words", ["Yes", "1984", "null", "2022-03-18", "~ ~", "1:30", "0x1F", "3.10", "No"])
def test_what_yaml_takes_for_something_else_is_words_in_a_title_and_a_name(words: str) -> None:
    text = f"---\ntitle: {words}\nlanguage: no\nspeakers:\n  {words}: {{aliases: [{words}]}}\n---\n\nHello.\n"
    document = source.parse(text, name="a", file="a.md")
    assert (document.title, document.language) == (words, "no")
    assert document.speakers == (Speaker(words, (words,)),)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_read_alike(line_end: str) -> None:
    text = small.TEXT.replace("\n", line_end)
    assert source.parse("\ufeff" + text, name=small.NAME, file="x.md") == small.document()


@pytest.mark.parametrize("case", _BAD, ids=lambda case: case["comment"])
def test_a_broken_source_file_is_refused_with_its_name_and_the_reason(case: dict[str, str]) -> None:
    with pytest.raises(DocumentError) as caught:
        source.parse(case["text"], name="a", file="source/a.md")
    assert str(caught.value).startswith("source/a.md")
    assert case["says"] in str(caught.value)


def test_a_backslash_at_the_end_of_a_sentence_does_not_become_a_line_break() -> None:
    path = Document("a", "T", "en", paragraphs=(Paragraph((Segment("It lies in C:\\"), Segment("Yes."))),))
    (paragraph,) = source.parse(source.format(path), name="a", file="a.md").paragraphs
    assert [one.hard_break for one in paragraph.segments] == [False, False]
    assert plain(paragraph.segments[0].text) == "It lies in C:\\"


def test_a_speaker_without_a_gender_has_none() -> None:
    text = "---\ntitle: T\nlanguage: en\nspeakers:\n  Оля: {gender: }\n---\n\n**Оля:** Так.\n"
    assert source.parse(text, name="a", file="a.md").speakers == (Speaker("Оля"),)


def test_a_speaker_whom_the_front_matter_does_not_know_is_one_all_the_same() -> None:
    text = "---\ntitle: T\nlanguage: en\n---\n\n**Оля:** Так.\n"
    assert source.parse(text, name="a", file="a.md").speakers == (Speaker("Оля"),)


def test_a_turn_without_a_word_is_still_a_turn() -> None:
    text = "---\ntitle: T\nlanguage: en\nspeakers: {}\n---\n\n**Оля:**\n\nТак.\n"
    document = source.parse(text, name="a", file="a.md")
    assert [one.speaker for one in document.paragraphs] == ["Оля", None]
    assert source.parse(source.format(document), name="a", file="a.md") == document


def test_a_nul_is_refused_with_its_line() -> None:
    with pytest.raises(DocumentError, match=r"a\.md, line 6"):
        source.parse("---\ntitle: A\nlanguage: en\n---\n\nfoo\0bar\n", name="a", file="source/a.md")
