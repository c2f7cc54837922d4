"""Adding a document: the report is for a person, and nothing is overwritten unasked."""

import re
from pathlib import Path

import pytest

from app.errors import DocumentError, WorkbenchError
from app.storage import source
from app.workbench import catalogs, documents
from app.workbench import project as projects
from app.workbench.project import Project
from tests import interview, small

_TALK = "A talk by the sea\n\nMartin: Who are you? And why?\n\nOlena: I am a nurse. I live in Lviv.\n"


def _prepare(
    project: Project, text: str = _TALK, file: str = "talk.txt", **options: object
) -> documents.Prepared:
    path = project.folder.root.parent / file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    return documents.prepare(project, path, **options)  # type: ignore[arg-type]  # each is of its own kind


def test_a_text_becomes_a_source_file_with_its_speakers(project: Project) -> None:
    prepared = _prepare(project)
    assert documents.write(project, prepared)
    path = project.folder.root / "source" / "a-talk-by-the-sea.md"
    document = source.parse(path.read_text("utf-8"), name="a-talk-by-the-sea", file="x")
    assert prepared.turns() == {"Martin": 1, "Olena": 1}
    assert [place.segment.text for place in document.places()] == [
        "Who are you?",
        "And why?",
        "I am a nurse.",
        "I live in Lviv.",
    ]
    assert (document.origin.file if document.origin else "") == "talk.txt"


def test_adding_twice_changes_nothing(project: Project) -> None:
    documents.write(project, _prepare(project))
    before = small.tree(project.folder.root)
    again = _prepare(project)
    assert not again.differs
    assert not documents.write(project, again)
    assert small.tree(project.folder.root) == before


def test_a_changed_file_is_not_overwritten_without_being_asked(project: Project) -> None:
    documents.write(project, _prepare(project))
    before = small.tree(project.folder.root)
    changed = _prepare(project, _TALK.replace("Lviv", "Kyiv"))
    assert changed.differs
    with pytest.raises(DocumentError, match="--yes"):
        documents.write(project, changed)
    assert small.tree(project.folder.root) == before
    assert documents.write(project, changed, replace=True)


def test_what_people_wrote_into_the_source_file_is_taken_over(project: Project) -> None:
    documents.write(project, _prepare(project))
    path = project.folder.root / "source" / "a-talk-by-the-sea.md"
    path.write_text(
        path.read_text("utf-8")
        .replace("Olena: {}", "Olena: {gender: feminine}")
        .replace("---\n\n", "tags: [sea]\n---\n\n"),
        encoding="utf-8",
    )
    again = _prepare(project)
    assert not again.differs
    assert again.document.extra == {"tags": ["sea"]}


def test_a_project_may_prefer_whole_paragraphs(project: Project) -> None:
    assert _prepare(project, whole_paragraphs=True).segments() == 3
    assert _prepare(project).segments() == 5


def test_an_essay_without_turns_is_a_document_too(project: Project) -> None:
    prepared = _prepare(project, "On the sea\n\nIt was cold. We swam.\n\nThen we left.\n")
    assert prepared.turns() == {}
    assert any("no speakers found" in line for line in documents.report(prepared))


def test_the_real_interview_is_read_with_its_joins_and_turns(tmp_path: Path) -> None:
    with projects.open_project(small.make(tmp_path / "real")) as project:
        prepared = documents.prepare_bytes(
            project, interview.FILE, interview.data(), aliases={"Alexander": "Oleksandr"}
        )
        report = "\n".join(documents.report(prepared))
        assert prepared.segments() == len(interview.segments()) == 558
        assert len(prepared.joins) == len(interview.joins())
        assert sum(prepared.turns().values()) == 82
        assert re.search(r"“Alexander:?” → Oleksandr", report)
        assert "Joined over a page break: 10" in report


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \n\n\t\n", "empty"),
        (b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 20, ""),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (b"PK\x03\x04" + b"\0" * 100, ""),
        (b"a" * (65 * 1024 * 1024), "MB"),
    ],
    ids=["empty", "blank", "program", "pdf", "zip", "65 MB"],
)
def test_what_is_no_text_is_refused_in_words_and_nothing_is_written(
    project: Project, content: bytes, says: str
) -> None:
    before = small.tree(project.folder.root)
    path = project.folder.root.parent / "odd.txt"
    path.write_bytes(content)
    with pytest.raises(WorkbenchError) as caught:
        documents.prepare(project, path)
    assert says in str(caught.value)
    assert "odd.txt" in str(caught.value)
    assert small.tree(project.folder.root) == before


@pytest.mark.parametrize("name", ["../x", "a/b", "..", "A b", ""])
def test_no_name_leads_out_of_the_project(project: Project, name: str) -> None:
    before = small.tree(project.folder.root.parent)
    if name:
        with pytest.raises(DocumentError, match="cannot be a document"):
            _prepare(project, name=name)
    else:
        assert _prepare(project, name=name).document.name == "a-talk-by-the-sea"
    assert {path for path in small.tree(project.folder.root.parent) if path not in before} == {"talk.txt"}


def test_a_title_like_a_path_makes_an_ordinary_name(project: Project) -> None:
    assert _prepare(project, title="../../etc/passwd").document.name == "passwd"
    assert _prepare(project, title="../..").document.name == "document"


@pytest.mark.parametrize("given", ["Alexander", "=Oleksandr", "Alexander=", "="])
def test_an_alias_has_two_sides(given: str) -> None:
    with pytest.raises(DocumentError, match="Other=Name"):
        documents.parse_aliases([given])
    assert documents.parse_aliases(["A = B"]) == {"A": "B"}


def test_a_new_version_of_a_document_keeps_its_translations(project: Project) -> None:
    name = "a-talk-by-the-sea"
    documents.write(project, _prepare(project))
    catalogs.sync(project, name)
    documents.write(
        project, _prepare(project, _TALK.replace("Olena: I am", "Olena: Hello. I am")), replace=True
    )
    revised = catalogs.sync(project, name).revised
    assert (revised.new, revised.removed, revised.edited) == (("Hello.",), (), ())
