"""Where somebody was held: claims side by side, accepted ones without overlap, closed ones never accepted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases import derive, queries
from case_mgr.cases.models import Case, CustodyPeriod
from case_mgr.cases.policy import may, require, sees
from case_mgr.cases.service.confidence import WrongLevel, guarded, note
from case_mgr.cases.types import CustodyDraft, Level
from case_mgr.core import clock
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.jurisdictions.queries import get_facility

_CLOSED = N_(
    "Record it as a claim: an accepted period counts in lists, in days and in the expected end of a sentence, "
    "and would tell everybody what only some may see."
)
_ACCEPTED = N_(
    "This period is accepted, and counts in lists, in days and in the expected end of a sentence. "
    "Make it a claim first, then say who may see it."
)


def record_custody(actor: Actor, reference: str, draft: CustodyDraft) -> CustodyPeriod:
    """Record a period of custody; a later accepted one ends the one that was open."""
    require(actor, Act.ADD)
    case = queries.get_row(actor, reference)
    if draft.accepted and not may(actor, Act.AMEND):
        # An accepted period ends the one that somebody else recorded.
        raise Refused(N_("Record it as a claim: only the organisation that shares this case accepts periods."))
    period = append_period(case, draft, guarded(actor, case, draft.level, draft.deputy))
    note(actor, Event.CUSTODY_RECORDED, case, period)
    db.session.flush()
    return period


def append_period(case: Case, draft: CustodyDraft, closed: Mapping[str, Any] | None = None) -> CustodyPeriod:
    """Add a period to a case and compute the case anew; the caller writes the audit entry."""
    columns = closed or {"level": str(Level.NORMAL)}
    if draft.facility:
        get_facility(case.organisation_id, case.jurisdiction, draft.facility)
    elif not draft.place.strip():
        raise Refused(N_("Choose a facility, or write the place as the source names it."))
    if draft.began and draft.ended and draft.ended.before(draft.began):
        raise Refused(N_("The end lies before the beginning. Correct one of the two dates."))
    if draft.accepted:
        _require_open(columns["level"])
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
        contact=str(draft.contact),
        **columns,
    )
    case.custody.append(period)
    derive.refresh(case)
    return period


def correct_custody(actor: Actor, reference: str, period_id: str, draft: CustodyDraft, reason: str) -> CustodyPeriod:
    """Replace a period by a corrected one; what stood before stays readable with the reason."""
    require(actor, Act.AMEND)
    case = queries.get_row(actor, reference)
    old = _get(actor, case, period_id)
    _strike(old, reason, N_("Say why the period is corrected."))
    # A correction is as confidential as what it corrects.
    new = append_period(case, draft, {name: getattr(old, name) for name in ("level", "handler_id", "deputy_id")})
    new.corrects_id = old.id
    note(actor, Event.CUSTODY_CORRECTED, case, new, reason=old.reason)
    db.session.flush()
    return new


def withdraw_custody(actor: Actor, reference: str, period_id: str, reason: str) -> None:
    """Take a period back that never was; it stays readable with the reason."""
    require(actor, Act.AMEND)
    case = queries.get_row(actor, reference)
    row = _get(actor, case, period_id)
    _strike(row, reason, N_("Say why the period is taken back."))
    derive.refresh(case)
    note(actor, Event.CUSTODY_WITHDRAWN, case, row, reason=row.reason)
    db.session.flush()


def weigh_custody(actor: Actor, reference: str, period_id: str, *, accepted: bool) -> CustodyPeriod:
    """Accept a claim, so that it says where the person is, or let an accepted period stand as a claim again."""
    require(actor, Act.AMEND)
    case = queries.get_row(actor, reference)
    row = _get(actor, case, period_id)
    if accepted and not row.accepted:
        _require_open(row.level)
        _require_no_overlap(case, CustodyDraft(began=row.began, ended=row.ended))
    row.accepted = accepted
    derive.refresh(case)
    audit.record(actor, Event.CUSTODY_WEIGHED, case, label=case.reference, accepted=accepted)
    db.session.flush()
    return row


def guard_custody(actor: Actor, reference: str, period_id: str, level: Level, deputy: str = "") -> CustodyPeriod:
    """Change who may see a claim, with everything that it corrects; an accepted period is open to everybody."""
    actor.require(Permission.CASE_WRITE)
    case = queries.get_row(actor, reference)
    row = _get(actor, case, period_id)
    if row.accepted and level is not Level.NORMAL:
        raise WrongLevel("level", _ACCEPTED)
    columns = guarded(actor, case, level, deputy, row.handler_id or 0)
    rows = {one.id: one for one in case.custody}
    chain: CustodyPeriod | None = row
    while chain is not None:
        for name, value in columns.items():
            setattr(chain, name, value)
        chain = rows.get(chain.corrects_id or 0)
    derive.refresh(case)
    audit.record(actor, Event.CUSTODY_GUARDED, row, label=case.reference, level=str(level))
    db.session.flush()
    return row


def standing(case: Case) -> list[CustodyPeriod]:
    """Return the periods that were not taken back."""
    return [period for period in case.custody if period.withdrawn_at is None]


def _get(actor: Actor, case: Case, period_id: str) -> CustodyPeriod:
    found = next((period for period in standing(case) if period.public_id == period_id), None)
    if found is None or not sees(actor, case, found):
        raise NotFound(N_("There is no such period of custody."))
    return found


def _require_open(level: str) -> None:
    if level != Level.NORMAL:
        raise Refused(_CLOSED)


def _strike(row: CustodyPeriod, reason: str, missing: str) -> None:
    if not reason.strip():
        raise Refused(missing)
    row.withdrawn_at, row.reason = clock.now(), reason.strip()[:500]


def _end_open(case: Case, draft: CustodyDraft) -> None:
    if draft.began is None:
        return
    for period in standing(case):
        # A transfer ends the open period unless it certainly came before: two dates of one year need no proof.
        follows = period.began is None or not draft.began.before(period.began)
        if period.accepted and period.ended is None and follows:
            period.ended = draft.began


def _require_no_overlap(case: Case, draft: CustodyDraft) -> None:
    for period in standing(case):
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
