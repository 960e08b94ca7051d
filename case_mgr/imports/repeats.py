"""Rows of one file that seem to be the same person; only pointed out, never left out."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from datetime import date

from case_mgr.core.dates import PartialDate
from case_mgr.imports.values import fold_name

Keys = Callable[[str], Iterable[str]]

_FOLLOWED = 20
_FREE = -1
_UNKNOWN = 0
_EVER = date.max.toordinal()
_FIRST_SIZE = 1 << 12
_REMEMBERED = 32_768


def _own_keys(name: str) -> tuple[str, ...]:
    return (fold_name(name),)


class Repeats:
    """Remembers the names and births of the rows before, in some forty bytes a key: a table of hashes in arrays."""

    def __init__(self, keys: Keys | None = None) -> None:
        self._keys = keys or _own_keys
        self._slots = array("i", [_FREE]) * _FIRST_SIZE
        self._used = 0
        self._bounds: dict[int, tuple[PartialDate, tuple[int, int]]] = {}
        # One entry for each key of each row: its hash, the entry of the same key before it, the row and its birth.
        self._hashes = array("q")
        self._before = array("i")
        self._rows = array("i")
        self._first_day = array("i")
        self._last_day = array("i")

    def find(self, row: int, name: str, birth: PartialDate | None) -> tuple[int, ...]:
        """Return earlier rows of the same name whose birth can be the same, and remember this one."""
        first, last = self._bound(birth) if birth is not None else (_UNKNOWN, _EVER)
        found: set[int] | None = None
        for key in self._keys(name):
            if key:
                earlier = self._remember(hash(key), row, first, last)
                if earlier >= 0:
                    found = found or set()
                    self._follow(earlier, row, first, last, found)
        return tuple(sorted(found)) if found else ()

    def _bound(self, birth: PartialDate) -> tuple[int, int]:
        """Return the first and last day of a birth; rows that say the same share one object."""
        known = self._bounds.get(id(birth))
        if known is None:
            earliest, latest = birth.earliest, birth.latest
            days = earliest.toordinal() if earliest else _UNKNOWN, latest.toordinal() if latest else _EVER
            known = (birth, days)
            if len(self._bounds) < _REMEMBERED:
                self._bounds[id(birth)] = known
        return known[1]

    def _remember(self, key: int, row: int, first: int, last: int) -> int:
        """Add an entry; return the one of the same key before it, or -1."""
        slots, hashes = self._slots, self._hashes
        mask = len(slots) - 1
        slot = key & mask
        while (at := slots[slot]) >= 0 and hashes[at] != key:
            slot = (slot + 1) & mask
        slots[slot] = len(hashes)
        hashes.append(key)
        self._before.append(at)
        self._rows.append(row)
        self._first_day.append(first)
        self._last_day.append(last)
        if at < 0:
            self._used += 1
            if self._used * 3 > len(slots) * 2:
                self._grow()
        return at

    def _grow(self) -> None:
        hashes, old = self._hashes, self._slots
        self._slots = slots = array("i", [_FREE]) * (len(old) * 2)
        mask = len(slots) - 1
        for at in old:
            if at >= 0:
                slot = hashes[at] & mask
                while slots[slot] >= 0:
                    slot = (slot + 1) & mask
                slots[slot] = at

    def _follow(self, at: int, row: int, first: int, last: int, found: set[int]) -> None:
        for _ in range(_FOLLOWED):
            if self._first_day[at] <= last and first <= self._last_day[at] and self._rows[at] != row:
                found.add(self._rows[at])
            at = self._before[at]
            if at < 0:
                return
