"""Long lists in pieces that a statement can take: databases bound how many values one may name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute

T = TypeVar("T")
SIZE = 400


def blocks(values: Sequence[T], size: int = SIZE) -> Iterator[Sequence[T]]:
    """Yield the values in their order, at most `size` at a time; of nothing, nothing."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def among(session: Any, rows: Select[Any], column: InstrumentedAttribute[str], values: Iterable[str]) -> set[str]:
    """Return what a statement of one column finds for these values of a column, however many they are."""
    found: set[str] = set()
    for block in blocks(sorted(set(values))):
        found |= set(session.scalars(rows.where(column.in_(block))))
    return found
