"""What a report tells of one indicator, cell by cell, however it was laid out in tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

# One cell: the group in each of its dimensions, in the order of their names; the number of the indicator has none.
Key = tuple[tuple[str, str], ...]
Dims = tuple[str, ...]
ALL: Key = ()
_TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Published:
    """The cells of one indicator in one report: a number, or None where it is hidden; what is absent is zero."""

    population: str
    starts: date
    ends: date
    cells: Mapping[Key, int | None]
    tables: frozenset[Dims] = frozenset()
    small: bool = False
    threshold: int = 5
    # Not published at all: nothing is known of its hidden cells, not even that somebody is in them.
    blank: bool = False
    reference: str = field(default="", compare=False)

    @property
    def hidden(self) -> list[Key]:
        """The hidden cells, in an order that says nothing of their numbers."""
        return sorted(key for key, value in self.cells.items() if value is None)


def days_of(begins: str, starts: date, ends: date) -> tuple[date, date]:
    """Return between which days a figure is told; one of the beginning is that of the end of the day before."""
    if not begins:
        return starts, ends
    eve = starts - timedelta(days=1) if starts > date.min else starts
    return eve, eve


def key_of(**groups: str) -> Key:
    """Return the key of a cell."""
    return tuple(sorted(groups.items()))


def dims_of(key: Key) -> Dims:
    """Return the dimensions of a cell."""
    return tuple(name for name, _ in key)


def parse(data: Mapping[str, Any], reference: str = "") -> list[Published]:
    """Read every indicator about people of a frozen report, of whichever schema."""
    starts, ends = (date.fromisoformat(data["period"][end]) for end in ("from", "to"))
    found = []
    for figure in data["figures"]:
        if figure["unit"] not in ("persons", "cases", "services", "requests"):
            continue
        begins = figure.get("begins", "")
        first, last = days_of(begins, starts, ends)
        scope = f"@{figure['grant']}" if figure.get("grant") else ""
        cells: dict[Key, int | None] = {ALL: figure["value"]}
        tables: set[Dims] = set()
        for table in figure["tables"]:
            if table["rows"] is not None:
                names = [table["by"]] if isinstance(table["by"], str) else table["by"]
                _read(cells, names, table)
                tables |= {tuple(sorted(names)), *((name,) for name in names)}
        small = figure["value"] is None and figure.get("small", True)
        # Those whose date is not exact are a figure of their own.
        apart = {ALL: figure["inexact"]}
        found.append(
            Published(
                figure["key"] + scope + "?",
                starts,
                ends,
                apart,
                frozenset(),
                apart[ALL] is None and figure.get("inexact_small", True),
                data["threshold"],
                reference=reference,
            )
        )
        found.append(
            Published(
                begins or figure["key"] + scope,
                first,
                last,
                cells,
                frozenset(tables),
                small,
                data["threshold"],
                reference=reference,
            )
        )
    return found


def _read(cells: dict[Key, int | None], names: list[str], table: Mapping[str, Any]) -> None:
    for row in table["rows"]:
        values = row["cells"] if "cells" in row else [row["value"]]
        for column, value in zip(table.get("head", [_TOTAL]), values, strict=True):
            groups = [row["group"]] if len(names) == 1 else [row["group"], column]
            key = tuple(sorted((n, g) for n, g in zip(names, groups, strict=True) if g != _TOTAL))
            if value != 0:
                cells[key] = value
