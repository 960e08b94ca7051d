"""Brings a database to the schema of this version. Never run by web workers."""

from __future__ import annotations

import os
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, event, inspect, pool, text
from sqlalchemy.engine import Engine, make_url

from case_mgr.config import ROOT, read

MIGRATIONS = ROOT / "migrations"
_LOCK = 7_150_001
# What the log is made of: only added to, but for these columns.
_ADDED_TO = {"audit_entry": "", "audit_detail": "", "audit_head": "seq, hash", "names_served": "batch, people, salt"}


def url_of_environment() -> str:
    """Return the address of the database with the rights of its owner."""
    return read(os.environ).owner_url


def configuration() -> Config:
    """Return the settings of the migration tool."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config


def owner_engine(url: str) -> Engine:
    """Return an engine for schema changes: foreign keys of SQLite off while tables are rebuilt."""
    engine = create_engine(url, poolclass=pool.NullPool)
    if engine.dialect.name == "sqlite":
        Path(engine.url.database or "").parent.mkdir(parents=True, exist_ok=True)

        @event.listens_for(engine, "connect")
        def _connect(connection, record):  # the driver's own objects
            connection.isolation_level = None
            for pragma in ("busy_timeout=60000", "journal_mode=WAL", "synchronous=FULL"):
                connection.execute(f"PRAGMA {pragma}")

        @event.listens_for(engine, "begin")
        def _begin(connection):  # two starts at once wait for each other
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def upgrade(url: str, revision: str = "head") -> None:
    """Migrate up; a second process that starts at the same moment waits."""
    before = current(url)
    _run(url, lambda config: command.upgrade(config, revision))
    if before is not None and before != current(url):
        _count(url)


def protect(owner_url: str, app_url: str) -> str | None:
    """Give the application's role on PostgreSQL what it needs and nothing of the log beyond; returns its name.

    None where there is one role for both, which owns the tables and can do anything to them, and on SQLite.
    """
    owner, app = make_url(owner_url), make_url(app_url)
    if owner.get_backend_name() != "postgresql" or not app.username or app.username == owner.username:
        return None
    with owner_engine(owner_url).begin() as connection:
        role = connection.dialect.identifier_preparer.quote_identifier(app.username)
        connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA public TO {role}")
        connection.exec_driver_sql(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
        connection.exec_driver_sql(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}")
        connection.exec_driver_sql(f"REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {role}")
        for table, columns in _ADDED_TO.items():
            connection.exec_driver_sql(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}")
            if columns:
                # A batch is given to a note once, and the head goes forward: triggers see to the rest.
                connection.exec_driver_sql(f"GRANT UPDATE ({columns}) ON {table} TO {role}")
    return app.username


def _count(url: str) -> None:
    """Let the database count what stands in tables that were rebuilt: without that it guesses, and answers slowly."""
    with owner_engine(url).begin() as connection:
        connection.exec_driver_sql("ANALYZE")


def downgrade(url: str, revision: str) -> None:
    """Migrate down."""
    _run(url, lambda config: command.downgrade(config, revision))


def current(url: str) -> str | None:
    """Return the revision of a database; None when it has no schema."""
    with owner_engine(url).connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_begun(url: str) -> bool:
    """Return whether this database belongs to somebody already; asked before there are keys to open it."""
    engine = owner_engine(url)
    if engine.dialect.name == "sqlite" and not Path(engine.url.database or "").exists():
        return False
    with engine.connect() as connection:
        known = inspect(connection).has_table("organisation")
        return known and connection.execute(text("SELECT 1 FROM organisation LIMIT 1")).first() is not None


def head() -> str | None:
    """Return the revision that this version needs."""
    return ScriptDirectory.from_config(configuration()).get_current_head()


def _run(url: str, act) -> None:  # a function of the configuration
    with owner_engine(url).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        config = configuration()
        config.attributes["connection"] = connection
        act(config)
