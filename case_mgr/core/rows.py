"""Writes many rows of one table at once, as fast as the driver can: for blocks of a list and for the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, Connection, Dialect, Table
from sqlalchemy.exc import DBAPIError

Row = Mapping[str, Any]
Bind = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Plan:
    """The statement of a table for one database, and what its driver wants done to each column before."""

    statement: str
    columns: tuple[str, ...]
    binds: tuple[tuple[int, Bind], ...]

    def values(self, rows: Iterable[Row]) -> Iterator[list[Any]]:
        """Give each row in the order of the columns, as the driver takes it."""
        take = itemgetter(*self.columns) if len(self.columns) > 1 else lambda row: (row[self.columns[0]],)
        for row in rows:
            out = list(take(row))
            for place, bind in self.binds:
                if out[place] is not None:
                    out[place] = bind(out[place])
            yield out


def table_of(model: Any) -> Table:
    """Return the table of a model."""
    table = model.__table__
    assert isinstance(table, Table)
    return table


def write_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Add rows to a table; all have the same columns, and every column that has no default in the database."""
    if not rows:
        return
    plan = _plan(table, connection.dialect, tuple(rows[0]))
    if connection.dialect.name == "postgresql":
        _copy(connection, plan, rows)
    else:
        connection.exec_driver_sql(plan.statement, [tuple(values) for values in plan.values(rows)])


def change_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Write columns of rows that stand already, found by their `id`; all change the same columns."""
    if not rows:
        return
    plan = _change(table, connection.dialect, tuple(name for name in rows[0] if name != "id"))
    connection.exec_driver_sql(plan.statement, [tuple(values) for values in plan.values(rows)])


def _copy(connection: Connection, plan: _Plan, rows: Sequence[Row]) -> None:
    """Hand the rows to PostgreSQL in one stream; what it refuses is raised as by any other statement."""
    driver: Any = connection.dialect.dbapi
    try:
        cursor: Any = connection.connection.cursor()
        with cursor, cursor.copy(plan.statement) as stream:
            for values in plan.values(rows):
                stream.write_row(values)
    except driver.Error as error:
        raise DBAPIError.instance(
            plan.statement, None, error, driver.Error, hide_parameters=True, dialect=connection.dialect
        ) from error


@lru_cache(maxsize=512)
def _plan(table: Table, dialect: Dialect, names: tuple[str, ...]) -> _Plan:
    quoted = dialect.identifier_preparer
    found = [table.c[name] for name in names]
    columns = ", ".join(quoted.format_column(column) for column in found)
    where = quoted.format_table(table)
    if dialect.name == "postgresql":
        statement = f"COPY {where} ({columns}) FROM STDIN"
    else:
        marks = ", ".join("?" for _ in found)
        statement = f"INSERT INTO {where} ({columns}) VALUES ({marks})"  # noqa: S608 - names of our own tables
    return _Plan(statement, names, _binds(found, dialect))


@lru_cache(maxsize=64)
def _change(table: Table, dialect: Dialect, names: tuple[str, ...]) -> _Plan:
    quoted, mark = dialect.identifier_preparer, "?" if dialect.name == "sqlite" else "%s"
    found = [*(table.c[name] for name in names), table.c["id"]]
    *changed, key = (f"{quoted.format_column(column)} = {mark}" for column in found)
    statement = f"UPDATE {quoted.format_table(table)} SET {', '.join(changed)} WHERE {key}"  # noqa: S608 - as above
    return _Plan(statement, (*names, "id"), _binds(found, dialect))


def _binds(columns: Sequence[Column[Any]], dialect: Dialect) -> tuple[tuple[int, Bind], ...]:
    binds = [(place, column.type.dialect_impl(dialect).bind_processor(dialect)) for place, column in enumerate(columns)]
    return tuple((place, bind) for place, bind in binds if bind is not None)
