import re

import pytest
from lxml import html

from app.catalog import State
from app.ui import preview
from app.ui.words import say
from app.workbench import editions
from app.workbench.project import Project
from app.workbench.readiness import Reason, readiness
from tests import small

_WORDS = {state: state.value for state in State}
_NAMES = {reason: reason.value for reason in Reason}


def _paper(project: Project, *, draft: bool = True) -> html.HtmlElement:
    text = editions.of(project, small.NAME, "uk", allow_unreviewed=draft, threshold=0, faults=False)
    return html.fragment_fromstring(preview.paper(text, readiness(project, small.NAME, "uk"), _WORDS))


def _link(paper: html.HtmlElement, words: str) -> html.HtmlElement:
    (found,) = [one for one in paper.iter("a") if one.text_content() == words]
    return found


def test_each_text_leads_to_its_segment(project: Project) -> None:
    small.reviewed(project, "Who are you?", "Хто ви?")
    paper = _paper(project)
    unit = small.unit(project, "Who are you?")
    link = _link(paper, "Хто ви?")
    assert link.get("data-unit") == str(unit.id)
    assert link.get("href") == f"translate?document=short-talk&language=uk&unit={unit.id}"
    twice = [one.get("data-unit") for one in paper.iter("a") if one.text_content() == "Yeah."]
    assert len(set(twice)) == 2, "a text that stands twice leads to two segments"


def test_what_is_not_reviewed_is_marked_with_its_state_and_what_is_has_no_mark(project: Project) -> None:
    small.reviewed(project, "Who are you?", "Хто ви?")
    small.saved(project, "I am a nurse.", "Я медсестра.")
    small.reviewed(project, "We have 12 beds in the *old* house.", "У *старому* будинку 13 ліжок.")
    paper = _paper(project)
    marks = {
        words: (_link(paper, words).get("class"), _link(paper, words).get("title"))
        for words in ("Хто ви?", "Я медсестра.", "I live in Lviv.", "У старому будинку 13 ліжок.")
    }
    assert marks == {
        "Хто ви?": ("", None),
        "Я медсестра.": ("doubt translated", "translated"),
        "I live in Lviv.": ("missing", "empty"),
        "У старому будинку 13 ліжок.": ("faulty", "reviewed"),
    }
    assert _link(paper, "I live in Lviv.").get("lang") == "en"
    assert [one.text_content() for one in paper.iter("em")] == ["старому"]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "[так](javascript:alert(1)) [ні](https://example.org/)",
        "</article></div>",
    ],
)
def test_a_text_cannot_become_a_part_of_the_page(project: Project, text: str) -> None:
    small.saved(project, "Who are you?", text)
    small.saved(project, "Martin", text)
    paper = _paper(project)
    assert {one.tag for one in paper.iter()} <= {"article", "h2", "p", "a", "strong", "em", "br"}
    assert all(str(one.get("href")).startswith("translate?") for one in paper.iter("a"))
    assert not [name for one in paper.iter() for name in one.attrib if name.startswith("on")]


def test_what_is_missing_is_listed_by_reason_the_gravest_first(project: Project) -> None:
    small.reviewed(project, "We have 12 beds in the *old* house.", "У *старому* будинку 13 ліжок.")
    small.saved(project, "I am a nurse.", "Я <b>медсестра.")
    listed = html.fragment_fromstring(
        preview.missing(readiness(project, small.NAME, "uk"), _NAMES, say), create_parent="div"
    )
    found = {
        str(one.get("class")): re.sub(r"\s+", " ", one.findtext("summary/b") or "")
        for one in listed.iter("details")
    }
    assert found == {"r-finding": "1", "r-empty": "9", "r-review": "1"}
    assert next(iter(found)) == "r-finding"
    finding = listed.find("details[@class='r-finding']//a")
    assert finding is not None
    assert finding.text_content() == "We have 12 beds in the *old* house."
    assert "12" in (listed.findtext("details[@class='r-finding']//span[@class='said']") or "")


def test_where_nothing_is_missing_nothing_is_listed(project: Project) -> None:
    for one in project.store.units(small.NAME, "uk"):
        nth = 1 if one.unit.key.context == "repeat 2" else 0
        small.reviewed(project, one.unit.source, one.unit.source.replace("Yeah", "Так") + "…", nth=nth)
    ready = readiness(project, small.NAME, "uk", checked=False)
    assert (ready.ready, ready.missing) == (True, ())
    assert preview.missing(ready, _NAMES, say) == ""
