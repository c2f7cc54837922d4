"""Drafts: what goes to an engine, and whether what comes back may be shown to a person."""

from app.draft.guards import Verdict, judge
from app.draft.protection import Protected, batches, needs_engine, protect, restore

__all__ = ["Protected", "Verdict", "batches", "judge", "needs_engine", "protect", "restore"]
