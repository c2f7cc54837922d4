"""A project's folder: where everything lies, and its settings."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.document import Document
from app.errors import DocumentError, ProjectError, SettingsError
from app.settings import Settings, parse
from app.storage import files, source

SETTINGS = "workbench.toml"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_LATIN = {
    "ä": "a",
    "å": "a",
    "æ": "ae",
    "é": "e",
    "ö": "o",
    "ø": "o",
    "ß": "ss",
    "ü": "u",
    "а": "a",
    "б": "b",
    "в": "v",
    "г": "h",
    "ґ": "g",
    "д": "d",
    "е": "e",
    "є": "ie",
    "ё": "e",
    "ж": "zh",
    "з": "z",
    "и": "y",
    "і": "i",
    "ї": "i",
    "й": "i",
    "к": "k",
    "л": "l",
    "м": "m",
    "н": "n",
    "о": "o",
    "п": "p",
    "р": "r",
    "с": "s",
    "т": "t",
    "у": "u",
    "ф": "f",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ъ": "",
    "ы": "y",
    "ь": "",
    "э": "e",
    "ю": "iu",
    "я": "ia",
    "'": "",
    "’": "",
    "ʼ": "",
}


@dataclass(frozen=True, slots=True)
class Folder:
    """The paths of one project."""

    root: Path
    """Absolute."""

    @property
    def settings_file(self) -> Path:
        """Return the path of the settings."""
        return self.root / SETTINGS

    @property
    def private(self) -> Path:
        """Return the folder of the store, which is not for git."""
        return self.root / ".workbench"

    def source(self, document: str) -> Path:
        """Return the path of a source file."""
        return self.root / "source" / f"{checked_name(document)}.md"

    def template(self, document: str) -> Path:
        """Return the path of a POT file."""
        return self.root / "locales" / f"{checked_name(document)}.pot"

    def catalog(self, document: str, language: str) -> Path:
        """Return the path of a PO file, in gettext's ordinary place."""
        folder = language.replace("-", "_")
        return self.root / "locales" / folder / "LC_MESSAGES" / f"{checked_name(document)}.po"

    def lock(self, document: str, language: str) -> Path:
        """Return the path of the lock that a writer of this catalog holds."""
        return self.private / "locks" / f"{checked_name(document)}.{language}.lock"

    @property
    def backups(self) -> Path:
        """Return the folder of copies of catalogs and stores as they were."""
        return self.private / "backups"

    def documents(self) -> tuple[str, ...]:
        """Return the names of the project's documents, in alphabetical order."""
        return tuple(
            sorted(path.stem for path in (self.root / "source").glob("*.md") if _NAME.fullmatch(path.stem))
        )

    def database(self, settings: Settings, environment: Mapping[str, str] = os.environ) -> str:
        """Return the store's URL: WORKBENCH_DATABASE, or what the settings say, or a file in the project."""
        own = f"sqlite:///{self.private / 'workbench.db'}"
        return environment.get("WORKBENCH_DATABASE") or settings.store or own


def find(path: Path) -> Folder:
    """Return the project in a folder. Raise `ProjectError` where there is none."""
    root = path.resolve()
    if not root.is_dir():
        raise ProjectError("{folder} is not a folder.", folder=root)
    if not (root / SETTINGS).is_file():
        raise ProjectError(
            "{folder} is not a project: it has no {settings}. Make one with “workbench init {folder}”.",
            folder=root,
            settings=SETTINGS,
        )
    return Folder(root)


def settings(folder: Folder) -> Settings:
    """Return the project's settings."""
    try:
        table = tomllib.loads(files.read(folder.settings_file).decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            "{file} is not valid TOML: {reason}.", file=folder.settings_file, reason=error
        ) from error
    return parse(table, file=SETTINGS)


def document(folder: Folder, name: str) -> Document:
    """Return a document from its source file."""
    path = folder.source(name)
    if not path.is_file():
        raise DocumentError(
            "There is no document “{name}” in this project. Known are: {known}.",
            name=name,
            known=", ".join(folder.documents()) or "none yet; add one with “workbench add FILE”",
        )
    try:
        text = files.read(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError("{file} is not UTF-8 text. Save it as UTF-8 and try again.", file=path) from error
    return source.parse(text, name=name, file=f"source/{name}.md")


def checked_name(name: str) -> str:
    """Return a document's name, or raise `DocumentError` where it could not be a file's name."""
    if not _NAME.fullmatch(name):
        raise DocumentError(
            "“{name}” cannot be a document's name. Use lower-case letters, digits and hyphens, "
            "as in “{example}”.",
            name=name,
            example=name_for(name),
        )
    return name


def name_for(text: str) -> str:
    """Make a document's name of a title or a file's name.

    >>> name_for("Інтерв’ю з Олею.txt"), name_for("../../etc/passwd")
    ('interviu-z-oleiu', 'passwd')
    """
    stem = re.sub(r"\.[A-Za-z]{1,8}$", "", Path(text.replace("\\", "/")).name).lower()
    latin = "".join(_LATIN.get(char, char) for char in stem)
    return re.sub(r"[^a-z0-9]+", "-", latin).strip("-")[:80].rstrip("-") or "document"
