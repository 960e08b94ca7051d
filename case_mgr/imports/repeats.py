"""Rows of one file that seem to be the same person; only pointed out, never left out."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache

from case_mgr.core.dates import PartialDate
from case_mgr.imports.values import fold_name

Keys = Callable[[str], Iterable[str]]

_FOLLOWED = 20
_UNKNOWN = 0
_EVER = date.max.toordinal()


def _own_keys(name: str) -> tuple[str, ...]:
    return (fold_name(name),)


@lru_cache(maxsize=32_768)
def _bounds(birth: PartialDate) -> tuple[int, int]:
    earliest, latest = birth.earliest, birth.latest
    return earliest.toordinal() if earliest else _UNKNOWN, latest.toordinal() if latest else _EVER


class Repeats:
    """Remembers the names and births of the rows before, in some fifty bytes a row beside one entry of a table."""

    def __init__(self, keys: Keys | None = None) -> None:
        self._keys = keys or _own_keys
        self._last: dict[int, int] = {}
        self._before = array("q")
        self._rows = array("q")
        self._first_day = array("i")
        self._last_day = array("i")

    def find(self, row: int, name: str, birth: PartialDate | None) -> tuple[int, ...]:
        """Return earlier rows of the same name whose birth can be the same, and remember this one."""
        first, last = _bounds(birth) if birth is not None else (_UNKNOWN, _EVER)
        found: dict[int, None] = {}
        for key in self._keys(name):
            if key:
                self._follow(hash(key), row, first, last, found)
        return tuple(sorted(found))

    def _follow(self, key: int, row: int, first: int, last: int, found: dict[int, None]) -> None:
        at = previous = self._last.get(key, -1)
        for _ in range(_FOLLOWED):
            if at < 0:
                break
            if self._first_day[at] <= last and first <= self._last_day[at] and self._rows[at] != row:
                found[self._rows[at]] = None
            at = self._before[at]
        self._last[key] = len(self._rows)
        self._before.append(previous)
        self._rows.append(row)
        self._first_day.append(first)
        self._last_day.append(last)
