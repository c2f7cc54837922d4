"""Make a site of a project's editions: what may be published, and what is left out by reason."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from app.errors import EditionError
from app.export import FORMATS, Writer
from app.export.site import Download, Work, site
from app.export.words import own_name
from app.publication import Publication
from app.storage import files
from app.workbench import editions
from app.workbench.editions import Press, Texts
from app.workbench.project import Project, log

_AT_ONCE = 2
"""Writers at work at the same time: pandoc and Typst leave Python free meanwhile."""


@dataclass(frozen=True, slots=True)
class Site:
    """A site as files, and why some text is not on it."""

    files: dict[str, bytes]
    """By their paths in the folder."""
    left_out: tuple[EditionError, ...]


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

    A text of which too little is reviewed is left out. Raise `EditionError` where nothing is left.
    """
    press = editions.press(project)
    writers = editions.writers(forms)
    works: list[Work] = []
    left_out: list[EditionError] = []
    for name in names:
        texts = Texts(project, name, beside=beside, allow_unreviewed=allow_unreviewed)
        for language in languages:
            try:
                works.append(_work(texts, language, writers, press))
            except EditionError as error:
                left_out.append(error)
    if not works:
        raise left_out[0] if left_out else EditionError("There is no document to make a site of.")
    return Site(site(project.name, works, press.house), tuple(left_out))


def write(made: Site, out: Path) -> tuple[Path, ...]:
    """Write a site into a folder, the index last; return the paths. What else lies there stays."""
    paths = [out / name for name in sorted(made.files, key=lambda name: name == "index.html")]
    for path in paths:
        files.write(path, made.files[path.relative_to(out).as_posix()])
    log.info("a site of %d files in %s", len(paths), out)
    return tuple(paths)


def _work(texts: Texts, language: str, writers: Sequence[Writer], press: Press) -> Work:
    (own,) = texts.publications([language], FORMATS["html"], press)
    jobs: list[tuple[Writer, Publication]] = []
    for writer in writers:
        # the original has nothing to stand beside
        if not writer.bilingual or language != own.edition.source_language:
            jobs.extend((writer, one) for one in texts.publications([language], writer, press))

    def download(job: tuple[Writer, Publication]) -> Download:
        writer, publication = job
        label = writer.suffix.rpartition(".")[2].upper()
        if publication.beside:
            label += f", {own_name(language)} + {own_name(publication.beside.language)}"
        return Download(label, editions.file_name(publication, writer), writer.write(publication))

    with ThreadPoolExecutor(_AT_ONCE) as workers:
        return Work(own, tuple(workers.map(download, jobs)))
