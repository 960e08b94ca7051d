"""Everything that reports tell of one indicator, as equations over counts that nobody published.

The unknowns are the cells of one stretch of time between any two days on which a period begins or ends. A report tells
their sum over its period; every table tells that cells add up to their margins. Two dimensions cross one third only
(a star), so that whatever fits these equations is the shadow of real people: nothing sharper can be inferred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import product

from case_mgr.reports.privacy.published import ALL, Dims, Key, Published
from case_mgr.reports.privacy.simplex import Region, TooLong

_UNSEEN = "…"
# What is larger is not walked: its cells count as not safe, and whole tables are left out instead.
_LARGEST = 1_500_000
# A cell of a stretch, what a hidden cell is above its least, or what a small number is below the threshold.
Unknown = tuple[str, int, Key]
Target = tuple[int, Key]


class Over(StrEnum):
    """How numbers of several periods hang together."""

    TIME = "time"  # each subject has one day, so that months add up to a quarter
    END = "end"  # counted on the last day: the same day has the same number
    NONE = "none"  # counted once within a period: only the same period has the same number


class Contradiction(Exception):
    """The reports cannot all be true of the same people: something was learned in between."""


@dataclass(slots=True)
class Sum:
    """Some unknowns that add up to a number."""

    parts: dict[Unknown, int]
    value: int


def widths(
    reports: Sequence[Published], over: Over, enough: Mapping[Target, int], *, late: bool = False
) -> dict[Target, int]:
    """Return for each hidden cell how wide the range of its possible numbers is, as far as `enough` asks.

    A target is named by the place of its report and its key. Raises Contradiction when nothing fits. With `late` the
    last report also counts some whom the others did not know yet.
    """
    found: dict[Target, int] = {}
    for sums in _separate(_settle(_link(reports, over, late=late))):
        unknowns = sorted({unknown for one in sums for unknown in one.parts})
        place = {unknown: at for at, unknown in enumerate(unknowns)}
        rows = [{place[unknown]: factor for unknown, factor in one.parts.items()} for one in sums]
        if len(rows) * (len(rows) + len(unknowns)) > _LARGEST:
            continue
        targets = [(number, key) for kind, number, key in unknowns if kind == "hidden" and (number, key) in enough]
        try:
            region = Region(rows, [one.value for one in sums], len(unknowns), 400 + 40 * len(unknowns))
            if not region.feasible:
                raise Contradiction
            for number, key in targets:
                found[number, key] = region.widen(place["hidden", number, key], enough[number, key])
        except TooLong:
            # Nobody has shown that these are safe.
            found |= {target: found.get(target, -1) for target in targets}
    # What the equations settle by themselves is known to whoever reads.
    return {target: found.get(target, 0) for target in enough}


def computed(reports: Sequence[Published], over: Over) -> dict[Key, set[int]]:
    """Return the numbers of cells, published or not, that follow by adding and subtracting."""
    sums = _link(reports, over, late=False)
    found: defaultdict[Key, set[int]] = defaultdict(set)
    known: dict[Unknown, int] = {}
    _settle(sums, known)
    for (kind, _, key), value in known.items():
        if kind == "cell":
            found[key].add(value)
    return dict(found)


def _link(reports: Sequence[Published], over: Over, *, late: bool) -> list[Sum]:
    spans, groups = _spans(reports, over), _groups(reports)
    if late:
        spans[-1] = (*spans[-1], len(reports) * 2)
    tables = sorted({dims for report in reports for dims in report.tables})
    sums = [one for at in sorted({at for span in spans for at in span}) for one in _margins(tables, groups, at)]
    for number, (report, span) in enumerate(zip(reports, spans, strict=True)):
        for key in _keys(report.tables, groups):
            told = report.cells.get(key, 0)
            cells: dict[Unknown, int] = {("cell", at, key): 1 for at in span}
            if told is not None:
                sums.append(Sum(cells, told))
                continue
            # Whoever reads knows that a hidden cell is not empty; of a figure that is hidden as a whole not even that.
            least = 0 if report.blank or (key == ALL and not report.small) else 1
            sums.append(Sum({**cells, ("hidden", number, key): -1}, least))
            if key == ALL and report.small:
                sums.append(Sum({**cells, ("below", number, key): 1}, report.threshold - 1))
    return sums


def _spans(reports: Sequence[Published], over: Over) -> list[tuple[int, ...]]:
    """Number the stretches of time of each report."""
    if over is not Over.TIME:
        moments = [report.ends if over is Over.END else (report.starts, report.ends) for report in reports]
        numbers = {moment: at for at, moment in enumerate(dict.fromkeys(moments))}
        return [(numbers[moment],) for moment in moments]
    cuts = sorted({day for r in reports for day in (r.starts, r.ends + timedelta(days=1))})
    return [tuple(at for at, day in enumerate(cuts) if report.starts <= day <= report.ends) for report in reports]


def _groups(reports: Sequence[Published]) -> dict[str, list[str]]:
    """Return every group of each dimension; one more stands for those that a report without the table may have."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for report in reports:
        for key in report.cells:
            for name, group in key:
                found[name].add(group)
    for name, groups in found.items():
        if any((name,) not in report.tables for report in reports):
            groups.add(_UNSEEN)
    return {name: sorted(groups) for name, groups in found.items()}


