"""Make editions: the document's form with the translation in place, as files."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app import checks, edition
from app.catalog import Catalog, Key
from app.edition import Edition
from app.errors import CatalogError, EditionError
from app.exchange import EXCHANGES
from app.export import FORMATS, Writer
from app.publication import Publication
from app.storage import files, folder
from app.workbench import catalogs, returning
from app.workbench.project import Project, log


@dataclass(frozen=True, slots=True)
class Made:
    """An edition as a file's content."""

    file: str
    content: bytes
    edition: Edition


def of(project: Project, name: str, language: str, *, allow_unreviewed: bool = False) -> Edition:
    """Return the edition of a document in a language; in its own language the original itself.

    Raise `EditionError` where too little is reviewed, or a fault would be printed.
    """
    document = folder.document(project.folder, name)
    if language == document.language:
        return edition.original(document)
    catalog = catalogs.catalog(project, name, language)
    return edition.make(
        document,
        catalog,
        allow_unreviewed=allow_unreviewed,
        threshold=project.settings.threshold,
        findings=_findings(project, catalog),
    )


def make(
    project: Project, name: str, language: str, *, form: str, beside: str = "", allow_unreviewed: bool = False
) -> Made:
    """Make one edition. `beside` is the second language of a format that sets two, else not looked at."""
    (writer,) = _writers([form])
    text = of(project, name, language, allow_unreviewed=allow_unreviewed)
    second = (
        of(project, name, _second(text, beside), allow_unreviewed=allow_unreviewed)
        if writer.bilingual
        else None
    )
    publication = Publication(text, second)
    return Made(file_name(publication, writer), writer.write(publication), text)


def export(
    project: Project,
    name: str,
    *,
    languages: Sequence[str],
    forms: Sequence[str],
    out: Path,
    beside: str = "",
    allow_unreviewed: bool = False,
) -> tuple[Path, ...]:
    """Write editions into a folder, after all of them could be made; return their paths.

    The catalogs are written too, so that an edition and the PO beside it say the same.
    """
    writers = _writers([form for form in forms if form not in EXCHANGES])
    texts = {
        code: of(project, name, code, allow_unreviewed=allow_unreviewed) for code in languages if writers
    }
    if any(writer.bilingual for writer in writers):
        for second in [_second(text, beside) for text in texts.values()]:
            texts.setdefault(second, of(project, name, second, allow_unreviewed=allow_unreviewed))
    made = [
        Made(file_name(publication, writer), writer.write(publication), publication.edition)
        for writer in writers
        for publication in _publications(texts, languages, beside, writer)
    ]
    # What goes to other tools is no edition: it has every unit with its state, and no threshold to reach.
    handed = [
        returning.out(project, name, code, form=form)
        for form in forms
        if form in EXCHANGES
        for code in languages
        if code in project.settings.languages
    ]
    for code in (one for one in texts if one in project.settings.languages):
        with contextlib.suppress(CatalogError):  # the sync has told of it; the store has the texts
            if not allow_unreviewed:
                catalogs.stamp(project, name, code)
            catalogs.write(project, name, code)
    contents = {one.file: one.content for one in made} | dict(handed)
    paths = tuple(out / file for file in contents)
    for path, content in zip(paths, contents.values(), strict=True):
        files.write(path, content)
        log.info("%s: edition %s", name, path)
    return paths


def file_name(publication: Publication, writer: Writer) -> str:
    """Return the name of an edition's file: document, language or languages, and whether it is a draft."""
    text, second = publication.edition, publication.beside
    languages = f"{text.language}+{second.language}" if second else text.language
    return f"{text.name}.{languages}{'.draft' if publication.draft else ''}{writer.suffix}"


def _writers(forms: Sequence[str]) -> list[Writer]:
    for form in forms:
        if form not in FORMATS:
            raise EditionError(
                "There is no format “{form}”. Known are: {known}.",
                form=form,
                known=", ".join([*FORMATS, *EXCHANGES]),
            )
    return [FORMATS[form] for form in forms]


def _second(text: Edition, beside: str) -> str:
    """Return the language that stands beside a text: the one asked for, or the original."""
    second = beside or text.source_language
    if second == text.language:
        raise EditionError(
            "Two texts in “{language}” cannot stand side by side. Say which language stands beside it "
            "(on the command line: --beside).",
            language=text.language,
        )
    return second


def _publications(
    texts: Mapping[str, Edition], languages: Sequence[str], beside: str, writer: Writer
) -> list[Publication]:
    """Return what one format prints, each publication knowing the others' files."""
    found = [
        Publication(texts[code], texts[_second(texts[code], beside)] if writer.bilingual else None)
        for code in languages
    ]
    alternates = {one.edition.language: file_name(one, writer) for one in found}
    return [Publication(one.edition, one.beside, alternates=alternates) for one in found]


def _findings(project: Project, catalog: Catalog) -> dict[Key, tuple[checks.Finding, ...]]:
    source, sources = project.settings.source_language, catalog.sources()
    return {
        unit.key: checks.run(
            sources[unit.key], unit.target.text, source_language=source, language=catalog.language
        )
        for unit in catalog.live
        if unit.target.text
    }
