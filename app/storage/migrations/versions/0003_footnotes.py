"""A target may carry editor's notes."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the notes; nobody has any yet."""
    for table in ("target", "revision"):
        op.add_column(table, sa.Column("notes", sa.Text(), nullable=False, server_default=sa.text("'[]'")))
