"""Comments get a history, the store a generation, and an entry's previous context a place."""

import json
import secrets
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Move the comments of each unit into a table of their own, and name this store."""
    setting = op.create_table(
        "setting",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.bulk_insert(setting, [{"name": "generation", "value": secrets.token_hex(8)}])
    comment = op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("removed_by", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.String(length=40), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("comment_of_unit", "comment", ["unit", "language"], unique=False)
    connection = op.get_bind()
    now = datetime.now(UTC).isoformat()
    kept = [
        {
            "unit": unit,
            "language": language,
            "position": position,
            "text": text,
            "person": "",
            "at": now,
            "removed_by": "",
            "removed_at": "",
            "held": True,
        }
        for unit, language, comments in connection.exec_driver_sql(
            "SELECT unit, language, comments FROM target WHERE comments != '[]' ORDER BY unit, language"
        ).all()
        for position, text in enumerate(json.loads(comments))
    ]
    if kept:
        op.bulk_insert(comment, kept)
    op.drop_column("target", "comments")
    op.add_column(
        "target", sa.Column("previous_context", sa.Text(), nullable=False, server_default=sa.text("''"))
    )
