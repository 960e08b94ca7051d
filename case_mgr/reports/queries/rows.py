"""Runs the statements of a report: columns only, in blocks, so that no row stands in memory twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from sqlalchemy import Row, Select

from case_mgr.extensions import db

_BLOCK = 20_000


def rows(statement: Select[*tuple[Any, ...]]) -> Iterator[Row[*tuple[Any, ...]]]:
    """Run a statement of columns and hand its rows on as they come; what this session changed is written before."""
    db.session.flush()
    # Without the layer of records: nothing of it is needed here, and over a million rows it takes half of the time.
    found = db.session.connection().execute(statement.execution_options(yield_per=_BLOCK))
    return chain.from_iterable(found.partitions())
