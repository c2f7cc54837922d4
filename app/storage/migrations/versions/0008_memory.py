"""The memory finds a source quickly, and takes files from elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Index units by how their source begins, and make the tables of imported files."""
    op.add_column("unit", sa.Column("opening", sa.String(40), nullable=False, server_default=sa.text("''")))
    op.execute("UPDATE unit SET opening = substr(source, 1, 40)")
    op.create_index("unit_by_source", "unit", ["opening"], unique=False)
    op.create_table(
        "memory_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "memory_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("opening", sa.String(length=40), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["file"], ["memory_file.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_memory_entry_file", "memory_entry", ["file"], unique=False)
    op.create_index("memory_entry_by_source", "memory_entry", ["opening"], unique=False)
