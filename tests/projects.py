"""Projects for tests: small ones in a temporary folder, and the deeds that tests repeat."""

from collections.abc import Sequence
from pathlib import Path

from app.document import Document, Paragraph, Segment, Speaker
from app.storage import files, source
from app.storage.rows import Stored
from app.workbench import catalogs
from app.workbench import project as projects
from app.workbench.editing import Where
from app.workbench.project import Project

NAME = "talk"
TEXTS = (
    "How are you?",
    "Yes.",
    "I lived in [Kharkiv](https://example.org) for a while.",
    "We have 3 messages.",
    "Yes.",
    "They said: “We can also protest.”",
)


def document(texts: Sequence[str] = TEXTS, *, name: str = NAME) -> Document:
    """Return a document in which two speakers say one text each, by turns."""
    paragraphs = tuple(
        Paragraph((Segment(text),), speaker=("Martin", "Olha")[number % 2])
        for number, text in enumerate(texts)
    )
    return Document(name, "A talk", "en", (Speaker("Martin"), Speaker("Olha")), paragraphs=paragraphs)


def write_source(folder: Path, texts: Sequence[str] = TEXTS, *, name: str = NAME) -> None:
    """Write the source file of such a document into a project."""
    files.write(folder / "source" / f"{name}.md", source.format(document(texts, name=name)).encode())


def make(
    folder: Path, texts: Sequence[str] = TEXTS, *, languages: str = '"uk", "sv"', more: str = ""
) -> Path:
    """Make a project with one such document, not synced yet, and return its folder."""
    settings = projects.init(folder)
    text = settings.read_text(encoding="utf-8").replace('"uk", "sv", "ru"', languages)
    settings.write_text(text + more, encoding="utf-8")
    write_source(folder, texts)
    return folder


def opened(folder: Path) -> Project:
    """Open a project and bring its document up to date. The caller closes it."""
    project = projects.open_project(folder)
    catalogs.sync(project, NAME)
    return project


def unit(project: Project, text: str, *, language: str = "uk", nth: int = 1) -> Stored:
    """Return the nth unit with a source, as it stands now."""
    found = [one for one in project.store.units(NAME, language) if one.unit.source == text]
    return found[nth - 1]


def where(stored: Stored, *, language: str = "uk") -> Where:
    """Name a unit and the version of it that was seen."""
    return Where(NAME, language, stored.id, stored.version)


def catalog_path(folder: Path, language: str = "uk") -> Path:
    """Return the path of the document's PO."""
    return folder / "locales" / language / "LC_MESSAGES" / f"{NAME}.po"
