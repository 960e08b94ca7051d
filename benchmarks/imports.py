"""Rows a second of an import against `executemany` of exactly the rows that it wrote, on the same database."""

from __future__ import annotations

import csv
import io
import os
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import Flask
from sqlalchemy import JSON, Connection, Table, text

from benchmarks import candidates
from benchmarks.installation import coordinator, installation, names
from case_mgr.core.db import Base
from case_mgr.extensions import db
from case_mgr.imports import service
from case_mgr.jobs import worker
from case_mgr.rooms.handlers import HANDLERS
from tests.disarm import disarm

_FEW, _WARM = 10_000, 100
HEADER = ("Name", "Sex", "Date of birth", "Nationality", "Date of arrest", "Charges")
Row = tuple[Any, ...]


class Took(NamedTuple):
    """Seconds of the clock, and of this process at work: others may load the machine."""

    wall: float
    work: float

    @classmethod
    def now(cls) -> Took:
        """Return both clocks."""
        return cls(time.perf_counter(), time.process_time())

    def __sub__(self, other: Took) -> Took:
        return Took(self.wall - other.wall, self.work - other.work)

    def plus(self, other: Took) -> Took:
        """Return both together."""
        return Took(self.wall + other.wall, self.work + other.work)

    def a_row(self, count: int) -> str:
        """Say what one of so many rows took."""
        return f"{self.wall * 1000 / count:.2f} ms ({self.work * 1000 / count:.2f} ms of work)"


@dataclass(frozen=True, slots=True)
class Written:
    """The rows that an import added to one table, ready for the driver."""

    table: Table
    statement: str
    rows: list[Row]


def run(count: int, postgres: str | None) -> Iterator[str]:
    """Measure on SQLite, and on PostgreSQL when an address is given."""
    yield from _measure("SQLite", count, None)
    if postgres:
        yield from _measure("PostgreSQL", count, postgres)


def _measure(name: str, count: int, url: str | None) -> Iterator[str]:
    with installation(url) as app, app.app_context():
        # What a process does for the first time is no cost of a row.
        _import(app, _WARM, names(_WARM, seed=5))
        before = _state()
        reading, applying, result = _import(app, count)
        written = list(_written(before))
        total = sum(len(part.rows) for part in written)
        limit = _again(written)
        yield f"Import of {count} rows on {name} ({result['created']} people created, {total} database rows written):"
        yield f"  read, map, check, match   {count / reading.wall:9.0f} rows/s"
        yield f"  apply                     {count / applying.wall:9.0f} rows/s"
        yield f"  executemany of the same   {count / limit.wall:9.0f} rows/s"
        whole = reading.plus(applying)
        times = applying.wall / limit.wall, whole.wall / limit.wall
        yield f"  apply takes {times[0]:.1f} × executemany; the whole import {times[1]:.1f} ×"
        yield (
            f"  by the work of this process {applying.work / limit.work:.1f} × and {whole.work / limit.work:.1f} ×; "
            f"load of the machine {os.getloadavg()[0]:.1f}"
        )


def scaled(count: int, people: int, postgres: str | None, on: str | None) -> Iterator[str]:
    """Measure what a row costs among ten thousand people and among very many, on one database after the other."""
    if on in (None, "sqlite"):
        yield from _scaled("SQLite", count, people, None)
    if postgres and on in (None, "postgres"):
        yield from _scaled("PostgreSQL", count, people, postgres)


def _scaled(name: str, count: int, people: int, url: str | None) -> Iterator[str]:
    with installation(url) as app, app.app_context():
        organisation = coordinator().organisation_id
        costs = []
        for among, seed in ((_FEW, 31), (people, 32)):
            known = db.session.scalar(text("SELECT coalesce(max(id), 0) FROM detainee")) or 0
            db.session.rollback()
            candidates.fill(organisation, max(0, among - known), known)
            _import(app, _WARM, _like_the_others(_WARM, seed + 10))
            reading, applying, result = _import(app, count, _like_the_others(count, seed))
            costs.append(reading.plus(applying))
            yield f"Import of {count} rows among {among} people on {name} ({result['created']} created):"
            yield f"  read, map, check, match {reading.a_row(count)} a row, apply {applying.a_row(count)} a row"
        few, many = costs
        yield (
            f"  a row costs {many.wall / few.wall:.2f} × as much among {people} people as among {_FEW}, "
            f"{many.work / few.work:.2f} × by the work of this process; load of the machine {os.getloadavg()[0]:.1f}"
        )


