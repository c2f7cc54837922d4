"""Make editions: the document's form with the translation in place, as files."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app import checks, edition
from app.catalog import Catalog, Key
from app.edition import Edition
from app.errors import CatalogError, EditionError
from app.export import FORMATS
from app.publication import Publication
from app.storage import files, folder
from app.workbench import catalogs
from app.workbench.project import Project, log


@dataclass(frozen=True, slots=True)
class Made:
    """An edition as a file's content."""

    file: str
    content: bytes
    edition: Edition


def make(project: Project, name: str, language: str, *, form: str, allow_unreviewed: bool = False) -> Made:
    """Make one edition. Raise `EditionError` where too little is reviewed, or a fault would be printed."""
    if form not in FORMATS:
        raise EditionError(
            "There is no format “{form}”. Known are: {known}.", form=form, known=", ".join(FORMATS)
        )
    document = folder.document(project.folder, name)
    catalog = catalogs.catalog(project, name, language)
    made = edition.make(
        document,
        catalog,
        allow_unreviewed=allow_unreviewed,
        threshold=project.settings.threshold,
        findings=_findings(project, catalog),
    )
    writer = FORMATS[form]
    file = f"{name}.{language}{'.draft' if made.draft else ''}{writer.suffix}"
    return Made(file, writer.write(Publication(made)), made)


def export(
    project: Project,
    name: str,
    *,
    languages: Sequence[str],
    forms: Sequence[str],
    out: Path,
    allow_unreviewed: bool = False,
) -> tuple[Path, ...]:
    """Write editions into a folder, after all of them could be made; return their paths.

    The catalogs are written too, so that an edition and the PO beside it say the same.
    """
    made = [
        make(project, name, code, form=form, allow_unreviewed=allow_unreviewed)
        for code in languages
        for form in forms
    ]
    for code in languages:
        with contextlib.suppress(CatalogError):  # the sync has told of it; the store has the texts
            if not allow_unreviewed:
                catalogs.stamp(project, name, code)
            catalogs.write(project, name, code)
    paths = tuple(out / one.file for one in made)
    for path, one in zip(paths, made, strict=True):
        files.write(path, one.content)
        log.info("%s: edition %s", name, path)
    return paths


def _findings(project: Project, catalog: Catalog) -> dict[Key, tuple[checks.Finding, ...]]:
    source = project.settings.source_language
    return {
        unit.key: checks.run(unit.source, unit.target.text, source_language=source, language=catalog.language)
        for unit in catalog.live
        if unit.target.text
    }
