"""Hearings: recorded with their event on the timeline, completed when the result is known."""

from __future__ import annotations

from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.shares import Act
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases.models import Case
from case_mgr.extensions import db
from case_mgr.legal import queries
from case_mgr.legal.models import Hearing
from case_mgr.legal.service.shared import amend, court_of, open_case, require_past, retell, tell
from case_mgr.legal.types.drafts import HearingDraft
from case_mgr.legal.types.kinds import Instance

EVENTS = {Instance.FIRST: ("hearing",), Instance.APPEAL: ("appeal", "hearing")}


def record_hearing(actor: Actor, reference: str, draft: HearingDraft) -> Hearing:
    """Record a hearing."""
    case = open_case(actor, reference, Act.ADD)
    values = _values(case, draft)
    tie, happened = tell(actor, case, EVENTS[draft.instance], draft.told, draft.result.strip())
    row = Hearing(organisation_id=case.organisation_id, case=case, instance=str(draft.instance), **values, **tie)
    row.happened = happened
    db.session.add(row)
    audit.record(actor, Event.HEARING_RECORDED, case, label=case.reference)
    db.session.flush()
    return row


def amend_hearing(actor: Actor, reference: str, hearing_id: str, draft: HearingDraft, seen: int | None) -> Hearing:
    """Complete or correct a hearing; its event on the timeline follows the date."""
    case = open_case(actor, reference, Act.AMEND)
    row = queries.get_row(actor, case, Hearing, hearing_id)
    require_past(draft.told.happened, "happened")
    amend(row, _values(case, draft) | {"happened": draft.told.happened}, seen)
    retell(actor, case, row, draft.told)
    audit.record(actor, Event.HEARING_AMENDED, case, label=case.reference)
    db.session.flush()
    return row


def _values(case: Case, draft: HearingDraft) -> dict[str, Any]:
    return {
        **court_of(case, draft.court),
        "mode": str(draft.mode),
        "observer": draft.observer.strip() or None,
        "result": draft.result.strip(),
        "source": draft.told.source.strip(),
    }
