"""What alembic runs: the steps, on the connection that opened the store."""

from alembic import context

from app.storage import schema

context.configure(connection=context.config.attributes["connection"], target_metadata=schema.metadata)
context.run_migrations()
