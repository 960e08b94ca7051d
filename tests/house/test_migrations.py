"""Migrations run up and down, and make what the models say, on both databases."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from case_mgr.audit import chain
from case_mgr.cli import migrate
from case_mgr.config import read
from case_mgr.core.db import Base
from case_mgr.rooms import models
from tests.databases import Database, Databases

models.load()


@pytest.fixture
def url(kind: str, databases: Databases) -> Iterator[str]:
    made = databases.copy(kind, empty=True)
    yield read(made.environ()).database_url
    databases.discard(made)


def differences(url: str, metadata: sa.MetaData = Base.metadata) -> list[Any]:
    """Return where a database differs from the models."""
    engine = migrate.owner_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, metadata))


def schema(url: str) -> dict[str, Any]:
    """Return everything that a database says of its tables."""
    engine = migrate.owner_engine(url)
    with engine.connect() as connection:
        inspector = sa.inspect(connection)
        return {
            table: {
                # Without their order: a column that a step back brings again stands last, and nothing depends on it.
                "columns": sorted((c["name"], str(c["type"]), c["nullable"]) for c in inspector.get_columns(table)),
                "indexes": sorted(
                    str((i["name"], i["column_names"], i["unique"])) for i in inspector.get_indexes(table)
                ),
                "keys": sorted(str(k) for k in inspector.get_foreign_keys(table)),
                "unique": sorted(str((u["name"], u["column_names"])) for u in inspector.get_unique_constraints(table)),
                "primary": str(inspector.get_pk_constraint(table)),
            }
            for table in sorted(inspector.get_table_names())
        }


def test_there_is_one_head() -> None:
    script = ScriptDirectory.from_config(migrate.configuration())
    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1


def test_migrations_make_what_the_models_say(url: str) -> None:
    migrate.upgrade(url)
    assert differences(url) == []


def test_a_difference_is_found(url: str) -> None:
    migrate.upgrade(url)
    metadata = sa.MetaData(naming_convention=Base.metadata.naming_convention)
    for table in Base.metadata.sorted_tables:
        table.to_metadata(metadata)
    metadata.tables["organisation"].append_column(sa.Column("motto", sa.String(10)))
    assert [step[0] for step in differences(url, metadata)] == ["add_column"]


def test_up_down_up(url: str) -> None:
    migrate.upgrade(url)
    whole = schema(url)
    assert migrate.current(url) == migrate.head()
    migrate.downgrade(url, "base")
    assert set(schema(url)) <= {"alembic_version"}
    migrate.upgrade(url)
    assert schema(url) == whole


def test_every_step_goes_back_alone(url: str) -> None:
    steps = [step.revision for step in ScriptDirectory.from_config(migrate.configuration()).walk_revisions()]
    seen: dict[str | None, dict[str, Any]] = {}
    for revision in reversed(steps):
        migrate.upgrade(url, revision)
        seen[revision] = schema(url)
    for revision, below in pairwise(steps):
        assert schema(url) == seen[revision]
        migrate.downgrade(url, "-1")
        assert schema(url) == seen[below], f"{revision} does not go back"


def test_articles_that_were_written_before_are_found_afterwards(url: str) -> None:
    migrate.upgrade(url, "0024")
    engine = migrate.owner_engine(url)
    written = {1: "ч. 1 ст. 342, ст. 361¹", 2: "", 3: "1342", 4: "ст. 369"}
    with engine.begin() as connection:
        tables = sa.MetaData()
        tables.reflect(connection, only=["organisation", "detainee", "prison_case", "charge"])
        row = _row(tables.tables["organisation"], id=1, slug="one", name="One")
        connection.execute(tables.tables["organisation"].insert(), row)
        person = _row(tables.tables["detainee"], id=1, organisation_id=1, registered_by_id=None, merged_into_id=None)
        connection.execute(tables.tables["detainee"].insert(), person)
        cases = tables.tables["prison_case"]
        for number, charges in written.items():
            links = {"organisation_id": 1, "detainee_id": 1, "owner_id": None, "reverses_exit_id": None}
            case = _row(cases, id=number, reference=f"BY-2021-{number:05d}", charges=charges, **links)
            connection.execute(cases.insert(), case)
        recorded = _row(tables.tables["charge"], id=1, organisation_id=1, case_id=4, event_id=None)
        connection.execute(tables.tables["charge"].insert(), recorded)
    migrate.upgrade(url)
    with engine.connect() as connection:
        found = connection.execute(sa.text("SELECT case_id, number FROM written_article ORDER BY 1, 2")).all()
    assert found == [(1, "1"), (1, "342"), (1, "361-1"), (3, "1342")]
    assert counted(url, "prison_case") == len(written), "the planner knows how much there is after a migration"


def counted(url: str, table: str) -> int | None:
    """Return how many rows the planner of the database believes to stand in a table."""
    engine = migrate.owner_engine(url)
    asked = {
        "sqlite": "SELECT max(CAST(stat AS INTEGER)) FROM sqlite_stat1 WHERE tbl = :name",
        "postgresql": "SELECT reltuples::int FROM pg_class WHERE relname = :name",
    }
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite" and not sa.inspect(connection).has_table("sqlite_stat1"):
            return None
        number: int | None = connection.execute(sa.text(asked[engine.dialect.name]), {"name": table}).scalar()
    return number


def _row(table: sa.Table, **known: Any) -> dict[str, Any]:
    """Return a row with something in every column that must have a value."""
    given = {str: str(known.get("id")), int: 1, bool: False, bytes: b""}
    needed = [column for column in table.columns if not column.nullable and column.name not in known]
    return known | {
        column.name: given.get(column.type.python_type, datetime(2021, 1, 1, tzinfo=UTC)) for column in needed
    }


def test_the_chain_starts_with_its_head(url: str) -> None:
    migrate.upgrade(url)
    engine = migrate.owner_engine(url)
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT id, seq, hash FROM audit_head")).all() == [(1, 0, chain.ROOT)]


def test_two_processes_migrate_at_once(kind: str, databases: Databases) -> None:
    made: Database = databases.copy(kind, empty=True)
    command = [sys.executable, "-c", "from case_mgr.cli import main; main()", "upgrade"]
    started = [
        subprocess.Popen(command, env=made.environ(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    ended = [(process.communicate(timeout=120), process.returncode) for process in started]
    assert [code for _, code in ended] == [0, 0, 0], ended
    assert migrate.current(read(made.environ()).database_url) == migrate.head()
    databases.discard(made)
