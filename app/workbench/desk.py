"""What is kept at hand between two requests of a program: parsed documents, and which unit is whose."""

import threading
from dataclasses import dataclass, field

from app.document import Document
from app.errors import DocumentError, WorkbenchError
from app.storage import folder
from app.storage.claims import Claims
from app.storage.last_looks import LastLooks
from app.storage.looks import Looks
from app.storage.presence import Presence
from app.storage.rows import Stored
from app.workbench.access import Doorkeeper
from app.workbench.overviews import Overviewer
from app.workbench.project import Project


@dataclass
class Desk:
    """A project as programs work with it. One for a process; several threads may use it."""

    project: Project
    looks: Looks = field(init=False)
    presence: Presence = field(init=False)
    claims: Claims = field(init=False)
    last_looks: LastLooks = field(init=False)
    doorkeeper: Doorkeeper = field(init=False)
    overviewer: Overviewer = field(init=False)
    _parsed: dict[str, tuple[tuple[int, int, int], Document]] = field(default_factory=dict, repr=False)
    _homes: dict[int, str] = field(default_factory=dict, repr=False)
    _generation: str = ""
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def __post_init__(self) -> None:
        self.looks = Looks(self.project.store)
        self.presence = Presence(self.project.store)
        self.claims = Claims(self.project.store)
        self.last_looks = LastLooks(self.project.store)
        self.doorkeeper = Doorkeeper(self.project)
        self.overviewer = Overviewer(self.project)

    def generation(self) -> str:
        """Return the store's word for itself; what was kept of another store is let go."""
        now = self.project.store.generation()
        if now != self._generation:
            self._homes.clear()
            self._generation = now
        return now

    def document(self, name: str) -> Document:
        """Return a document as its source file says it now; it is read again only where the file differs."""
        path = self.project.folder.source(name)
        try:
            found = path.stat()
        except OSError:
            return folder.document(self.project.folder, name)  # says in words what is missing
        stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
        with self._lock:
            known = self._parsed.get(name)
        if known is None or known[0] != stamp:
            known = (stamp, folder.document(self.project.folder, name))
            with self._lock:
                self._parsed[name] = known
        return known[1]

    def parsed(self, name: str) -> Document | None:
        """Return a document; None where its source file cannot be read just now."""
        try:
            return self.document(name)
        except WorkbenchError:
            return None

    def title(self, name: str) -> str:
        """Return a document's title; its name where the source file cannot be read just now."""
        found = self.parsed(name)
        return found.title if found else name

    def check_catalog(self, name: str, language: str) -> None:
        """Raise `DocumentError` where the project has no such document or language."""
        self.check_document(name)
        if language not in self.project.settings.languages:
            raise DocumentError(
                "This project does not translate into “{language}”. Its languages are: {known}.",
                language=language,
                known=", ".join(self.project.settings.languages),
            )

    def check_document(self, name: str) -> None:
        """Raise `DocumentError` where the project has no such document."""
        if name not in self.project.folder.documents():
            folder.document(self.project.folder, name)

    def unit(self, name: str, language: str, number: int) -> Stored:
        """Return a unit of a catalog. Raise `DocumentError` where the document has none of that number."""
        self.check_unit(name, number)
        found = self.project.store.unit(number, language)
        if found is None:
            raise _no_unit(name, number)
        return found

    def belongs(self, name: str, number: int) -> bool:
        """Say whether a document has a unit of that number; found once, it stays."""
        home = self._homes.get(number)
        if home is None:
            home = self.looks.home(number)
            if home is not None:
                self._homes[number] = home
        return home == name

    def check_unit(self, name: str, number: int) -> None:
        """Raise `DocumentError` where a document has no unit of that number."""
        if not self.belongs(name, number):
            raise _no_unit(name, number)


def _no_unit(name: str, number: int) -> DocumentError:
    return DocumentError("There is no segment {number} in “{name}”.", number=number, name=name)
