"""Publish editions into a folder: all formats of all documents and languages, or none of them."""

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from app import __version__
from app.errors import CatalogError, EditionError
from app.exchange import EXCHANGES
from app.export import Writer
from app.export.zipped import pack
from app.publication import Publication
from app.storage import files
from app.workbench import catalogs, editions, manifest, returning, sites
from app.workbench.editions import Press, Texts
from app.workbench.manifest import File, Manifest, Text
from app.workbench.project import Project, log

ZIP = "editions.zip"
_AT_ONCE = 2
"""Writers at work at the same time: pandoc and Typst leave Python free meanwhile."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made."""

    documents: tuple[str, ...]
    languages: tuple[str, ...]
    forms: tuple[str, ...]
    """Formats of editions and of exchange."""
    beside: str = ""
    """The second language of bilingual formats; the original where it is empty."""
    allow_unreviewed: bool = False
    site: bool = False
    """Whether a ZIP holds a small site of the texts, too."""

    @property
    def total(self) -> int:
        """How many files it will be, about."""
        return len(self.documents) * len(self.languages) * len(self.forms)


@dataclass(frozen=True, slots=True)
class _Made:
    file: File
    content: bytes


Report = Callable[[int, int, str], None]
"""Told after each file: how many are made, of how many, and its name."""


def _silent(_done: int, _total: int, _name: str) -> None:
    pass


def publish(
    project: Project, order: Order, out: Path, *, zipped: bool = False, report: Report = _silent
) -> tuple[Path, ...]:
    """Write an order into a folder with its manifest; return the paths of what was made.

    Every file is written beside, and only when all could be made do they take their places, the manifest
    last. What lies in the folder stays, but for a file of an earlier run that this one makes under another
    name. The catalogs are written too, so that an edition and the PO beside it say the same.
    """
    with files.locked(project.folder.private / "locks" / "publishing.lock"):
        return _publish(project, order, out, zipped=zipped, report=report)


def _publish(project: Project, order: Order, out: Path, *, zipped: bool, report: Report) -> tuple[Path, ...]:
    folder = out.resolve()
    new = not folder.exists()
    before = manifest.read(folder)
    waiting: dict[str, Path] = {}
    made: list[File] = []
    texts: dict[tuple[str, str, str, bool], Text] = {}
    try:
        for one in _all(project, order, texts, report):
            path = _inside(folder, one.file.name)
            for left in files.left_beside(path):  # of a run that was killed
                files.discard(left)
            waiting[one.file.name] = files.beside(path, one.content)
            made.append(one.file)
        done = Manifest(__version__, tuple(made), tuple(texts.values()))
        whole = before.joined(done) if before else done
        _settle(folder, waiting, before.replaced(done) if before else ())
        waiting.clear()
    except BaseException:
        for temporary in waiting.values():
            files.discard(temporary)
        if new:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise
    files.write(folder / manifest.NAME, whole.write())
    if zipped:
        files.write(folder / ZIP, _pack(folder, whole))
    _stamp(project, order)
    log.info("%d editions in %s", len(made), folder)
    return tuple(out / one.name for one in made)


def zip_of(project: Project, order: Order, *, report: Report = _silent) -> bytes:
    """Return an order as one ZIP with its manifest; the same catalogs give the same bytes.

    The site that it may hold lies in a folder of its own, with a manifest of its own.
    """
    texts: dict[tuple[str, str, str, bool], Text] = {}
    made = list(_all(project, order, texts, report))
    whole = Manifest(__version__, tuple(one.file for one in made), tuple(texts.values()))
    _stamp(project, order)
    contents = {one.file.name: one.content for one in made} | {manifest.NAME: whole.write()}
    if order.site:
        every = [*order.languages, project.settings.source_language]
        allow = order.allow_unreviewed
        small = sites.make(project, order.documents, languages=every, forms=("epub",), allow_unreviewed=allow)
        whole_site = small.files | {manifest.NAME: small.manifest.write()}
        contents |= {f"{manifest.SITE}/{path}": content for path, content in whole_site.items()}
    return pack(dict(sorted(contents.items())))


def _pack(folder: Path, whole: Manifest) -> bytes:
    names = sorted([*(one.name for one in whole.files), manifest.NAME])
    return pack({name: files.read(folder / name) for name in names if (folder / name).is_file()})


