"""Make a site of a project's editions: what may be published, and what is left out by reason."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from app import __version__
from app.errors import EditionError
from app.export import FORMATS, Writer
from app.export.site import Download, Work, site
from app.export.words import own_name
from app.publication import Publication
from app.storage import files
from app.workbench import editions, manifest
from app.workbench.editions import Press, Texts
from app.workbench.manifest import File, Manifest
from app.workbench.project import Project, log

_AT_ONCE = 2
"""Writers at work at the same time: pandoc and Typst leave Python free meanwhile."""


@dataclass(frozen=True, slots=True)
class Site:
    """A site as files, and why some text is not on it."""

    files: dict[str, bytes]
    """By their paths in the folder, without the manifest."""
    left_out: tuple[EditionError, ...]
    manifest: Manifest


def make(
    project: Project,
    names: Sequence[str],
    *,
    languages: Sequence[str],
    forms: Sequence[str] = (),
    beside: str = "",
    allow_unreviewed: bool = False,
) -> Site:
    """Make a site of documents in these languages, with files of `forms` to download.

    They stand in the project's order, whatever order they are named in, so that the same texts give the same
    site. A text of which too little is reviewed is left out. Raise `EditionError` where nothing is left.
    """
    press = editions.press(project)
    forms = _in_order(forms, FORMATS)
    writers = dict(zip(forms, editions.writers(forms), strict=True))
    names = _in_order(names, project.folder.documents())
    languages = _in_order(languages, [*project.settings.languages, project.settings.source_language])
    made: list[_Made] = []
    held: list[Texts] = []
    left_out: list[EditionError] = []
    for name in names:
        texts = Texts(project, name, beside=beside, allow_unreviewed=allow_unreviewed)
        held.append(texts)
        for language in languages:
            try:
                made.append(_made(texts, language, writers, press))
            except EditionError as error:
                left_out.append(error)
    if not made:
        raise left_out[0] if left_out else EditionError("There is no document to make a site of.")
    found = site(project.name, [one.work for one in made], press.house)
    listed = {one.name: one for each in made for one in _listed(each, found, unreviewed=allow_unreviewed)}
    indexes = [_file(path, found, manifest.SITE, "", "", unreviewed=allow_unreviewed) for path in found]
    kept = (*listed.values(), *(one for one in indexes if one.name not in listed))
    whole = Manifest(
        __version__,
        kept,
        tuple(
            manifest.text_of(edition, unreviewed=allow_unreviewed, day=texts.colophon(code, press).date)
            for texts in held
            for code, edition in texts.made.items()
        ),
    )
    return Site(found, tuple(left_out), whole)


def _in_order(some: Iterable[str], all_of_them: Iterable[str]) -> list[str]:
    """Return each of some once, in the order of all; what is not among them last."""
    places = {one: place for place, one in enumerate(all_of_them)}
    return sorted(dict.fromkeys(some), key=lambda one: places.get(one, len(places)))


def write(made: Site, out: Path) -> tuple[Path, ...]:
    """Write a site into a folder, the index and then the manifest last; return the paths of its files.

    Of an earlier site, what this one has not is taken away, unless somebody has changed it since. What else
    lies there stays, and in the manifest too.
    """
    before = manifest.read(out) or Manifest(__version__)
    earlier = [one for one in before.files if one.on_site]
    paths = [out / name for name in sorted(made.files, key=lambda name: name == "index.html")]
    for path in paths:
        files.write(path, made.files[path.relative_to(out).as_posix()])
    whole = before.without([one.name for one in earlier]).joined(made.manifest)
    files.write(out / manifest.NAME, whole.write())
    for one in earlier:
        if one.name not in made.files and one.as_made(out):
            files.discard(out / one.name)
    log.info("a site of %d files in %s", len(paths), out)
    return tuple(paths)


def again(project: Project, made: Manifest) -> Site | None:
    """Return the site that a manifest tells of as it would be made now; None where it tells of none."""
    own = [one for one in made.files if one.on_site]
    if not own:
        return None
    pages = [one for one in own if one.document]
    return make(
        project,
        tuple(dict.fromkeys(one.document for one in pages)),
        languages=tuple(dict.fromkeys(one.language for one in pages)),
        forms=tuple(dict.fromkeys(one.format.removeprefix(_TO_TAKE) for one in pages if _taken(one))),
        beside=next((one.beside for one in pages if one.beside), ""),
        allow_unreviewed=any(one.unreviewed for one in own),
    )


_TO_TAKE = f"{manifest.SITE}-"


def _taken(file: File) -> bool:
    """Say whether a file of a site is one to download."""
    return file.format.startswith(_TO_TAKE)


@dataclass(frozen=True, slots=True)
class _Made:
    work: Work
    forms: tuple[tuple[str, Publication], ...]
    """Of each download."""


def _listed(made: _Made, found: dict[str, bytes], *, unreviewed: bool) -> Iterator[File]:
    """Yield a text's page and its downloads as a manifest keeps them."""
    work = made.work
    own = (work.name, work.language)
    draft = work.publication.draft
    page = f"{work.language}/{work.name}.html"
    yield _file(page, found, manifest.SITE, *own, draft=draft, unreviewed=unreviewed)
    for (form, publication), one in zip(made.forms, work.downloads, strict=True):
        beside = publication.beside.language if publication.beside else ""
        yield _file(
            f"{work.language}/{one.file}",
            found,
            f"{_TO_TAKE}{form}",
            *own,
            beside=beside,
            draft=publication.draft,
            unreviewed=unreviewed,
        )


def _file(
    path: str,
    found: dict[str, bytes],
    form: str,
    document: str,
    language: str,
    *,
    beside: str = "",
    draft: bool = False,
    unreviewed: bool,
) -> File:
    content = found[path]
    digest = hashlib.sha256(content).hexdigest()
    # Of an index, the path tells it from the others of a manifest.
    return File(
        path,
        document,
        language,
        form if document else f"{form}:{path}",
        digest,
        len(content),
        beside,
        draft,
        unreviewed,
        look=form,
    )


def _made(texts: Texts, language: str, writers: dict[str, Writer], press: Press) -> _Made:
    (own,) = texts.publications([language], FORMATS["html"], press)
    jobs: list[tuple[str, Writer, Publication]] = []
    for form, writer in writers.items():
        # the original has nothing to stand beside
        if not writer.bilingual or language != own.edition.source_language:
            jobs.extend((form, writer, one) for one in texts.publications([language], writer, press))

    def download(job: tuple[str, Writer, Publication]) -> Download:
        _, writer, publication = job
        label = writer.suffix.rpartition(".")[2].upper()
        if publication.beside:
            label += f", {own_name(language)} + {own_name(publication.beside.language)}"
        return Download(label, editions.file_name(publication, writer), writer.write(publication))

    with ThreadPoolExecutor(_AT_ONCE) as workers:
        work = Work(own, tuple(workers.map(download, jobs)))
    return _Made(work, tuple((form, publication) for form, _, publication in jobs))
