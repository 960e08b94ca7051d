"""Decides what a report hides of one indicator, so that neither it nor it with what was published before gives it back.

Small cells are hidden first, then whatever an attacker would need to compute one of them, until every hidden cell can
still be several numbers. What cannot be made safe cell by cell is left out as a whole table.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from case_mgr.reports.privacy.equations import Contradiction, Over, Target, computed, widths
from case_mgr.reports.privacy.published import ALL, Dims, Key, Published, dims_of
from case_mgr.reports.suppression import protect, publishable

# Against other reports a hidden cell keeps at least two possible numbers; within its own report as many as “<5” leaves.
_LINKED = 1
_ROUNDS = 12
# How often one more cell is hidden, so that what is hidden tells nothing of which cell was the small one.
_MORE = 0.25
_LOT = random.SystemRandom()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report would like to say of one indicator: its true cells, and the tables that are wanted."""

    population: str
    starts: date
    ends: date
    counts: Mapping[Key, int]
    tables: tuple[Dims, ...]
    threshold: int
    over: Over
    before: tuple[Published, ...] = ()


@dataclass(slots=True)
class _Draft:
    """What would be published as things stand."""

    asked: Asked
    known: Mapping[Key, int]
    tables: list[Dims]
    hidden: set[Key] = field(default_factory=set)
    closed: bool = False

    def published(self) -> Published:
        """Return it as a reader would see it."""
        asked = self.asked
        total = asked.counts.get(ALL, 0)
        small = ALL in self.hidden and not self.closed and not publishable(total, asked.threshold)
        cells = {
            key: None if key in self.hidden else value
            for key, value in asked.counts.items()
            if value and (key == ALL or dims_of(key) in self.tables)
        }
        cells[ALL] = None if ALL in self.hidden else total
        return Published(
            asked.population, asked.starts, asked.ends, cells, frozenset(self.tables), small, asked.threshold
        )

    def visible(self) -> list[Key]:
        """Return the cells with people in them that are shown, in an order that says nothing of their numbers."""
        return sorted(key for key, value in self.published().cells.items() if value)

    def drop(self, dims: Dims) -> None:
        """Leave out a table, and every table of which it is a margin."""
        gone = set(dims)
        self.tables = [table for table in self.tables if not gone <= set(table)]
        self.hidden = {key for key in self.hidden if key == ALL or dims_of(key) in self.tables}

    def close(self) -> None:
        """Say nothing, not even whether there is anything; but what everybody knows is no secret."""
        self.tables, self.hidden, self.closed = [], set() if self.is_known(ALL) else {ALL}, True

    def is_known(self, key: Key) -> bool:
        """Whether everybody can know a number before this report."""
        return self.known.get(key) == self.asked.counts.get(key, 0)


def hide(asked: Asked, lot: random.Random = _LOT) -> Published:
    """Return what may be published; what hides beside a small cell is drawn by lot."""
    history = _related(asked)
    draft = _first(asked, _already(asked, history))
    _blur(draft, lot)
    sides = _Sides(asked, history)
    for turn in range(10 * _ROUNDS):
        found = sorted(sides.endangered(draft.published()), key=repr)
        if not found:
            return draft.published()
        chosen = {key for target in found if (key := _companion(draft, target, lot)) is not None}
        if ALL in chosen:
            break
        if chosen and turn < _ROUNDS:
            draft.hidden |= chosen
        elif not _leave_out(draft, found):
            break
    draft.close()
    return draft.published()


def _already(asked: Asked, history: Sequence[Published]) -> dict[Key, int]:
    """Return the cells of which everybody can know the number before this report: hiding them would be a pretence."""
    told = [one for one in history if _same(one, asked)]
    known = {key: value for one in told for key, value in one.cells.items() if value is not None}
    if not history:
        return known
    cells = dict.fromkeys((key for key, value in asked.counts.items() if value or key == ALL), None)
    tables = frozenset(asked.tables if asked.counts.get(ALL) else ())
    shell = Published(asked.population, asked.starts, asked.ends, cells, tables, blank=True)
    enough = {(len(history), key): _LINKED for key in cells}
    try:
        found = widths([*history, shell], asked.over, enough)
    except Contradiction:
        return known
    return known | {key: asked.counts[key] for (_, key), width in found.items() if width == 0}


def _first(asked: Asked, known: Mapping[Key, int]) -> _Draft:
    """Hide what is small, and in each table of one dimension what its total would tell."""
    total = asked.counts.get(ALL, 0)
    may = publishable(total, asked.threshold) or known.get(ALL) == total
    draft = _Draft(asked, known, list(asked.tables) if may and total else [], set() if may else {ALL})
    crossed = {name for dims in asked.tables if len(dims) > 1 for name in dims}
    for dims in sorted(asked.tables, key=len):
        if dims not in draft.tables:
            continue
        cells = {key: value for key, value in asked.counts.items() if dims_of(key) == dims and value}
        small = {key for key, value in cells.items() if value < asked.threshold and known.get(key) != value}
        if small and len(dims) == 1 and dims[0] not in crossed:
            kept = protect({key[0][1]: value for key, value in cells.items()}, asked.threshold)
            if kept.cells is None:
                draft.drop(dims)
                continue
            draft.hidden |= {((dims[0], group),) for group in kept.hidden}
        draft.hidden |= small
        draft.hidden |= {key for key, value in cells.items() if _tells(value, known.get(key, value), asked.threshold)}
        # What the version before hid stays hidden: nobody need look for another way.
        veiled = {key for one in asked.before if _same(one, asked) for key in one.hidden}
        draft.hidden |= veiled & cells.keys() - {key for key in cells if known.get(key) == cells[key]}
    return draft


