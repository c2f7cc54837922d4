"""The store's tables, for SQLite and PostgreSQL alike."""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

VERSION = "0011"
"""The step of `migrations/` that makes these tables."""

OPENING = 40
"""Characters of a source by which the same source is found."""

metadata = MetaData()


def opening(source: str) -> str:
    """Return what stands in the column of this name: short enough for every index."""
    return source[:OPENING]


unit = Table(
    "unit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document", String(200), nullable=False),
    # Long sources do not fit into PostgreSQL's index rows, so the key is indexed by its hash.
    Column("fingerprint", String(64), nullable=False),
    Column("context", Text),
    Column("source", Text, nullable=False),
    Column("opening", String(OPENING), nullable=False, server_default=text("''")),
    Column("kind", String(20), nullable=False),
    Column("speaker", Text),
    Column("turn", Integer, nullable=False),
    Column("paragraph", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("obsolete", Boolean, nullable=False),
    UniqueConstraint("document", "fingerprint"),
    Index("unit_in_order", "document", "position"),
    Index("unit_by_source", "opening"),
)

_target_columns = (
    ("text", Text),
    ("state", String(20)),
    ("origin", Text),
    ("translator", Text),
    ("reviewer", Text),
    ("reason", Text),
    ("previous_source", Text),
)

target = Table(
    "target",
    metadata,
    Column("unit", ForeignKey("unit.id"), primary_key=True),
    Column("language", String(20), primary_key=True),
    # 0 as long as nobody has given it a text; every save counts one on.
    Column("version", Integer, nullable=False),
    # The version that stood in the PO when we last wrote or read it.
    Column("written", Integer, nullable=False),
    *(Column(name, kind, nullable=False) for name, kind in _target_columns),
    # Editor's notes, a JSON list.
    Column("notes", Text, nullable=False, server_default=text("'[]'")),
    # What a PO carries that is not ours: kept, and written again. The flags are a JSON list.
    Column("flags", Text, nullable=False),
    Column("previous_context", Text, nullable=False, server_default=text("''")),
    Column("at", String(40), nullable=False),
)

Index(
    "target_behind",
    target.c.language,
    sqlite_where=target.c.version != target.c.written,
    postgresql_where=target.c.version != target.c.written,
)

