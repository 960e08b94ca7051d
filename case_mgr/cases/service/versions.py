"""Several sources tell one event otherwise: all stand, and somebody may say which is true."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.audit.types import Event
from case_mgr.cases import derive, queries
from case_mgr.cases.models import Case, TimelineEvent
from case_mgr.cases.policy import require, sees, settles
from case_mgr.cases.service.confidence import note
from case_mgr.cases.service.timeline import append, get_event
from case_mgr.cases.types import EventDraft
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db


def tell_otherwise(actor: Actor, reference: str, event_id: str, draft: EventDraft) -> TimelineEvent:
    """Record how another source tells an event; the first version counts until somebody settles it."""
    require(actor, Act.ADD)
    case = queries.get_row(actor, reference)
    event = append(actor, case, draft, version_of=get_event(actor, case, event_id))
    note(actor, Event.EVENT_TOLD_OTHERWISE, case, event, kind=draft.kind)
    return event


def take_as_true(actor: Actor, reference: str, event_id: str, reason: str) -> None:
    """Say which version is true, and why; the case is computed anew, and the others stay where they are."""
    actor.require(Permission.CASE_WRITE)
    case = queries.get_row(actor, reference)
    chosen = _settled_by(actor, case, event_id)
    versions = _versions(case, chosen)
    if len([row for row in versions if sees(actor, case, row)]) < 2:
        raise Refused(N_("There is only one version of this event: nothing is to be settled."))
    if not reason.strip():
        raise Refused(N_("Say why this version is true."))
    for row in versions:
        _rule(row, actor.user_id if row is chosen else None, reason.strip()[:500] if row is chosen else None)
    _settle(actor, case, chosen, taken=True)


def leave_open(actor: Actor, reference: str, event_id: str) -> None:
    """Take back that a version is true: the event is disputed again."""
    actor.require(Permission.CASE_WRITE)
    case = queries.get_row(actor, reference)
    chosen = _settled_by(actor, case, event_id)
    if not chosen.taken_as_true:
        return
    _rule(chosen, None, None)
    _settle(actor, case, chosen, taken=False)


def _settled_by(actor: Actor, case: Case, event_id: str) -> TimelineEvent:
    if not settles(actor, case):
        raise NotFound(N_("Only the owner of the case, or a coordinator, says which version is true."))
    return get_event(actor, case, event_id)


def _versions(case: Case, one: TimelineEvent) -> list[TimelineEvent]:
    """Return every version of an event that stands, in its latest correction."""
    rows = {id(row): row for row in case.events}
    group = next(group for group in derive.told(rows.values()) if any(id(one) in told.rows for told in group))
    return [rows[told.latest] for told in group if told.standing]


def _rule(row: TimelineEvent, by: int | None, reason: str | None) -> None:
    row.taken_as_true, row.ruled_by_id, row.ruling = by is not None, by, reason


def _settle(actor: Actor, case: Case, chosen: TimelineEvent, *, taken: bool) -> None:
    derive.refresh(case)
    note(actor, Event.EVENT_SETTLED, case, chosen, taken_as_true=taken)
    db.session.flush()
