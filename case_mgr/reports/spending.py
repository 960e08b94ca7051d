"""Counts whom a grant helped, with what, and what was spent: from the support ledger, as exact decimals. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.reports.figures import TOTAL, Json
from case_mgr.reports.indicators import BY_KEY, By
from case_mgr.reports.tally import Tally
from case_mgr.reports.types import Facts, Period
from case_mgr.support.types import HELP, EntryFact, State

NEW, CONTINUING = "new", "continuing"
SPENT = "spent"
NO_LINE = "no_line"


def inside(facts: Facts, period: Period) -> list[EntryFact]:
    """Return what was booked in a period."""
    return [entry for entry in facts.entries if period.starts <= entry.happened <= period.ends]


def helped(facts: Facts, period: Period) -> dict[int, str]:
    """Return who was helped in a period, and whether for the first time under this grant."""
    now = {entry.person_id for entry in inside(facts, period) if _helps(entry)}
    before = {entry.person_id for entry in facts.entries if _helps(entry) and entry.happened < period.starts}
    return {person: CONTINUING if person in before else NEW for person in sorted(facts.persons) if person in now}


def services(facts: Facts, period: Period) -> Tally:
    """Count each service once, however its cost is split; a reversal is none."""
    kinds = {entry.id: str(entry.kind) for entry in inside(facts, period) if _helps(entry)}
    profile: Counter[tuple[str, ...]] = Counter((kind,) for kind in kinds.values())
    return Tally(tuple(str(key) for key in sorted(kinds)), (), (str(By.HELP),), profile)


def money(facts: Facts, period: Period, threshold: int, lines: Iterable[str]) -> Json:
    """Return the figure of what was spent, in the currency of the grant; without a rate there is no sum."""
    entries, known = inside(facts, period), list(lines)
    without = len({entry.id for entry in entries if entry.converted is None})
    if without:
        raise Refused(
            N_("%(n)s entries of this grant have no rate of exchange. Enter the rates, or leave the money out."),
            n=without,
        )
    indicator = BY_KEY[SPENT]
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    persons: dict[str, set[int]] = {}
    for entry in entries:
        line = entry.line or NO_LINE
        sums[line] += entry.converted or Decimal(0)
        if entry.kind in HELP:
            # Help for somebody who is not named is spent on nobody who could be counted: few, as far as is known.
            persons.setdefault(line, set()).update([entry.person_id] if entry.person_id is not None else [])
    hidden = _hidden(sums, {line: len(found) for line, found in persons.items()}, threshold)
    alone = len(sums) == len(hidden) == 1
    rows = [{"group": line, "cells": [None if line in hidden else _text(sums[line])]} for line in sorted(sums)]
    return {
        "key": SPENT,
        "title": indicator.title,
        "unit": str(indicator.unit),
        "currency": facts.currency,
        "definition": indicator.definition,
        "once": indicator.once,
        "value": None if alone else _text(sum(sums.values(), Decimal(0))),
        "small": False,
        "inexact": 0,
        "inexact_small": False,
        "grant": "",
        "tables": [{"by": [str(By.LINE)], "head": [TOTAL], "rows": rows}] if known and rows and not alone else [],
    }


def _hidden(lines: Iterable[str], helped: Mapping[str, int], threshold: int) -> set[str]:
    """Hide what was spent on few people, and one line beside it where one alone would follow from the sum."""
    hidden = {line for line, number in helped.items() if number < threshold}
    rest = sorted(set(lines) - hidden)
    if len(hidden) == 1 and rest:
        hidden.add(rest[0])
    return hidden


def _helps(entry: EntryFact) -> bool:
    return entry.kind in HELP and entry.state is not State.REVERSAL and entry.person_id is not None


def _text(amount: Decimal) -> str:
    return f"{amount:.2f}" if amount == amount.quantize(Decimal("0.01")) else f"{amount.normalize():f}"
