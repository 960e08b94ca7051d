"""The ledger as a file, for a purpose: codes in the place of people, and nobody who is withheld."""

from __future__ import annotations

from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import csvsafe
from case_mgr.core.text import N_
from case_mgr.support import queries
from case_mgr.support.money import plain
from case_mgr.support.results import ShareView
from case_mgr.support.service.shared import Misfilled
from case_mgr.support.types import Filter

_LONGEST = 500
_HEADER = ("entry", "state", "kind", "planned", "paid", "booked", "currency", "entry_amount", "grant", "line")
_MORE = ("amount", "rate", "rate_day", "rate_source", "grant_currency", "converted", "code", "receipts", "declared")


def export_entries(actor: Actor, wanted: Filter, asked: dict[str, str], purpose: str) -> str:
    """Return the entries of a filter as CSV, a line for each share, and write down who took them out and what for."""
    actor.require(Permission.EXPORT)
    actor.require(Permission.SUPPORT_READ)
    if not purpose.strip():
        raise Misfilled("purpose", N_("Say what the file is for, and who gets it"))
    rows = [
        (
            *(row.reference, row.state, row.kind, row.happened, row.paid_on or "", row.booked or "", row.currency),
            *(
                plain(row.amount, row.currency),
                share.grant,
                share.line,
                plain(share.amount, row.currency),
                share.rate or "",
                share.rate_day or "",
            ),
            *(share.rate_source, share.grant_currency, _converted(share), share.code),
            *(" ".join(row.receipts), "yes" if row.declared else "no"),
        )
        for row in queries.walk_entries(actor, wanted, disclosable=True)
        for share in row.shares
    ]
    facts: dict[str, Any] = {"rows": len(rows), "purpose": purpose.strip()[:_LONGEST]}
    audit.record(actor, Event.EXPORT_MADE, what="support", filter=asked, **facts)
    return csvsafe.write((*_HEADER, *_MORE), rows)


def _converted(share: ShareView) -> str:
    return "" if share.converted is None else plain(share.converted, share.grant_currency)
