"""Where models are to be had, and what the lists there say. Asked only when a person asks for a model.

Mozilla's list names the size and the checksum of every file. Argos' names neither: the size is the server's
word, and there is nothing to hold the file against but what is in it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urljoin, urlsplit

from app.engines.connection import Connection
from app.engines.models.download import File
from app.engines.models.folder import Kind
from app.errors import EngineError, EngineErrorKind

FIREFOX: Final = (
    "https://firefox.settings.services.mozilla.com/v1/buckets/main/collections/translations-models-v2/records"
)
ARGOS: Final = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json"
_PARTS: Final = frozenset({"model", "lex", "vocab", "srcvocab", "trgvocab"})
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_SHA: Final = re.compile(r"[0-9a-fA-F]{64}")
_MOST_FILE: Final = 500_000_000
_NEWEST_MAJOR: Final = 3
"""Of the versions of Firefox's models; what a later one holds nobody can know yet."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A model to be had, as a person should know it before it is fetched."""

    kind: Kind
    source: str
    target: str
    version: str
    files: tuple[File, ...]
    licence: str
    sums: Mapping[str, str]
    """What files have to sum up to when they are unpacked, by their name then; empty where nobody says."""

    @property
    def name(self) -> str:
        """Return the name of the folder that it gets."""
        if self.kind is Kind.ARGOS:
            return f"translate-{self.source}_{self.target}-{self.version.replace('.', '_')}"
        return f"{self.kind}-{self.source}-{self.target}"

    @property
    def size(self) -> int:
        """Return the bytes to fetch; 0 where nobody says."""
        return sum(file.size for file in self.files) if all(file.size for file in self.files) else 0

    @property
    def address(self) -> str:
        """Return the server that it comes from."""
        return urljoin(self.files[0].url, "/")


def firefox(connection: Connection, source: str, target: str, *, index: str = FIREFOX) -> Parcel | None:
    """Return Firefox's newest model from one language to another, or None where there is none."""
    query = f"?sourceLanguage={quote(source)}&targetLanguage={quote(target)}"
    records = connection.fetch_json("GET", index + query)
    rows = [one for one in _list(records, "data") if _fits(one, source, target)]
    versions = sorted({str(one["version"]) for one in rows}, key=_version, reverse=True)
    for version in versions:
        files = {str(one["fileType"]): one for one in rows if one["version"] == version}
        has_words = "vocab" in files or {"srcvocab", "trgvocab"} <= set(files)
        if "model" in files and has_words and _version(version)[0] <= _NEWEST_MAJOR:
            base = _attachments(connection, index)
            parts = [_attachment(one, base) for one in files.values()]
            sums = {
                _file_name(one["name"]): str(one["decompressedHash"])
                for one in files.values()
                if _SHA.fullmatch(str(one.get("decompressedHash", "")))
            }
            return Parcel(
                Kind.FIREFOX,
                source,
                target,
                version,
                tuple(parts),
                "MPL-2.0 (github.com/mozilla/firefox-translations-models)",
                sums,
            )
    return None


def argos(connection: Connection, source: str, target: str, *, index: str = ARGOS) -> Parcel | None:
    """Return Argos' newest model from one language to another, or None where there is none."""
    found = [
        one
        for one in _list({"data": connection.fetch_json("GET", index)}, "data")
        if isinstance(one, Mapping) and (one.get("from_code"), one.get("to_code")) == (source, target)
    ]
    for one in sorted(found, key=lambda one: _version(str(one.get("package_version"))), reverse=True):
        links = one.get("links")
        address = next((link for link in links if _may_be_asked(link, index)), None) if links else None
        version = str(one.get("package_version"))
        if address and re.fullmatch(r"[0-9.]{1,12}", version):
            name = _file_name(urlsplit(address).path.rpartition("/")[2])
            file = File(name, address, _size(connection, address))
            return Parcel(Kind.ARGOS, source, target, version, (file,), "see README.md in the package", {})
    return None


def _size(connection: Connection, address: str) -> int:
    """Ask how long a file is, by asking for its first byte; 0 where the server does not say."""
    with connection.stream(address, headers={"Range": "bytes=0-0"}) as stream:
        total = stream.headers.get("Content-Range", "").rpartition("/")[2]
        said = total if stream.status == 206 else stream.headers.get("Content-Length", "")
    return int(said) if said.isdecimal() else 0


Shop = Callable[..., Parcel | None]
SHOPS: Final[Mapping[str, tuple[Shop, str]]] = {
    "firefox": (firefox, FIREFOX),
    "ctranslate2": (argos, ARGOS),
}
"""By the engine that uses the models: how to ask, and where."""


def _fits(one: Any, source: str, target: str) -> bool:
    return (
        isinstance(one, Mapping)
        and (one.get("sourceLanguage"), one.get("targetLanguage")) == (source, target)
        and one.get("fileType") in _PARTS
        and isinstance(one.get("version"), str)
        and not one.get("filter_expression")  # what only some Firefoxes get is not for us
        and isinstance(one.get("attachment"), Mapping)
        and isinstance(one.get("name"), str)
    )


def _attachment(one: Mapping[str, Any], base: str) -> File:
    held = one["attachment"]
    size, sum_ = held.get("size"), str(held.get("hash", ""))
    name = _file_name(str(held.get("filename", "")))
    if not isinstance(size, int) or not 0 < size <= _MOST_FILE or not _SHA.fullmatch(sum_):
        raise _strange()
    return File(name, urljoin(base, quote(str(held.get("location", "")).lstrip("/"))), size, sum_.lower())


def _attachments(connection: Connection, index: str) -> str:
    """Return where a server of records keeps its files: its root says."""
    root = f"{index.partition('/buckets/')[0]}/"
    told = connection.fetch_json("GET", root)
    try:
        base = str(told["capabilities"]["attachments"]["base_url"])
    except (TypeError, KeyError):
        base = ""
    if not _may_be_asked(base, index):
        raise _strange()
    return base if base.endswith("/") else f"{base}/"


def _may_be_asked(address: Any, index: str) -> bool:
    """Say whether a list may send us to an address: encrypted, or in the clear as the list itself was."""
    if not isinstance(address, str):
        return False
    scheme = urlsplit(address).scheme
    return scheme == "https" or (scheme == "http" and urlsplit(index).scheme == "http")


def _file_name(name: str) -> str:
    if not _NAME.fullmatch(name) or ".." in name:
        raise _strange()
    return name


def _version(text: str) -> tuple[int, ...]:
    """Return a version to sort by; one that is not made of numbers comes last.

    >>> _version("2.10") > _version("2.9"), _version("3.0a1")
    (True, (0,))
    """
    return tuple(map(int, text.split("."))) if re.fullmatch(r"\d{1,4}(\.\d{1,4})*", text) else (0,)


def _list(content: Any, name: str) -> Sequence[Any]:
    found = content.get(name) if isinstance(content, Mapping) else None
    if not isinstance(found, list):
        raise _strange()
    return found


def _strange() -> EngineError:
    return EngineError(
        EngineErrorKind.BAD_ANSWER,
        "The list of models is not what we know. It may have changed; take the files from elsewhere, and add "
        "them with --from.",
    )
