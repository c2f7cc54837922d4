import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.edition import Piece
from app.export.posts import LONGEST, LOOKS, posts
from app.export.words import words
from app.publication import Colophon, House, Publication, SpeakerStyle
from tests.export import rich
from tests.publications import LANGUAGES, interview, made, paragraph, piece

_TAG = re.compile(r"<(/?)(b|i|code|a)(?: href=\"([^\"<>]*)\")?>")
_BARE = Colophon()


def _seen(html: str) -> str:
    """Return what a tagged post shows; it must open and close its tags in order, and have no other."""
    open_tags: list[str] = []
    for closing, tag, _ in _TAG.findall(html):
        if closing:
            assert open_tags.pop() == tag
        else:
            open_tags.append(tag)
    assert open_tags == []
    text = _TAG.sub("", html)
    assert "<" not in text
    assert ">" not in text
    for name, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        text = text.replace(name, letter)
    return text


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _body(publication: Publication) -> str:
    """Return what all posts say, without numbers and what stands round the text."""
    found = posts(publication)
    text = "".join(re.sub(r"\n\n\d+/\d+\Z", "", one.text) for one in found)
    return rich.squeezed(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_posts_together_are_the_text(language: str) -> None:
    publication = interview(language)
    says = words(language)
    body = _body(publication).replace(rich.squeezed(says.draft), "")
    for said in rich.own_words(language):
        body = re.sub(rf"\[{rich.squeezed(said)}:(.*?)\](?=\W|\w|$)", r"\1", body)
    expected = "".join(rich.texts(publication.edition))
    assert body.replace("]", "").startswith(expected.replace("]", ""))


@pytest.mark.parametrize(
    "publication", [*(interview(one) for one in LANGUAGES), rich.publication(), rich.hostile()]
)
def test_no_post_is_longer_than_allowed_and_none_has_other_tags(publication: Publication) -> None:
    found = posts(publication)
    for one in found:
        assert 0 < _units(one.text) <= LONGEST
        assert sum(span.looks for span in one.spans) <= LOOKS
        assert _seen(one.html) == one.text
    assert [re.findall(r"\d+/\d+\Z", one.text) for one in found] == (
        [[f"{number}/{len(found)}"] for number in range(1, len(found) + 1)] if len(found) > 1 else [[]]
    )


def test_posts_are_cut_between_paragraphs() -> None:
    sentences = [f"Абзац {number}. " + "Так. " * 150 for number in range(20)]
    found = posts(Publication(made(*(paragraph(text.strip()) for text in sentences))))
    assert len(found) > 3
    assert all(one.text.startswith(("Розмова", "Абзац")) for one in found)


def test_a_paragraph_longer_than_a_post_is_cut_between_sentences() -> None:
    sentences = [piece(f"Речення {number} " + "дуже " * 30 + "довге.") for number in range(60)]
    found = posts(Publication(made(paragraph(sentences[0], *sentences[1:]))))
    assert len(found) > 2
    # the last has what the edition says of itself
    assert all(re.sub(r"\n\n\d+/\d+\Z", "", one.text).endswith("довге.") for one in found[:-1])
    assert all(one.text.startswith("Речення") for one in found[1:])


def test_a_sentence_longer_than_a_post_is_cut_between_words_and_letters_stay_whole() -> None:
    family = "👩\N{ZERO WIDTH JOINER}👧"
    for text in ("слово " * 2000, family * 3000, "e\N{COMBINING ACUTE ACCENT}" * 5000):
        found = posts(Publication(made(paragraph(text.strip()))))
        assert len(found) > 1
        bodies = [re.sub(r"\n\n\d+/\d+\Z", "", one.text) for one in found]
        assert all(body.endswith(("слово", family, "\N{COMBINING ACUTE ACCENT}")) for body in bodies[1:-1])
        assert all(body.startswith(("слово", "👩", "e")) for body in bodies[1:])


def test_a_heading_is_never_the_last_of_a_post() -> None:
    blocks = []
    for number in range(40):
        blocks += [paragraph(f"Розділ {number}", mark="##"), paragraph("Так. " * (number * 20 + 1))]
    for one in posts(Publication(made(*blocks))):
        assert "Розділ" not in re.sub(r"\n\n\d+/\d+\Z", "", one.text).splitlines()[-1]


def test_looks_are_counted_too() -> None:
    one = made(*(paragraph("*а* **б** `в`") for _ in range(100)))
    found = posts(Publication(one))
    assert len(found) > 1
    assert all(sum(span.looks for span in post.spans) <= LOOKS for post in found)


def test_turns_lists_notes_and_the_colophon_have_their_looks() -> None:
    (post,) = posts(rich.publication())
    assert post.html.startswith(
        "<b>Розмова</b>[1]\n\nЗустрілися в <i>Мальме</i>.[2][3] Був <b>березень</b>. "
    )
    assert "\n\n<b>Олександр</b>[4]<b>:</b> Так було.\nСаме так.\n\n" in post.html
    assert '<a href="https://example.org/?a=1&amp;b=2">цілі</a>' in post.html
    assert "\n\n• Мир.[5]\n• Хліб.\n\n<b>Значно пізніше</b>\n\n3. Третє.\n4. Четверте.\n\n" in post.html
    assert "<i>Так каже стара пісня.</i>[6] <i>Авжеж каже.</i>" in post.html
    assert "Запустіть <code>make</code>." in post.html
    assert "<b>Примітки</b>\n\n[1] Так назвала <i>редакція</i>." in post.html
    assert post.text.endswith("38% тексту спершу переклала машина, потім виправили люди.")


def test_a_speaker_stands_above_where_the_house_wants_it() -> None:
    (post,) = posts(rich.publication(house=House(speakers=SpeakerStyle.ABOVE)))
    assert "\n\n<b>Мартін</b>\nЧому?\n\n" in post.html


def test_every_post_of_a_draft_says_so_and_what_is_not_reviewed_stands_in_brackets() -> None:
    found = posts(replace(interview("sv"), colophon=_BARE))
    assert len(found) > 5
    assert all(one.text.startswith(words("sv").draft) for one in found)
    (post,) = posts(rich.publication(draft=True))
    assert "<b>:</b> [не перевірено: Так було.]\nСаме так." in post.html


@given(
    texts=st.lists(
        st.text(st.sampled_from("абв .*_`[]()<>&👍\N{COMBINING ACUTE ACCENT}\n\u202e"), max_size=60).map(
            lambda text: text * 40
        ),
        max_size=12,
    )
)
def test_whatever_the_text_the_posts_say_it_all_within_the_rules(texts: list[str]) -> None:
    pieces: list[Piece] = [piece(text) for text in texts]
    publication = Publication(made(paragraph("початок", *pieces, piece("кінець"))))
    body = "".join(rich.texts(publication.edition))
    assert _body(publication).startswith(body)
    for one in posts(publication):
        assert _units(one.text) <= LONGEST
        assert _seen(one.html) == one.text
