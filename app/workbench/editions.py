"""Make editions: the document's form with the translation in place, in any format."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from app import checks, edition, typography
from app.catalog import Catalog, Key, State
from app.document import Document
from app.edition import Edition
from app.errors import EditionError
from app.exchange import EXCHANGES
from app.export import FORMATS, Writer
from app.publication import Colophon, House, Layout, Publication
from app.storage import folder, house
from app.storage.rows import Stored
from app.workbench import catalogs, crediting
from app.workbench.project import Project


@dataclass(frozen=True, slots=True)
class Made:
    """An edition as a file's content."""

    file: str
    content: bytes
    edition: Edition


@dataclass(frozen=True, slots=True)
class Press:
    """What all editions of a run have in common: how they look, and who may be named."""

    house: House
    layout: Layout
    names: Mapping[str, str]
    """The names to print, by person."""
    typeset: Callable[..., str] = typography.typeset
    """The step in which a language's typography is applied: a text and its `language`, to a text."""


def press(project: Project) -> Press:
    """Return the project's press. Raise `SettingsError` where its house style is not right."""
    return Press(
        house.read(project.folder, project.settings),
        house.layout(project.settings),
        project.credits.names(),
    )


def of(
    project: Project,
    name: str,
    language: str,
    *,
    allow_unreviewed: bool = False,
    threshold: float | None = None,
    faults: bool = True,
) -> Edition:
    """Return the edition of a document in a language; in its own language the original itself.

    Raise `EditionError` where too little is reviewed, or a fault would be printed. Without `faults` the
    checks are not run; `threshold` stands in for the project's.
    """
    document = folder.document(project.folder, name)
    if language == document.language:
        return edition.original(document)
    catalog = catalogs.catalog(project, name, language)
    return edition.make(
        document,
        catalog,
        allow_unreviewed=allow_unreviewed,
        threshold=project.settings.threshold_for(language) if threshold is None else threshold,
        findings=findings(project, catalog) if faults else None,
    )


def make(
    project: Project, name: str, language: str, *, form: str, beside: str = "", allow_unreviewed: bool = False
) -> Made:
    """Make one edition. `beside` is the second language of a format that sets two, else not looked at."""
    (writer,) = writers([form])
    texts = Texts(project, name, beside=beside, allow_unreviewed=allow_unreviewed)
    (publication,) = texts.publications([language], writer, press(project))
    return Made(file_name(publication, writer), writer.write(publication), texts.of(language))


class Texts:
    """The editions of one document, each made once, whatever the formats."""

    def __init__(
        self, project: Project, name: str, *, beside: str = "", allow_unreviewed: bool = False
    ) -> None:
        """Make nothing yet. `beside` is the second language of bilingual formats, else the original."""
        self._project, self._name = project, name
        self._beside, self._allow = beside, allow_unreviewed
        self._document: Document | None = None
        self._made: dict[str, Edition] = {}
        self._colophons: dict[str, Colophon] = {}

    @property
    def made(self) -> Mapping[str, Edition]:
        """Return what was made, by language, as the catalogs have it: before typography."""
        return self._made

    def of(self, language: str) -> Edition:
        """Return the edition in a language."""
        if language not in self._made:
            self._made[language] = of(self._project, self._name, language, allow_unreviewed=self._allow)
        return self._made[language]

    def beside(self, language: str) -> Edition:
        """Return what stands beside a text: the language asked for, or the original."""
        second = self._beside or self.of(language).source_language
        if second == language:
            raise EditionError(
                "Two texts in “{language}” cannot stand side by side. Say which language stands beside it "
                "(on the command line: --beside).",
                language=language,
            )
        return self.of(second)

    def colophon(self, language: str, press: Press) -> Colophon:
        """Return what the edition in a language says about itself."""
        if language not in self._colophons:
            self._document = self._document or folder.document(self._project.folder, self._name)
            self._colophons[language] = crediting.colophon(
                self._project, self.of(language), self._document.extra, names=press.names
            )
        return self._colophons[language]

    def publications(self, languages: Sequence[str], writer: Writer, press: Press) -> list[Publication]:
        """Return what one format prints, each publication knowing the others' files."""
        found = [self._publication(code, writer, press) for code in languages]
        alternates = {one.edition.language: file_name(one, writer) for one in found}
        return [replace(one, alternates=alternates) for one in found]

    def _publication(self, language: str, writer: Writer, press: Press) -> Publication:
        second = self.beside(language) if writer.bilingual else None
        colophon = self.colophon(language, press)
        if second is not None and second.language != second.source_language:
            colophon = _joint(colophon, self.colophon(second.language, press))
        return Publication(
            edition.dressed(self.of(language), press.typeset),
            edition.dressed(second, press.typeset) if second else None,
            colophon,
            press.house,
            layout=press.layout,
        )


def _joint(one: Colophon, other: Colophon) -> Colophon:
    """Return what two translations side by side say: both their people, the later day."""
    shares = [said.machine for said in (one, other) if said.machine is not None]
    return replace(
        one,
        date=max(one.date, other.date),
        translators=tuple(dict.fromkeys((*one.translators, *other.translators))),
        reviewers=tuple(dict.fromkeys((*one.reviewers, *other.reviewers))),
        machine=sum(shares) / len(shares) if shares else None,
    )


def file_name(publication: Publication, writer: Writer) -> str:
    """Return the name of an edition's file: document, language or languages, and whether it is a draft."""
    text, second = publication.edition, publication.beside
    languages = f"{text.language}+{second.language}" if second else text.language
    return f"{text.name}.{languages}{'.draft' if publication.draft else ''}{writer.suffix}"


def writers(forms: Sequence[str]) -> list[Writer]:
    """Return the writers of formats by their names. Raise `EditionError` for one that is not known."""
    for form in forms:
        if form not in FORMATS:
            raise EditionError(
                "There is no format “{form}”. Known are: {known}.",
                form=form,
                known=", ".join([*FORMATS, *EXCHANGES]),
            )
    return [FORMATS[form] for form in forms]


def catalog_of(name: str, language: str, stored: Sequence[Stored]) -> Catalog:
    """Return units as the store has them as a catalog."""
    return Catalog(name, language, tuple(one.unit for one in stored))


_found = lru_cache(20_000)(checks.run)
"""Texts seldom change between two looks at an edition, and what the checks find depends on nothing else."""


def findings(project: Project, catalog: Catalog) -> dict[Key, tuple[checks.Finding, ...]]:
    """Return what the checks find in a catalog's reviewed texts, by unit.

    No other is printed, but in a draft edition, which says so for every one of them.
    """
    source, sources = project.settings.source_language, catalog.sources()
    return {
        unit.key: _found(
            sources[unit.key], unit.target.text, source_language=source, language=catalog.language
        )
        for unit in catalog.live
        if unit.target.state is State.REVIEWED
    }
