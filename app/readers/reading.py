"""What every reader returns."""

from dataclasses import dataclass

from app.document import Block
from app.errors import Message


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was understood, before anyone has looked for page breaks, turns and sentences."""

    title: str | None
    """With the inline markup of `markup.py`; it is not among the blocks. None where the file shows none."""
    blocks: tuple[Block, ...]
    encoding: str = "utf-8"
    remarks: tuple[Message, ...] = ()
    """What was guessed, and what was kept as text because it was not understood."""
    language: str | None = None
    """As the file's front matter says; None where it does not."""
