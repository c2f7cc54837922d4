"""The steps from one form of the store's tables to the next, run by alembic when a store is opened."""
