import pytest

from app import markup
from app.document import Block
from app.errors import DocumentError
from app.readers import read
from tests import interview


def test_the_interview_s_title_is_apart_and_no_character_is_lost() -> None:
    reading = interview.reading()
    assert reading.title == interview.structure()["title"]
    assert (reading.encoding, reading.remarks, reading.language) == ("utf-8", (), None)
    assert len(reading.blocks) == 171
    assert reading.blocks[0].line == 5
    whole = "".join((str(reading.title), *(block.text for block in reading.blocks)))
    assert "".join(whole.split()) == "".join(interview.data().decode().split())


def test_the_interview_s_list_keeps_its_lines() -> None:
    block = next(block for block in interview.reading().blocks if "These are:" in block.text)
    assert [line[:12] for line in block.text.split("\n")] == ["We have thre", "[1] Writing ", "[2] Not only"]


@pytest.mark.parametrize("name", ["a.md", "a.markdown", "A.MD"])
def test_a_suffix_of_markdown_is_read_as_markdown(name: str) -> None:
    reading = read(name, b"# Title\n\n*so*")
    assert (reading.title, reading.blocks) == ("Title", (Block("*so*", line=3),))


@pytest.mark.parametrize("name", ["a.txt", "a", "Interview with A. Smith", "notes.text"])
def test_anything_else_that_is_text_is_read_as_text(name: str) -> None:
    reading = read(name, b"# Title\n\n*so*")
    assert [markup.plain(block.text) for block in reading.blocks] == ["*so*"]


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_an_empty_file_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"^talk\.txt is empty"):
        read("talk.txt", data)


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"talk\.txt is larger than 20 MB"):
        read("talk.txt", b"a" * (20 * 1024 * 1024 + 1))


@pytest.mark.parametrize("data", [b"one\ntwo \x00 three", b"one\ntwo \x07", b"one\r\ntwo\x1b[0m"])
def test_control_characters_are_refused_with_their_line(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"talk\.txt is not a text file: line 2"):
        read("talk.txt", data)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\N{LINE SEPARATOR}", "\x85"])
def test_every_line_end_is_one(end: str) -> None:
    reading = read("talk.txt", end.join(["Title", "", "One is here.", "", "Two is here."]).encode())
    assert reading.title == "Title"
    assert [(block.text, block.line) for block in reading.blocks] == [
        ("One is here.", 3),
        ("Two is here.", 5),
    ]


@pytest.mark.parametrize("end", ["\f", "\n\f", "\f\n", "\N{PARAGRAPH SEPARATOR}"])
def test_the_end_of_a_page_parts_paragraphs_as_a_blank_line_does(end: str) -> None:
    reading = read("talk.txt", f"One is here.{end}two is there.\n\nThree.".encode())
    assert [block.text for block in reading.blocks] == ["One is here.", "two is there.", "Three."]
    assert reading.blocks[1].line == 1 + end.count("\n")


def test_characters_stay_as_they_are() -> None:
    text = (
        "Cafe\N{COMBINING ACUTE ACCENT} 10\N{NO-BREAK SPACE}000 \N{ZERO WIDTH JOINER}ї и\N{COMBINING BREVE}."
    )
    assert read("talk.txt", text.encode()).blocks[0].text == text
