"""One figure of a frozen report: its number and its tables, without what must be hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random, SystemRandom
from typing import Any

from case_mgr.reports.indicators import Indicator
from case_mgr.reports.layout import Layout
from case_mgr.reports.privacy import ALL, Asked, Dims, Key, Over, Published, days_of, hide, key_of
from case_mgr.reports.tally import Tally

TOTAL = "total"
SMALL = "<%d"
HIDDEN = "×"
# The subjects whose date is not exact are a figure of their own, which is hidden by itself.
UNSURE = "?"
FLOWS = ("stock_in", "stock_out")
STOCK = ("stock_start", *FLOWS, "stock_end")
# Figures of whom another figure counts all.
PARTS = (("due_3", "followed_3"), ("due_6", "followed_6"), ("requests", "requests_answered"))
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """What all figures of a report share."""

    starts: date
    ends: date
    threshold: int
    before: tuple[Published, ...]
    layout: Layout
    grant: str = ""
    lot: Random = field(default_factory=SystemRandom)


def shown(value: int | str | None, threshold: int | None) -> str:
    """Write a number that stands alone; a small hidden one says below what it lies, another one says nothing."""
    if value is None:
        return HIDDEN if threshold is None else SMALL % threshold
    return str(value)


def figure(indicator: Indicator, tally: Tally, frame: Frame) -> Json:
    """Return a figure as it may be published."""
    asked = (tuple(str(by) for by in table) for table in frame.layout.tables(indicator))
    tables = [names for names in asked if set(names) <= set(tally.by)]
    if not indicator.personal:
        cells: dict[Key, int | None] = dict(_counts(tally, tables).items())
        dims = frozenset(tuple(sorted(names)) for names in tables)
        told = Published(indicator.key, frame.starts, frame.ends, cells, dims)
        apart = Published(indicator.key, frame.starts, frame.ends, {ALL: len(tally.unsure)})
    else:
        told = hide(_asked(indicator, tally, tables, frame), frame.lot)
        apart = hide(_apart(indicator, tally, frame))
    number = told.cells[ALL]
    return {
        "key": indicator.key,
        "title": indicator.title,
        "unit": str(indicator.unit),
        "definition": indicator.definition,
        "once": indicator.once,
        "value": number,
        "small": told.small,
        "inexact": apart.cells[ALL],
        "inexact_small": apart.small,
        "grant": frame.grant if indicator.of_grant else "",
        **({"begins": indicator.begins} if indicator.begins else {}),
        "tables": [_table(names, told) for names in tables if number],
    }


def keep_flows_apart(figures: list[Json], tallies: Mapping[str, Tally], threshold: int) -> None:
    """Hide both flows of the stock where one of the four is small or hidden: any three of them give the fourth.

    Where they do not add up, what is missing are those whose date is not exact: they are not told that way either.
    Neither flow is called small then, for with the other one that would say which number it is.
    """
    start, came, left, end = (tallies[key].number for key in STOCK)
    gap = abs(start + came - left - end)
    hidden = any(one["key"] in STOCK and one["value"] is None for one in figures)
    if hidden or any(0 < number < threshold for number in (start, came, left, end, gap)):
        for one in figures:
            if one["key"] in FLOWS:
                _close(one)


def keep_parts_apart(figures: list[Json], tallies: Mapping[str, Tally], threshold: int) -> None:
    """Hide a figure that is a part of another one where only few are in the rest: the difference would tell of them."""
    for whole, part in PARTS:
        if 0 < tallies[whole].number - tallies[part].number < threshold:
            for one in figures:
                if one["key"] == part:
                    _close(one)


def _close(figure: Json) -> None:
    figure["value"], figure["small"], figure["tables"] = None, False, []


def _asked(indicator: Indicator, tally: Tally, tables: list[tuple[str, ...]], frame: Frame) -> Asked:
    wanted: tuple[Dims, ...] = tuple(tuple(sorted(names)) for names in tables)
    starts, ends = days_of(indicator.begins, frame.starts, frame.ends)
    return Asked(
        _population(indicator, frame),
        starts,
        ends,
        _counts(tally, tables),
        wanted,
        frame.threshold,
        indicator.over,
        frame.before,
    )


def _apart(indicator: Indicator, tally: Tally, frame: Frame) -> Asked:
    name, counts = indicator.key + (f"@{frame.grant}" if indicator.of_grant else "") + UNSURE, {ALL: len(tally.unsure)}
    return Asked(name, frame.starts, frame.ends, counts, (), frame.threshold, Over.NONE, frame.before)


def _counts(tally: Tally, tables: list[tuple[str, ...]]) -> dict[Key, int]:
    counts: dict[Key, int] = {ALL: tally.number}
    for names in tables:
        for groups, number in tally.count(names).items():
            counts[key_of(**dict(zip(names, groups, strict=True)))] = number
    return counts


def _population(indicator: Indicator, frame: Frame) -> str:
    """What is told of one grant only has its own people beside the same figure of another."""
    return f"{indicator.key}@{frame.grant}" if indicator.of_grant else indicator.begins or indicator.key


def _table(names: tuple[str, ...], told: Published) -> Json:
    """Lay out the cells of a table; without rows where it cannot be shown."""
    if tuple(sorted(names)) not in told.tables:
        return {"by": list(names), "head": [TOTAL], "rows": None}
    # In an order that says nothing about the numbers.
    groups = {name: sorted(key[0][1] for key in told.cells if len(key) == 1 and key[0][0] == name) for name in names}
    if len(names) == 1:
        rows = [{"group": group, "cells": [_value(told.cells, {names[0]: group})]} for group in groups[names[0]]]
        return {"by": list(names), "head": [TOTAL], "rows": rows}
    first, second = names
    head = [*groups[second], TOTAL]
    rows = [
        {"group": group, "cells": [_value(told.cells, {first: group, second: column}) for column in head]}
        for group in (*groups[first], TOTAL)
    ]
    return {"by": list(names), "head": head, "rows": rows}


def _value(cells: Mapping[Key, int | None], groups: Mapping[str, str]) -> int | None:
    return cells.get(key_of(**{name: group for name, group in groups.items() if group != TOTAL}), 0)
