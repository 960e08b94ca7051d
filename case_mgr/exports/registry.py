"""The lists that can leave the house, and who may be in them: handed in by `rooms` from the floors above."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from case_mgr.access.actor import Actor
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.exports.types import ListKind


@dataclass(frozen=True, slots=True)
class Screen:
    """Says of people what keeps them out of a file of a purpose: None for nothing; whoever is not named stays out.

    `numbers` gives the numbers of people by public id: whose names a file serves is noted by them.
    """

    against: Callable[[Actor, Sequence[str], str], Mapping[str, str | None]]
    purposes: tuple[str, ...]
    name: Callable[[str], str]
    why: Callable[[str], str]
    numbers: Callable[[Sequence[str]], Collection[int]]
    # What keeps people out of whom only some may know: beside a filter its count tells others that they are there.
    withheld: frozenset[str] = frozenset()

    def to_others(self, left: Mapping[str, int]) -> dict[str, int]:
        """Return of what was left out what somebody else than the asker may know."""
        return {why: count for why, count in left.items() if why not in self.withheld}


_kinds: dict[str, ListKind] = {}
_screens: list[Screen] = []


def know(kinds: Iterable[ListKind], screen: Screen) -> None:
    """Hand in the lists of the house and the one screen that they all go through."""
    _kinds.clear()
    _kinds.update({kind.key: kind for kind in kinds})
    _screens[:] = [screen]


def get_kind(key: str) -> ListKind:
    """Return a kind of list."""
    if key not in _kinds:
        raise NotFound(N_("There is no such list."))
    return _kinds[key]


def title_of(key: str) -> str:
    """Return what a kind is called; one that was taken out of the house has left its exports behind."""
    return _kinds[key].title if key in _kinds else key


def screen() -> Screen:
    """Return the screen."""
    return _screens[0]
