"""What alembic runs: the migrations, on the connection and in the transaction that it was handed."""

from alembic import context

from journal.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
