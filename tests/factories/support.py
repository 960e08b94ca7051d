"""Grants and entries of the ledger for tests, made through the services: needs an application context."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from itertools import count
from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.core import clock
from case_mgr.documents import service as documents
from case_mgr.support import service
from case_mgr.support.models import Grant, SupportEntry, SupportReceipt
from case_mgr.support.types import EntryDraft, GrantDraft, Kind, LineDraft, RateDraft, ShareDraft
from tests import cast
from tests.factories import files

_numbers = count(1)


def ago(days: int) -> date:
    """Return the day so many days before today."""
    return clock.today() - timedelta(days=days)


def a_grant(by: Actor | None = None, *lines: tuple[str, str], **facts: Any) -> Grant:
    """Add a grant of the last year and the next, with lines of code and amount."""
    by = by or cast.COORDINATOR.actor()
    told: dict[str, Any] = {
        "code": f"G-{next(_numbers)}",
        "donor": "Lighthouse Fund",
        "title": "Help",
        "currency": "EUR",
    }
    told |= {"starts": ago(365), "ends": ago(-365)} | facts
    grant = service.add_grant(by, GrantDraft(**told))
    for code, amount in lines:
        service.add_line(by, grant.public_id, LineDraft(code, f"Line {code}", amount))
    return grant


def a_share(grant: Grant, amount: str = "", line: str = "", rate: str = "", source: str = "Bank") -> ShareDraft:
    """Say what a grant pays: all or the rest of it unless an amount is named."""
    target = next((one.public_id for one in grant.lines if one.code == line), grant.public_id)
    return ShareDraft(target, amount, RateDraft(rate, ago(20), source) if rate else RateDraft())


def an_entry(*shares: ShareDraft, by: Actor | None = None, **facts: Any) -> SupportEntry:
    """Write an entry down, of ten euros ten days ago unless it is said otherwise."""
    told: dict[str, Any] = {"kind": Kind.LEGAL, "happened": ago(10), "amount": "10", "currency": "EUR"}
    return service.record(by or cast.CASEWORKER.actor(), EntryDraft(**told | facts, shares=shares))


def approved(entry: SupportEntry) -> SupportEntry:
    """Approve an entry, by somebody else than the caseworker."""
    return service.approve(cast.COORDINATOR.actor(), entry.public_id)


def receipted(entry: SupportEntry, content: bytes | None = None, by: Actor | None = None) -> SupportReceipt:
    """Add a receipt to an entry: a small PDF unless something else is given."""
    by = by or cast.CASEWORKER.actor()
    taken = documents.take_in(by, BytesIO(files.a_pdf() if content is None else content), "receipt.pdf")
    return service.add_receipt(by, entry.public_id, taken)


def paid(entry: SupportEntry, day: date | None = None) -> SupportEntry:
    """Approve and pay an entry."""
    return service.pay(cast.CASEWORKER.actor(), approved(entry).public_id, day or ago(5))
