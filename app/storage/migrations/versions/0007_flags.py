"""An offer says what a person should look at before taking it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column; of the offers so far nothing is known."""
    op.add_column("offer", sa.Column("flags", sa.Text(), nullable=False, server_default=sa.text("'[]'")))
