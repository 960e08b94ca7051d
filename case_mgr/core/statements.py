"""Statements that every page asks: written once for whoever asks, since writing one takes longer than asking by it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
# A worker holds so many of each; those who ask most stay.
_HELD = 64


def kept(write: Callable[P, T]) -> Callable[P, T]:
    """Keep what a function writes: its arguments decide the statement wholly, and values come in as parameters."""
    return lru_cache(maxsize=_HELD)(write)  # type: ignore[return-value]  # the cache hides the signature
