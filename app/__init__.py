"""A workbench for translating interviews: segments, drafts, review, gettext catalogs, editions."""

__version__ = "0.1.0"