def _like_the_others(count: int, seed: int) -> list[str]:
    """Return names that many of those who are known already share."""
    dice = random.Random(seed)
    return [candidates.name_of(dice) for _ in range(count)]


def _import(app: Flask, count: int, printed: list[str] | None = None) -> tuple[Took, Took, dict[str, Any]]:
    """Import a list as the command line does; returns how long both halves took."""
    actor, start = coordinator(), Took.now()
    row = service.stage(actor, io.BytesIO(_list(printed or names(count, seed=4))), "bench.csv")
    service.map_as_asked(actor, row.public_id, {}, None, "ask")
    checking = service.begin_check(actor, row.public_id)
    db.session.commit()
    if checking is not None:
        _work(app, checking)
    checked = Took.now()
    applying = service.start(actor, row.public_id).job
    db.session.commit()
    _work(app, applying)
    done = Took.now()
    db.session.expire_all()
    return checked - start, done - checked, service.summary(row)


def _work(app: Flask, job: str | None) -> None:
    """Run this job, and none that others wait for."""
    worker.run_next(app, HANDLERS, only=job)


def _list(printed: list[str]) -> bytes:
    dice, out = random.Random(3), io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for name in printed:
        born = f"{dice.randrange(1950, 2003)}-05-{dice.randrange(10, 29)}"
        held = f"202{dice.randrange(6)}-0{dice.randrange(1, 9)}-11"
        writer.writerow((name, dice.choice(("m", "f")), born, "BY", held, "342"))
    return out.getvalue().encode("utf-8")


def _connection() -> Connection:
    return db.session.connection()


def _keys(table: Table) -> set[Row]:
    return {tuple(row) for row in _connection().execute(table.select().with_only_columns(*table.primary_key))}


def _state() -> dict[str, set[Row]]:
    state = {table.name: _keys(table) for table in Base.metadata.sorted_tables}
    db.session.rollback()
    return state


def _written(before: dict[str, set[Row]]) -> Iterator[Written]:
    """Yield the new rows of every table as the driver holds them, so that nothing is converted twice."""
    raw = _connection().connection.cursor()
    mark = "?" if _connection().dialect.name == "sqlite" else "%s"
    for table in Base.metadata.sorted_tables:
        columns = [column.name for column in table.columns]
        place = [columns.index(column.name) for column in table.primary_key]
        # JSON as its text: the driver would take it apart, and not put it together again.
        shown = [f'CAST("{c.name}" AS TEXT)' if isinstance(c.type, JSON) else f'"{c.name}"' for c in table.columns]
        raw.execute(f'SELECT {", ".join(shown)} FROM "{table.name}"')  # noqa: S608 - names of our own tables
        rows = [row for row in raw.fetchall() if tuple(row[i] for i in place) not in before[table.name]]
        if rows:
            marks = ", ".join(mark for _ in columns)
            quoted = ", ".join(f'"{name}"' for name in columns)
            yield Written(table, f'INSERT INTO "{table.name}" ({quoted}) VALUES ({marks})', rows)  # noqa: S608 - as above
    db.session.rollback()


def _again(written: list[Written]) -> Took:
    """Remove the rows and write them once more with nothing but the driver; returns how long the writing took."""
    # The log refuses to lose rows; here its database is thrown away in a moment.
    disarm(_connection())
    raw = _connection().connection.cursor()
    mark = "?" if _connection().dialect.name == "sqlite" else "%s"
    for part in reversed(written):
        columns = [column.name for column in part.table.columns]
        key = [column.name for column in part.table.primary_key]
        where = " AND ".join(f'"{name}" = {mark}' for name in key)
        values = [tuple(row[columns.index(name)] for name in key) for row in part.rows]
        raw.executemany(f'DELETE FROM "{part.table.name}" WHERE {where}', values)  # noqa: S608 - as above
    db.session.commit()
    raw, start = _connection().connection.cursor(), Took.now()
    for part in written:
        raw.executemany(part.statement, part.rows)
    db.session.commit()
    return Took.now() - start
