"""Drafts: what goes to an engine, and whether what comes back may be shown to a person."""

from app.draft.guards import Verdict, judge
from app.draft.protection import Protected, batches, needs_engine, protect, restore
from app.draft.tongue import get_ready

__all__ = ["Protected", "Verdict", "batches", "get_ready", "judge", "needs_engine", "protect", "restore"]
