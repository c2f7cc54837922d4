from pathlib import Path

import pytest

from app.errors import EditionError
from app.workbench import sites
from app.workbench.project import Project
from tests import small


def test_what_may_be_published_is_on_the_site_and_what_may_not_is_told(
    project: Project, tmp_path: Path
) -> None:
    made = sites.make(project, [small.NAME], languages=["uk", "sv", "en"], forms=["epub", "bilingual-html"])
    assert sorted(made.files) == [
        "en/index.html",
        "en/short-talk.en.epub",
        "en/short-talk.html",
        "index.html",
    ]
    assert [str(error).partition(":")[0] for error in made.left_out] == [
        "“short-talk” in uk",
        "“short-talk” in sv",
    ]
    paths = sites.write(made, tmp_path / "site")
    assert paths[-1] == tmp_path / "site" / "index.html"
    assert all(path.is_file() for path in paths)


def test_a_draft_site_has_every_language(project: Project) -> None:
    made = sites.make(
        project, [small.NAME], languages=["uk", "en"], forms=["bilingual-html"], allow_unreviewed=True
    )
    assert made.left_out == ()
    assert sorted(made.files) == [
        *("en/index.html", "en/short-talk.html", "index.html"),
        *("uk/index.html", "uk/short-talk.html", "uk/short-talk.uk+en.draft.html"),
    ]
    assert "HTML, українська + English" in made.files["uk/short-talk.html"].decode()


def test_a_site_of_nothing_is_refused_with_the_reason(project: Project) -> None:
    with pytest.raises(EditionError, match="segments are reviewed"):
        sites.make(project, [small.NAME], languages=["uk"])
