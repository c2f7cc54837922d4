"""What programs read of documents, and the files that they take along."""

import hashlib

import polib
import pytest

from app.roles import Role
from app.workbench.project import Project
from tests import small
from tests.api.conftest import CATALOG, Ask, save


def test_a_document_comes_with_its_form_and_the_fingerprint_of_its_file(ask: Ask, project: Project) -> None:
    found = ask().get(f"/documents/{small.NAME}").json()
    path = project.folder.source(small.NAME)
    assert found["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [one["name"] for one in found["speakers"]] == ["Martin", "Olena"]
    third = found["paragraphs"][2]
    assert (third["speaker"], [one["text"] for one in third["segments"]]) == (
        "Olena",
        ["I am a nurse.", "I live in Lviv."],
    )


def test_a_source_file_is_handed_over_as_it_is(ask: Ask) -> None:
    answer = ask().get(f"/documents/{small.NAME}/source")
    assert answer.content == small.TEXT.encode()
    assert answer.headers["content-disposition"] == f'attachment; filename="{small.NAME}.md"'


def test_a_broken_source_file_is_told_of_with_its_line(ask: Ask, project: Project) -> None:
    project.folder.source(small.NAME).write_text("no front matter\n", "utf-8")
    answer = ask().get(f"/documents/{small.NAME}")
    assert (answer.status_code, "line 1" in answer.json()["detail"]) == (422, True)


def test_the_po_has_every_text_that_is_saved_by_now(ask: Ask, project: Project) -> None:
    olena = ask()
    project.written_behind.set()  # as in the app: the file on disk follows later
    olena.operate(save(olena.unit("Who are you?"), "Хто ви?"))
    answer = olena.get(f"{CATALOG}/po")
    assert answer.headers["content-type"].startswith("text/x-gettext-translation")
    (entry,) = [one for one in polib.pofile(answer.text) if one.msgid == "Who are you?"]
    assert (entry.msgstr, entry.fuzzy) == ("Хто ви?", True)


def test_a_draft_edition_is_made_where_it_is_asked_for_and_a_finished_one_is_refused(ask: Ask) -> None:
    olena = ask()
    olena.operate(save(olena.unit("Who are you?"), "Хто ви?"))
    assert olena.get(f"{CATALOG}/editions/html").status_code == 422
    answer = olena.get(f"{CATALOG}/editions/html", draft=1)
    assert "Хто ви?" in answer.text
    assert answer.headers["content-disposition"] == f'attachment; filename="{small.NAME}.uk.draft.html"'
    assert "sandbox" in answer.headers["content-security-policy"]
    assert olena.get(f"/catalogs/{small.NAME}/en/editions/text").status_code == 200


def test_an_edition_needs_a_publisher(ask: Ask) -> None:
    answer = ask(roles=frozenset({Role.TRANSLATOR})).get(f"{CATALOG}/editions/html", draft=1)
    assert (answer.status_code, "publisher" in answer.json()["detail"]) == (403, True)


@pytest.mark.parametrize("form", ["xliff", "csv"])
def test_other_tools_get_their_files(ask: Ask, form: str) -> None:
    answer = ask().get(f"{CATALOG}/exchange/{form}")
    assert answer.status_code == 200
    assert b"Who are you?" in answer.content


@pytest.mark.parametrize("path", ["editions/nothing", "exchange/nothing", "exchange/html", "editions/csv"])
def test_a_format_that_is_none_is_said_with_those_that_are(ask: Ask, path: str) -> None:
    answer = ask().get(f"{CATALOG}/{path}")
    assert (answer.status_code, "Known are:" in answer.json()["detail"]) == (404, True)


def test_the_formats_are_listed(ask: Ask) -> None:
    found = ask().get("/formats").json()
    assert found["editions"]["html"]["suffix"] == ".html"
    assert "xliff" in found["exchange"]


@pytest.mark.parametrize("draft", ["2", "yes"])
def test_a_word_in_the_address_that_is_none_of_those_known_is_refused(ask: Ask, draft: str) -> None:
    answer = ask().get(f"{CATALOG}/editions/html", draft=draft)
    assert (answer.status_code, "0, 1" in answer.json()["detail"]) == (400, True)
