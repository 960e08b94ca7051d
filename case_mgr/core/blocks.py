"""Long lists in pieces that a statement can take: databases bound how many values one may name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
SIZE = 400


def blocks(values: Sequence[T], size: int = SIZE) -> Iterator[Sequence[T]]:
    """Yield the values in their order, at most `size` at a time; of nothing, nothing."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
