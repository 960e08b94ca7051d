"""Where somebody was held: claims side by side, accepted ones without overlap."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases import derive, queries
from case_mgr.cases.models import Case, CustodyPeriod
from case_mgr.cases.types import CustodyDraft
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.jurisdictions.queries import get_facility


def record_custody(actor: Actor, reference: str, draft: CustodyDraft) -> CustodyPeriod:
    """Record a period of custody; a later accepted one ends the one that was open."""
    actor.require(Permission.CASE_WRITE)
    case = queries.get_row(actor, reference)
    period = append_period(case, draft)
    audit.record(actor, Event.CUSTODY_RECORDED, case, label=case.reference)
    db.session.flush()
    return period


def append_period(case: Case, draft: CustodyDraft) -> CustodyPeriod:
    """Add a period to a case and compute the case anew; the caller writes the audit entry."""
    if draft.facility:
        get_facility(case.organisation_id, case.jurisdiction, draft.facility)
    elif not draft.place.strip():
        raise Refused(N_("Choose a facility, or write the place as the source names it."))
    if draft.began and draft.ended and draft.ended.before(draft.began):
        raise Refused(N_("The end lies before the beginning. Correct one of the two dates."))
    if draft.accepted:
        _end_open(case, draft)
        _require_no_overlap(case, draft)
    period = CustodyPeriod(
        facility=draft.facility or None,
        place=draft.place.strip(),
        regime=draft.regime or None,
        began=draft.began,
        ended=draft.ended,
        source=draft.source.strip(),
        accepted=draft.accepted,
    )
    case.custody.append(period)
    derive.refresh(case)
    return period


def _end_open(case: Case, draft: CustodyDraft) -> None:
    if draft.began is None:
        return
    for period in case.custody:
        # A transfer ends the open period unless it certainly came before: two dates of one year need no proof.
        follows = period.began is None or not draft.began.before(period.began)
        if period.accepted and period.ended is None and follows:
            period.ended = draft.began


def _require_no_overlap(case: Case, draft: CustodyDraft) -> None:
    for period in case.custody:
        if period.accepted and _certainly_overlaps(period, draft):
            raise Refused(
                N_("This overlaps with a period that is accepted already. Record it as a claim, or correct a date.")
            )


def _certainly_overlaps(one: CustodyPeriod, other: CustodyDraft) -> bool:
    """Two periods overlap for certain when each surely began before the other can have ended."""
    return _surely_within(one.began, other.ended) and _surely_within(other.began, one.ended)


def _surely_within(began: object, ended: object) -> bool:
    latest = getattr(began, "latest", None)
    earliest = getattr(ended, "earliest", None)
    if latest is None:
        return False
    return ended is None or (earliest is not None and latest < earliest)
