"""What an earlier version told otherwise, and why: from what was recorded late, and what was taken back. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from case_mgr.core.text import N_
from case_mgr.reports.figures import Json
from case_mgr.reports.indicators import Unit
from case_mgr.reports.tally import Tally

LATE = N_("%(n)s recorded after the version before")
PAID_LATE = N_("%(n)s from payments of the period that were recorded after the version before")
ANEW = N_("%(n)s counted after a correction")
GONE = N_("%(n)s no longer counted after a correction or withdrawal")
UNSAID = N_("recorded late or corrected")
# What is counted from the ledger: late is a payment there, not a record of a case.
_PAID = frozenset({"supported", "services"})


@dataclass(frozen=True, slots=True)
class Earlier:
    """The version before: its figures, whom each counted, and what the records of that day give when counted now."""

    figures: Mapping[str, Json]
    behind: Mapping[str, Mapping[str, Sequence[str]]]
    then: Mapping[str, Tally]


def restate(figures: Sequence[Json], tallies: Mapping[str, Tally], earlier: Earlier) -> list[Json]:
    """Return a line for each figure and each group that changed; a hidden number says nothing of why."""
    found: list[Json] = []
    for figure in figures:
        key = figure["key"]
        before = earlier.figures.get(key)
        if before is None:
            continue
        old, new = before["value"], figure["value"]
        if figure["unit"] == Unit.MONEY:
            # Two sums side by side tell what was spent on one person: only that they changed is said.
            if (old, before["tables"]) != (new, figure["tables"]):
                found.append(_line(figure, "", "", None, None, [{"sentence": UNSAID, "params": {}}]))
            continue
        if old != new:
            # Of what others state nothing was recorded late by us: their claims changed.
            plain = old is not None and new is not None and figure["unit"] != Unit.STATED
            reasons = _reasons(earlier, key, tallies[key]) if plain else [{"sentence": UNSAID, "params": {}}]
            found.append(_line(figure, "", "", old, new, reasons))
        found += [_line(figure, *where, []) for where in _groups(before, figure)]
    return found


def _reasons(earlier: Earlier, key: str, tally: Tally) -> list[dict[str, Any]]:
    told, now = set(earlier.behind.get(key, {}).get("ids", ())), set(tally.ids)
    known = set(earlier.then[key].ids) if key in earlier.then else set()
    added = now - told
    late = PAID_LATE if key in _PAID else LATE
    counts = ((late, len(added - known)), (ANEW, len(added & known)), (GONE, len(told - now)))
    return [{"sentence": sentence, "params": {"n": n}} for sentence, n in counts if n]


def _groups(before: Json, figure: Json) -> Iterator[tuple[str, str, int | None, int | None]]:
    """Yield the groups of tables of one dimension that both versions show, and show otherwise."""
    old, new = _cells(before), _cells(figure)
    for by, group in sorted(old.keys() & new.keys()):
        if old[by, group] != new[by, group]:
            yield by, group, old[by, group], new[by, group]


def _cells(figure: Json) -> dict[tuple[str, str], int | None]:
    found = {}
    for table in figure["tables"]:
        names = [table["by"]] if isinstance(table["by"], str) else table["by"]
        if len(names) == 1:
            for row in table["rows"] or ():
                found[names[0], row["group"]] = row["cells"][0] if "cells" in row else row["value"]
    return found


def _line(figure: Json, by: str, group: str, before: object, after: object, reasons: list[dict[str, Any]]) -> Json:
    return {
        "key": figure["key"],
        "title": figure["title"],
        "by": by,
        "group": group,
        "before": before,
        "after": after,
        "reasons": reasons,
    }
