"""What was spent, added up by the database in whole numbers; what waits stands apart, and no sum guesses a rate."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, case, func, select

from case_mgr.access.actor import Actor
from case_mgr.core import clock
from case_mgr.extensions import db
from case_mgr.support.models import Grant, GrantLine, SupportEntry, SupportShare
from case_mgr.support.policy import counted_entries, visible_entries
from case_mgr.support.results import CurrencyTotal, GrantTotals, LineTotal
from case_mgr.support.types import BOOKED, PENDING

_BOOKED = SupportEntry.state.in_([str(state) for state in BOOKED])
_PENDING = SupportEntry.state.in_([str(state) for state in PENDING])


def read_totals(actor: Actor, grant: Grant, since: date | None = None, until: date | None = None) -> GrantTotals:
    """Add up what a grant has spent and what waits; of the whole grant everybody counts, also who is withheld.

    A period bounds what was booked; what waits is booked nowhere yet, and counts as it is now. Within a part of the
    grant's time whoever is withheld from the actor does not count: day by day the sums would tell of them.
    """
    told = counted_entries(actor) if is_whole(grant, since, until) else visible_entries(actor)
    within = [
        _BOOKED,
        *([SupportEntry.booked >= since] if since else []),
        *([SupportEntry.booked <= until] if until else []),
    ]
    spent, pending = _rows(grant, told, *within), _rows(grant, told, _PENDING)
    lines = _lines(grant, spent, pending)
    return GrantTotals(grant.currency, lines, _currencies(spent, pending))


def is_whole(grant: Grant, since: date | None, until: date | None) -> bool:
    """Whether a period leaves nothing of a grant's time until today out."""
    last = min(grant.ends, clock.today())
    return (since is None or since <= grant.starts) and (until is None or until >= last)


def _rows(grant: Grant, *conditions: ColumnElement[bool]) -> list[Any]:
    bare = SupportShare.converted.is_(None)
    wanted = (
        select(
            GrantLine.code.label("line"),
            SupportEntry.currency,
            func.sum(SupportShare.amount).label("amount"),
            func.sum(SupportShare.converted).label("converted"),
            func.sum(case((bare, SupportShare.amount))).label("bare"),
            func.min(SupportShare.rate_day).label("rate_from"),
            func.max(SupportShare.rate_day).label("rate_to"),
        )
        .select_from(SupportEntry)
        .join(SupportShare, SupportShare.entry_id == SupportEntry.id)
        .outerjoin(GrantLine, GrantLine.id == SupportShare.line_id)
        .where(SupportShare.grant_id == grant.id, *conditions)
        .group_by(GrantLine.code, SupportEntry.currency)
        .order_by(GrantLine.code, SupportEntry.currency)
    )
    return list(db.session.execute(wanted))


def _lines(grant: Grant, spent: list[Any], pending: list[Any]) -> tuple[LineTotal, ...]:
    sums: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for name, rows in (("spent", spent), ("pending", pending)):
        for row in rows:
            sums[name, row.line or ""] += row.converted or Decimal(0)
    told = [(line.code, line.title, line.amount, line.public_id) for line in grant.lines]
    whole = [] if told else [("", "", None, "")]
    return tuple(
        LineTotal(code, title, budget, sums["spent", code], sums["pending", code], public_id)
        for code, title, budget, public_id in (*told, *whole)
    )


def _currencies(spent: list[Any], pending: list[Any]) -> tuple[CurrencyTotal, ...]:
    out = []
    for currency in sorted({row.currency for row in (*spent, *pending)}):
        own, waits = (
            [row for row in spent if row.currency == currency],
            [row for row in pending if row.currency == currency],
        )
        days = [day for row in own for day in (row.rate_from, row.rate_to) if day]
        out.append(
            CurrencyTotal(
                currency=currency,
                spent=_sum(own, "amount"),
                pending=_sum(waits, "amount"),
                converted=_sum(own, "converted"),
                without_rate=_sum(own, "bare"),
                pending_without_rate=_sum(waits, "bare"),
                rate_from=min(days, default=None),
                rate_to=max(days, default=None),
            )
        )
    return tuple(out)


def _sum(rows: list[Any], name: str) -> Decimal:
    return sum((getattr(row, name) or Decimal(0) for row in rows), Decimal(0))
