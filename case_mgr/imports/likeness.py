"""Which rows of one list are compared with each other: those that share a strong key of the name."""

from __future__ import annotations

from collections.abc import Iterator

from case_mgr.names.keys import WEIGHTS, keys, weight

_STRONG = WEIGHTS["w"]


def strong_keys(name: str) -> Iterator[str]:
    """Give the keys that speak for one person in two spellings; the weaker ones only serve a search that scores."""
    return (str(key) for key in keys(name) if weight(key) >= _STRONG)
