"""The editions page: below the threshold it refuses with what is missing; then it gives the file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.conftest import Visit

_TEXTS = {
    "Where are you from?": "Звідки ти?",
    "I am originally from Donetsk.": "Сам я з Донецька.",
}


@pytest.fixture
def translated(visit: Callable[..., Visit], folder: Path) -> Path:
    olena = visit(folder, "Olena").go("translate")
    for source, text in _TEXTS.items():
        olena.open(source).write(text).click("save")
    return folder


def test_below_the_threshold_it_refuses_with_counts(visit: Callable[..., Visit], translated: Path) -> None:
    page = visit(translated, "Martin").go("editions")
    assert "0 of 4 segments are reviewed, an edition needs 2" in page.text()
    assert not page.page.get("download_button")


def test_above_the_threshold_it_gives_the_file_and_names_what_is_missing(
    visit: Callable[..., Visit], translated: Path
) -> None:
    martin = (
        visit(translated, "Martin").go("review").click("Approve, next").click("Approve, next").go("editions")
    )
    assert not martin.page.error
    (button,) = martin.page.get("download_button")
    assert button.proto.label == "Download talk.uk.html"
    assert "I lived in Europe." in martin.text()


def test_a_draft_edition_is_given_when_asked_for(visit: Callable[..., Visit], translated: Path) -> None:
    page = visit(translated, "Martin").go("editions")
    page.page.checkbox(key="allow-unreviewed").check()
    page.page.run()
    (button,) = page.page.get("download_button")
    assert button.proto.label == "Download talk.uk.draft.html"
