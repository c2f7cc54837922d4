"""The command `workbench`: one line on the command line is one call of the workbench."""

from app.cli import documents, drafts, editions, engines, exchange, models, project, segments, stores, tokens
from app.cli.common import main

__all__ = [
    "documents",
    "drafts",
    "editions",
    "engines",
    "exchange",
    "main",
    "models",
    "project",
    "segments",
    "stores",
    "tokens",
]
