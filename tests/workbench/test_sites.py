import json
from pathlib import Path

import pytest

from app.errors import EditionError
from app.workbench import behind, crediting, manifest, publishing, sites
from app.workbench.project import Project
from app.workbench.publishing import Order
from tests import small
from tests.workbench.test_publishing import _TARGETS


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


@pytest.fixture
def out(project: Project, tmp_path: Path) -> Path:
    for source, target in _TARGETS.items():
        small.reviewed(project, source, target)
    made = sites.make(project, [small.NAME], languages=["uk", "en"], forms=["text", "bilingual-html"])
    sites.write(made, tmp_path / "site")
    return tmp_path / "site"


def test_a_site_that_was_just_made_is_not_behind(project: Project, out: Path) -> None:
    report = behind.check(project, out)
    assert report.fresh
    assert report.files == sum(path.is_file() for path in out.rglob("*")) - 1


def test_a_sentence_that_changed_is_told_of_a_site(project: Project, out: Path) -> None:
    small.reviewed(project, "Who are you?", "Хто ж ви?")
    report = behind.check(project, out)
    assert [one.now for one in report.behind[0].changes] == ["Хто ж ви?"]
    assert report.faults == ()


def test_pages_that_would_look_otherwise_and_pages_changed_by_hand_are_told(
    project: Project, out: Path
) -> None:
    (out / "en" / "index.html").write_text("x")
    crediting.agree(project, "Олена", "Олена")
    faults = {one.file: str(one.why) for one in behind.check(project, out).faults}
    assert "was changed" in faults["en/index.html"]
    assert "would look otherwise" in faults["uk/short-talk.html"]
    assert "en/short-talk.html" not in faults


def test_a_site_keeps_the_manifest_of_editions_that_lie_beside_it(project: Project, out: Path) -> None:
    publishing.publish(project, Order((small.NAME,), ("uk",), ("html",)), out)
    (out / "uk" / "short-talk.uk+en.html").write_text("mine")
    sites.write(sites.make(project, [small.NAME], languages=["uk", "en"]), out)
    names = {one.name for one in (manifest.read(out) or manifest.Manifest("")).files}
    assert {"short-talk.uk.html", "uk/short-talk.html", "index.html"} <= names
    assert behind.check(project, out).fresh
    left = {path.name for path in (out / "uk").iterdir()}
    assert left == {
        "index.html",
        "short-talk.html",
        "short-talk.uk+en.html",
    }  # the last one somebody has changed


@pytest.mark.parametrize("name", ["../x.html", "uk/../x.html", "/x.html", "a/b/c.html", "uk\\x.html", "uk/"])
def test_a_manifest_of_a_site_leads_nowhere_else(project: Project, out: Path, name: str) -> None:
    told = (out / manifest.NAME).read_text("utf-8")
    (out / manifest.NAME).write_text(told.replace('"uk/index.html"', json.dumps(name)), "utf-8")
    with pytest.raises(EditionError, match="changed by hand"):
        behind.check(project, out)
