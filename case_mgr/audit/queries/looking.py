"""Who looked at what is guarded: counts of the log by person and kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select

from case_mgr.access.actor import Actor
from case_mgr.audit.models import AuditEntry
from case_mgr.audit.policy import Closed, Unsaid, answers, visible
from case_mgr.audit.queries.log import list_actors
from case_mgr.audit.types import Event
from case_mgr.extensions import db


def count_looks(
    actor: Actor,
    since: datetime,
    until: datetime,
    kinds: Iterable[Event],
    unsaid: Unsaid = None,
    closed: Closed = None,
) -> Counter[tuple[str, str, Event]]:
    """Count the visible entries of some kinds in a period, by who did it (public id and name) and kind."""
    names = dict(list_actors(actor, unsaid))
    rows = db.session.execute(
        select(AuditEntry.actor, AuditEntry.event, func.count())
        .where(visible(actor, unsaid), *answers(closed), AuditEntry.event.in_([str(kind) for kind in kinds]))
        .where(AuditEntry.at >= since, AuditEntry.at < until)
        .group_by(AuditEntry.actor, AuditEntry.event)
        .order_by(AuditEntry.actor, AuditEntry.event)
    )
    return Counter({(who, names.get(who, who), Event(event)): count for who, event, count in rows})
