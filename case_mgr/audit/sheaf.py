"""Records of a block that are put together first, then written with one statement a table, and told to the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Table, func, inspect, select, text

from case_mgr.access.actor import Doer
from case_mgr.audit import ledger, service
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.db import Audited, Base
from case_mgr.core.rows import write_rows
from case_mgr.extensions import db


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a model is written: its columns with their defaults, and which column follows which related record."""

    table: Table
    fixed: Mapping[str, Any]
    made: tuple[tuple[str, Callable[[Any], Any]], ...]
    columns: tuple[tuple[str, str], ...]
    related: tuple[tuple[str, str], ...]
    numbered: bool


@dataclass(slots=True)
class Sheaf:
    """Rows made by the verbs of several rooms, not yet in the session.

    Each verb makes its records as it always does and adds them here instead of to the session, so that a long list
    is checked by the same rules as a form and still written in blocks. An audited row that nobody explains stops it.
    """

    _rows: dict[type[Base], list[Any]] = field(default_factory=dict)
    _untold: dict[int, list[Audited]] = field(default_factory=dict)
    _entries: list[ledger.Pending] = field(default_factory=list)
    _before: dict[int, Callable[[], None]] = field(default_factory=dict)
    _after: list[Callable[[], None]] = field(default_factory=list)

    def add(self, *rows: Any) -> None:
        """Take rows that are to be written; audited ones wait for the entry that explains them."""
        for row in rows:
            self._rows.setdefault(type(row), []).append(row)
            if isinstance(row, Audited):
                self._untold.setdefault(id(row.audit_root()), []).append(row)

    def leave_out(self, *rows: Any) -> None:
        """Give rows back that are not to be written after all; only what the log need not hear of."""
        for row in rows:
            self._rows[type(row)].remove(row)

    def tell(self, doer: Doer, what: Event, root: Audited, /, *, label: str = "", **facts: Any) -> None:
        """Say what was done to a record; every row beneath it that was added since belongs to this entry."""
        entry = service.entry_of(doer, what, root, label=label, facts=facts)
        entry.changes = [ledger.addition(row) for row in self._untold.pop(id(root), ())]
        self._entries.append(entry)

    def at_last(self, root: Audited, step: Callable[[], None]) -> None:
        """Do something for a record once all its rows are here, however many verbs ask for it."""
        self._before[id(root)] = step

    def then(self, step: Callable[[], None]) -> None:
        """Do something once the rows have their numbers."""
        self._after.append(step)

    def write(self) -> None:
        """Write everything, and hand the entries to the log of this transaction."""
        if self._untold:
            names = sorted({type(row).__name__ for rows in self._untold.values() for row in rows})
            raise ledger.Unaudited(f"added without an audit entry: {', '.join(names)}")
        for step in self._before.values():
            step()
        db.session.flush()
        order = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
        shapes = sorted(
            ((_shape(model), rows) for model, rows in self._rows.items()), key=lambda s: order[s[0].table.name]
        )
        for shape, rows in shapes:
            if shape.numbered:
                for row, number in zip(rows, _numbers(shape.table, len(rows)), strict=True):
                    row.__dict__["id"] = number
        connection = db.session.connection()
        now = clock.now()
        for shape, rows in shapes:
            write_rows(connection, shape.table, [_values(shape, row, now) for row in rows])
        ledger.of(db.session).entries.extend(self._entries)
        for step in self._after:
            step()
        self._rows, self._entries, self._before, self._after = {}, [], {}, []


@cache
def _shape(model: type[Base]) -> _Shape:
    """Read once from a model how its rows are written."""
    mapper = inspect(model)
    fixed: dict[str, Any] = {}
    columns, made = [], []
    for attribute in mapper.column_attrs:
        column = attribute.columns[0]
        columns.append((attribute.key, column.key))
        default = None if column.default is None else column.default.arg
        fixed[column.key] = None if callable(default) else default
        if callable(default):
            made.append((column.key, default))
    related = [
        (relation.key, local.key)
        for relation in mapper.relationships
        if relation.direction.name == "MANYTOONE"
        for local, _remote in relation.local_remote_pairs or ()
        if local.key is not None
    ]
    table = mapper.local_table
    assert isinstance(table, Table)
    return _Shape(table, fixed, tuple(made), tuple(columns), tuple(related), hasattr(model, "id"))


def _values(shape: _Shape, row: Any, now: Any) -> dict[str, Any]:
    """Return the columns of a row: what was set, else the default, and the number of each related record."""
    held, values = row.__dict__, dict(shape.fixed)
    for name, default in shape.made:
        values[name] = now if name == "created_at" else default(None)
    for key, name in shape.columns:
        if key in held:
            values[name] = held[key]
    for key, name in shape.related:
        other = held.get(key)
        if other is not None and values[name] is None:
            values[name] = other.id
    return values


def _numbers(table: Table, count: int) -> Iterable[int]:
    """Return the next numbers of a table, to be used in this transaction."""
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        wanted = text("SELECT nextval(pg_get_serial_sequence(:table, 'id')) FROM generate_series(1, :count)")
        return connection.execute(wanted, {"table": table.name, "count": count}).scalars().all()
    # SQLite has one writer, and this transaction is it.
    last = connection.execute(select(func.max(table.c.id))).scalar() or 0
    return range(last + 1, last + 1 + count)
