"""Rows of one file that seem to be the same person; only pointed out, never left out."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import cast

from case_mgr.core.dates import PartialDate, Precision
from case_mgr.imports.types import DateField
from case_mgr.imports.values import fold_name

Keys = Callable[[str], Iterable[str]]

_FOLLOWED = 20
_FREE = -1
_UNKNOWN = 0
_EVER = date.max.toordinal()
_NO_DAYS = (_UNKNOWN, _EVER)
_FIRST_SIZE = 1 << 12
_REMEMBERED = 32_768


def _own_keys(name: str) -> tuple[str, ...]:
    return (fold_name(name),)


class _Chains:
    """Which entry came last under a key, and for each entry the one before it, in arrays."""

    def __init__(self) -> None:
        self._slots = array("i", [_FREE]) * _FIRST_SIZE
        self._used = 0
        self._keys = array("q")
        self._entries = array("i")
        self._before = array("i")

    def find(self, key: int) -> int:
        """Return the last place of a key, or -1."""
        slots, keys = self._slots, self._keys
        mask = len(slots) - 1
        slot = key & mask
        while (at := slots[slot]) >= 0 and keys[at] != key:
            slot = (slot + 1) & mask
        return at

    def add(self, key: int, entry: int) -> int:
        """Add an entry; return the last place of the same key before it, or -1."""
        slots, keys = self._slots, self._keys
        mask = len(slots) - 1
        slot = key & mask
        while (at := slots[slot]) >= 0 and keys[at] != key:
            slot = (slot + 1) & mask
        slots[slot] = len(keys)
        keys.append(key)
        self._entries.append(entry)
        self._before.append(at)
        if at < 0:
            self._used += 1
            if self._used * 3 > len(slots) * 2:
                self._grow()
        return at

    def add_all(self, keys: array[int], entry: int) -> list[tuple[int, int]]:
        """Add entries that follow each other; return which of them have the key of one before, and its place."""
        while (self._used + len(keys)) * 3 > len(self._slots) * 2:
            self._grow()
        slots, all_keys = self._slots, self._keys
        mask = len(slots) - 1
        begin = len(all_keys)
        all_keys.extend(keys)
        self._entries.extend(range(entry, entry + len(keys)))
        before = self._before
        found = []
        for place, key in enumerate(keys, begin):
            slot = key & mask
            while (at := slots[slot]) >= 0 and all_keys[at] != key:
                slot = (slot + 1) & mask
            slots[slot] = place
            before.append(at)
            if at >= 0:
                found.append((place - begin, at))
        self._used += len(keys) - len(found)
        return found

    def follow(self, at: int) -> Iterator[int]:
        """Give the entries of a key, the latest first, as far as they are followed."""
        for _ in range(_FOLLOWED):
            if at < 0:
                return
            yield self._entries[at]
            at = self._before[at]

    def _grow(self) -> None:
        keys, old = self._keys, self._slots
        self._slots = slots = array("i", [_FREE]) * (len(old) * 2)
        mask = len(slots) - 1
        for at in old:
            if at >= 0:
                slot = keys[at] & mask
                while slots[slot] >= 0:
                    slot = (slot + 1) & mask
                slots[slot] = at


class Repeats:
    """Remembers names and births of the rows before, in some sixty bytes a row.

    Rows with an exact birth are found by name and day at once, however many namesakes there are; the others by name.
    """

    def __init__(self, keys: Keys | None = None) -> None:
        self._keys = keys or _own_keys
        self._bounds: dict[int, tuple[PartialDate, tuple[int, int]]] = {}
        self._exact, self._open = _Chains(), _Chains()
        # Exact rows by name alone: needed, and made, only once a row without an exact birth is met.
        self._named: _Chains | None = None
        self._hashes = array("q")
        self._rows = array("i")
        self._first_day = array("i")
        self._last_day = array("i")

    def find(self, row: int, name: str, birth: PartialDate | None) -> tuple[int, ...]:
        """Return earlier rows of the same name whose birth can be the same, and remember this one."""
        first, last = self._bound(birth) if birth is not None else _NO_DAYS
        found: set[int] = set()
        for text in self._keys(name):
            if text:
                self._find(hash(text), row, first, last, found)
        found.discard(row)
        return tuple(sorted(found)) if found else ()

    def find_run(
        self,
        row: int,
        names: Sequence[object],
        births: Sequence[object] | None,
        run: range,
        told: dict[int, tuple[int, ...]],
    ) -> None:
        """Do the same for rows that follow each other; what is found is told by position."""
        days = [_NO_DAYS] * len(run) if births is None else [self._days(births[at]) for at in run]
        keys = list(map(self._keys, cast(Sequence[str], names[run.start : run.stop])))
        if self._named is None and all(first == last for first, last in days):
            self._find_exact(row, run, keys, [first for first, _ in days], told)
            return
        for at, (first, last), texts in zip(run, days, keys, strict=True):
            found: set[int] = set()
            for text in texts:
                if text:
                    self._find(hash(text), row + at, first, last, found)
            found.discard(row + at)
            if found:
                told[at] = tuple(sorted(found))

    def _find_exact(
        self, row: int, run: range, keys: Sequence[Iterable[str]], days: Sequence[int], told: dict[int, tuple[int, ...]]
    ) -> None:
        """Find rows whose birth is known to the day, among others of that kind alone, many at once."""
        begin = len(self._rows)
        places, names, born = array("i"), array("q"), array("i")
        for at, texts, day in zip(run, keys, days, strict=True):
            for text in texts:
                if text:
                    places.append(row + at)
                    names.append(hash(text))
                    born.append(day)
        self._hashes.extend(names)
        self._rows.extend(places)
        self._first_day.extend(born)
        self._last_day.extend(born)
        found: dict[int, set[int]] = {}
        for number, last in self._exact.add_all(array("q", map(hash, zip(names, born, strict=True))), begin):
            found.setdefault(places[number], set()).update([self._rows[other] for other in self._exact.follow(last)])
        for own, others in found.items():
            others.discard(own)
            if others:
                told[own - row] = tuple(sorted(others))

    def _days(self, birth: object) -> tuple[int, int]:
        value = birth.value if isinstance(birth, DateField) else None
        if value is None:
            return _NO_DAYS
        known = self._bounds.get(id(value))
        return known[1] if known else self._bound(value)

    def _find(self, key: int, row: int, first: int, last: int, found: set[int]) -> None:
        entry = len(self._rows)
        if first == last:
            at = self._exact.add(hash((key, first)), entry)
            if at >= 0:
                found.update([self._rows[other] for other in self._exact.follow(at)])
            if self._named is not None:
                self._named.add(key, entry)
                self._meet(self._open, self._open.find(key), first, last, found)
        else:
            if self._named is None:
                self._named = self._name()
            self._meet(self._named, self._named.find(key), first, last, found)
            self._meet(self._open, self._open.add(key, entry), first, last, found)
        self._hashes.append(key)
        self._rows.append(row)
        self._first_day.append(first)
        self._last_day.append(last)

    def _meet(self, chains: _Chains, at: int, first: int, last: int, found: set[int]) -> None:
        for other in chains.follow(at):
            if self._first_day[other] <= last and first <= self._last_day[other]:
                found.add(self._rows[other])

    def _name(self) -> _Chains:
        chains = _Chains()
        for entry, key in enumerate(self._hashes):
            chains.add(key, entry)
        return chains

    def _bound(self, birth: PartialDate) -> tuple[int, int]:
        """Return the first and last day of a birth; rows that say the same share one object."""
        known = self._bounds.get(id(birth))
        if known is None:
            if birth.precision is Precision.DAY:
                days = (date(*birth.parts).toordinal(),) * 2
            else:
                earliest, latest = birth.earliest, birth.latest
                days = earliest.toordinal() if earliest else _UNKNOWN, latest.toordinal() if latest else _EVER
            known = (birth, days)
            if len(self._bounds) < _REMEMBERED:
                self._bounds[id(birth)] = known
        return known[1]
