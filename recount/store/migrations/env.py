"""Runs migrations on the connection that recount hands over, inside its transaction."""

from alembic import context

from recount.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
