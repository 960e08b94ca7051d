"""The ledger as it leaves the house: codes in the place of people, and nobody who is withheld."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.core.text import N_
from case_mgr.exports.types import Asked, Cells, Line, ListKind, Recipient, Sheet
from case_mgr.support import queries
from case_mgr.support.money import plain
from case_mgr.support.results import EntryRow, ShareView
from case_mgr.support.types import Filter, Kind, State

_BLOCK = 500
_HEADER = ("entry", "state", "kind", "planned", "paid", "booked", "currency", "entry_amount", "grant", "line")
_MORE = ("amount", "rate", "rate_day", "rate_source", "grant_currency", "converted", "code", "receipts", "declared")


def of_filter(wanted: Filter) -> dict[str, Any]:
    """Return a filter of the ledger as data."""
    days = {name: day.isoformat() if day else "" for name, day in (("since", wanted.since), ("until", wanted.until))}
    kinds = {"state": str(wanted.state or ""), "kind": str(wanted.kind or "")}
    return (
        {"grant": wanted.grant, "case": wanted.case, "unproved": wanted.unproved, "booked": wanted.booked}
        | days
        | kinds
    )


def filter_of(asked: Asked) -> Filter:
    """Read a filter of the ledger."""
    return Filter(
        grant=asked["grant"],
        case=asked["case"],
        since=date.fromisoformat(asked["since"]) if asked["since"] else None,
        until=date.fromisoformat(asked["until"]) if asked["until"] else None,
        state=State(asked["state"]) if asked["state"] else None,
        kind=Kind(asked["kind"]) if asked["kind"] else None,
        unproved=asked["unproved"],
        booked=asked["booked"],
    )


def _entries(actor: Actor, asked: Asked, recipient: Recipient) -> Sheet:
    """Give a line for each share of each entry: it names nobody, so nobody is asked."""
    return Sheet((*_HEADER, *_MORE), ([Line((), _cells(*one)) for one in block] for block in _blocks(actor, asked)))


def _count(actor: Actor, asked: Asked) -> Iterator[Sequence[tuple[str, ...]]]:
    for block in _blocks(actor, asked):
        yield [()] * len(block)


def _blocks(actor: Actor, asked: Asked) -> Iterator[list[tuple[EntryRow, ShareView]]]:
    rows = queries.walk_entries(actor, filter_of(asked), disclosable=True)
    lines = ((row, share) for row in rows for share in row.shares)
    while block := list(islice(lines, _BLOCK)):
        yield block


def _cells(row: EntryRow, share: ShareView) -> Cells:
    of_entry = (row.reference, row.state, row.kind, row.happened, row.paid_on or "", row.booked or "", row.currency)
    money = (plain(row.amount, row.currency), share.grant, share.line, plain(share.amount, row.currency))
    rate = (share.rate or "", share.rate_day or "", share.rate_source, share.grant_currency)
    converted = "" if share.converted is None else plain(share.converted, share.grant_currency)
    return (*of_entry, *money, *rate, converted, share.code, " ".join(row.receipts), "yes" if row.declared else "no")


LEDGER = ListKind(
    "support",
    N_("Support ledger"),
    N_("amounts, days, grants, rates, codes of who is helped, hashes of receipts; nobody’s name, no case, no purpose"),
    Permission.SUPPORT_READ,
    _entries,
    _count,
)
