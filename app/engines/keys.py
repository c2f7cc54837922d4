"""Keys of services: from the environment, told to the service alone.

Streamlit puts the entries of its secrets into the environment, so that keys kept there are found as well.
A key is read when it is used and is part of no value, message or log.
"""

import os
from dataclasses import dataclass

from app.errors import EngineError, EngineErrorKind, Message


@dataclass(frozen=True, slots=True)
class Key:
    """Where a key is to be found; not the key itself."""

    variable: str
    """The environment variable."""

    @property
    def given(self) -> bool:
        """Whether there is one."""
        return bool(os.environ.get(self.variable, "").strip())

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
        key = os.environ.get(self.variable, "").strip()
        if not (key.isascii() and key.isprintable()):
            raise EngineError(
                EngineErrorKind.UNAUTHORIZED,
                "The key of {engine} in {variable} holds signs that no key has. Set it again.",
                engine=engine,
                variable=self.variable,
            )
        return key
