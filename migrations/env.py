"""Runs migrations on the connection that the command hands in, or offline never: there is nothing to guess."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, create_engine, pool

from case_mgr.cli.migrate import url_of_environment
from case_mgr.core.db import Base, UtcDateTime
from case_mgr.rooms import models

models.load()


def plain_types(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our instants as plain SQL types, so that a migration never changes with the code."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


def run(connection: Connection) -> None:
    """Migrate in one transaction: all of it or nothing."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
        render_item=plain_types,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = create_engine(url_of_environment(), poolclass=pool.NullPool)
    with engine.connect() as connection:
        run(connection)
        connection.commit()
