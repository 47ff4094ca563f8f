"""Alembic runs this to migrate the connection that `bot.database.engine` has opened."""

from alembic import context

from bot.database.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
