"""The store knows whether a PO is as we wrote it, so that only what changed since is made anew."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table, with a mark for each document; the catalogs are written whole once more."""
    outline = op.create_table(
        "outline",
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.Column("mark", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("document"),
    )
    op.add_column(
        "catalog_file", sa.Column("outline", sa.String(length=40), nullable=False, server_default="")
    )
    connection = op.get_bind()
    names = connection.exec_driver_sql("SELECT DISTINCT document FROM unit").scalars().all()
    for name in names:
        connection.execute(outline.insert().values(document=name, mark=secrets.token_hex(16)))
