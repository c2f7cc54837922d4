"""Whether published editions are behind their catalogs, and what changed since, sentence by sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.catalog import Key
from app.errors import EditionError, Message, WorkbenchError
from app.exchange import EXCHANGES
from app.exchange.parcel import unit_id
from app.export import FORMATS
from app.workbench import catalogs, editions, manifest, publishing, sites
from app.workbench.editions import Press, Texts
from app.workbench.manifest import Manifest, Sentence, Text
from app.workbench.project import Project


class Difference(StrEnum):
    """What became of a sentence."""

    CHANGED = "changed"
    """Its text is another now."""
    STATE = "state"
    """Its text is the same, but somebody approved or doubted it."""
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that is not as it was published."""

    what: Difference
    source: str
    """Empty where the history does not have it any more."""
    was: str
    """As it was published; empty where the history does not have it."""
    now: str
    """Empty where it is gone."""


@dataclass(frozen=True, slots=True)
class Behind:
    """A text that is not published as it stands now."""

    text: Text
    changes: tuple[Change, ...] = ()
    moved: bool = False
    """Whether the sentences stand in another order."""
    reason: WorkbenchError | None = None
    """Why no edition can be made of it now."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that is not as it was made, or would be made otherwise now."""

    file: str
    why: Message


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found in a folder of editions."""

    files: int
    behind: tuple[Behind, ...]
    faults: tuple[Fault, ...]

    @property
    def fresh(self) -> bool:
        """Say whether everything is as it would be made now."""
        return not (self.behind or self.faults)


_OTHERWISE = Message(
    "Its texts are up to date, but it would look otherwise now: the house style, the colophon or the "
    "workbench has changed."
)


def check(project: Project, folder: Path) -> Report:
    """Compare a folder of editions with the catalogs; nothing is written."""
    made = manifest.read(folder)
    if made is None:
        raise EditionError(
            "{folder} has no {file}: it holds no editions that this workbench has published.",
            folder=folder,
            file=manifest.NAME,
        )
    behind = [found for text in made.texts if (found := _compared(project, text)) is not None]
    late = {one.text.key for one in behind}
    faults = [*_on_disk(folder, made), *_looks(project, made, late), *_site(project, made, late)]
    return Report(len(made.files), tuple(behind), tuple(faults))


def _on_disk(folder: Path, made: Manifest) -> Iterator[Fault]:
    for file in made.files:
        if not (folder / file.name).is_file():
            yield Fault(file.name, Message("It is gone."))
        elif not file.as_made(folder):
            yield Fault(file.name, Message("It was changed after it was made, or not wholly written."))


def _looks(project: Project, made: Manifest, late: set[tuple[str, str, str, bool]]) -> Iterator[Fault]:
    """Yield the files whose texts are as they were, but which would look otherwise now."""
    press: Press | None = None
    held: dict[tuple[str, bool, str], Texts] = {}
    for file in made.files:
        keys = {
            (file.document, code, file.kind, file.unreviewed) for code in (file.language, file.beside) if code
        }
        if file.format in EXCHANGES or file.on_site or keys & late:
            continue
        if file.format not in FORMATS:
            yield Fault(file.name, Message("This workbench does not know its format any more."))
            continue
        press = press or editions.press(project)
        key = (file.document, file.unreviewed, file.beside)
        if key not in held:
            held[key] = Texts(project, file.document, beside=file.beside, allow_unreviewed=file.unreviewed)
        if publishing.look(press, held[key], file) != file.look:
            yield Fault(file.name, _OTHERWISE)


def _site(project: Project, made: Manifest, late: set[tuple[str, str, str, bool]]) -> Iterator[Fault]:
    """Yield the files of a site that would be others now though no text of them has changed.

    A site is made anew for that: each page knows of the others.
    """
    try:
        now = None if late else sites.again(project, made)
    except WorkbenchError as error:
        yield Fault(manifest.SITE, error.message)
        return
    if now is None:  # or its texts are told of already
        return
    before = {one.name: one for one in made.files if one.on_site}
    for file in now.manifest.files:
        if file.name not in before:
            yield Fault(file.name, Message("It is not on the site yet: it may be published now."))
        elif file.sha256 != before[file.name].sha256:
            yield Fault(file.name, _OTHERWISE)


def _compared(project: Project, text: Text) -> Behind | None:
    try:
        if text.kind == "exchange":
            catalog = catalogs.catalog(project, text.document, text.language)
            now = manifest.text_of_catalog(catalog)
            texts = {unit_id(unit.key): (unit.source, unit.target.text) for unit in catalog.live}
        else:
            edition = editions.of(
                project,
                text.document,
                text.language,
                allow_unreviewed=text.unreviewed,
                threshold=0,
                faults=False,
            )
            now = manifest.text_of(edition, unreviewed=text.unreviewed, day="")
            texts = {unit_id(piece.key): (piece.key.source, piece.text) for piece in edition.pieces()}
    except WorkbenchError as error:
        return Behind(text, reason=error)
    if now.revision == text.revision:
        return None
    changes = tuple(_changes(text.sentences, now.sentences, texts, _History(project, text)))
    # a gate that has closed since is told with the changes that closed it
    return Behind(
        text,
        changes,
        moved=not changes and [one.id for one in text.sentences] != [one.id for one in now.sentences],
        reason=_gate(project, text),
    )


def _gate(project: Project, text: Text) -> WorkbenchError | None:
    if text.kind == "exchange" or text.unreviewed:
        return None
    try:
        editions.of(project, text.document, text.language)
    except WorkbenchError as error:
        return error
    return None


class _History:
    """What sentences said when they were published, as far as this store's history goes back."""

    def __init__(self, project: Project, text: Text) -> None:
        self._known: dict[str, dict[str, str]] | None = None
        self._sources: dict[str, str] = {}
        self._project, self._text = project, text

    def was(self, one: Sentence) -> tuple[str, str]:
        """Return a sentence's source and its text; empty what is not known."""
        if self._known is None:
            self._known = self._read()
        return self._sources.get(one.id, ""), self._known.get(one.id, {}).get(one.digest, "")

    def _read(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        name, language = self._text.document, self._text.language
        steps = self._project.store.steps(name, language)
        for stored in self._project.store.units(name, language):
            context = stored.unit.key.context
            own = [(stored.unit.source, stored.unit.target)]
            for source, target in [*own, *((step.source, step.target) for step in steps.get(stored.id, ()))]:
                number = unit_id(Key(source, context))
                self._sources.setdefault(number, source)
                texts = found.setdefault(number, {})
                texts[manifest.digest(target.text, target.notes)] = target.text
                texts[manifest.digest(source)] = source
                texts[manifest.digest_of_exchange(target)] = target.text
        return found


def _changes(
    before: tuple[Sentence, ...],
    after: tuple[Sentence, ...],
    texts: Mapping[str, tuple[str, str]],
    history: _History,
) -> Iterator[Change]:
    old = {one.id: one for one in before}
    new = {one.id for one in after}
    for one in after:
        source, now = texts.get(one.id, ("", ""))
        if one.id not in old:
            yield Change(Difference.ADDED, source, "", now)
        elif one.digest != old[one.id].digest:
            yield Change(Difference.CHANGED, source, history.was(old[one.id])[1], now)
        elif one.mark != old[one.id].mark:
            yield Change(Difference.STATE, source, now, now)
    for one in before:
        if one.id not in new:
            source, was = history.was(one)
            yield Change(Difference.REMOVED, source, was, "")
