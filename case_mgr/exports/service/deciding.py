"""The second person of a large export: another member who says yes to that many lines, or no with a reason."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.exports import queries
from case_mgr.exports.models import Export
from case_mgr.exports.service.making import enqueue
from case_mgr.exports.types import State
from case_mgr.extensions import db


def approve(actor: Actor, public_id: str) -> Export:
    """Let a list of so many lines leave; its file is made by the rights of whoever asked for it."""
    row = _waiting(actor, public_id)
    row.decided_by_id, row.decided_at, row.approved_rows = actor.user_id, clock.now(), row.rows
    enqueue(actor, row)
    audit.record(actor, Event.EXPORT_APPROVED, row, label=row.reference, what=row.kind, rows=row.rows)
    db.session.flush()
    return row


def refuse(actor: Actor, public_id: str, reason: str) -> Export:
    """Keep a list in the house, and say why."""
    row = _waiting(actor, public_id)
    if not reason.strip():
        raise Refused(N_("Say why the list stays in the house."))
    row.decided_by_id, row.decided_at = actor.user_id, clock.now()
    row.state, row.reason, row.expires_at = str(State.REFUSED), reason.strip()[:500], None
    audit.record(actor, Event.EXPORT_REFUSED, row, label=row.reference, what=row.kind, reason=row.reason)
    db.session.flush()
    return row


def withdraw(actor: Actor, public_id: str) -> Export:
    """Take the own request back while nobody has answered it."""
    row = queries.get_row(actor, public_id, lock=True)
    if row.user_id != actor.user_id:
        raise NotFound(N_("There is no such export."))
    if row.state != State.WAITING:
        raise Refused(N_("This request was answered already."))
    row.state, row.expires_at = str(State.WITHDRAWN), None
    audit.record(actor, Event.EXPORT_WITHDRAWN, row, label=row.reference, what=row.kind)
    db.session.flush()
    return row


def _waiting(actor: Actor, public_id: str) -> Export:
    actor.require(Permission.EXPORT_APPROVE)
    row = queries.get_row(actor, public_id, lock=True)
    if row.user_id == actor.user_id:
        raise Refused(N_("You asked for this list yourself: another person must answer."))
    if row.state != State.WAITING or (row.expires_at is not None and row.expires_at <= clock.now()):
        raise Refused(N_("This request was answered already, or its time is over."))
    return row
