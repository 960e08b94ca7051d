"""Who wants to know that somebody was registered or told apart anew: a floor above, which hands itself in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from case_mgr.access.actor import Actor

# Takes who acted and the numbers of the people.
Listener = Callable[[Actor, Sequence[int]], None]
_listeners: list[Listener] = []


def tell(listener: Listener) -> None:
    """Hand in who is told."""
    _listeners[:] = [listener]


def noticed(actor: Actor, people: Sequence[int]) -> None:
    """Say that these people were registered, or that their names, sex or days of birth or death changed."""
    for listener in _listeners:
        listener(actor, people)
