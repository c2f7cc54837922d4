"""An open project: its folder, settings and store."""

import logging
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path

from app import language as languages
from app.errors import ProjectError
from app.settings import Settings
from app.storage import files, folder
from app.storage.answers import Answers
from app.storage.credits import Credits
from app.storage.entries import Kept
from app.storage.memory import Memories
from app.storage.store import Store
from app.workbench.remembering import Memory

log = logging.getLogger("workbench")

_SETTINGS = """\
# What this project decided. Everything here may be left out; these are the defaults.

[project]
name = "{name}"
source_language = "en"
languages = ["uk", "sv", "ru"]

[drafts]
engines = ["google"]   # asked in this order
allow_remote = true    # false: no text ever leaves this machine

[review]
alone = true           # may a translator approve their own text? For two people: false
trust_outside = true   # is an entry that somebody approved in Poedit reviewed? As `alone`, if left out

[export]
threshold = 0.8        # the share of reviewed segments that an edition needs
# languages.uk.threshold = 0.9      # another share for one language
# published = "https://…"           # where the originals were; a document may say otherwise
# rights = "CC BY-SA 4.0"
# publisher = "…"
machine = false        # do editions say how much began as a machine's draft?
"""
_IGNORED = (
    "# the store and its locks: work in progress, not for git\n.workbench/\n"
    "# keys of services\n.streamlit/secrets.toml\n"
)


@dataclass(frozen=True)
class Project:
    """A project that is open for work. Close it when done, or use it in a `with`."""

    folder: folder.Folder
    settings: Settings
    store: Store
    answers: Answers = field(init=False)
    memory: Memory = field(init=False)
    credits: Credits = field(init=False)
    entries: Kept = field(init=False, default_factory=Kept, repr=False)
    written_behind: threading.Event = field(default_factory=threading.Event)
    """Set while a writer of this process brings the catalogs up to date; else each deed writes its own."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "answers", Answers(self.store))
        memory = Memory(Memories(self.store), self.folder.private / "memory")
        object.__setattr__(self, "memory", memory)
        object.__setattr__(self, "credits", Credits(self.store))

    def __enter__(self) -> "Project":
        return self

    def __exit__(self, *_: object) -> None:
        self.memory.close()
        self.store.close()

    @property
    def name(self) -> str:
        """Return the project's name, for pages and file headers."""
        return self.settings.name or self.folder.root.name


def open_project(path: Path) -> Project:
    """Open the project in a folder, and its store."""
    found = folder.find(path)
    settings = folder.settings(found)
    models = Path(settings.models).expanduser() if settings.models else Path(".workbench", "models")
    settings = replace(settings, models=str(found.root / models))
    for code in (settings.source_language, *settings.languages):
        languages.check(code)
    files.sweep(found.root / "locales")
    files.sweep(found.root / "source")
    store = Store(found.database(settings), two_people=not settings.review_alone)
    return Project(found, settings, store)


def init(path: Path) -> Path:
    """Make a project in a folder that has none, and return its settings file. What lies there stays."""
    root = path.resolve()
    settings = root / folder.SETTINGS
    if settings.exists():
        raise ProjectError("{folder} is a project already; nothing was changed.", folder=root)
    if root.exists() and not root.is_dir():
        raise ProjectError("{folder} is a file, not a folder.", folder=root)
    name = "".join(char for char in root.name if char.isalnum() or char in " -_.") or "translations"
    files.write(settings, _SETTINGS.format(name=name).encode())
    ignore = root / ".gitignore"
    if not ignore.exists():
        files.write(ignore, _IGNORED.encode())
    for part in ("source", "locales"):
        (root / part).mkdir(exist_ok=True)
    return settings