def _keys(tables: Iterable[Dims], groups: Mapping[str, Sequence[str]]) -> Iterator[Key]:
    yield ALL
    for dims in sorted(tables):
        yield from (tuple(zip(dims, names, strict=True)) for names in product(*(groups.get(d, ()) for d in dims)))


def _margins(tables: Iterable[Dims], groups: Mapping[str, Sequence[str]], at: int) -> Iterator[Sum]:
    """Yield that the cells of each table add up to every margin."""
    for dims in tables:
        for gone in dims:
            rest = tuple(name for name in dims if name != gone)
            for margin in _keys([rest], groups) if rest else [ALL]:
                if rest and margin == ALL:
                    continue
                cells: dict[Unknown, int] = {
                    ("cell", at, tuple(sorted((*margin, (gone, group))))): 1 for group in groups.get(gone, ())
                }
                yield Sum({**cells, ("cell", at, margin): -1}, 0)


def _settle(sums: list[Sum], known: dict[Unknown, int] | None = None) -> list[Sum]:
    """Take out what follows at once: an equation of one unknown, and unknowns that add up to nothing."""
    using: defaultdict[Unknown, list[Sum]] = defaultdict(list)
    for one in sums:
        for unknown in one.parts:
            using[unknown].append(one)
    waiting = list(sums)
    while waiting:
        for unknown, value in _known(waiting.pop()).items():
            if known is not None:
                known[unknown] = value
            for other in using.pop(unknown, ()):
                other.value -= other.parts.pop(unknown, 0) * value
                waiting.append(other)
    return [one for one in sums if one.parts]


def _known(one: Sum) -> dict[Unknown, int]:
    """Return the unknowns that an equation settles by itself."""
    if not one.parts:
        if one.value:
            raise Contradiction
        return {}
    if len(one.parts) == 1:
        ((unknown, factor),) = one.parts.items()
        if one.value * factor < 0:
            raise Contradiction
        return {unknown: one.value // factor}
    if one.value == 0 and len(set(one.parts.values())) == 1:
        return dict.fromkeys(one.parts, 0)
    return {}


def _separate(sums: Sequence[Sum]) -> Iterator[list[Sum]]:
    """Part the equations into groups that share no unknown."""
    using: defaultdict[Unknown, list[int]] = defaultdict(list)
    for number, one in enumerate(sums):
        for unknown in one.parts:
            using[unknown].append(number)
    seen: set[int] = set()
    for first in range(len(sums)):
        if first in seen:
            continue
        part, waiting = [], [first]
        seen.add(first)
        while waiting:
            number = waiting.pop()
            part.append(sums[number])
            for unknown in sums[number].parts:
                fresh = [other for other in using[unknown] if other not in seen]
                seen.update(fresh)
                waiting += fresh
        yield part
