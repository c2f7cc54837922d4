"""Who is at a catalog, what they took on, what they have looked at; and which confirmations were hasty."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add tables for what people do side by side; nobody is there yet."""
    op.create_table(
        "presence",
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=400), nullable=False),
        sa.Column("seat", sa.String(length=80), nullable=False),
        sa.Column("unit", sa.Integer(), nullable=True),
        sa.Column("typing", sa.Boolean(), nullable=False),
        sa.Column("seen", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("document", "language", "person", "seat"),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("seen", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["first"], ["unit.id"]),
        sa.ForeignKeyConstraint(["last"], ["unit.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("claim_in_catalog", "claim", ["document", "language"], unique=False)
    op.create_table(
        "last_look",
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=400), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("document", "language", "person"),
    )
    op.add_column(
        "revision", sa.Column("hasty", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    )
    op.create_index(
        "revision_hasty",
        "revision",
        ["unit", "language"],
        sqlite_where=sa.text("hasty = 1"),
        postgresql_where=sa.text("hasty"),
    )
    op.add_column("comment", sa.Column("save_id", sa.String(length=80), nullable=True))
    op.create_index("comment_sent", "comment", ["save_id"], unique=True)
