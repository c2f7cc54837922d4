"""The command `workbench`: one line on the command line is one call of the workbench."""

from app.cli import (
    documents,
    drafts,
    editions,
    engines,
    exchange,
    memory,
    models,
    project,
    segments,
    site,
    stores,
    tokens,
)
from app.cli.common import main

__all__ = [
    "documents",
    "drafts",
    "editions",
    "engines",
    "exchange",
    "main",
    "memory",
    "models",
    "project",
    "segments",
    "site",
    "stores",
    "tokens",
]