def _all(
    project: Project, order: Order, texts: dict[tuple[str, str, str, bool], Text], report: Report
) -> Iterator[_Made]:
    """Yield every file of an order, one document's after the other's, and fill in the texts they hold."""
    forms = [form for form in order.forms if form not in EXCHANGES]
    writers = dict(zip(forms, editions.writers(forms), strict=True))
    press = editions.press(project)
    done, total = 0, order.total
    taken: set[str] = set()
    for name in order.documents:
        held = Texts(project, name, beside=order.beside, allow_unreviewed=order.allow_unreviewed)
        for one in [*_editions(held, order, writers, press), *_exchanges(project, name, order, texts)]:
            if one.file.name in taken:
                raise EditionError("Two editions would have the name {file}.", file=one.file.name)
            taken.add(one.file.name)
            done += 1
            report(done, max(total, done), one.file.name)
            yield one
        for language, edition in held.made.items():
            text = manifest.text_of(
                edition, unreviewed=order.allow_unreviewed, day=held.colophon(language, press).date
            )
            texts[text.key] = text


def _editions(held: Texts, order: Order, writers: dict[str, Writer], press: Press) -> list[_Made]:
    jobs = [
        (form, writer, publication)
        for form, writer in writers.items()
        for publication in held.publications(_into(held, order, writer), writer, press)
    ]
    house = _look(press.house, press.layout, __version__)

    def one(job: tuple[str, Writer, Publication]) -> _Made:
        form, writer, publication = job
        content = writer.write(publication)
        file = File(
            editions.file_name(publication, writer),
            publication.edition.name,
            publication.edition.language,
            form,
            hashlib.sha256(content).hexdigest(),
            len(content),
            publication.beside.language if publication.beside else "",
            publication.draft,
            order.allow_unreviewed,
            _look(house, publication.colophon),
        )
        return _Made(file, content)

    # the slow ones first, so that they do not wait for each other at the end
    slow = sorted(jobs, key=lambda job: job[1].media_type.startswith("text/"))
    with ThreadPoolExecutor(_AT_ONCE) as workers:
        made = dict(zip(map(id, slow), workers.map(one, slow), strict=True))
    return [made[id(job)] for job in jobs]


def _into(held: Texts, order: Order, writer: Writer) -> list[str]:
    """Return the languages to make in a format: no text stands beside itself, where others were asked for."""
    if not writer.bilingual or len(order.languages) == 1:
        return list(order.languages)
    return [code for code in order.languages if code != (order.beside or held.of(code).source_language)]


def look(press: Press, held: Texts, file: File) -> str:
    """Return how a file would look now, beside its texts: as `File.look`."""
    colophon = held.publications([file.language], editions.writers([file.format])[0], press)[0].colophon
    return _look(_look(press.house, press.layout, __version__), colophon)


def _look(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()[:16]


def _exchanges(
    project: Project, name: str, order: Order, texts: dict[tuple[str, str, str, bool], Text]
) -> Iterator[_Made]:
    # What goes to other tools is no edition: it has every unit with its state, and no threshold to reach.
    for form in order.forms:
        if form not in EXCHANGES:
            continue
        for code in order.languages:
            if code not in project.settings.languages:
                continue
            file, content = returning.out(project, name, code, form=form)
            text = manifest.text_of_catalog(catalogs.catalog(project, name, code))
            texts[text.key] = text
            digest = hashlib.sha256(content).hexdigest()
            yield _Made(File(file, name, code, form, digest, len(content), unreviewed=True), content)


def _inside(folder: Path, name: str) -> Path:
    """Return a file's path. A name that leads out of the folder, or on a folder, is refused."""
    path = folder / name
    if Path(name).name != name or name.startswith(".") or path.is_dir():
        raise EditionError("{file} cannot be the name of an edition in {folder}.", file=name, folder=folder)
    return path


def _settle(folder: Path, waiting: dict[str, Path], replaced: Sequence[File]) -> None:
    """Let all files take their places, and take away those whose place another name takes."""
    try:
        for name, temporary in waiting.items():
            temporary.replace(folder / name)
        for one in replaced:
            if one.as_made(folder):
                (folder / one.name).unlink()
        if folder.is_dir():
            files.sync_folder(folder)
    except OSError as error:
        raise files.trouble(folder, error, reading=False) from error


def _stamp(project: Project, order: Order) -> None:
    for name in order.documents:
        for code in order.languages:
            if code not in project.settings.languages:
                continue
            with contextlib.suppress(CatalogError):  # the sync has told of it; the store has the texts
                if not order.allow_unreviewed and any(form not in EXCHANGES for form in order.forms):
                    catalogs.stamp(project, name, code)
                catalogs.write(project, name, code)
