"""Models that translate on this machine: where they lie, what they are, and whether they may be loaded."""

from app.engines.models.folder import Kind, Model, broken, found, route

__all__ = ["Kind", "Model", "broken", "found", "route"]
