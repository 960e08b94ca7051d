"""Where else a person answered that two records are not the same: rooms beside this one hand their memory in."""

from __future__ import annotations

from collections.abc import Callable, Iterable

# Takes the number of an organisation and public ids; gives the pairs of those who were told apart.
Memory = Callable[[int, Iterable[str]], set[frozenset[str]]]
_memories: list[Memory] = []


def remember_with(*memories: Memory) -> None:
    """Hand in who remembers."""
    _memories[:] = memories


def told_apart(organisation_id: int, people: Iterable[str]) -> set[frozenset[str]]:
    """Return the pairs that were told apart elsewhere."""
    wanted = sorted(set(people))
    return {pair for memory in _memories for pair in memory(organisation_id, wanted)}
