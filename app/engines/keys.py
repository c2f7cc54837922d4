"""Keys of services: from the environment, or from Streamlit's secrets; told to the service alone.

Streamlit puts them into the environment of the app; the command line reads the same files.
A key is read when it is used and is part of no value, message or log.
"""

import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.errors import EngineError, EngineErrorKind, Message


@dataclass(frozen=True, slots=True)
class Key:
    """Where a key is to be found; not the key itself."""

    variable: str
    """The environment variable."""

    @property
    def given(self) -> bool:
        """Whether there is one."""
        return bool(_read(self.variable))

    def lack(self, engine: str) -> Message:
        """Return what to tell a person who has not set it."""
        return Message(
            "{engine} needs a key. Set the environment variable {variable}, or {variable} in Streamlit’s "
            "secrets (.streamlit/secrets.toml).",
            engine=engine,
            variable=self.variable,
        )

    def reveal(self, engine: str) -> str:
        """Return the key, for the header or field of a request and nothing else.

        Raise `EngineError` where it holds a sign that no header may hold: requests would repeat the key in
        its own error.
        """
        key = _read(self.variable)
        if not (key.isascii() and key.isprintable()):
            raise EngineError(
                EngineErrorKind.UNAUTHORIZED,
                "The key of {engine} in {variable} holds signs that no key has. Set it again.",
                engine=engine,
                variable=self.variable,
            )
        return key


def _read(variable: str) -> str:
    """Return what the environment has, or else the nearest secrets; empty where nobody set it."""
    return os.environ.get(variable, "").strip() or next(_secrets(variable), "")


def _secrets(variable: str) -> Iterator[str]:
    for folder in (Path.cwd(), Path.home()):
        try:
            found = tomllib.loads((folder / ".streamlit" / "secrets.toml").read_text(encoding="utf-8-sig"))
        except (OSError, ValueError):  # a file that is none is told by Streamlit; its content must not be
            continue
        if isinstance(key := found.get(variable), str) and key.strip():
            yield key.strip()
