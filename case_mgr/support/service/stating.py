"""The statement of a grant: what it paid in a period; that somebody made one is written down."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.support import queries
from case_mgr.support.models import Grant
from case_mgr.support.policy import chargeable
from case_mgr.support.queries.grants import find_row
from case_mgr.support.results import Statement
from case_mgr.support.types import Filter

_MOST = 2000


def state(actor: Actor, public_id: str, since: date, until: date) -> Statement:
    """State what a grant paid from one day to another: its totals, and its entries without anybody's name."""
    actor.require(Permission.SUPPORT_READ)
    row = find_row(Grant.public_id == public_id, chargeable(actor))
    if row is None:
        raise NotFound(N_("There is no such grant."))
    totals = queries.get_totals(actor, public_id, since, until)[1]
    wanted = Filter(grant=public_id, since=since, until=until, booked=True)
    found = list(islice(queries.walk_entries(actor, wanted), _MOST + 1))
    rows = tuple(sorted(found[:_MOST], key=lambda one: (one.booked or one.happened, one.reference)))
    # Of a part of the grant's time it is always said, so that it tells of nobody.
    whole = queries.is_whole(row, since, until)
    partial = queries.hides(actor, wanted) if whole else None
    facts: dict[str, Any] = {"from": since.isoformat(), "to": until.isoformat(), "rows": len(rows)}
    audit.record(actor, Event.STATEMENT_MADE, row, label=row.code, **facts)
    return Statement(since, until, totals, rows, len(found) > _MOST, partial)
