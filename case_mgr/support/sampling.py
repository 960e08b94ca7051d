"""A random sample that anybody can draw again: its order is the hash of the seed and of what is drawn."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def draw(ids: Iterable[str], size: int, seed: str) -> list[str]:
    """Return so many of the ids, the same for the same seed in whatever order they come."""
    return sorted(set(ids), key=lambda one: (hashlib.sha256(f"{seed}|{one}".encode()).hexdigest(), one))[:size]
