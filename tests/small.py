"""A small interview in a temporary project, which every test can overlook; and the real one."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.document import Document
from app.storage import source
from app.storage.rows import Conflict, Stored
from app.workbench import catalogs, documents, editing
from app.workbench import project as projects
from app.workbench.project import Project
from tests import interview

NAME = "short-talk"
TEXT = """\
---
title: A short talk
language: en
speakers:
  Martin: {gender: masculine}
  Olena: {}
---

We met in the spring.

**Martin:** Who are you?

**Olena:** I am a nurse.
I live in Lviv.

**Martin:** Yeah.

**Olena:** Yeah.
We have 12 beds in the *old* house.
Thank you for coming.
"""
UNITS = 11
"""Title, two names, eight segments, of which “Yeah.” stands twice."""
SEGMENTS = 8
BEDS = "We have 12 beds in the *old* house."
_SETTINGS = """\
[project]
name = "Talks"
languages = [{languages}]

[review]
alone = {alone}
trust_outside = {trust}

[drafts]
allow_remote = {remote}
{engine}
"""


def make(
    root: Path,
    *,
    languages: tuple[str, ...] = ("uk", "sv"),
    alone: bool = False,
    trust: bool = True,
    remote: bool = True,
    url: str = "",
) -> Path:
    """Make a project's folder with the small interview in it; nothing is synced yet."""
    root.mkdir(parents=True, exist_ok=True)
    engine = f'\n[engines.google]\nurl = "{url}"\n' if url else ""
    (root / "workbench.toml").write_text(
        _SETTINGS.format(
            languages=", ".join(f'"{one}"' for one in languages),
            alone=str(alone).lower(),
            trust=str(trust).lower(),
            remote=str(remote).lower(),
            engine=engine,
        ),
        encoding="utf-8",
    )
    write_source(root, TEXT)
    return root


def write_source(root: Path, text: str) -> None:
    """Write the small interview's source file as a person's editor would."""
    (root / "source").mkdir(exist_ok=True)
    (root / "source" / f"{NAME}.md").write_text(text, encoding="utf-8")


@contextmanager
def synced(root: Path, **settings: bool | str | tuple[str, ...]) -> Iterator[Project]:
    """Open the small interview's project, made if it is not there, with its catalogs up to date."""
    if not (root / "workbench.toml").exists():
        make(root, **settings)  # type: ignore[arg-type]  # each is of its own kind
    with projects.open_project(root) as project:
        catalogs.sync(project, NAME)
        yield project


def add_real(project: Project) -> str:
    """Add the real interview to a project and return its name."""
    document = documents.prepare_bytes(
        project, interview.FILE, interview.data(), aliases={"Alexander": "Oleksandr"}
    )
    documents.write(project, document)
    return document.document.name


def unit(project: Project, text: str, language: str = "uk", *, nth: int = 0) -> Stored:
    """Return the unit with a source; `nth` counts where it stands more than once."""
    found = [one for one in project.store.units(NAME, language) if one.unit.source == text]
    return found[nth]


def where(project: Project, text: str, language: str = "uk", *, nth: int = 0) -> editing.Where:
    """Return where a person stands who has just looked at a unit."""
    one = unit(project, text, language, nth=nth)
    return editing.Where(NAME, language, one.id, one.version)


def saved(project: Project, text: str, target: str, *, person: str = "Олена", nth: int = 0) -> Stored:
    """Save a person's translation into Ukrainian, which nobody contests."""
    done = editing.save(project, where(project, text, nth=nth), target, person=person)
    assert not isinstance(done, Conflict)
    return done.stored


def reviewed(project: Project, text: str, target: str, *, nth: int = 0) -> Stored:
    """Save a translation as one person and approve it as another."""
    saved(project, text, target, nth=nth)
    done = editing.approve(project, where(project, text, nth=nth), person="Борис")
    assert not isinstance(done, Conflict)
    return done.stored


def catalog_file(root: Path, language: str = "uk") -> Path:
    """Return the path of the small interview's PO."""
    return root / "locales" / language / "LC_MESSAGES" / f"{NAME}.po"


def outside(path: Path, *changes: tuple[str, str]) -> None:
    """Change a PO as another program would: each text once."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def tree(root: Path) -> dict[str, bytes]:
    """Return every file that goes into git, by its path."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".workbench" not in path.relative_to(root).parts
    }


def lose_store(root: Path) -> None:
    """Delete everything that is not in git."""
    shutil.rmtree(root / ".workbench")


def gettext(*command: str, content: bytes) -> bytes:
    """Run one of gettext's programs on a PO and return what it writes; it must be content."""
    done = subprocess.run([*command, "-"], input=content, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def document() -> Document:
    """Return the small interview's document."""
    return source.parse(TEXT, name=NAME, file=f"source/{NAME}.md")