revision = Table(
    "revision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("unit", ForeignKey("unit.id"), nullable=False),
    Column("language", String(20), nullable=False),
    Column("version", Integer, nullable=False),
    Column("move", String(20), nullable=False),
    Column("person", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("source", Text, nullable=False),
    *(Column(name, kind, nullable=False) for name, kind in _target_columns),
    # Editor's notes, a JSON list.
    Column("notes", Text, nullable=False, server_default=text("'[]'")),
    # Whether a machine's draft was confirmed unedited, faster than anybody reads it.
    Column("hasty", Boolean, nullable=False, server_default=text("false")),
    # A send that is repeated carries the same id, and counts once.
    Column("save_id", String(80), unique=True),
    # Two saves on one version cannot both be kept, whatever the transaction saw.
    UniqueConstraint("unit", "language", "version"),
)

Index(
    "revision_hasty",
    revision.c.unit,
    revision.c.language,
    sqlite_where=text("hasty = 1"),  # as the question is put; else it would not be used
    postgresql_where=revision.c.hasty,
)

# Texts as they were put before a person, by the version of the unit that came of it.
offer = Table(
    "offer",
    metadata,
    Column("unit", ForeignKey("unit.id"), primary_key=True),
    Column("language", String(20), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("engine", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("route", Text, nullable=False),
    Column("text", Text, nullable=False),
    # Sentences, a JSON list.
    Column("flags", Text, nullable=False, server_default=text("'[]'")),
)

comment = Table(
    "comment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("unit", ForeignKey("unit.id"), nullable=False),
    Column("language", String(20), nullable=False),
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("at", String(40), nullable=False),
    # Empty as long as it stands there: a comment is taken away, never deleted.
    Column("removed_by", Text, nullable=False),
    Column("removed_at", String(40), nullable=False),
    # Whether the PO holds it.
    Column("held", Boolean, nullable=False),
    # As of a revision.
    Column("save_id", String(80)),
    Index("comment_of_unit", "unit", "language"),
    Index("comment_sent", "save_id", unique=True),
)

suggestion = Table(
    "suggestion",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("unit", ForeignKey("unit.id"), nullable=False, index=True),
    Column("language", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("at", String(40), nullable=False),
)

answer = Table(
    "answer",
    metadata,
    Column("fingerprint", String(64), primary_key=True),
    Column("engine", String(40), nullable=False),
    Column("language", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("flags", Text, nullable=False),
    Column("at", String(40), nullable=False),
)

refusal = Table(
    "refusal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("engine", String(40), nullable=False),
    Column("language", String(20), nullable=False),
    Column("source", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", String(40), nullable=False),
)

agreement = Table(
    "agreement",
    metadata,
    Column("engine", String(40), primary_key=True),
    Column("address", String(400), primary_key=True),
    Column("person", Text, nullable=False),
    Column("at", String(40), nullable=False),
)

# What people said of being named in editions; the last of each holds.
consent = Table(
    "consent",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", Text, nullable=False),
    # Empty where the person is not, or no longer, to be named.
    Column("name", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(40), nullable=False),
)

catalog_file = Table(
    "catalog_file",
    metadata,
    Column("document", String(200), primary_key=True),
    Column("language", String(20), primary_key=True),
    # Of the bytes that we last wrote or read; another content came from outside.
    Column("sha256", String(64), nullable=False),
    Column("header", Text, nullable=False),
    Column("header_comment", Text, nullable=False),
    # The outline for which we wrote the file: then it holds every unit as the store had it, but for those
    # that are behind. Another word where the content came from outside.
    Column("outline", String(40), nullable=False, server_default=text("''")),
)

# Which units a document has, in which order and places: a word that is another one after each change, and
# that no other store has, so that a copy of an older store is not taken for this one.
outline = Table(
    "outline",
    metadata,
    Column("document", String(200), primary_key=True),
    Column("mark", String(40), nullable=False),
)

token = Table(
    "token",
    metadata,
    Column("id", Integer, primary_key=True),
    # The token itself is shown once and kept nowhere.
    Column("hash", String(64), nullable=False, unique=True),
    Column("person", Text, nullable=False),
    # A JSON list.
    Column("roles", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("made_at", String(40), nullable=False),
    # Empty where it never runs out, was not used yet, is not revoked.
    Column("until", String(40), nullable=False),
    Column("used_at", String(40), nullable=False),
    Column("revoked_at", String(40), nullable=False),
    Column("revoked_by", Text, nullable=False),
)

setting = Table(
    "setting",
    metadata,
    # `generation` changes when the store is made anew, so that who saw the old one is told.
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

lease = Table(
    "lease",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("holder", String(200), nullable=False),
    # Seconds since 1970 by the database's own clock, so that machines need not agree on the time.
    Column("until", Float, nullable=False),
)

# What stands in the way of a file; the language of a document's source is empty.
trouble = Table(
    "trouble",
    metadata,
    Column("document", String(200), primary_key=True),
    Column("language", String(20), primary_key=True),
    # A message in JSON.
    Column("said", Text, nullable=False),
)

# Who has a catalog open. A row that is not renewed counts for nothing.
presence = Table(
    "presence",
    metadata,
    Column("document", String(200), primary_key=True),
    Column("language", String(20), primary_key=True),
    Column("person", String(400), primary_key=True),
    # Tells two pages of one person apart.
    Column("seat", String(80), primary_key=True),
    Column("unit", Integer),
    Column("typing", Boolean, nullable=False),
    # By the database's own clock, as of a lease.
    Column("seen", Float, nullable=False),
)

claim = Table(
    "claim",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document", String(200), nullable=False),
    Column("language", String(20), nullable=False),
    Column("person", Text, nullable=False),
    Column("first", ForeignKey("unit.id"), nullable=False),
    Column("last", ForeignKey("unit.id"), nullable=False),
    Column("note", Text, nullable=False),
    # When its person was last at the catalog, by the database's own clock.
    Column("seen", Float, nullable=False),
    Index("claim_in_catalog", "document", "language"),
)

last_look = Table(
    "last_look",
    metadata,
    Column("document", String(200), primary_key=True),
    Column("language", String(20), primary_key=True),
    # As `same_person` tells people apart.
    Column("person", String(400), primary_key=True),
    # The latest revision of any unit that stood there then.
    Column("revision", Integer, nullable=False),
    Column("at", String(40), nullable=False),
)

# Files that were brought into the memory, and what they hold.
memory_file = Table(
    "memory_file",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("language", String(20), nullable=False),
    Column("entries", Integer, nullable=False),
    Column("person", Text, nullable=False),
    # Which tool had made it, where it says so.
    Column("origin", Text, nullable=False),
    Column("at", String(40), nullable=False),
    # The number of a file that was removed goes to no other: whoever knew it would not see that one.
    sqlite_autoincrement=True,
)

memory_entry = Table(
    "memory_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file", ForeignKey("memory_file.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("opening", String(OPENING), nullable=False),
    Column("target", Text, nullable=False),
    # Empty where the file does not say whether anybody has reviewed it.
    Column("state", String(20), nullable=False),
    Column("person", Text, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Index("memory_entry_by_source", "opening"),
)
