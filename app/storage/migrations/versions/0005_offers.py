"""What was offered to a person is kept as it was offered, with what made it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table, and fill it from the drafts in the history."""
    op.create_table(
        "offer",
        sa.Column("unit", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"]),
        sa.PrimaryKeyConstraint("unit", "language", "version"),
    )
    op.execute(
        "INSERT INTO offer (unit, language, version, engine, model, route, text) "
        "SELECT unit, language, version, origin, '', '', text FROM revision "
        "WHERE move = 'draft' AND origin != '' AND text != ''"
    )