def _blur(draft: _Draft, lot: random.Random) -> None:
    """Hide a few more cells where tables cross, by lot: any set of hidden cells may come of any numbers that fit it."""
    while any(len(key) > 1 for key in draft.hidden) and lot.random() < _MORE:
        shown = [key for key in draft.visible() if len(key) > 0]
        if not shown:
            return
        draft.hidden.add(lot.choice(shown))


def _tells(now: int, before: int | None, threshold: int) -> bool:
    """Whether a number beside the one of an earlier version tells what few people are: those who came or went."""
    return before is not None and 0 < abs(now - before) < threshold


def _same(one: Published, asked: Asked) -> bool:
    return one.population == asked.population and (one.starts, one.ends) == (asked.starts, asked.ends)


def _related(asked: Asked) -> list[Published]:
    """Return the reports whose numbers hang together with this one, also by way of others."""
    own = [one for one in asked.before if one.population == asked.population]
    if asked.over is Over.END:
        return [one for one in own if one.ends == asked.ends]
    if asked.over is Over.NONE:
        return [one for one in own if _same(one, asked)]
    found: list[Published] = []
    spans = [(asked.starts, asked.ends)]
    while fresh := [
        one
        for one in own
        if one not in found and any(one.starts <= ends and starts <= one.ends for starts, ends in spans)
    ]:
        found += fresh
        spans += [(one.starts, one.ends) for one in fresh]
    return found


class _Sides:
    """Judges a draft by itself, with everything before, and with each report before."""

    def __init__(self, asked: Asked, history: Sequence[Published]) -> None:
        self._asked = asked
        sides = [list(history)] if history else []
        if len(history) > 1:
            sides += [[one] for one in history]
        # What could be computed before is no fault of this report.
        self._sides = [(side, self._safe(side)) for side in sides]

    def endangered(self, new: Published) -> set[Target]:
        """Return the hidden cells that could be computed; those of this report have the place -1."""
        need = self._asked.threshold - 2
        own = widths([new], Over.NONE, {(0, key): need for key in new.hidden})
        found = {(-1, key) for (_, key), width in own.items() if width < need}
        for side, safe in self._sides:
            found |= self._beside(side, safe, new) | self._between(side, new)
        return found

    def _between(self, side: list[Published], new: Published) -> set[Target]:
        """Return the cells of a time that no report covers, and that differ by few from one that does."""
        few = range(1, self._asked.threshold)
        try:
            before = computed(side, self._asked.over)
            after = computed([*side, new], self._asked.over)
        except Contradiction:
            return set()
        shown = {value for value in new.cells.values() if value}
        return {
            (-1, key)
            for key, values in after.items()
            if any(value in few and value not in shown for value in values - before.get(key, set()))
        }

    def _beside(self, side: list[Published], safe: Iterable[Target], new: Published) -> set[Target]:
        last = len(side)
        enough = dict.fromkeys([*safe, *((last, key) for key in new.hidden)], _LINKED)
        for late in (False, True):
            try:
                got = widths([*side, new], self._asked.over, enough, late=late)
            except Contradiction:
                continue
            return {(-1 if at == last else at, key) for (at, key), width in got.items() if width < _LINKED}
        return set()

    def _safe(self, side: list[Published]) -> tuple[Target, ...]:
        enough = {(at, key): _LINKED for at, one in enumerate(side) for key in one.hidden}
        try:
            got = widths(side, self._asked.over, enough)
        except Contradiction:
            return ()
        return tuple(target for target, width in got.items() if width >= _LINKED)


def _companion(draft: _Draft, target: Target, lot: random.Random) -> Key | None:
    """Return a shown cell that, hidden too, keeps a hidden one from being computed."""
    _, key = target
    shown = draft.visible()
    if key in shown:
        return key
    near = [other for other in shown if dims_of(other) == dims_of(key) and _apart(other, key) == 1]
    if not near and key not in draft.hidden:
        near = [other for other in shown if dims_of(other) == dims_of(key)]
    # By lot: whoever knows this rule must not be able to say which numbers would have led to this choice.
    return lot.choice(near) if near else None


def _apart(one: Key, other: Key) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def _leave_out(draft: _Draft, targets: Sequence[Target]) -> bool:
    """Leave out a whole table: one that holds a cell in danger, the larger first; False when there is none left."""
    dangers = {dims_of(key) for _, key in targets}
    for dims in _by_size(draft.tables):
        if any(set(dims) & set(danger) for danger in dangers) or dangers == {()}:
            draft.drop(dims)
            return True
    for dims in _by_size(draft.tables):
        draft.drop(dims)
        return True
    return False


def _by_size(tables: Iterable[Dims]) -> Iterator[Dims]:
    yield from sorted(tables, key=lambda dims: (-len(dims), dims))
